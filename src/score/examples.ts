/**
 * Labelled pages as the stage `content` sees the lines of their texts: those that other stages left, and which are
 * the article's.
 */
import { visibleLength } from "../measures/characters.ts";
import { readPage } from "../page/read.ts";
import { createPipeline } from "../pipeline.ts";
import { replay } from "../replay.ts";
import { stages } from "../stages/index.ts";
import { declaredInText } from "../page/declared-headline.ts";
import { asLines } from "../page/text-blocks.ts";
import type { Block, Change, Document } from "../types.ts";
import type { HtmlCase, LayoutCase } from "./corpus.ts";
import { type Grams, gramsOf, total } from "./grams.ts";
import { htmlGoldOf, normalizeHtml } from "./html-ruler.ts";

export interface Example {
  readonly set: "html" | "layouts";
  readonly site: string;
  /** What is left of the page when `content` begins. */
  readonly document: Document;
  readonly changes: readonly Change[];
  /** Whether the block belongs to the article; undefined where the labels do not say. */
  readonly labels: readonly (boolean | undefined)[];
}

/** Share of a block's 4-grams that must be the article's for the block to be. */
const CLEAR = 0.6;

const GRAM = 4;

/** Shorter blocks are told by no grams. */
const GRAMS_AT_LEAST = 3;

/** The articles of a corpus, of which only the lines are seen, the title's first; near-copies are left out. */
export function readExamples({
  html,
  layouts = [],
}: {
  readonly html: readonly HtmlCase[];
  readonly layouts?: readonly LayoutCase[];
}): readonly Example[] {
  const pages = html.filter(({ isNearCopy }) => !isNearCopy);
  const articles = layouts.filter(({ type }) => type === "article");
  return [...pages.map(ofPage), ...articles.map(ofLayout)];
}

function ofPage(page: HtmlCase): Example {
  const { required, neutral, running } = htmlGoldOf(page);
  return {
    set: "html",
    site: page.site,
    ...prepare(
      readPage({ bytes: page.page, format: "html" }, page.name),
      labeller(required, neutral, running),
    ),
  };
}

function ofLayout(page: LayoutCase): Example {
  const gold = normalizeHtml(page.gold);
  const title = gramsOf(normalizeHtml(page.title), GRAM);
  return {
    set: "layouts",
    site: URL.parse(page.url)?.hostname ?? page.name,
    ...prepare(
      readPage({ bytes: page.page, format: "html", url: page.url }, page.name),
      labeller(gramsOf(gold, GRAM), title, gold),
    ),
  };
}

const isBefore = stages.slice(
  0,
  stages.findIndex(({ name }) => name === "content"),
);
const others = stages.filter((stage) => !isBefore.includes(stage)).map(({ name }) => [name, false] as const);
const pipeline = createPipeline({ language: "any", stages: Object.fromEntries(others) });

function prepare(
  page: Document,
  labelOf: (block: Block) => boolean | undefined,
): Pick<Example, "document" | "changes" | "labels"> {
  const whole = textOfPage(page);
  const changes = pipeline.clean(whole).receipt.changes.filter(({ pass }) => pass === undefined);
  const document = { ...whole, blocks: replay(whole.blocks, changes) };
  return { document, changes, labels: document.blocks.map(labelOf) };
}

/** What somebody has who kept a page's lines and nothing else. */
function textOfPage({ id, blocks }: Document): Document {
  const lines = asLines(blocks);
  return { id, format: "text", metadata: {}, blocks: lines, headline: declaredInText(lines) };
}

function labeller(required: Grams, neutral: Grams, running: string): (block: Block) => boolean | undefined {
  return ({ text }) => {
    const normal = normalizeHtml(text);
    const grams = gramsOf(normal, GRAM);
    const count = total(grams);
    if (count < GRAMS_AT_LEAST)
      return visibleLength(normal) > 0 && running.includes(normal) ? undefined : false;
    let own = 0;
    let either = 0;
    for (const [gram, times] of grams) {
      if (required.has(gram)) own += times;
      else if (neutral.has(gram)) either += times;
    }
    if (own >= CLEAR * count) return true;
    return own + either >= CLEAR * count ? undefined : false;
  };
}
