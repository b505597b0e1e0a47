/**
 * Which lines of a bare text are its article: gradient-boosted trees on the shape of the lines, on what stands around
 * them, and on what their n-grams say.
 */
import { endsInEllipsis } from "../text/sentences.ts";
import { recurringTexts } from "../structure/repeated-texts.ts";
import { shapeOf } from "../cues/line-shape.ts";
import type { Cues } from "../document/cue.ts";
import type { Block } from "../document/document.ts";
import type { Evidence } from "../document/finding.ts";
import type { TextArticle } from "../document/stage.ts";
import { columnFrom, rowsOf } from "../text/columns.ts";
import { ngramLogOdds, type NgramWeights } from "../features/line-ngrams.ts";
import { TEXT_FEATURES, textFeatures, textShape } from "../features/text-features.ts";
import {
  hasStrongCue,
  isBracketed,
  isDay,
  isHeadlike,
  isSubtitle,
  type TextLine,
  textLines,
} from "../features/text-lines.ts";
import { type BoostedTrees, explain, probabilityOf } from "./boosted-trees.ts";
import { chooseLines, type LineEvidence, mayHoldList } from "./choose-lines.ts";

export interface LineModel {
  /** Made for TEXT_FEATURES. */
  readonly trees: BoostedTrees;
  readonly ngrams: NgramWeights;
}

/** Share of its characters that must remain for the measures of a line to apply. */
const WHOLE = 0.8;

/** @param blocks a text as it was read: what stages would take away is part of what it looks like */
export function findTextArticle(blocks: readonly Block[], cues: Cues, model: LineModel): TextArticle {
  const kinds = [...cues.keys()];
  const lines = withoutWordsBelowEntries(textLines(blocks), blocks, kinds, cues);
  const positions = new Map(lines.map(({ block }, at) => [block.index, at]));
  let measured: MeasuredLines | undefined;
  // Fast path: nothing was removed from the text, and it has no list.
  const measure = () => (measured ??= measureLines(lines, cues, model));
  return {
    choose(left) {
      const leftOf = new Map(left.map((block) => [block.index, shapeOf(block).chars]));
      const isGone = ({ block }: TextLine) => !leftOf.has(block.index);
      const isEntry = (at: number) => isHeadlike(lines[at]!) || endsInEllipsis(lines[at]!.text);
      if (!lines.some(isGone) && !mayHoldList(lines.length, isEntry)) return new Set();
      const { probabilities } = measure();
      const evidence = lines.map((line, at): LineEvidence => ({
        probability: probabilities[at]!,
        isProse: line.isProse,
        isGone: isGone(line),
        announces: line.isColonAtEnd,
        // Lazy: few lines are asked for.
        get isHeadlike() {
          return isHeadlike(line);
        },
        get isSubtitle() {
          return isSubtitle(line);
        },
        get breaksOff() {
          return endsInEllipsis(line.text);
        },
        get isDay() {
          return isDay(line);
        },
        get isBracketed() {
          return isBracketed(line);
        },
        get isCredit() {
          return hasStrongCue(line, ["byline"], cues);
        },
        get hasSiteWords() {
          return hasStrongCue(line, kinds, cues);
        },
      }));
      const chosen = Array.from(chooseLines(evidence), (at) => lines[at]!);
      const isWhole = ({ block, chars }: TextLine) => (leftOf.get(block.index) ?? 0) >= WHOLE * chars;
      return new Set(chosen.filter(isWhole).map(({ block }) => block.index));
    },
    probabilityOf(line) {
      const at = positions.get(line);
      return at === undefined ? undefined : measure().probabilities[at];
    },
    evidenceOf(line) {
      const at = positions.get(line);
      return at === undefined ? {} : measure().evidenceOf(at);
    },
  };
}

/** Below more of the prose than this the same words of the site stand in a report of entries. */
const ENTRIES_SHARE = 0.5;

/** The lines but for words of the site below each entry, as in a live report: they do not tell where its text ends. */
function withoutWordsBelowEntries(
  lines: readonly TextLine[],
  blocks: readonly Block[],
  kinds: readonly string[],
  cues: Cues,
): readonly TextLine[] {
  const recurring = recurringTexts(blocks);
  if (recurring.size === 0) return lines;
  const isBelow = (line: TextLine) =>
    !line.isProse && recurring.has(line.block.text) && hasStrongCue(line, kinds, cues);
  const prose = lines.filter(({ isProse }) => isProse);
  const followed = lines.filter(
    ({ isProse }, at) => isProse && at + 1 < lines.length && isBelow(lines[at + 1]!),
  );
  return followed.length > ENTRIES_SHARE * prose.length ? lines.filter((line) => !isBelow(line)) : lines;
}

interface MeasuredLines {
  readonly probabilities: Float64Array;
  evidenceOf(at: number): Evidence;
}

function measureLines(lines: readonly TextLine[], cues: Cues, model: LineModel): MeasuredLines {
  const logOdds = columnFrom(lines.length, (at) => ngramLogOdds(lines[at]!.text, model.ngrams));
  const columns = textFeatures(lines, textShape(lines, cues), logOdds);
  const rowOf = rowsOf(TEXT_FEATURES, columns, lines.length);
  const probabilities = columnFrom(lines.length, (at) => probabilityOf(model.trees, rowOf(at)));
  return { probabilities, evidenceOf: (at) => explain(model.trees, rowOf(at), probabilities[at]!) };
}
