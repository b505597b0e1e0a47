/** The cues that newsift ships: `npm run docs` writes them out of `config/cues/`, for the core reads no files. */
import type { Cue, Cues } from "../document/cue.ts";
import shipped from "./shipped-cues.json" with { type: "json" };

const STRENGTHS = ["strong", "weak"] as const;
const PLACES = ["start", "end", "whole", "anywhere"] as const;

/** Phrases of one kind as a file of cues has them, each as `matchKey` makes it. */
export type PhrasesOfKind = {
  readonly [S in Cue["strength"]]?:
    | { readonly [At in Cue["at"]]?: readonly string[] | undefined }
    | undefined;
};

let cues: Cues | undefined;

export function shippedCues(): Cues {
  return (cues ??= new Map(
    Object.entries(shipped as Readonly<Record<string, PhrasesOfKind>>).map(([kind, phrases]) => [
      kind,
      cuesOf(phrases),
    ]),
  ));
}

/** The same as a list. */
export function cuesOf(phrases: PhrasesOfKind): readonly Cue[] {
  return STRENGTHS.flatMap((strength) =>
    PLACES.flatMap((at) => (phrases[strength]?.[at] ?? []).map((phrase) => ({ phrase, at, strength }))),
  );
}
