/** Features of a block by itself: its words, marks and links. */
import { columnFrom, type Columns } from "../text/columns.ts";
import type { PageMeasures } from "./page-measures.ts";

export const LINE_FEATURES = [
  "proseLength",
  "length",
  "endsSentence",
  "sentences",
  "clauses",
  "linkShare",
  "heading",
  "item",
  "cell",
  "paragraph",
  "titleLikeness",
  "repeated",
  "cueKinds",
  "cueByline",
  "cueCopyright",
  "cueDisclaimer",
  "bold",
  "indented",
  "endsInBreak",
  "hanShare",
  "digitShare",
  "endsInColon",
] as const;

/** Upper limits of features. Lengths are visible code points. */
const LONG = 200;
const SENTENCES = 5;
const CUE_KINDS = 3;

/** Clause marks are counted for so many characters. */
const CLAUSES_PER = 20;

/** Two ideographic or no-break spaces: how Chinese paragraphs begin. */
const INDENT = /^\s{0,9}[\u3000\u00a0]{2}/u;

export function lineFeatures({
  blocks,
  lines,
  elements,
  titles,
}: PageMeasures): Columns<(typeof LINE_FEATURES)[number]> {
  const { chars, cues } = lines;
  const perBlock = (measure: (at: number) => number | boolean) => columnFrom(blocks.length, measure);
  /** Whether one of the three innermost elements is such. */
  const within = (tags: ReadonlySet<string>) => {
    const isSuch = elements.tags.map((tag) => tags.has(tag));
    return perBlock((at) => {
      let element = elements.innermost[at]!;
      for (let level = 0; level < 3 && element >= 0; level += 1) {
        if (isSuch[element]) return true;
        element = elements.parents[element]!;
      }
      return false;
    });
  };
  return {
    proseLength: perBlock((at) => Math.min((chars[at]! * (1 - lines.linkShare[at]!)) / LONG, 1)),
    length: perBlock((at) => Math.log1p(Math.min(chars[at]!, 2 * LONG)) / Math.log1p(2 * LONG)),
    endsSentence: lines.endsSentence,
    sentences: perBlock((at) => Math.min(lines.sentenceMarks[at]! / SENTENCES, 1)),
    clauses: perBlock((at) => (CLAUSES_PER * lines.clauseMarks[at]!) / Math.max(chars[at]!, 1)),
    linkShare: lines.linkShare,
    heading: perBlock((at) => blocks[at]!.facts.headingLevel > 0),
    item: within(new Set(["li", "dt", "dd", "option"])),
    cell: within(new Set(["td", "th"])),
    paragraph: perBlock((at) => {
      const element = elements.innermost[at]!;
      return element >= 0 && elements.tags[element] === "p";
    }),
    titleLikeness: titles.likeness,
    repeated: lines.isRepeated,
    cueKinds: perBlock((at) => Math.min(lines.cueKinds[at]! - cues.navigation[at]!, CUE_KINDS) / CUE_KINDS),
    cueByline: cues.byline,
    cueCopyright: cues.copyright,
    cueDisclaimer: cues.disclaimer,
    bold: perBlock((at) => blocks[at]!.facts.boldChars / Math.max(chars[at]!, 1)),
    indented: perBlock((at) => INDENT.test(blocks[at]!.raw)),
    endsInBreak: perBlock((at) => blocks[at]!.facts.endsInBreak),
    hanShare: lines.hanShare,
    digitShare: lines.digitShare,
    endsInColon: perBlock((at) => /[:：]\s{0,9}$/u.test(blocks[at]!.text.slice(-10))),
  };
}
