"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useMay } from "@/components/layout/use-session";
import type { ContentForm } from "@/components/notifications/wizard/content/use-content";
import { useTRPC } from "@/components/trpc/query-provider";
import { useMessage } from "@/components/ui/use-message";
import { resetText, type SlotAddress } from "@/content/translation/changes";
import type { GlossaryTerm } from "@/server/translation/glossary/rules";
import { useAskTranslation } from "./ask-translation";
import { askedKey, type Wanted, wantedTexts, withFound, withReplaced } from "./wanted";

interface Translation {
  /** Somebody set a translator up; undefined while unknown. */
  isSetUp: boolean | undefined;
  terms: readonly GlossaryTerm[];
  /** Languages that are being translated. */
  busy: ReadonlySet<string>;
  /** Why the last try gave nothing. */
  failureOf(language: string, source: string): string | undefined;
  /** A new translation for a text, from elsewhere than the memory; what is there stays until it comes. */
  again(address: SlotAddress, source: string): Promise<void>;
  /** Takes a person's words away and lets the translators fill the text again. */
  reset(address: SlotAddress, source: string): void;
  /** Keeps a person's words for the next time they are needed. */
  remember(language: string, source: string, text: string): void;
  /** A person emptied the box: it is not filled behind their back. */
  hold(language: string, source: string): void;
  /** Everything that needs text in a language is asked for once more. */
  retry(language: string): void;
}

const TranslationContext = createContext<Translation | undefined>(undefined);

export function useTranslation(): Translation {
  const state = useContext(TranslationContext);
  if (!state)
    throw new Error("useTranslation is for the content step, inside TranslationProvider.");
  return state;
}

/** Typing has come to rest: a translator is not asked for half a sentence. */
const settleMs = 1_200;

/** Translates what is added and what changes, while the content step is open (P-82, P-86). */
export function TranslationProvider({
  form,
  children,
}: {
  form: ContentForm;
  children: ReactNode;
}) {
  const trpc = useTRPC();
  const { may } = useMay(["owner", "manager", "marketer"], "translate");
  const translators = useQuery(trpc.translation.translators.list.queryOptions());
  const glossary = useQuery(trpc.translation.glossary.list.queryOptions());
  const { asked, busy, failures, run } = useRuns(form);
  useAutomaticTranslation(form, { asked, run, may });
  const deeds = useDeeds(form, { asked, run });
  const enabled = translators.data?.translators.some(({ isEnabled }) => isEnabled);
  const value: Translation = {
    isSetUp: enabled,
    terms: glossary.data ?? [],
    busy,
    failureOf: (language, source) => failures.get(askedKey(language, source)),
    ...deeds,
  };
  return <TranslationContext.Provider value={value}>{children}</TranslationContext.Provider>;
}

type Run = (
  wanted: Wanted[],
  how?: { isFresh: boolean; replace?: SlotAddress },
) => Promise<boolean>;

/** The questions on their way. */
function useRuns(form: ContentForm) {
  const ask = useAskTranslation();
  const asked = useRef(new Set<string>());
  const [busy, setBusy] = useState<readonly string[]>([]);
  const [failures, setFailures] = useState<ReadonlyMap<string, string>>(new Map());
  const latest = useRef(form);
  latest.current = form;
  const run: Run = useCallback(
    async (wanted, { isFresh, replace } = { isFresh: false }) => {
      const languages = wanted.map(({ to }) => to);
      const keys = wanted.flatMap(({ to, texts }) => texts.map((text) => askedKey(to, text)));
      for (const key of keys) asked.current.add(key);
      setBusy((before) => [...before, ...languages]);
      let isFound = false;
      const { defaultLanguage } = latest.current.content;
      const { failed } = await ask({ from: defaultLanguage, wanted, isFresh }, (found) => {
        const [first] = found;
        if (!first) return;
        isFound = true;
        latest.current.update(
          (content) =>
            replace ? withReplaced(content, replace, first) : withFound(content, found),
          "translation",
        );
      });
      setBusy((before) => without(before, languages));
      setFailures((before) => {
        const after = new Map(before);
        for (const key of keys) after.delete(key);
        for (const { to, source, message } of failed) after.set(askedKey(to, source), message);
        return after;
      });
      return isFound;
    },
    [ask],
  );
  const busySet = useMemo(() => new Set(busy), [busy]);
  return { asked, busy: busySet, failures, run };
}

/** One of each: a language may be asked for twice at once. */
function without(list: readonly string[], gone: readonly string[]): string[] {
  const left = [...list];
  for (const one of gone) left.splice(left.indexOf(one), 1);
  return left;
}

interface Runs {
  asked: { readonly current: Set<string> };
  run: Run;
}

function useAutomaticTranslation(form: ContentForm, { asked, run, may }: Runs & { may: boolean }) {
  const known = useRef<ReadonlySet<string>>(new Set());
  const { content } = form;
  useEffect(() => {
    const wanted = may ? wantedTexts(content, asked.current) : [];
    const isNew = wanted.some(({ to }) => !known.current.has(to));
    known.current = new Set(Object.keys(content.translations));
    if (wanted.length === 0) return;
    // A new language is translated at once, a changed text when its author has paused.
    const timer = setTimeout(() => void run(wanted), isNew ? 0 : settleMs);
    return () => clearTimeout(timer);
  }, [content, asked, run, may]);
}

function useDeeds(form: ContentForm, { asked, run }: Runs) {
  const message = useMessage();
  const trpc = useTRPC();
  const keep = useMutation(trpc.translation.memory.update.mutationOptions());
  const kept = useRef(new Map<string, string>());
  return {
    remember(language: string, source: string, text: string) {
      const key = askedKey(language, source);
      if (kept.current.get(key) === text || text.trim() === "") return;
      kept.current.set(key, text);
      const texts = [{ source, target: text }];
      keep.mutate({ from: form.content.defaultLanguage, to: language, texts });
    },
    async again(address: SlotAddress, source: string) {
      const wanted = [{ to: address.language, texts: [source] }];
      const isFound = await run(wanted, { isFresh: true, replace: address });
      if (!isFound) message("There is no other translation. What was there has stayed.", "info");
    },
    reset(address: SlotAddress, source: string) {
      asked.current.add(askedKey(address.language, source));
      form.setContent(resetText(form.content, address));
      void run([{ to: address.language, texts: [source] }], { isFresh: true });
    },
    hold(language: string, source: string) {
      asked.current.add(askedKey(language, source));
    },
    retry(language: string) {
      const wanted = wantedTexts(form.content, new Set()).filter(({ to }) => to === language);
      if (wanted.length > 0) void run(wanted);
    },
  };
}
