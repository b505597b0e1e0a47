/** Counting characters. Lengths are code points. */

/** Code points that a reader sees: no white space, no zero-width characters. */
export const visibleLength = counterOf(/[^\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/u);

/** Chinese characters, 〇 and all extensions included. */
export const hanLength = counterOf(/\p{Script=Han}/u);

/** Share of a text's visible code points that are Chinese characters: 0 to 1, 0 for an empty text. */
export function hanShare(text: string): number {
  const visible = visibleLength(text);
  return visible === 0 ? 0 : hanLength(text) / visible;
}

/**
 * A function that counts a text's code points of one class. Every line of a page is counted many times
 * over, so what the pattern said of a character is remembered: that is ten times as fast as asking it again.
 *
 * @param pattern matches a single code point
 */
export function counterOf(pattern: RegExp): (text: string) => number {
  const UNKNOWN = 0;
  const COUNTS = 1;
  const DOES_NOT = 2;
  const answers = new Uint8Array(0x1_0000);
  const ask = (character: string) => (pattern.test(character) ? COUNTS : DOES_NOT);
  return (text) => {
    let count = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      let answer = answers[unit];
      if (isPair(unit, text, at)) {
        answer = ask(text.slice(at, at + 2));
        at += 1;
      } else if (answer === UNKNOWN) answers[unit] = answer = ask(text[at]!);
      if (answer === COUNTS) count += 1;
    }
    return count;
  };
}

/** Two code units that are one code point. */
function isPair(unit: number, text: string, at: number): boolean {
  return (unit & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}
