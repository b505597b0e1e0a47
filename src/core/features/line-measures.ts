/** Measures of single blocks, as arrays with one entry per block. */
import { linkShare } from "../text/lines.ts";
import { repeatedTexts } from "../structure/repeated-texts.ts";
import type { Block } from "../document/document.ts";
import { type LineCue, lineCues } from "./line-cues.ts";
import { countMarks } from "../lines/mark-counts.ts";

export interface LineMeasures {
  /** Visible code points. */
  readonly chars: Float64Array;
  /** Share of them that is link, from 0 to 1. */
  readonly linkShare: Float64Array;
  readonly sentenceMarks: Float64Array;
  readonly clauseMarks: Float64Array;
  /** Shares of the code units, from 0 to 1. */
  readonly hanShare: Float64Array;
  readonly digitShare: Float64Array;
  /** 1 where it holds, else 0. */
  readonly endsSentence: Uint8Array;
  readonly isProse: Uint8Array;
  /** Short, and no sentence. */
  readonly isLabel: Uint8Array;
  readonly isDated: Uint8Array;
  readonly isRepeated: Uint8Array;
  /** What stands in the page's `<title>`. */
  readonly isTitle: Uint8Array;
  readonly cues: Readonly<Record<LineCue, Uint8Array>>;
  /** Of how many kinds it holds a phrase. */
  readonly cueKinds: Uint8Array;
  /**
   * Code points of prose that a block counts for in the choice of a run or a container: none for links and teasers,
   * half where it is hidden.
   */
  readonly proseWeight: Float64Array;
}

const PROSE_AT_LEAST = 20;
const CLAUSES_AT_LEAST = 45;
const LABEL_AT_MOST = 30;
const PROSE_WEIGHT_AT_MOST = 200;

/** Cues and dates are looked for in so many code units of a line. */
const CUES_WITHIN = 200;
const DATE_WITHIN = 120;

/** Marks at the end of a line are looked for in so many code units. */
const END = 20;

const SENTENCE_END = /[。！？!?…；.][”’"'」』）)\]】]*$/u;
const ELLIPSIS_AT_END = /(?:…|\.{3})\s*[>»\]）)]*$/u;

const DATE =
  /(?:19|20)\d\d\s{0,3}[-/.年]\s{0,3}\d{1,2}\s{0,3}[-/.月]\s{0,3}\d{1,2}|\d{1,2}[-/月]\d{1,2}日?|\d{1,2}:\d\d|\d{1,4}\s{0,3}(?:分钟|小时|天|分鐘|小時)前|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} \d{1,2}/u;

export function measureLines(blocks: readonly Block[]): LineMeasures {
  const size = blocks.length;
  const flags = () => new Uint8Array(size);
  const numbers = () => new Float64Array(size);
  const lines = {
    chars: numbers(),
    linkShare: numbers(),
    sentenceMarks: numbers(),
    clauseMarks: numbers(),
    hanShare: numbers(),
    digitShare: numbers(),
    endsSentence: flags(),
    isProse: flags(),
    isLabel: flags(),
    isDated: flags(),
    isRepeated: flags(),
    isTitle: flags(),
    cueKinds: flags(),
    proseWeight: numbers(),
  };
  const cues = Object.fromEntries(lineCues.map(([name]) => [name, flags()])) as Record<LineCue, Uint8Array>;
  const repeated = repeatedTexts(blocks);
  for (const [at, block] of blocks.entries()) {
    const { text, kind, facts } = block;
    const { chars } = facts;
    const { sentences, clauses, han, digits } = countMarks(text);
    const end = text.slice(-END).trimEnd();
    const endsSentence = SENTENCE_END.test(end);
    const links = Math.min(linkShare(block), 1);
    const isTitle = kind === "title";
    const isProse =
      !isTitle &&
      ((chars >= PROSE_AT_LEAST && sentences > 0 && (clauses > 0 || endsSentence)) ||
        (chars >= CLAUSES_AT_LEAST && clauses > 0));
    lines.chars[at] = chars;
    lines.linkShare[at] = links;
    lines.sentenceMarks[at] = sentences;
    lines.clauseMarks[at] = clauses;
    lines.hanShare[at] = han / text.length;
    lines.digitShare[at] = digits / text.length;
    lines.endsSentence[at] = Number(endsSentence);
    lines.isProse[at] = Number(isProse);
    lines.isLabel[at] = Number(chars <= LABEL_AT_MOST && !endsSentence);
    lines.isDated[at] = Number(DATE.test(text.slice(0, DATE_WITHIN)));
    lines.isRepeated[at] = Number(repeated.has(text));
    lines.isTitle[at] = Number(isTitle);
    if (isProse && links <= 0.5 && !ELLIPSIS_AT_END.test(end)) {
      lines.proseWeight[at] = Math.min(chars * (1 - links), PROSE_WEIGHT_AT_MOST) * (facts.hidden ? 0.5 : 1);
    }
    const start = text.slice(0, CUES_WITHIN);
    for (const [name, pattern] of lineCues) {
      if (!pattern.test(start)) continue;
      cues[name][at] = 1;
      lines.cueKinds[at]! += 1;
    }
  }
  return { ...lines, cues };
}
