import { withoutSite } from "../../article/text-headline.ts";
import { matchKey } from "../../text/match-key.ts";
import { shapeOf } from "../../cues/line-shape.ts";
import type { Block, Document } from "../../document/document.ts";
import type { Finding } from "../../document/finding.ts";
import { defineStage } from "../../document/stage.ts";

/** A slogan under the name of a section is no longer than this: visible code points. */
const LINE_AT_MOST = 40;

/** What a forum writes before the headline of a thread. */
const LABEL = /^\s*(?:主题|主題|标题|標題|题目|題目)\s*[:：]\s*(?=\S)/u;

/** How many have read or commented, behind the headline in its own element. */
const COUNTER = /(?<=[^\d\s.:/-])\s?\d{1,5}\s*$/u;

/** What a title sets behind the headline. */
const SEPARATOR = /^\s*[_|｜–—-]/u;

/** Fewer letters and digits are like the beginning of anything. */
const TELLING = 8;

type Reason = "repeated-headline" | "title-tag" | "above-headline" | "site-name" | "label" | "counter";

export const headline = defineStage<Reason, { readonly repeatsWithin: number }>({
  name: "headline",
  kind: "credits",
  zone: "head",
  mayTakeHeadline: true,
  summary: "Removes repetitions of the headline, and the site's name behind it.",
  reasons: {
    "repeated-headline": "the same words as the headline, above or right below it",
    "title-tag": "the page's title, where the headline stands on the page itself",
    "above-headline": "a short line between the page's title and the headline, in the text of a whole page",
    "site-name": "what the <title> adds to the headline: channel, site",
    label: "「主题：」 before a headline with which the page's title begins",
    counter: "a number behind the headline, where the page's title has none",
  },
  defaults: {
    // A headline printed again as the first line of the text: among these many blocks below it.
    repeatsWithin: 12,
  },
  *run(document, { repeatsWithin }) {
    yield* document.format === "html" ? onPage(document, repeatsWithin) : inText(document);
  },
});

function* onPage(document: Document, repeatsWithin: number): Iterable<Finding<Reason>> {
  const { blocks, headline } = document;
  const lines = blocks.filter(({ index }) => headline.includes(index));
  const title = blocks.find(({ kind }) => kind === "title");
  if (lines.length === 0) {
    if (title) yield* withTitleAsHeadline(title, blocks);
    return;
  }
  if (title) {
    yield { block: title.index, reason: "title-tag" };
    yield* label(lines[0]!, title);
    if (lines.length === 1) yield* counter(lines[0]!, title);
  }
  const keys = lines.map((line) => shapeOf(line).key);
  const words = new Set([...keys, keys.join("")]);
  const last = blocks.indexOf(lines.at(-1)!);
  for (const block of blocks.slice(0, last + repeatsWithin + 1)) {
    if (block !== title && !lines.includes(block) && words.has(shapeOf(block).key))
      yield { block: block.index, reason: "repeated-headline" };
  }
}

function* label({ index, text }: Block, title: Block): Iterable<Finding<Reason>> {
  const to = LABEL.exec(text)?.[0].length ?? 0;
  if (to > 0 && shapeOf(title).key.startsWith(matchKey(text.slice(to))))
    yield { block: index, span: [0, to], reason: "label" };
}

function* counter({ index, text }: Block, title: Block): Iterable<Finding<Reason>> {
  const from = COUNTER.exec(text)?.index;
  if (from === undefined) return;
  const key = matchKey(text.slice(0, from));
  const titleKey = shapeOf(title).key;
  if (key.length >= TELLING && titleKey.startsWith(key) && SEPARATOR.test(titleKey.slice(key.length)))
    yield { block: index, span: [from, text.length], reason: "counter" };
}

/**
 * A text of a whole page begins with the page's title, and the headline stands again above the prose:
 * what stands between the two and is no paragraph is the site's.
 */
function* inText({ blocks, headline }: Document): Iterable<Finding<Reason>> {
  const [first] = blocks;
  const at = blocks.findIndex(({ index }) => headline.includes(index));
  if (first === undefined || at <= 0) return;
  const keys = blocks.slice(0, at + 1).map((block) => shapeOf(block).key);
  yield { block: first.index, reason: "title-tag", evidence: { headline: blocks[at]!.index } };
  for (const [between, block] of blocks.slice(0, at).entries()) {
    if (between === 0) continue;
    if (keys[between] === keys[at] || keys[between] === keys[0])
      yield { block: block.index, reason: "repeated-headline" };
    else if (!isParagraph(block)) yield { block: block.index, reason: "above-headline" };
  }
}

function isParagraph(block: Block): boolean {
  return shapeOf(block).isProse && block.facts.chars > LINE_AT_MOST;
}

/** No line is likely to be the headline: the page's title is all that there is. */
function* withTitleAsHeadline(title: Block, blocks: readonly Block[]): Iterable<Finding<Reason>> {
  const own = withoutSite(title.text);
  if (own.length < title.text.length)
    yield { block: title.index, span: [own.length, title.text.length], reason: "site-name" };
  const key = matchKey(own);
  for (const block of blocks)
    if (block !== title && key !== "" && shapeOf(block).key === key)
      yield { block: block.index, reason: "repeated-headline" };
}
