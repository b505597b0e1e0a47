/** What is measured of a block once, when the page is read. */
import { hanLength, visibleLength } from "../measures/characters.ts";
import { countSentenceEnds } from "../measures/sentences.ts";
import type { Facts } from "../types.ts";

/** What only the page's structure can tell. */
export type Structure = Omit<Facts, "chars" | "hanChars" | "sentenceEnds">;

/** The structure of a line that has none. */
export const noLinks: Structure = {
  linkChars: 0,
  links: 0,
  outboundHosts: [],
  containers: [],
  hidden: false,
  headingLevel: 0,
  gapBefore: 0,
};

export function measure(text: string, structure: Structure): Facts {
  return {
    chars: visibleLength(text),
    hanChars: hanLength(text),
    sentenceEnds: countSentenceEnds(text),
    ...structure,
  };
}
