/**
 * How well punctuation that NFKC has narrowed is put back, on the gold lines of labelled pages. Rules are written with an eye
 * on the lines of one half of the sites; those of the other half nobody looks at.
 */
import { ScoreError } from "../../src/core/errors.ts";
import { Page } from "../../src/core/page/page.ts";
import { readPage } from "../../src/core/page/read.ts";
import { createPipeline, type Pipeline } from "../../src/core/pipeline/create-pipeline.ts";
import { replay } from "../../src/core/pipeline/replay.ts";
import type { HtmlCase } from "../metrics/corpus.ts";
import { originalLines, type PunctuationScore, scorePunctuation } from "../metrics/punctuation-metric.ts";
import { stages } from "../../src/core/stages/index.ts";
import { foldOf, FOLDS } from "../folds.ts";
import { widenBesideHan } from "./neighbour-rule.ts";

export interface PunctuationScores {
  readonly all: PunctuationScore;
  readonly heldApart: PunctuationScore;
  /** The row to beat, on the same lines. */
  readonly heldApartByNeighbours: PunctuationScore;
}

/** @param onCase called before each page */
export function measurePunctuation(
  pages: readonly HtmlCase[],
  onCase: (name: string) => void = () => {},
): PunctuationScores {
  const pipeline = punctuationAlone();
  const rows = pages.map((page) => {
    onCase(page.name);
    const lines = originalLines(page);
    const folded = lines.map((line) => line.normalize("NFKC"));
    const isHeldApart = foldOf(page.site) >= FOLDS / 2;
    return {
      isHeldApart,
      lines,
      repaired: repair(pipeline, page.name, folded),
      neighbours: folded.map(widenBesideHan),
    };
  });
  const score = (own: typeof rows, by: "repaired" | "neighbours") =>
    scorePunctuation(
      own.flatMap(({ lines }) => lines),
      own.flatMap((row) => row[by]),
    );
  const heldApart = rows.filter((row) => row.isHeldApart);
  return {
    all: score(rows, "repaired"),
    heldApart: score(heldApart, "repaired"),
    heldApartByNeighbours: score(heldApart, "neighbours"),
  };
}

function punctuationAlone(): Pipeline {
  const others = stages.filter(({ name }) => name !== "punctuation");
  return createPipeline({ stageSettings: Object.fromEntries(others.map(({ name }) => [name, false])) });
}

/** Line for line, whatever the verdict on the whole: the receipt says what was changed. */
function repair(pipeline: Pipeline, name: string, lines: readonly string[]): readonly string[] {
  const bytes = Buffer.from(`${lines.join("\n")}\n`, "utf8");
  const document = readPage(new Page(bytes, { format: "text" }), name);
  const repaired = replay(document.blocks, pipeline.clean(document).receipt.changes);
  if (repaired.length === lines.length) return repaired.map((block) => block.text);
  throw new ScoreError(`Case html/${name}: ${lines.length} lines came back as ${repaired.length}.`);
}
