/** The share that is removed from a host's pages as time goes on, and where it jumped. */
import { removedShare } from "./document.ts";
import type { ReportedDocument } from "./document.ts";
import { median, NORMAL, sum } from "../../core/text/numbers.ts";

/** Some days of a host, with the documents that came in them. */
export interface HistoryPoint {
  /** The first and the last day: `2026-11-20`. */
  readonly from: string;
  readonly to: string;
  readonly documents: number;
  /** Median of their shares: 0 to 1. */
  readonly share: number;
  /** Where it was to be expected; absent while too little is known of the host. */
  readonly band?: Band;
  readonly hasJumped: boolean;
}

/** Median of the earlier documents, and how far from it a share may lie. */
export interface Band {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  /** Earlier documents that it was learned from. */
  readonly documents: number;
}

export interface HostHistory {
  readonly host: string | undefined;
  readonly documents: number;
  readonly articles: number;
  readonly rawChars: number;
  readonly cleanChars: number;
  readonly points: readonly HistoryPoint[];
}

/** A single odd page is no jump. */
export const DOCUMENTS_A_POINT = 3;
/** Fewer say nothing about what a host is like. */
export const EARLIER_AT_LEAST = 8;
/** What lies further back is another design. */
const EARLIER_AT_MOST = 60;
/** Median absolute deviations, each scaled to a standard deviation, that a share may lie away from the median. */
export const DEVIATIONS = 3;
/** Pages that are all alike deviate by nothing: so much is allowed to everybody. */
export const LEAST_WIDTH = 0.05;

/** Hosts whose latest point jumped first, then those with most documents. @param documents in order of arrival */
export function historiesOf(documents: readonly ReportedDocument[]): readonly HostHistory[] {
  return [...Map.groupBy(documents, ({ host }) => host)]
    .map(([host, own]) => ({
      host,
      documents: own.length,
      articles: own.filter(({ verdict }) => verdict === "article").length,
      rawChars: sum(own.map(({ rawChars }) => rawChars)),
      cleanChars: sum(own.map(({ cleanChars }) => cleanChars)),
      points: pointsOf(own.toSorted((a, b) => (a.fetchedAt < b.fetchedAt ? -1 : 1))),
    }))
    .toSorted((a, b) => Number(hasJumped(b)) - Number(hasJumped(a)) || b.documents - a.documents);
}

/** Whether its latest documents are unlike the earlier ones. */
export function hasJumped({ points }: HostHistory): boolean {
  return points.at(-1)?.hasJumped ?? false;
}

/** A point is a day, or as many days as it takes to have enough documents. */
function pointsOf(documents: readonly ReportedDocument[]): readonly HistoryPoint[] {
  const days = [...Map.groupBy(documents, dayOf).values()];
  const groups: (readonly ReportedDocument[])[] = [];
  for (const day of days) {
    const last = groups.at(-1);
    if (last !== undefined && last.length < DOCUMENTS_A_POINT) groups[groups.length - 1] = [...last, ...day];
    else groups.push(day);
  }
  const earlier: number[] = [];
  return groups.map((group) => {
    const shares = group.map(removedShare);
    const share = median(shares);
    const band = bandOf(earlier.slice(-EARLIER_AT_MOST));
    earlier.push(...shares);
    const isSure = band !== undefined && group.length >= DOCUMENTS_A_POINT;
    return {
      from: dayOf(group[0]!),
      to: dayOf(group.at(-1)!),
      documents: group.length,
      share,
      ...(band === undefined ? {} : { band }),
      hasJumped: isSure && (share < band.low || share > band.high),
    };
  });
}

/** Robust: a few odd documents among the earlier ones do not move it. */
export function bandOf(shares: readonly number[]): Band | undefined {
  if (shares.length < EARLIER_AT_LEAST) return undefined;
  const middle = median(shares);
  const deviation = median(shares.map((share) => Math.abs(share - middle)));
  const width = Math.max(LEAST_WIDTH, DEVIATIONS * NORMAL * deviation);
  return {
    low: Math.max(0, middle - width),
    middle,
    high: Math.min(1, middle + width),
    documents: shares.length,
  };
}

function dayOf({ fetchedAt }: ReportedDocument): string {
  return fetchedAt.slice(0, 10);
}
