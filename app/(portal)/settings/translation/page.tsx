import type { Metadata } from "next";
import { GlossarySection } from "@/components/settings/translation/glossary/glossary-section";
import { memoryInputOf } from "@/components/settings/translation/memory/memory-input";
import { MemorySection } from "@/components/settings/translation/memory/memory-section";
import { TranslatorsSection } from "@/components/settings/translation/translators/translators-section";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { HydrateQueries } from "@/components/trpc/hydrate-queries";
import { QueryBoundary } from "@/components/trpc/query-boundary";
import { portalQueries } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Translation" };

type Search = Promise<Record<string, string>>;

export default async function TranslationPage({ searchParams }: { searchParams: Search }) {
  const page = await portalQueries();
  const { translators, glossary, memory } = page.trpc.translation;
  const input = memoryInputOf(await searchParams);
  await Promise.all([
    page.prefetch(translators.list.queryOptions()),
    page.prefetch(glossary.list.queryOptions()),
    page.prefetch(memory.list.queryOptions(input)),
  ]);
  return (
    <HydrateQueries state={page.state()}>
      <QueryBoundary fallback={<TableSkeleton />} failed="The translators could not be loaded.">
        <TranslatorsSection />
      </QueryBoundary>
      <QueryBoundary fallback={<TableSkeleton />} failed="The glossary could not be loaded.">
        <GlossarySection />
      </QueryBoundary>
      <QueryBoundary fallback={<TableSkeleton />} failed="The memory could not be loaded.">
        <MemorySection />
      </QueryBoundary>
    </HydrateQueries>
  );
}
