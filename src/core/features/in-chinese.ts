/** Whether a page or a text is in Chinese: how long paragraphs are, and which marks they have, is a matter of the language. */
import { shapeOf } from "../../measures/shape.ts";
import type { Block } from "../../types.ts";

/** A page in Chinese has at least this share of Chinese characters, whatever widgets and names stand on it. */
const PAGE_SHARE = 0.2;

/** Prose in Chinese has so many of them, however much it quotes; names in an English text are fewer. */
const PROSE_SHARE = 0.1;

export function isInChinese(blocks: readonly Block[]): boolean {
  return hanShare(blocks) >= PAGE_SHARE;
}

/** The menus of an English site may stand around a text in Chinese: where there is prose, only that says. */
export function hasChineseProse(blocks: readonly Block[]): boolean {
  const prose = blocks.filter((block) => shapeOf(block).isProse);
  return hanShare(prose.length > 0 ? prose : blocks) >= PROSE_SHARE;
}

function hanShare(blocks: readonly Block[]): number {
  let chars = 0;
  let hanChars = 0;
  for (const { facts } of blocks) {
    chars += facts.chars;
    hanChars += facts.hanChars;
  }
  return hanChars / Math.max(chars, 1);
}
