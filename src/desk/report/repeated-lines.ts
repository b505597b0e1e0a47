/** The lines that were removed from most documents, counted in bounded memory. */
import { visibleLength } from "../../core/text/characters.ts";
import type { Change } from "../../core/document/finding.ts";

export interface RepeatedLine {
  readonly text: string;
  /** Documents that it was removed from. */
  readonly documents: number;
  readonly hosts: number;
  /** That removed it first. */
  readonly stage: string;
}

export interface LineCounter {
  /** Counts each line that was removed whole once. */
  add(host: string | undefined, changes: readonly Change[]): void;
  /** The most frequent ones first; what stands in one document only is not repeated. */
  top(count: number): readonly RepeatedLine[];
}

/** A bullet or a page number says nothing by being repeated. */
const LEAST_CHARS = 2;
const CHARS_AT_MOST = 120;
const HOSTS_AT_MOST = 100;

/**
 * Counts by the method of Manku and Motwani: after each so many lines, those that were too rare until then are
 * forgotten. Up to that many lines the counts are exact; from then on a line may lack one for each such round.
 */
export function countLines(round = 200_000): LineCounter {
  const lines = new Map<string, { documents: number; missed: number; stage: string; hosts: Set<string> }>();
  let seen = 0;
  let rounds = 0;
  return {
    add(host, changes) {
      for (const [text, stage] of linesOf(changes)) {
        const line = lines.get(text) ?? { documents: 0, missed: rounds, stage, hosts: new Set() };
        line.documents += 1;
        if (line.hosts.size < HOSTS_AT_MOST) line.hosts.add(host ?? "");
        lines.set(text, line);
        seen += 1;
        if (seen % round > 0) continue;
        rounds += 1;
        for (const [own, { documents, missed }] of lines) if (documents + missed <= rounds) lines.delete(own);
      }
    },
    top(count) {
      return [...lines]
        .filter(([, { documents }]) => documents > 1)
        .toSorted(([a, one], [b, other]) => other.documents - one.documents || (a < b ? -1 : 1))
        .slice(0, count)
        .map(([text, { documents, hosts, stage }]) => ({ text, documents, hosts: hosts.size, stage }));
    },
  };
}

/** Lines with the stage that took them, each once. */
function linesOf(changes: readonly Change[]): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  for (const { span, replacement = "", before, stage } of changes) {
    if (span !== undefined || replacement !== "") continue;
    const text = cut(before.replace(/\s+/gu, " ").trim());
    if (visibleLength(text) >= LEAST_CHARS && !lines.has(text)) lines.set(text, stage);
  }
  return lines;
}

function cut(text: string): string {
  if (text.length <= CHARS_AT_MOST) return text;
  return `${Array.from(text).slice(0, CHARS_AT_MOST).join("")}…`;
}
