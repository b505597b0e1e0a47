/** Cleans labelled cases and scores what comes out. */
import { NewsiftError, ScoreError } from "../src/errors.ts";
import { readPage } from "../src/page/read.ts";
import { createPipeline, type Pipeline, type PipelineOptions } from "../src/pipeline.ts";
import { replay, textOf } from "../src/replay.ts";
import { type HtmlScore, scoreHtml } from "../src/score/html-ruler.ts";
import { type LayoutScore, scoreLayout } from "../src/score/layouts-ruler.ts";
import { originalLines, type PunctuationScore, scorePunctuation } from "../src/score/punctuation-ruler.ts";
import { scoreText, type TextScore } from "../src/score/text-ruler.ts";
import { stages } from "../src/stages/index.ts";
import type { Document, RawPage } from "../src/types.ts";
import type { VerdictCase } from "../src/score/corpus.ts";
import type { Cases } from "./cases.ts";

export type Ruler = "html" | "dump" | "text" | "verdicts" | "layouts" | "punctuation";

export interface MeasureOptions {
  /** Default: newsift as it is shipped. */
  readonly pipeline?: PipelineOptions;
  /** Scores what was kept, whatever the verdict. */
  readonly ignoresVerdict?: boolean;
  /** Reads a case; default: anew each time. */
  readonly read?: (ruler: Ruler, name: string, page: () => RawPage) => Document;
  /** Called before each case. */
  readonly onCase?: (ruler: Ruler, name: string) => void;
}

export interface Scores {
  readonly html: readonly HtmlScore[];
  /** The same pages as bare text: all their blocks, a line each. */
  readonly dump: readonly HtmlScore[];
  readonly text: readonly TextScore[];
  readonly verdicts: readonly VerdictScore[];
  readonly layouts?: readonly LayoutScore[];
  readonly punctuation?: PunctuationScore;
  /** Cases on which newsift failed: scored as if rejected. */
  readonly failures: readonly Failure[];
}

/** What became of a page that is no article. */
export interface VerdictScore extends Omit<VerdictCase, "page"> {
  readonly isRejected: boolean;
}

export interface Failure {
  readonly ruler: Ruler;
  readonly name: string;
  readonly message: string;
}

export function measure(cases: Cases, options: MeasureOptions = {}): Scores {
  const { ignoresVerdict = false, read = (_ruler, name, page) => readPage(page(), name) } = options;
  const failures: Failure[] = [];
  const pipeline = createPipeline(options.pipeline);
  const anyLanguage = createPipeline({ ...options.pipeline, language: "any" });
  const clean = (ruler: Ruler, name: string, page: () => RawPage, using = pipeline) => {
    options.onCase?.(ruler, name);
    try {
      const document = read(ruler, name, page);
      const { text, receipt } = using.clean(document);
      return ignoresVerdict ? textOf(replay(document.blocks, receipt.changes)) : text;
    } catch (error) {
      if (!(error instanceof NewsiftError)) throw error;
      failures.push({ ruler, name, message: error.message });
      return "";
    }
  };
  return {
    html: cases.html.map((page) =>
      scoreHtml(
        page,
        clean("html", page.name, () => html(page.page)),
      ),
    ),
    dump: cases.html.map((page) =>
      scoreHtml(
        page,
        clean("dump", page.name, () => text(page.blocks)),
      ),
    ),
    text: cases.text.map((one) =>
      scoreText(
        one,
        clean("text", one.name, () => ({ bytes: one.raw, format: "text" })),
      ),
    ),
    verdicts: cases.verdicts.map(({ page, ...one }) => ({
      ...one,
      isRejected: clean("verdicts", one.name, () => html(page)) === "",
    })),
    ...(cases.layouts && {
      layouts: cases.layouts.map((page) =>
        scoreLayout(
          page,
          clean("layouts", page.name, () => html(page.page, page.url), anyLanguage),
        ),
      ),
    }),
    failures,
  };
}

/** How well punctuation that NFKC has narrowed is put back, on the gold lines of the pages. */
export function measurePunctuation(
  { html: pages }: Pick<Cases, "html">,
  onCase: NonNullable<MeasureOptions["onCase"]> = () => {},
): PunctuationScore {
  const others = stages
    .filter(({ name }) => name !== "punctuation")
    .map(({ name }) => [name, false] as const);
  const pipeline = createPipeline({ stages: Object.fromEntries(others) });
  const cases = pages.map((page) => ({ name: page.name, lines: originalLines(page) }));
  const repaired = cases.flatMap(({ name, lines }) => {
    onCase("punctuation", name);
    return repair(pipeline, name, lines);
  });
  return scorePunctuation(
    cases.flatMap(({ lines }) => lines),
    repaired,
  );
}

/** Line for line, whatever the verdict on the whole: the receipt says what was changed. */
function repair(pipeline: Pipeline, name: string, lines: readonly string[]): readonly string[] {
  const document = readPage(text(lines.map((line) => line.normalize("NFKC"))), name);
  const repaired = replay(document.blocks, pipeline.clean(document).receipt.changes);
  if (repaired.length === lines.length) return repaired.map((block) => block.text);
  throw new ScoreError(`Case html/${name}: ${lines.length} lines came back as ${repaired.length}.`);
}

function html(bytes: Uint8Array, url?: string): RawPage {
  return { bytes, format: "html", ...(url === undefined ? {} : { url }) };
}

function text(lines: readonly string[]): RawPage {
  return { bytes: Buffer.from(`${lines.join("\n")}\n`, "utf8"), format: "text" };
}
