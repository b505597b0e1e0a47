/** Characters without width or ink: soft hyphens, zero-width spaces and joiners, direction marks, byte-order marks. */

/** For use inside a character class. */
export const INVISIBLE = String.raw`\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff`;

/** Scripts that join or part their letters with zero-width characters. */
const JOINING_SCRIPTS = [
  "Arabic",
  "Syriac",
  "Thaana",
  "Nko",
  "Mongolian",
  "Devanagari",
  "Bengali",
  "Gurmukhi",
  "Gujarati",
  "Oriya",
  "Tamil",
  "Telugu",
  "Kannada",
  "Malayalam",
  "Sinhala",
  "Thai",
  "Lao",
  "Tibetan",
  "Myanmar",
  "Khmer",
].map((script) => String.raw`\p{Script=${script}}`);

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const IN_JOINING_SCRIPT = String.raw`[\u200b-\u200d](?<=[${JOINING_SCRIPTS.join("")}]\p{M}{0,16}.)`;
/** 👩‍👧 is one sign of three. */
const IN_EMOJI = String.raw`\u200d(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f].)(?=\p{Extended_Pictographic})`;
const NEEDED = new RegExp(`${IN_JOINING_SCRIPT}|${IN_EMOJI}`, "gu");
const ANY = new RegExp(`[${INVISIBLE}]`, "gu");
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Places (UTF-16 code units) of the invisible characters that no script, no emoji and no direction of writing needs. */
export function findNeedless(text: string): ReadonlySet<number> {
  const needless = new Set(Array.from(text.matchAll(ANY), ({ index }) => index));
  if (needless.size === 0) return needless;
  for (const { index } of text.matchAll(NEEDED)) needless.delete(index);
  if (RIGHT_TO_LEFT.test(text)) {
    for (const index of needless) if (DIRECTION.test(text[index]!)) needless.delete(index);
  }
  return needless;
}
