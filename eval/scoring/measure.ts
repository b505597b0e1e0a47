/** Cleans labelled cases and scores what comes out. */
import { NewsiftError } from "../../src/core/errors.ts";
import { Page } from "../../src/core/page/page.ts";
import { readPage } from "../../src/core/page/read.ts";
import { createPipeline, type PipelineOptions } from "../../src/core/pipeline/create-pipeline.ts";
import { replay, textOf } from "../../src/core/pipeline/replay.ts";
import { type HtmlScore, scoreHtml } from "../metrics/html-metric.ts";
import { type LayoutScore, scoreLayout } from "../metrics/layouts-metric.ts";
import { scoreText, type TextScore } from "../metrics/text-metric.ts";
import type { Document } from "../../src/core/document/document.ts";
import type { VerdictCase } from "../metrics/corpus.ts";
import type { Cases } from "../cases.ts";
import type { PunctuationScores } from "./punctuation.ts";

export type Metric = "html" | "dump" | "text" | "verdicts" | "layouts" | "punctuation";

export interface MeasureOptions {
  /** Default: newsift as it is shipped. */
  readonly pipeline?: PipelineOptions;
  /** Scores what was kept, whatever the verdict. */
  readonly ignoresVerdict?: boolean;
  /** Reads a case; default: anew each time. */
  readonly read?: (metric: Metric, name: string, page: () => Page) => Document;
  /** Called before each case. */
  readonly onCase?: (metric: Metric, name: string) => void;
}

export interface Scores {
  readonly html: readonly HtmlScore[];
  /** The same pages as bare text: all their blocks, a line each. */
  readonly dump: readonly HtmlScore[];
  readonly text: readonly TextScore[];
  readonly verdicts: readonly VerdictScore[];
  readonly layouts?: readonly LayoutScore[];
  readonly punctuation?: PunctuationScores;
  /** Cases on which newsift failed: scored as if rejected. */
  readonly failures: readonly Failure[];
}

/** What became of a page that is no article. */
export interface VerdictScore extends Omit<VerdictCase, "page"> {
  readonly isRejected: boolean;
}

export interface Failure {
  readonly metric: Metric;
  readonly name: string;
  readonly message: string;
}

export function measure(cases: Cases, options: MeasureOptions = {}): Scores {
  const { ignoresVerdict = false, read = (_ruler, name, page) => readPage(page(), name) } = options;
  const failures: Failure[] = [];
  const pipeline = createPipeline(options.pipeline);
  const anyLanguage = createPipeline({ ...options.pipeline, language: "any" });
  const clean = (metric: Metric, name: string, page: () => Page, using = pipeline) => {
    options.onCase?.(metric, name);
    try {
      const document = read(metric, name, page);
      const { text, receipt } = using.clean(document);
      return ignoresVerdict ? textOf(replay(document.blocks, receipt.changes)) : text;
    } catch (error) {
      if (!(error instanceof NewsiftError)) throw error;
      failures.push({ metric, name, message: error.message });
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
        clean("text", one.name, () => new Page(one.raw, { format: "text" })),
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

function html(bytes: Uint8Array, url?: string): Page {
  return new Page(bytes, { url });
}

function text(lines: readonly string[]): Page {
  return new Page(Buffer.from(`${lines.join("\n")}\n`, "utf8"), { format: "text" });
}
