/** The receipt of a cleaned document. */
import type { Metadata, NotShown } from "./document.ts";
import type { Change, Evidence } from "./finding.ts";
import type { Verdict } from "./verdict.ts";

export interface Counts {
  readonly blocks: number;
  readonly keptBlocks: number;
  /** Visible code points in all blocks, and in the kept ones after the changes. */
  readonly chars: number;
  readonly keptChars: number;
  /** Visible code points removed, by stage. */
  readonly removed: Readonly<Record<string, number>>;
  /** Replacements made, by stage. */
  readonly replaced: Readonly<Record<string, number>>;
}

/** A part of an article that some corpora count as its text and others do not. It is kept. */
export interface Paratext {
  readonly block: number;
  readonly kind: "caption" | "dateline" | "standfirst";
  /** UTF-16 code units of the block's text as it was written out; absent for all of it. */
  readonly span?: readonly [from: number, to: number];
}

/**
 * Why a span needs review: a word masked with asterisks (加大***力度), a private-use character (a square without its
 * font), U+FFFD (undecodable bytes), text decoded with the wrong charset (锟斤拷, ï»¿).
 */
export const flagReasons = ["masked-word", "private-use", "lost", "mojibake"] as const;
export type FlagReason = (typeof flagReasons)[number];

/** Characters that are kept as they are, because nothing in the text says what they should be. */
export interface Flag {
  readonly block: number;
  /** UTF-16 code units of the block's text as it was written out, after all changes. */
  readonly span: readonly [from: number, to: number];
  readonly reason: FlagReason;
  /** What stands there. */
  readonly text: string;
}

/**
 * `broken-off`: the page, or a further one, was not received to its end. `further-pages`: some are missing. `too-long`: it
 * was not read to its end.
 */
export const incompleteReasons = ["broken-off", "further-pages", "too-long"] as const;
export type IncompleteReason = (typeof incompleteReasons)[number];

/** Why a block is in the text. */
export interface KeptBlock {
  readonly block: number;
  /** As `PageArticle.evidenceOf`. */
  readonly evidence: Evidence;
}

/** Everything needed to rebuild and explain the clean text from the raw blocks. */
export interface Receipt {
  readonly version: 2;
  readonly document: string;
  readonly url?: string;
  readonly verdict: Verdict;
  /** The verdict of the rules, if a person overrode it. */
  readonly ownVerdict?: Verdict;
  readonly metadata: Metadata;
  readonly counts: Counts;
  /** SHA-256 of the clean text's bytes; absent where there is none. */
  readonly textSha256?: string;
  /**
   * The hash of the pipeline that was used, and behind a `+` that of the profile of the host. Absent in the sample
   * corpus of newsift's own repository, where a change of a rule is to show as the texts that it changes.
   */
  readonly pipeline?: string;
  readonly changes: readonly Change[];
  /** Of each block of a page that is in its text; absent for a text. No change: a replay needs none of them. */
  readonly kept?: readonly KeptBlock[];
  /** Findings that people's decisions cancelled; not needed for a replay. */
  readonly overruled?: readonly Change[];
  /** `id`s of decisions that do not fit the document any more, and were not applied. */
  readonly stale?: readonly string[];
  /**
   * The documents that are the further pages of this article, in order. Its text goes on with theirs, and
   * its changes count their blocks behind its own.
   */
  readonly parts?: readonly string[];
  /** The text may break off, or lack something. */
  readonly incomplete?: true;
  /** Why; absent in a receipt of an older newsift, where further pages were missing or the page was too long. */
  readonly incompleteBecause?: readonly IncompleteReason[];
  /** The document that this one is a further page of: its text stands there. */
  readonly continues?: string;
  /** Frames and shadow roots of the page whose text is not among the blocks; absent where there are none. */
  readonly notShown?: readonly NotShown[];
  /** Captions, datelines and standfirsts in the text; absent where there are none. */
  readonly marked?: readonly Paratext[];
  /** Kept, and to be looked at; absent where there is nothing. No change: a replay needs none of them. */
  readonly flags?: readonly Flag[];
}
