/** Counting characters. Lengths are code points. */

/** What a reader sees: no white space, no zero-width characters. */
const VISIBLE = /[^\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/u;

/** Code points that a reader sees. */
export const visibleLength = counterOf(VISIBLE);

/** Whether a reader sees anything of a text. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/** Chinese characters, 〇 and all extensions included. */
export const hanLength = counterOf(/\p{Script=Han}/u);

const UNKNOWN = 0;
const YES = 1;
const NO = 2;

/**
 * A function that counts a text's code points of one class. Every line of a page is counted many times
 * over, so what the pattern said of a character is remembered: that is ten times as fast as asking it again.
 *
 * @param pattern matches a single code point
 */
export function counterOf(pattern: RegExp): (text: string) => number {
  const answers = new Uint8Array(0x1_0000);
  const ask = (character: string) => (pattern.test(character) ? YES : NO);
  return (text) => {
    let count = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      let answer = answers[unit];
      if (isPair(unit, text, at)) {
        answer = ask(text.slice(at, at + 2));
        at += 1;
      } else if (answer === UNKNOWN) answers[unit] = answer = ask(text[at]!);
      if (answer === YES) count += 1;
    }
    return count;
  };
}

/**
 * A function that tells whether a text is made of such characters only, as fast as `counterOf` counts.
 *
 * @param test is asked about single code units; half a surrogate pair is one
 */
export function onlyOf(test: (unit: string) => boolean): (text: string) => boolean {
  const answers = new Uint8Array(0x1_0000);
  return (text) => {
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      let answer = answers[unit];
      if (answer === UNKNOWN) answers[unit] = answer = test(text[at]!) ? YES : NO;
      if (answer === NO) return false;
    }
    return true;
  };
}

/** Two code units that are one code point. */
function isPair(unit: number, text: string, at: number): boolean {
  return (unit & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}
