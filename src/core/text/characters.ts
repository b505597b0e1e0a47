/** Counts characters, in code points. */

/** What a reader sees: no white space, no zero-width characters. */
const VISIBLE = /[^\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/u;

/** Code points that a reader sees. */
export const visibleLength = counterOf(VISIBLE);

const isBlank = onlyOf((unit) => !VISIBLE.test(unit));

/** Whether a reader sees anything of a text. */
export function isVisible(text: string): boolean {
  return !isBlank(text);
}

/** Chinese characters, 〇 and all extensions included. */
export const HAN = /\p{Script=Han}/u;

export const hanLength = counterOf(HAN);

const UNKNOWN = 0;
const YES = 1;
const NO = 2;

/**
 * Returns a function that counts the code points of one class. Results are cached by character, which is ten times
 * as fast as testing the pattern again.
 *
 * @param pattern matches a single code point
 */
export function counterOf(pattern: RegExp): (text: string) => number {
  const answers = new Uint8Array(0x1_0000);
  return (text) => {
    let count = 0;
    for (let at = 0; at < text.length; at += 1) {
      const answer = answers[text.charCodeAt(at)];
      if (answer === YES) count += 1;
      else if (answer === UNKNOWN) {
        const character = characterAt(text, at);
        const isOne = pattern.test(character);
        if (!MAY_GO_ON.test(text[at]!)) answers[text.charCodeAt(at)] = isOne ? YES : NO;
        if (isOne) count += 1;
        at += character.length - 1;
      }
    }
    return count;
  };
}

/**
 * A function that counts a text's code points of several classes in one walk.
 *
 * @param patterns each matches a single code point; at most seven, which may have characters in common
 */
export function tallyOf<Name extends string>(
  patterns: Readonly<Record<Name, RegExp>>,
): (text: string) => Readonly<Record<Name, number>> {
  const names = Object.keys(patterns) as Name[];
  // A bit for each class of the code unit, and one that marks it as tested.
  const asked = 1 << names.length;
  const ask = (character: string) =>
    names.reduce((bits, name, at) => (patterns[name].test(character) ? bits | (1 << at) : bits), asked);
  const answers = new Uint8Array(0x1_0000);
  return (text) => {
    const counts = new Uint32Array(2 * asked);
    for (let at = 0; at < text.length; at += 1) {
      let bits = answers[text.charCodeAt(at)]!;
      if (bits === UNKNOWN) {
        const character = characterAt(text, at);
        bits = ask(character);
        if (!MAY_GO_ON.test(text[at]!)) answers[text.charCodeAt(at)] = bits;
        at += character.length - 1;
      }
      counts[bits]! += 1;
    }
    const countOf = (bit: number) => counts.reduce((sum, count, bits) => (bits & bit ? sum + count : sum), 0);
    return Object.fromEntries(names.map((name, at) => [name, countOf(1 << at)])) as Record<Name, number>;
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

/** High surrogates are not cached: the class depends on the pair. */
const MAY_GO_ON = /[\ud800-\udbff]/;

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at)!);
}
