/** What a run was expected to bring and did not: a source that is silently empty is found on the first day. */
import type { Source } from "../../config/schema.ts";
import type { RunOutcome, RunProblem, RunProblemId } from "../../archive/records/runs.ts";
import type { Reason } from "../../core/document/finding.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";
import { readAtMost } from "../discover/cut.ts";
import type { SourceTally } from "./run-tally.ts";
import { sum } from "../../core/text/numbers.ts";

/** Of fewer pages than these, one odd one would be a problem. */
const PAGES_AT_LEAST = 3;

/** From this share of failed pages on, it is not the pages. */
const FAILED_SHARE = 0.5;

/**
 * What was expected of a source in a run that ended by itself.
 * @param waiting pages of it that are still to be fetched
 */
export function findProblems(source: Source, tally: SourceTally, waiting: number): readonly RunProblem[] {
  return [
    ...lostListings(tally),
    ...emptyListings(source, tally),
    ...cutListings(tally),
    ...lostPages(tally, waiting),
  ].map((problem) => ({ source: source.id, ...problem }));
}

/** How a run ended that nobody stopped. `failed`: nothing at all came of it. */
export function outcomeOf(tallies: readonly SourceTally[], problems: readonly RunProblem[]): RunOutcome {
  if (problems.length === 0) return "ok";
  const isFruitless = tallies.every(({ counts }) => counts.fetched === 0);
  return isFruitless ? "failed" : "degraded";
}

type Found = Reason<RunProblemId>;

function lostListings({ lostListings }: SourceTally): readonly Found[] {
  return [...lostListings].map(([url, { message }]) => ({ id: "listing-lost", evidence: { url, message } }));
}

function emptyListings({ id, article, links }: Source, { emptyListings }: SourceTally): readonly Found[] {
  const wanted = withoutUndefined({ pattern: article && String(article), links, source: id });
  return emptyListings.map((url) => ({ id: "listing-empty", evidence: { url, ...wanted } }));
}

function cutListings({ cutListings }: SourceTally): readonly Found[] {
  return [...cutListings].map(([url, { kind, cut }]) => ({
    id: `listing-${cut}`,
    evidence: { url, ...(cut === "too-long" && readAtMost[kind]) },
  }));
}

function* lostPages({ asked, errors, verdicts }: SourceTally, waiting: number): Generator<Found, undefined> {
  const pages = sum(Object.values(verdicts));
  if (pages >= PAGES_AT_LEAST && (verdicts.article ?? 0) === 0) {
    yield { id: "no-articles", evidence: { pages, verdicts: listCounts(verdicts) } };
  }
  const failed = sum(Object.values(errors));
  if (asked.size >= PAGES_AT_LEAST && failed > FAILED_SHARE * asked.size) {
    yield { id: "pages-failed", evidence: { asked: asked.size, failed, errors: listCounts(errors) } };
  }
  if (waiting > 0) yield { id: "pages-waiting", evidence: { pages: waiting } };
}

/** `4 blocked, 1 thin` */
export function listCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
}
