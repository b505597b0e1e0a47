/** A stage's two tables: lines that it takes out of what stands around a story, and look-alikes that stay. */
import { describe, expect, test } from "vitest";
import { readHtml, readText } from "../../src/core/page/read.ts";
import {
  createPipeline,
  type Cleaned,
  type PipelineOptions,
} from "../../src/core/pipeline/create-pipeline.ts";
import { replay } from "../../src/core/pipeline/replay.ts";
import { stages } from "../../src/core/stages/index.ts";
import type { Document, Metadata } from "../../src/core/document/document.ts";

export const HEADLINE = "青湾镇老粮站改成了阅览室";

export const STORY = [
  "青湾镇的老粮站空了二十六年。今年春天，镇里把它改成了一间阅览室，放学的孩子和赶集的老人都爱去坐一坐。",
  "管阅览室的是退休教师沈月桥。她把粮仓的木板刨平，做成四十多张桌子，又从邻近几个村收来三千多册旧书。",
  "“粮站存的是粮，阅览室存的也是粮。”沈月桥说，到了冬天，屋里生起炉子，来的人比夏天还多。",
  "木匠陆远山每个星期来一趟，修桌子，也修书。他把散了的书页对齐，用棉线订好，封面上写下村名和年份。",
  "镇里打算明年把粮站后面的晒谷场也整修出来，放一台旧打谷机，让孩子们知道碗里的饭是怎么来的。",
];

/** What a row adds to the story. In a text these are lines, in a page they are elements. */
export interface Surroundings {
  readonly above?: string;
  /** Below the headline. */
  readonly between?: string;
  /** In the middle of the story. */
  readonly inside?: string;
  /** Below the last paragraph, in the element that holds the story. */
  readonly end?: string;
  /** Below the last paragraph, outside that element. */
  readonly below?: string;
  /** In the page's head, instead of its `<title>`. */
  readonly head?: string;
}

/** A text as it was saved, or a page; a string is the whole of it. */
type Input =
  | { readonly text: Surroundings | string }
  | { readonly html: Surroundings | string; readonly url?: string };

/** `lines` (default: all that the row adds to a text) go for this reason. */
export type Removal = Input & { readonly lines?: readonly string[]; readonly reason: string };

/** `lines` (default: all that the row adds to a text) stay. */
export type Keep = Input & { readonly lines?: readonly string[] };

const whole = createPipeline();

/** What a stage's tables hold besides, and how the pipeline is made. */
interface Besides extends PipelineOptions {
  /** Lines that go or stay by what other stages find. */
  readonly leaves?: readonly Keep[];
}

/** Asserts both tables; also that each row of the first needs the stage: without it some of its lines stay. */
export function describeStage(
  name: string,
  removes: readonly Removal[],
  keeps: readonly Keep[],
  { leaves = [], ...options }: Besides = {},
): void {
  const pipeline = createPipeline(options);
  const rest = without(name, options);

  test("both tables have five rows", () => {
    expect(Math.min(removes.length, keeps.length)).toBeGreaterThanOrEqual(5);
  });

  describe("removes", () => {
    test.each(named(removes))("%s", (_, row) => {
      const document = documentOf(row);
      const { receipt } = pipeline.clean(document);
      const gone = receipt.changes.filter(({ stage, reason }) => stage === name && reason === row.reason);
      expect(gone.map(({ before }) => before.trim())).toEqual(expect.arrayContaining(trimmed(linesOf(row))));
      expect(kept(document, { receipt })).toEqual(expect.arrayContaining(storyOf(row)));
    });

    test.each(named(removes))("and without this stage some of that stays: %s", (_, row) => {
      const document = documentOf(row);
      const texts = kept(document, rest.clean(document));
      expect(linesOf(row).some((line) => texts.some((text) => text.includes(line)))).toBe(true);
    });
  });

  describe("keeps", () => {
    test.each(named(keeps))("%s", (_, row) => {
      const document = documentOf(row);
      const { text, receipt } = pipeline.clean(document);
      const takers = receipt.changes.filter(({ before }) => linesOf(row).includes(before.trim()));
      expect(takers).toEqual([]);
      expect(text.split("\n")).toEqual(expect.arrayContaining([...storyOf(row), ...linesOf(row)]));
    });
  });

  describe.runIf(leaves.length > 0)("leaves to other stages", () => {
    test.each(named(leaves))("%s", (_, row) => {
      const document = documentOf(row);
      const texts = document.blocks.map(({ text }) => text.trim());
      expect(texts).toEqual(expect.arrayContaining(trimmed(linesOf(row))));
      const own = pipeline.clean(document).receipt.changes.filter(({ stage }) => stage === name);
      expect(own.map(({ before }) => before.trim()).filter((line) => linesOf(row).includes(line))).toEqual(
        [],
      );
    });
  });
}

/** What the whole pipeline says of it. */
export function clean(input: Input): Cleaned {
  return whole.clean(documentOf(input));
}

export function metadataOf(input: Input): Metadata {
  return clean(input).metadata;
}

export function documentOf(input: Input): Document {
  if ("text" in input) return readText(typeof input.text === "string" ? input.text : storyText(input.text));
  return readHtml(
    typeof input.html === "string" ? input.html : storyPage(input.html),
    "",
    input.url ?? ADDRESS,
  );
}

const ADDRESS = "https://www.qingwan.example/zhen/7060.html";

function storyText({ above, between, inside, end, below }: Surroundings): string {
  const lines = [above, HEADLINE, between, ...STORY.slice(0, 3), inside, ...STORY.slice(3), end, below];
  return lines.map((line) => (line === undefined ? "" : `${line}\n`)).join("");
}

function storyPage({
  above = "",
  between = "",
  inside = "",
  end = "",
  below = "",
  head,
}: Surroundings): string {
  const paragraphs = (from: number, to?: number) =>
    STORY.slice(from, to)
      .map((text) => `<p>${text}</p>`)
      .join("\n");
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8">${head ?? `<title>${HEADLINE}_青湾镇新闻网</title>`}</head><body>
${above}
<div class="main">
<h1>${HEADLINE}</h1>
${between}
<div class="story">
${paragraphs(0, 3)}
${inside}
${paragraphs(3)}
${end}
</div>
</div>
${below}
</body></html>`;
}

/** Without the stage, and without those that sweep up behind it. */
function without(name: string, options: PipelineOptions) {
  const sweeping = stages
    .slice(stages.findIndex((stage) => stage.name === "content"))
    .map((stage) => stage.name);
  return createPipeline({
    ...options,
    stageSettings: Object.fromEntries([name, ...sweeping].map((stage) => [stage, false as const])),
  });
}

function kept({ blocks }: Document, { receipt }: Pick<Cleaned, "receipt">): readonly string[] {
  return replay(blocks, receipt.changes).map(({ text }) => text);
}

function linesOf(row: Removal | Keep): readonly string[] {
  if (row.lines !== undefined) return row.lines;
  if (!("text" in row) || typeof row.text === "string")
    throw new Error("A row that is a page or a whole text names its lines.");
  return Object.values(row.text).flatMap((added: string) => added.split("\n"));
}

/** The story stays, whatever goes from around it. */
function storyOf(row: Removal | Keep): string[] {
  const added = "text" in row ? row.text : row.html;
  return typeof added === "string" ? [] : [HEADLINE, ...STORY];
}

function trimmed(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim());
}

function named<Row extends Removal | Keep>(rows: readonly Row[]): readonly (readonly [string, Row])[] {
  return rows.map((row) => [
    `${"text" in row ? "text" : "page"}: ${JSON.stringify(linesOf(row).join(" / "))}`,
    row,
  ]);
}
