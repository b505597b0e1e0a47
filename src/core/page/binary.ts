import { Page } from "./page.ts";

/**
 * Whether bytes are no text: more than one in a hundred is a control character. In UTF-16, where half of a letter may
 * look like one, that is asked of the characters.
 *
 * @param head the first few thousand bytes are enough
 */
export function isBinary(head: Uint8Array, declaredCharset?: string): boolean {
  if (head.filter(isControl).length * 100 <= head.length) return false;
  const { text, charset } = new Page(head, { declaredCharset });
  if (!charset.used.startsWith("utf-16")) return true;
  const controls = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f]/gu)?.length ?? 0;
  return controls * 100 > text.length;
}

function isControl(byte: number): boolean {
  return byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b);
}
