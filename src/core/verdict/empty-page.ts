/** Signals for pages with too little text left for an article, and for pages without end. */
import { linkShare } from "../text/lines.ts";
import { shapeOf } from "../cues/line-shape.ts";
import { browserOnlyParts } from "../page/not-shown.ts";
import type { Document } from "../document/document.ts";
import type { Reason } from "../document/finding.ts";
import type { ReasonId } from "./reasons.ts";
import type { VerdictInput, VerdictSignal } from "./signal.ts";

/** The page has more lines than are read; no article has so many. */
export const endlessPage: VerdictSignal<ReasonId> = {
  id: "endless-page",
  kind: "listing",
  overrulesProse: true,
  thresholds: {},
  find({ original: { blocks, isCut } }) {
    return isCut === undefined ? undefined : [{ id: "endless-page", evidence: { lines: blocks.length } }];
  },
};

/** Visible code points. */
const thresholds = {
  // A few headlines, names and labels are no article:
  completeAtLeast: 40,
  // a programme or a table has hardly a sentence either, but more lines.
  charsAtLeast: 80,
};

const entryThresholds = {
  // A list page is at least so many entries;
  entriesAtLeast: 5,
  // a date or a number beside the headline is not linked.
  linkShare: 0.3,
};

/** Nothing is left of a page of links. */
export const linksOnly: VerdictSignal<ReasonId> = {
  id: "links-only",
  kind: "listing",
  thresholds: { ...thresholds, ...entryThresholds },
  find(document) {
    if (!isEmpty(document)) return undefined;
    const entries = countEntries(document.original);
    if (entries < entryThresholds.entriesAtLeast) return undefined;
    return [{ id: "links-only", evidence: { entries, chars: document.kept.chars } }];
  },
};

/** Nothing is left of it. */
export const tooLittle: VerdictSignal<ReasonId> = {
  id: "too-little",
  kind: "thin",
  thresholds,
  find(document) {
    if (!isEmpty(document)) return undefined;
    const { chars } = document.kept;
    return [{ id: "too-little", evidence: { chars } }, ...whereElseTextMayStand(document.original)];
  },
};

function isEmpty({ kept }: VerdictInput): boolean {
  return kept.completeChars < thresholds.completeAtLeast && kept.chars < thresholds.charsAtLeast;
}

/** Short lines that may each be a link to an article: plain texts have no links. */
function countEntries({ blocks, format }: Document): number {
  const leads = format === "text" ? () => true : linksMoreThan(entryThresholds.linkShare);
  return blocks.filter(
    (block) => block.kind !== "title" && block.facts.chars > 0 && leads(block) && shapeOf(block).isLabel,
  ).length;
}

function linksMoreThan(share: number) {
  return (block: Document["blocks"][number]) => linkShare(block) > share;
}

/** The text may be in parts that only a browser shows. */
function whereElseTextMayStand({ isScripted, notShown }: Document): readonly Reason<ReasonId>[] {
  const { length: parts } = browserOnlyParts(notShown);
  return [
    ...(isScripted ? [{ id: "scripted", evidence: {} } as const] : []),
    ...(parts === 0 ? [] : [{ id: "not-opened", evidence: { parts } } as const]),
  ];
}
