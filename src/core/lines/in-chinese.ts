/** Whether a page or a text is in Chinese; lengths of paragraphs and marks depend on the language. */
import { shapeOf } from "../cues/line-shape.ts";
import type { Block } from "../document/document.ts";

/** Prose in Chinese has at least this share of Chinese characters, however much it quotes; names in an English text are fewer. */
const HAN_SHARE = 0.1;

/** The menus of an English site may stand around a text in Chinese: where there is prose, only that says. */
export function isInChinese(blocks: readonly Block[]): boolean {
  const prose = blocks.filter((block) => shapeOf(block).isProse);
  return hanShare(prose.length > 0 ? prose : blocks) >= HAN_SHARE;
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
