/**
 * Whether bytes are no text in any charset but UTF-16: more than one in a hundred is a control character.
 *
 * @param head the first few thousand bytes are enough
 */
export function isBinary(head: Uint8Array): boolean {
  return head.filter(isControl).length * 100 > head.length;
}

function isControl(byte: number): boolean {
  return byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b);
}
