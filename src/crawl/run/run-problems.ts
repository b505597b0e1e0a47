/** What a run was expected to bring and did not: a source that is silently empty is found on the first day. */
import type { Source } from "../../config/schema.ts";
import type { Problem, RunOutcome } from "../../archive/records/runs.ts";
import { adviceOnCut, describeCut } from "../discover/cut.ts";
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
export function findProblems(source: Source, tally: SourceTally, waiting: number): readonly Problem[] {
  return [
    ...lostListings(tally),
    ...emptyListings(source, tally),
    ...cutListings(tally),
    ...lostPages(tally, waiting),
  ].map((what) => ({ source: source.id, what }));
}

/** How a run ended that nobody stopped. `failed`: nothing at all came of it. */
export function outcomeOf(tallies: readonly SourceTally[], problems: readonly Problem[]): RunOutcome {
  if (problems.length === 0) return "ok";
  const isFruitless = tallies.every(({ counts }) => counts.fetched === 0);
  return isFruitless ? "failed" : "degraded";
}

function lostListings({ lostListings }: SourceTally): readonly string[] {
  return [...lostListings].map(
    ([url, { message }]) => `${url} was expected to list articles, but could not be had. ${message}`,
  );
}

function emptyListings({ id, article, links }: Source, { emptyListings }: SourceTally): readonly string[] {
  const wanted = [
    ...(article === undefined ? ["links that look like articles"] : [`links that match ${String(article)}`]),
    ...(links === undefined ? [] : [`inside "${links}"`]),
  ].join(" ");
  return emptyListings.map(
    (url) =>
      `${url} was expected to name articles (${wanted}), but names none. See what is there now with \`newsift discover ${id}\`, and put config/sources/${id}.yaml right.`,
  );
}

function cutListings({ cutListings }: SourceTally): readonly string[] {
  return [...cutListings].map(
    ([url, { kind, cut }]) =>
      `${url} was expected to be read to its end, but ${describeCut(kind, cut)}: what stands behind was not seen. ${adviceOnCut(cut)}`,
  );
}

function* lostPages({ asked, errors, verdicts }: SourceTally, waiting: number): Generator<string, undefined> {
  const came = sum(Object.values(verdicts));
  if (came >= PAGES_AT_LEAST && (verdicts.article ?? 0) === 0) {
    yield `Articles were expected, but none of the ${came} pages that came is one (${listCounts(verdicts)}). Look at one with \`newsift diff\`: the site may have changed, or sends something else than its pages.`;
  }
  const failed = sum(Object.values(errors));
  if (asked.size >= PAGES_AT_LEAST && failed > FAILED_SHARE * asked.size) {
    yield `${asked.size} articles were asked for, but ${failed} failed (${listCounts(errors)}). \`newsift status\` names them.`;
  }
  if (waiting > 0) {
    yield `All that was found was expected to be fetched, but ${waiting} ${waiting === 1 ? "page waits" : "pages wait"}, because their host is left alone for a while. \`newsift status\` says until when; the next crawl goes on with them.`;
  }
}

/** `4 blocked, 1 thin` */
export function listCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
}
