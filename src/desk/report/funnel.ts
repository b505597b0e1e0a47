/** From what was found to what is kept: how many are left at each step, and what became of the others. */
import type { PageEvent } from "../../archive/records/runs.ts";
import { verdictsOf } from "./counts.ts";
import type { ReportedDocument } from "./document.ts";
import { sum } from "../../core/text/numbers.ts";

export interface FunnelStep {
  readonly step: string;
  readonly count: number;
  /** What the step before had and this one has not. */
  readonly lost: readonly Loss[];
}

export interface Loss {
  readonly what: string;
  readonly count: number;
}

export interface FunnelOptions {
  /** Archived pages of the corpus, or those that a run brought. */
  readonly archived: number;
  readonly damaged: number;
  /** All of them that have a receipt. */
  readonly documents: readonly ReportedDocument[];
  /** Those that stand for their page, and are no further page of an article. */
  readonly current: readonly ReportedDocument[];
  /** Ids of those that say the same as another one. */
  readonly duplicates: ReadonlySet<string>;
}

/** The way of archived pages to articles that say something new. */
export function funnelOfDocuments(options: FunnelOptions): readonly FunnelStep[] {
  const { archived, damaged, documents, current, duplicates } = options;
  const parts = documents.filter(({ isPart }) => isPart).length;
  const articles = current.filter(({ verdict }) => verdict === "article");
  const repeated = articles.filter(({ document }) => duplicates.has(document)).length;
  const { article: _, ...rejected } = verdictsOf(current);
  return withoutNothing([
    { step: "archived pages", count: archived, lost: [] },
    {
      step: "cleaned pages",
      count: documents.length,
      lost: [
        { what: "not cleaned yet", count: archived - documents.length - damaged },
        { what: "with a damaged file", count: damaged },
      ],
    },
    {
      step: "documents",
      count: current.length,
      lost: [
        { what: "other versions", count: documents.length - current.length - parts },
        { what: "further pages of an article", count: parts },
      ],
    },
    {
      step: "articles",
      count: articles.length,
      lost: Object.entries(rejected).map(([what, count]) => ({ what, count })),
    },
    {
      step: "unique articles",
      count: articles.length - repeated,
      lost: [{ what: "duplicates", count: repeated }],
    },
  ]);
}

type Fate = PageEvent["fate"];

/** The way of a run's addresses to the pages that it archived. @param fates the last one of each address */
export function funnelOfFates(fates: readonly Fate[]): readonly FunnelStep[] {
  const counts = Map.groupBy(fates, (fate) => fate);
  let left = fates.length;
  const step = (name: string, lost: Readonly<Partial<Record<Fate, string>>>): FunnelStep => {
    const losses = Object.entries(lost).map(([fate, what]) => ({
      what,
      count: counts.get(fate as Fate)?.length ?? 0,
    }));
    left -= sum(losses, ({ count }) => count);
    return { step: name, count: left, lost: losses };
  };
  return withoutNothing([
    step("found addresses", {}),
    step("answered", { found: "not asked for", failed: "failed" }),
    step("pages", { listed: "feeds and sitemaps" }),
    step("new or changed pages", { unchanged: "unchanged", "not-modified": "not modified (304)" }),
  ]);
}

function withoutNothing(steps: readonly FunnelStep[]): readonly FunnelStep[] {
  return steps.map((step) => ({ ...step, lost: step.lost.filter(({ count }) => count > 0) }));
}
