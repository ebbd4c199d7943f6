"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { failureOf } from "@/components/trpc/failure";
import { useTRPC } from "@/components/trpc/query-provider";
import { readHead } from "@/server/customers/import/lines";
import { filePartsOf, formatOf } from "./file-parts";

export interface ImportState {
  status: "ready" | "running" | "paused" | "done" | "failed";
  received: number;
  imported: number;
  failed: number;
  errors: { line: number; message: string }[];
  /** Of the file, 0 to 1. */
  progress: number;
  problem?: string;
}

const start: ImportState = {
  status: "ready",
  received: 0,
  imported: 0,
  failed: 0,
  errors: [],
  progress: 0,
};

/** Reads a file part by part; pausing keeps the place, a failed part is sent again on resume. */
export function useImport() {
  const trpc = useTRPC();
  const { mutateAsync } = useMutation(trpc.customers.imports.create.mutationOptions());
  const ending = useMutation(trpc.customers.imports.update.mutationOptions());
  const [state, setState] = useState(start);
  const wanted = useRef<"run" | "pause" | "stop">("stop");
  const place = useRef<Place>(undefined);

  async function run(file: File, appId: number): Promise<void> {
    wanted.current = "run";
    const format = formatOf(file.name);
    place.current ??= { parts: filePartsOf(file.stream(), format), file, appId, sum: noSum };
    const at = place.current;
    setState((before) => ({ ...before, status: "running", problem: undefined }));
    while (wanted.current === "run") {
      at.part ??= await nextPart(at.parts);
      if (!at.part) {
        setState((before) => ({ ...before, status: "done", progress: 1 }));
        end(true);
        return;
      }
      if (format === "csv" && at.head === undefined) {
        at.head = at.part.records.shift()?.text ?? "";
        const read = readHead(at.head);
        if ("problem" in read) {
          // Nothing was sent: another file may be chosen at once.
          place.current = undefined;
          setState({ ...start, problem: read.problem });
          return;
        }
      }
      try {
        await send({ at, appId, format, size: file.size });
      } catch (error) {
        const problem = failureOf(error).message;
        setState((before) => ({ ...before, status: "failed", problem }));
        return;
      }
    }
    if (wanted.current === "pause") setState((before) => ({ ...before, status: "paused" }));
  }

  async function send(work: Sending): Promise<void> {
    const { at, appId, format, size } = work;
    const { records = [], bytesRead = 0 } = at.part ?? {};
    const begins = at.hasBegun ? undefined : { fileName: at.file.name };
    const input = { appId, format, head: at.head, records, begins };
    const report = records.length > 0 ? await mutateAsync(input) : undefined;
    at.part = undefined;
    if (report) {
      at.hasBegun = true;
      at.sum = {
        received: at.sum.received + report.received,
        imported: at.sum.imported + report.imported,
        failed: at.sum.failed + report.failed,
      };
    }
    setState((before) => ({
      ...before,
      received: before.received + (report?.received ?? 0),
      imported: before.imported + (report?.imported ?? 0),
      failed: before.failed + (report?.failed ?? 0),
      errors: [...before.errors, ...(report?.errors ?? [])],
      progress: size === 0 ? 1 : bytesRead / size,
    }));
  }

  /** Notes what came of the file; somebody who only closes the page leaves the note of its beginning. */
  function end(isComplete: boolean): void {
    const at = place.current;
    if (!at?.hasBegun || at.hasEnded) return;
    at.hasEnded = true;
    ending.mutate({ appId: at.appId, fileName: at.file.name, isComplete, ...at.sum });
  }

  return {
    state,
    run,
    pause() {
      wanted.current = "pause";
    },
    stop() {
      wanted.current = "stop";
      end(false);
    },
    reset() {
      wanted.current = "stop";
      place.current = undefined;
      setState(start);
    },
  };
}

const noSum = { received: 0, imported: 0, failed: 0 };

interface Place {
  parts: ReturnType<typeof filePartsOf>;
  file: File;
  appId: number;
  part?: Part;
  head?: string;
  sum: typeof noSum;
  hasBegun?: boolean;
  hasEnded?: boolean;
}

type Part = { records: { line: number; text: string; isTooLong: boolean }[]; bytesRead: number };
interface Sending {
  at: Place;
  appId: number;
  format: ReturnType<typeof formatOf>;
  size: number;
}

async function nextPart(parts: ReturnType<typeof filePartsOf>): Promise<Part | undefined> {
  const { done, value } = await parts.next();
  return done ? undefined : value;
}

/** The refused lines as a file: T15, so that no spreadsheet runs what a line held. */
export function errorsToCsv(errors: ImportState["errors"]): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = errors.map(({ line, message }) => `${line},${cell(message)}`);
  return `${["line,message", ...lines].join("\r\n")}\r\n`;
}
