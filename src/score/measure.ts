/** Cleans every case of a corpus and scores what comes out. */
import { NewsiftError, ScoreError } from "../errors.ts";
import { readPage } from "../page/read.ts";
import { createPipeline, type Pipeline } from "../pipeline.ts";
import { replay } from "../replay.ts";
import { stages } from "../stages/index.ts";
import type { RawPage } from "../types.ts";
import { readHtmlCases, readLayoutCases, readTextCases } from "./corpus.ts";
import { type HtmlScore, scoreHtml } from "./html-ruler.ts";
import { type LayoutScore, scoreLayout } from "./layouts-ruler.ts";
import { originalLines, type PunctuationScore, scorePunctuation } from "./punctuation-ruler.ts";
import { scoreText, type TextScore } from "./text-ruler.ts";

export interface MeasureOptions {
  /** A folder with `html/` and `text/`, and `layouts/` where that is asked for. */
  readonly corpus: string;
  /** Takes only cases whose name begins so; default: all. */
  readonly only?: string;
  /** Also the pages of many layouts: many, so slow. */
  readonly layouts?: boolean;
  /** Also the repair of punctuation. */
  readonly punctuation?: boolean;
  /** Called before each case. */
  readonly onCase?: (ruler: Ruler, name: string) => void;
}

export type Ruler = "html" | "dump" | "text" | "layouts" | "punctuation";

export interface Scores {
  readonly html: readonly HtmlScore[];
  /** The same pages as bare text: all their blocks, a line each. */
  readonly dump: readonly HtmlScore[];
  readonly text: readonly TextScore[];
  readonly layouts?: readonly LayoutScore[];
  readonly punctuation?: PunctuationScore;
  /** Cases on which newsift failed: scored as if rejected. */
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly ruler: Ruler;
  readonly name: string;
  readonly message: string;
}

/** @throws {ScoreError} where the corpus cannot be read, or holds no case that was asked for. */
export function measure({ corpus, only = "", onCase = () => {}, ...also }: MeasureOptions): Scores {
  const pages = readHtmlCases(corpus, only);
  const texts = readTextCases(corpus, only);
  const layouts = also.layouts ? readLayoutCases(corpus, only) : undefined;
  if (pages.length + texts.length + (layouts?.length ?? 0) === 0) {
    throw new ScoreError(`No case of ${corpus} begins with "${only}". Name one of its folders with --only.`);
  }
  const failures: Failure[] = [];
  const pipeline = createPipeline();
  const anyLanguage = createPipeline({ language: "any" });
  const clean = (ruler: Ruler, name: string, raw: RawPage, using = pipeline) => {
    onCase(ruler, name);
    try {
      return using.clean(readPage(raw, name)).text;
    } catch (error) {
      if (!(error instanceof NewsiftError)) throw error;
      failures.push({ ruler, name, message: error.message });
      return "";
    }
  };
  return {
    html: pages.map((page) => scoreHtml(page, clean("html", page.name, html(page.page)))),
    dump: pages.map((page) => scoreHtml(page, clean("dump", page.name, text(page.blocks)))),
    text: texts.map((one) => scoreText(one, clean("text", one.name, { bytes: one.raw, format: "text" }))),
    ...(layouts && {
      layouts: layouts.map((page) =>
        scoreLayout(page, clean("layouts", page.name, html(page.page, page.url), anyLanguage)),
      ),
    }),
    ...(also.punctuation && {
      punctuation: measurePunctuation(
        pages.map((page) => ({ name: page.name, lines: originalLines(page) })),
        onCase,
      ),
    }),
    failures,
  };
}

function measurePunctuation(
  cases: readonly { readonly name: string; readonly lines: readonly string[] }[],
  onCase: NonNullable<MeasureOptions["onCase"]>,
): PunctuationScore {
  const others = stages
    .filter(({ name }) => name !== "punctuation")
    .map(({ name }) => [name, false] as const);
  const pipeline = createPipeline({ stages: Object.fromEntries(others) });
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
