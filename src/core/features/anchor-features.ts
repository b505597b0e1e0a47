/** Features that compare a block with the title, description and body that the page declares. */
import { matchKey } from "../text/match-key.ts";
import { columnFrom, type Columns } from "../text/columns.ts";
import { NONE, RunningSums } from "../structure/element-tree.ts";
import type { PageMeasures } from "./page-measures.ts";

export const ANCHOR_FEATURES = [
  "inDeclaredBody",
  "inDescription",
  "afterAnchor",
  "stepsToAnchor",
  "inArticleBody",
  "articles",
  "inBigArticle",
  "inMain",
] as const;

/** Value if the page declares nothing. */
const UNKNOWN = -1;

/** Words are compared by stretches of so many characters. */
const GRAM = 5;

/** Characters without marks: a shorter body or description says nothing. */
const BODY_AT_LEAST = 60;
const DESCRIPTION_AT_LEAST = 20;

/** A description is compared with so much of a block. */
const BEGINNING = 200;

/** A block with so much of the description, of so many visible code points, is where the article stands. */
const ANCHOR_SHARE = 0.5;
const ANCHOR_CHARS = 20;
const STEPS = 8;

/** An element is the article's where it holds so much of the page's prose. */
const BODY_SHARE = 0.1;
const ARTICLE_SHARE = 0.2;

export function anchorFeatures(page: PageMeasures): Columns<(typeof ANCHOR_FEATURES)[number]> {
  const { document, blocks, elements, lines } = page;
  const prose = new RunningSums(lines.proseWeight);
  const wholeProse = Math.max(prose.total, 1);
  const perBlock = (measure: (at: number) => number | boolean) => columnFrom(blocks.length, measure);
  const body = gramsOf(document.declared?.body, BODY_AT_LEAST);
  const description = gramsOf(document.declared?.description, DESCRIPTION_AT_LEAST);
  const inDescription = perBlock((at) => coverage(blocks[at]!.text, description, BEGINNING));
  const anchor = inDescription.findLastIndex(
    (share, at) =>
      share >= ANCHOR_SHARE &&
      lines.chars[at]! >= ANCHOR_CHARS &&
      lines.isTitle[at] === 0 &&
      lines.linkShare[at]! < 0.5,
  );
  const bodyProse = lines.proseWeight.reduce(
    (sum, weight, at) => (blocks[at]!.facts.inArticleBody ? sum + weight : sum),
    0,
  );
  const isBodyDeclared = bodyProse > BODY_SHARE * wholeProse;
  const isArticle = Uint8Array.from(elements.tags, (tag) => Number(tag === "article"));
  const big = withinAny(
    page,
    (element) => isArticle[element] === 1 && elements.sum(element, prose) > ARTICLE_SHARE * wholeProse,
  );
  const hasBig = big.includes(1);
  const articles = isArticle.reduce((sum, one) => sum + one, 0);
  const main = withinAny(page, (element) => elements.tags[element] === "main");
  return {
    inDeclaredBody: perBlock((at) => coverage(blocks[at]!.text, body)),
    inDescription,
    afterAnchor: perBlock((at) => (anchor === -1 ? 0 : Math.sign(at - anchor))),
    stepsToAnchor: perBlock((at) =>
      anchor === -1
        ? UNKNOWN
        : Math.min(elements.stepsUp(elements.innermost[anchor]!, elements.innermost[at]!), STEPS),
    ),
    inArticleBody: perBlock((at) => (isBodyDeclared ? Number(blocks[at]!.facts.inArticleBody) : UNKNOWN)),
    articles: perBlock(() => Math.log1p(articles)),
    inBigArticle: perBlock((at) => (hasBig ? big[at]! : UNKNOWN)),
    inMain: main,
  };
}

/** By block: 1 where one of the elements around it is such. */
function withinAny({ elements }: PageMeasures, isSuch: (element: number) => boolean): Uint8Array {
  const within = new Uint8Array(elements.count);
  for (let element = 0; element < elements.count; element += 1) {
    const parent = elements.parents[element]!;
    within[element] = Number(isSuch(element) || (parent !== NONE && within[parent] === 1));
  }
  return Uint8Array.from(elements.innermost, (element) => (element === NONE ? 0 : within[element]!));
}

/** The stretches of a text. */
interface Grams {
  readonly hashes: ReadonlySet<number>;
  /** Its code units. */
  readonly units: ReadonlySet<number>;
}

/** Undefined where the text says too little. */
function gramsOf(declared: string | undefined, atLeast: number): Grams | undefined {
  const text = declared === undefined ? "" : bare(declared);
  if (text.length < atLeast) return undefined;
  const hashes = new Set<number>();
  const units = new Set<number>();
  for (let at = 0; at + GRAM <= text.length; at += 1) hashes.add(hashAt(text, at));
  for (let at = 0; at < text.length; at += 1) units.add(text.charCodeAt(at));
  return { hashes, units };
}

/** Share of a line's stretches that are among these; UNKNOWN where there are none, 0 for a word. */
function coverage(line: string, grams: Grams | undefined, within?: number): number {
  if (grams === undefined) return UNKNOWN;
  const key = bare(within === undefined ? line : line.slice(0, 2 * within)).slice(0, within);
  if (key.length < GRAM) return 0;
  let found = 0;
  for (let at = 0; at + GRAM <= key.length; at += 1) {
    // A character that the text has nowhere stands in none of the next stretches either.
    if (!grams.units.has(key.charCodeAt(at + GRAM - 1))) at += GRAM - 1;
    else if (grams.hashes.has(hashAt(key, at))) found += 1;
  }
  return found / (key.length - GRAM + 1);
}

/** 32-bit FNV-1a of a stretch, by code units: two in four thousand million are taken for each other. */
function hashAt(key: string, at: number): number {
  let hash = 0x811c9dc5;
  for (let unit = at; unit < at + GRAM; unit += 1) hash = Math.imul(hash ^ key.charCodeAt(unit), 0x01000193);
  return hash;
}

/** Letters and digits alone. */
function bare(text: string): string {
  return matchKey(text).replaceAll(/[\s\p{P}\p{S}]/gu, "");
}
