/** The normal form in which lines and cues are compared; never written out. */
import { onlyOf } from "./characters.ts";
import { toSimplified } from "./scripts.ts";

const SPACES = /[\s\u200b-\u200f\u2060\ufeff\u00ad]+/gu;

/** Fast path: a line of these characters alone is its own key. */
const PLAIN = /[\p{Script=Han}\p{N}\p{P}a-z]/u;
const isPlain = onlyOf(
  (unit) => PLAIN.test(unit) && toSimplified(unit) === unit && unit.normalize("NFKC").toLowerCase() === unit,
);

/** Width and script folded, lower case, no white space. */
export function matchKey(text: string): string {
  return isPlain(text) ? text : fold(text).replace(SPACES, "");
}

/** The same with single spaces kept, where what follows a phrase matters. */
export function foldSpaced(text: string): string {
  return isPlain(text) ? text : fold(text).replace(SPACES, " ").trim();
}

function fold(text: string): string {
  return toSimplified(text.normalize("NFKC").toLowerCase());
}
