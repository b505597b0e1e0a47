/** Phrases of boilerplate. */

/** One phrase of a kind of boilerplate, with the position in the line that it requires. */
export interface Cue {
  readonly phrase: string;
  readonly at: "start" | "end" | "whole" | "anywhere";
  /** A strong cue needs one other kind of evidence, a weak one two. */
  readonly strength: "strong" | "weak";
}

/** The cue files, by kind. */
export type Cues = ReadonlyMap<string, readonly Cue[]>;

/** A cue found in a line. */
export interface CueMatch {
  readonly phrase: string;
  /** It opens the line, with no letter behind it, or is the whole line. */
  readonly opens: boolean;
  /** 2 for a strong phrase that stands by itself, 1 otherwise. */
  readonly weight: number;
}

/** The cues of one kind in a line. */
export interface CuesOfKind {
  readonly matches: readonly CueMatch[];
  readonly weight: number;
}

/** The cues of a line. */
export type CuesByKind = ReadonlyMap<string, CuesOfKind>;
