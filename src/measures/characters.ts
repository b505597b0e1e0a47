/** Counting characters. Lengths are code points. */

const HAN = /\p{Script=Han}/u;
const WHITE = /[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/u;

/** Code points that a reader sees: no white space, no zero-width characters. */
export function visibleLength(text: string): number {
  let length = 0;
  for (const char of text) if (!WHITE.test(char)) length += 1;
  return length;
}

/** Chinese characters, 〇 and all extensions included. */
export function hanLength(text: string): number {
  let length = 0;
  for (const char of text) if (HAN.test(char)) length += 1;
  return length;
}

/** Share of a text's visible code points that are Chinese characters: 0 to 1, 0 for an empty text. */
export function hanShare(text: string): number {
  const visible = visibleLength(text);
  return visible === 0 ? 0 : hanLength(text) / visible;
}
