/** Which block is the headline of the article. */
import { matchKey } from "../cues/match.ts";
import type { Block } from "../types.ts";
import { visibleLength } from "./characters.ts";
import { linkShare } from "./lines.ts";
import type { ProseRange } from "./prose-range.ts";

const LENGTH_AT_LEAST = 4;
const LENGTH_AT_MOST = 100;

/**
 * The block that reads like the page's title, is marked as a heading and stands near the text.
 *
 * @param title what the page says of itself (`og:title`, JSON-LD); the `<title>` block serves otherwise
 * @returns its position, or undefined where no block is like the title
 */
export function findHeadline(blocks: readonly Block[], title: string | undefined, range: ProseRange | undefined): number | undefined {
  const titles = [title, blocks.find(({ kind }) => kind === "title")?.text].flatMap((text) => (text === undefined ? [] : [matchKey(text)]));
  const end = range === undefined ? blocks.length : range.first + 1;
  let best: { at: number; score: number } | undefined;
  for (const [at, block] of blocks.slice(0, end + 1).entries()) {
    const length = visibleLength(block.text);
    if (block.kind === "title" || length < LENGTH_AT_LEAST || length > LENGTH_AT_MOST) continue;
    const alike = Math.max(0, ...titles.map((other) => likeness(matchKey(block.text), other)));
    if (alike < 0.5) continue;
    const level = block.facts.headingLevel;
    const marked = level === 0 ? 0 : (7 - level) / 6;
    const away = Math.max(0, end - at) / Math.max(end, 1);
    const score = 2 * alike + marked - away - linkShare(block);
    if (best === undefined || score >= best.score) best = { at, score };
  }
  return best?.at;
}

/** How much of the shorter the two have in common at the start: 0 to 1; 0 where it covers too little of the title. */
function likeness(line: string, title: string): number {
  if (title.startsWith(line)) return line.length / title.length >= 0.35 ? 1 : 0;
  if (line.startsWith(title)) return title.length / line.length;
  const at = title.indexOf(line);
  return at > 0 && line.length >= 8 ? line.length / title.length : sharedStart(line, title) / Math.max(line.length, 1);
}

function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}
