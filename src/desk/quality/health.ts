/** The health card: how much of a corpus is wrong, from what people judged of a blind sample. */
import { readBlocks } from "../../archive/corpus/clean-article.ts";
import { NewsiftError } from "../../core/errors.ts";
import { visibleLength } from "../../core/text/characters.ts";
import { hostOf } from "../../core/page/resolve-address.ts";
import { replay } from "../../core/pipeline/replay.ts";
import { review } from "../../core/stages/review.ts";
import { select } from "../../archive/records/decisions.ts";
import type { Block } from "../../core/document/document.ts";
import type { Change } from "../../core/document/finding.ts";
import type { Receipt } from "../../core/document/receipt.ts";
import { isApproved } from "./corpus.ts";
import type { DecisionService } from "./decision-service.ts";
import { type Interval, ratioInterval, shareInterval } from "./intervals.ts";
import type { Sample } from "./sample.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";
import { sum } from "../../core/text/numbers.ts";

/** What newsift did wrong in a document, in visible code points: the person's text is the truth. */
export interface Errors {
  /** Of the text that newsift would write, and of the one that is right. */
  readonly ownChars: number;
  readonly rightChars: number;
  /** Left though it is none of the article; all of the text where the document is no article. */
  readonly residual: number;
  /** Taken though it belongs to the article; all of the text where the document was rejected. */
  readonly wronglyRemoved: number;
}

/** Per 10,000 characters. */
export interface Rate {
  readonly per10000: number;
  /** 95 %; absent where no error was seen, or in too few documents to tell. */
  readonly interval?: Interval;
}

export interface Measured {
  readonly documents: number;
  /** In how many of them anything is wrong, as a share; the interval is a 95 % one. */
  readonly withErrors: { readonly documents: number; readonly share: number; readonly interval: Interval };
  /** Of the text that newsift would write; absent where that is none. */
  readonly residual?: Rate;
  /** Of the right text; absent where there is none. */
  readonly wronglyRemoved?: Rate;
}

export interface HealthCard {
  readonly sample: string;
  readonly drawn: number;
  /** Documents that are not judged yet, in the order of the sample. */
  readonly open: readonly string[];
  /** Documents that became others since they were approved: to be judged again. */
  readonly outdated: readonly string[];
  /** Documents whose files are missing or damaged, each with what is wrong. */
  readonly unreadable: Readonly<Record<string, string>>;
  /** Over all judged documents; absent where there are none. */
  readonly overall?: Measured;
  /** By the source that led to them; of those without one by host. */
  readonly bySource: Readonly<Record<string, Measured>>;
}

/** Stands for files that came without an address. */
const NO_SOURCE = "(files)";

/**
 * Measures what was approved, as it is in clean/ now. A document counts as judged when it stands approved with the text
 * and the verdict that it has; what was corrected before is what newsift did wrong.
 *
 * The intervals of the rates are bootstrap percentile intervals over documents (Efron & Tibshirani, An Introduction to
 * the Bootstrap, 1993, chapter 13), because the errors of one document come together; those of the shares are Wilson's
 * (Journal of the American Statistical Association 22, 1927). Both come out the same each time.
 */
export async function readHealth(
  desk: Pick<DecisionService, "raw" | "clean" | "decisions">,
  sample: Sample,
): Promise<HealthCard> {
  const open: string[] = [];
  const outdated: string[] = [];
  const unreadable: Record<string, string> = {};
  const judged: { readonly source: string; readonly errors: Errors }[] = [];
  for (const id of sample.documents) {
    const isOpen = select(desk.decisions.standing(id), "approve").length === 0;
    try {
      const { receipt } = desk.clean.read(id);
      if (isOpen) open.push(id);
      else if (receipt === undefined || !isApproved(desk.decisions, receipt)) outdated.push(id);
      else {
        const { sidecar } = await desk.raw.read(id);
        const source = sidecar.source ?? hostOf(receipt.url) ?? NO_SOURCE;
        judged.push({ source, errors: errorsOf(receipt, await readBlocks(desk.raw, id, receipt)) });
      }
    } catch (error) {
      if (!(error instanceof NewsiftError)) throw error;
      unreadable[id] = error.message;
    }
  }
  const bySource = [...Map.groupBy(judged, ({ source }) => source)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    sample: sample.name,
    drawn: sample.documents.length,
    open,
    outdated,
    unreadable,
    ...(judged.length === 0 ? {} : { overall: measure(judged.map(({ errors }) => errors)) }),
    bySource: Object.fromEntries(
      bySource.map(([source, own]) => [source, measure(own.map(({ errors }) => errors))]),
    ),
  };
}

/** @param blocks those that the receipt counts */
export function errorsOf(receipt: Receipt, blocks: readonly Block[]): Errors {
  const own = (receipt.ownVerdict ?? receipt.verdict).kind === "article";
  const right = receipt.verdict.kind === "article";
  const saved = new Set((receipt.overruled ?? []).map(({ block }) => block));
  const kept = replay(blocks, receipt.changes);
  // What was written into a line that was brought back came back with it.
  const reviewed = receipt.changes
    .filter(({ stage, block }) => stage === review.name && !saved.has(block))
    .map(trimmed);
  const all = sum(kept, ({ text }) => visibleLength(text));
  const added = sum(reviewed, ({ replacement = "" }) => visibleLength(replacement));
  const taken = sum(reviewed, ({ before }) => visibleLength(before));
  const restored = sum(kept, ({ index, text }) => (saved.has(index) ? visibleLength(text) : 0));
  const ownChars = own ? all - restored - added + taken : 0;
  const rightChars = right ? all : 0;
  if (own !== right) return { ownChars, rightChars, residual: ownChars, wronglyRemoved: rightChars };
  return {
    ownChars,
    rightChars,
    residual: own ? taken : 0,
    wronglyRemoved: own ? restored + added : 0,
  };
}

/** An edit without the characters that it begins and ends with on both sides. */
function trimmed({ before, replacement = "" }: Change): Pick<Change, "before" | "replacement"> {
  const [old, now] = [Array.from(before), Array.from(replacement)];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const middle = (chars: readonly string[]) => chars.slice(start, chars.length - end).join("");
  return { before: middle(old), replacement: middle(now) };
}

function measure(all: readonly Errors[]): Measured {
  const wrong = all.filter(({ residual, wronglyRemoved }) => residual + wronglyRemoved > 0).length;
  const residual = rate(all, ({ residual, ownChars }) => [residual, ownChars]);
  const wronglyRemoved = rate(all, ({ wronglyRemoved, rightChars }) => [wronglyRemoved, rightChars]);
  return {
    documents: all.length,
    withErrors: {
      documents: wrong,
      share: wrong / all.length,
      interval: shareInterval(wrong, all.length),
    },
    ...withoutUndefined({ residual, wronglyRemoved }),
  };
}

const PER = 10_000;

function rate(
  all: readonly Errors[],
  partOf: (errors: Errors) => readonly [part: number, whole: number],
): Rate | undefined {
  const pairs = all.map(partOf);
  const whole = sum(pairs, ([, of]) => of);
  if (whole === 0) return undefined;
  const interval = ratioInterval(pairs);
  return {
    per10000: (PER * sum(pairs, ([part]) => part)) / whole,
    ...(interval === undefined ? {} : { interval: [interval[0] * PER, interval[1] * PER] }),
  };
}
