/** The nouns. Every other file speaks in these words. */

export type Format = "html" | "text";

export type BlockKind = "title" | "heading" | "paragraph" | "item" | "cell" | "caption";

/** What was measured of a block once, when the page was read. Lengths are code points without white space. */
export interface Facts {
  /** Visible code points. */
  readonly chars: number;
  readonly hanChars: number;
  /** Visible code points inside links. */
  readonly linkChars: number;
  readonly links: number;
  /** Marks that end a sentence: 。！？… and their half-width twins after Chinese. */
  readonly sentenceEnds: number;
  /** Elements around it that hold text, outermost first: numbers that name the element within the page. */
  readonly containers: readonly number[];
  /** The page says not to show it (`hidden`, `display:none`, `visibility:hidden`, off screen). */
  readonly hidden: boolean;
  /** 1 to 6 for `<h1>` to `<h6>`, 0 otherwise. */
  readonly headingLevel: number;
  /** Visible code points in bold elements, headings and header cells. */
  readonly boldChars: number;
  /** Its line ends at a `<br>`. */
  readonly endsInBreak: boolean;
  /** The page marks it as part of the article (`itemprop="articleBody"`). */
  readonly inArticleBody: boolean;
  /** Blank lines before it; only a text has them. */
  readonly gapBefore: number;
}

export type AnnotationKind = "superscript" | "subscript" | "reading";

/** A part of a line that stands higher, lower or above it: `<sup>`, `<sub>`, `<rt>`. */
export interface Annotation {
  readonly kind: AnnotationKind;
  /** UTF-16 code units of the block's `raw`. */
  readonly span: readonly [from: number, to: number];
  /** It is, or holds, a link to another place of the same page, as the numbers of notes are. */
  readonly isNote?: true;
}

/** One visible line of a page: a paragraph, a list item, a table cell, a line of a text. */
export interface Block {
  /** Its name for its whole life. */
  readonly index: number;
  readonly kind: BlockKind;
  /** Blocks of one list, table or section share it. */
  readonly group: number;
  /** `body>div.main>ul>li`: for people and source selectors; empty for a text. */
  readonly path: string;
  /** As in the page. */
  readonly raw: string;
  /** After the edits so far. */
  readonly text: string;
  /** In order; absent where there are none. */
  readonly annotations?: readonly Annotation[];
  readonly facts: Facts;
}

/** What is known about an article besides its text. Every field is absent where nothing trustworthy says it. */
export interface Metadata {
  readonly title?: string;
  /** ISO 8601: with offset (`2022-02-22T10:01:31+08:00`), or a bare date where only that is known. */
  readonly published?: string;
  /** The newspaper, agency or office the text came from. */
  readonly source?: string;
  readonly author?: string;
  readonly editor?: string;
  /** The section of the site. */
  readonly channel?: string;
  /** ISO 639-3, as franc says it, wrapped; `und` where the text is too short to say. */
  readonly language?: string;
  readonly script?: "Hans" | "Hant";
  /** Labelled fields that have no place above (文号, 索引号, 浏览次数, …), as the page names them. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** What a page says of its article where no reader looks. Every field is absent where it says nothing. */
export interface Declared {
  /** Of the article: `og:title` and its like, JSON-LD; the `<title>` is among the blocks. */
  readonly titles?: readonly string[];
  /** `og:description`, `<meta name="description">`, JSON-LD. */
  readonly description?: string;
  /** The article's text as JSON-LD has it. */
  readonly body?: string;
  /** The page says that it is an article: `og:type`, JSON-LD. */
  readonly isArticle?: true;
}

export interface Document {
  /** `NNN_<16 hex>` of an archived page, the base name of a loose file, or "" for a string. */
  readonly id: string;
  readonly url?: string;
  /** When the page was fetched: ISO 8601. Absent where nobody knows: then 「3天前」 is no date. */
  readonly fetchedAt?: string;
  readonly format: Format;
  readonly metadata: Metadata;
  readonly blocks: readonly Block[];
  /** Absent for a text. */
  readonly declared?: Declared;
  /** The blocks that are its headline, by index: of a page those that the runner found. Empty where nothing says. */
  readonly headline: readonly number[];
  /** The page has more lines than any article: the rest of them was not read. */
  readonly isCut?: true;
  /** Parts of the page that its blocks do not hold, in page order. */
  readonly notShown?: readonly NotShown[];
  /** The page has scripts that may add to its text, and no browser has run them. */
  readonly isScripted?: true;
}

/** A part of a page that only a browser could open, and that was not opened; or words within a formula or a drawing. */
export type NotShown =
  /** `url`: as the page names it; `about:srcdoc` where the page itself holds its content. */
  | { readonly kind: "frame"; readonly url: string }
  | { readonly kind: "shadow-root"; readonly mode: "open" | "closed" }
  /** `<math>`, `<svg>`: `text` is its beginning. Without their places, its numbers would be others. */
  | { readonly kind: "formula" | "drawing"; readonly text: string };

/** Numbers and words that made a stage sure. */
export type Evidence = Readonly<Record<string, string | number | boolean>>;

/**
 * In this block, this span (default: all of it) becomes this text (default: nothing), for this reason.
 * The span counts UTF-16 code units of the block's text as it stood when the stage saw it.
 */
export interface Finding<Reason extends string = string> {
  readonly block: number;
  readonly span?: readonly [from: number, to: number];
  readonly replacement?: string;
  readonly reason: Reason;
  readonly evidence?: Evidence;
  /** What the removed text says about the article. */
  readonly metadata?: Metadata;
}

/** A finding as the runner applied it: stamped with its stage and with what stood there. */
export interface Change extends Finding {
  readonly stage: string;
  /** Absent in the first pass over the document. */
  readonly pass?: number;
  readonly before: string;
}

/** A block that the pages of a host repeat. */
export interface RepeatedBlock {
  /** Names its words: see `blockHash`. */
  readonly hash: string;
  /** As it stood in the latest document. */
  readonly text: string;
  /** Documents of the profile that hold it, however often. */
  readonly documents: number;
  /** Its numbers differ between documents. */
  readonly varies: boolean;
  /** When the first and the last of these documents were fetched: ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** What the pages of one host repeat: one kind of evidence that a block is the site's, never enough alone. */
export interface Profile {
  readonly host: string;
  /** 16 hex digits of what stages see of it: receipts name it. */
  readonly hash: string;
  /** Documents that it was learned from. */
  readonly documents: number;
  /** When the first and the last of them were fetched: ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** By their hash, the most frequent first. */
  readonly blocks: ReadonlyMap<string, RepeatedBlock>;
}

/** The blocks that are a page's article. Numbers are their indices. */
export interface ChosenBlocks {
  readonly first: number;
  readonly last: number;
  readonly kept: ReadonlySet<number>;
}

/** Which blocks of a page are its article, as it was learned from labelled pages. Blocks are named by their indices. */
export interface PageArticle {
  /** Of each block of the page as it was read: that it is the article's. */
  readonly probabilities: Float64Array;
  /** Which of the blocks that are left are the article; undefined where none is likely to be. */
  choose(left: readonly Block[]): ChosenBlocks | undefined;
  /**
   * Its probability, and by name the three features that decided about it, the strongest first: what each added to
   * the log-odds that it is the article's.
   */
  evidenceOf(block: number): Evidence;
}

/** Which lines of a text are its article, as it was learned from labelled texts. Lines are named by their indices. */
export interface TextArticle {
  /**
   * The lines that go.
   *
   * @param left what others left of the text: a line of which they cut a part away is another one, to be judged when
   *   the text is read again
   */
  choose(left: readonly Block[]): ReadonlySet<number>;
  /** That it is the article's; undefined for a blank line. */
  probabilityOf(line: number): number | undefined;
  /** As of a page; nothing for a blank line. */
  evidenceOf(line: number): Evidence;
}

/** What stages look up instead of deciding alone. Gathered before the first stage runs. */
export interface Context {
  readonly cues: Cues;
  /** Of the document's host; absent where none was learned. */
  readonly profile?: Profile;
  /** Which blocks of the page are its article; absent for a text. */
  readonly article?: PageArticle;
  /** Which lines of the text, as this pass began, are its article; absent for a page. */
  readonly textArticle?: TextArticle;
  /** What earlier stages changed, in order: a removed tail marker is still evidence. */
  readonly changes: readonly Change[];
  /** Absent where nobody judged the document. */
  readonly judged?: Judged;
}

export interface Stage<Reason extends string = string, Options extends object = object> {
  /** = file = test = config key. */
  readonly name: string;
  /** One sentence for the table of stages. */
  readonly summary: string;
  /** Closed vocabulary, each with its meaning. */
  readonly reasons: Readonly<Record<Reason, string>>;
  /** Every threshold, named. */
  readonly defaults: Readonly<Options>;
  /** It runs once, when all others are silent: what it does is the last word. */
  readonly isLast?: true;
  /** It may take a line that the document declares its headline: it knows doubles and what is no text, not the words of sites. */
  readonly mayTakeHeadline?: true;
  /** Yields findings; changes nothing. Must be pure. */
  run(document: Document, options: Readonly<Options>, context: Context): Iterable<Finding<Reason>>;
}

/** One phrase of a kind of boilerplate. Where it stands in the line tells how far to trust it. */
export interface Cue {
  readonly phrase: string;
  readonly at: "start" | "end" | "whole" | "anywhere";
  /** A strong cue needs one other kind of evidence, a weak one two. */
  readonly strength: "strong" | "weak";
}

/** The cue files, by kind. */
export type Cues = ReadonlyMap<string, readonly Cue[]>;

export type VerdictKind = "article" | "listing" | "spam" | "thin" | "blocked" | "not-chinese";

/** Why a verdict is as it is. `core/verdict/reasons.ts` says it in words. */
export interface VerdictReason<Id extends string = string> {
  readonly id: Id;
  readonly evidence: Evidence;
}

export interface Verdict {
  readonly kind: VerdictKind;
  /** Most telling first. */
  readonly reasons: readonly VerdictReason[];
  /** How much an article's words are like those of spam, 0 to 1: it orders the review, and refuses nothing. */
  readonly spamLikelihood?: number;
}

/** A stretch of a block's clean text that a person wrote anew. */
export interface Edit {
  readonly block: number;
  /** The block's clean text when it was judged: the edit fits no other. */
  readonly text: string;
  /** UTF-16 code units of `text`. */
  readonly span: readonly [from: number, to: number];
  readonly replacement: string;
  /** The `id` of the decision. */
  readonly decision: string;
}

/** What people decided about a document. It goes before what the stages find. */
export interface Judged {
  /** Blocks that no stage may take, each with the `id` of the decision. */
  readonly keep: ReadonlyMap<number, string>;
  /** Blocks to be taken, each with the `id` of the decision. */
  readonly remove: ReadonlyMap<number, string>;
  /** In the order in which they were made: a later one may build on an earlier one. */
  readonly edits: readonly Edit[];
  /** `on`: the day, `2026-03-09`. */
  readonly verdict?: { readonly kind: VerdictKind; readonly on: string; readonly decision: string };
  /** `id`s of decisions that do not fit the page any more. */
  readonly stale: readonly string[];
}

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

/** Why a person should look at a stretch of the text: `flagReasons` says what each means. */
export type FlagReason = "masked-word" | "private-use" | "lost" | "mojibake";

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
export type IncompleteReason = "broken-off" | "further-pages" | "too-long";

/** Why a block is in the text. */
export interface KeptBlock {
  readonly block: number;
  /** As `PageArticle.evidenceOf`. */
  readonly evidence: Evidence;
}

/** All that is needed to rebuild the clean text from the raw blocks, and to say why it looks as it does. */
export interface Receipt {
  readonly version: 2;
  readonly document: string;
  readonly url?: string;
  readonly verdict: Verdict;
  /** What the rules say, where a person judged; absent where nobody did. */
  readonly ownVerdict?: Verdict;
  readonly metadata: Metadata;
  readonly counts: Counts;
  /** SHA-256 of the clean text's bytes; absent where there is none. */
  readonly textSha256?: string;
  /** Names the stages, thresholds and cues that were used, and behind a `+` the profile of the host. */
  readonly pipeline: string;
  readonly changes: readonly Change[];
  /** Of each block of a page that is in its text; absent for a text. No change: a replay needs none of them. */
  readonly kept?: readonly KeptBlock[];
  /** What stages would have taken, had no person brought it back: no change, so a replay needs none of them. */
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

/** The bytes of a page that are to be cleaned, with what is known about how they came. */
export interface RawPage {
  readonly bytes: Uint8Array;
  readonly format: Format;
  readonly url?: string;
  /** The charset that the server or the importer declared, if any. */
  readonly declaredCharset?: string;
  /** The bytes are what a browser made of the page: its scripts have run. */
  readonly isRendered?: true;
  /** When it was fetched: ISO 8601. Absent for what was imported: nobody knows when it was shown so. */
  readonly fetchedAt?: string;
}

/** What a server did against the rules, and browsers read all the same: newsift reads it as they do, and says so. */
export type Tolerated =
  /** A `Content-Encoding` that is none, such as `none` or `utf-8`: the body was taken as it came. */
  | "unknown-encoding"
  /** Bytes behind the end of a compressed body, which are left out. */
  | "bytes-behind-compression"
  /** The same `Content-Length` more than once. */
  | "repeated-length"
  /** A `Content-Length` beside chunks, which count instead. */
  | "length-of-chunks"
  /** 100 Continue, which was not asked for. */
  | "unasked-continue"
  /** A line in the head that is no field, or has blanks or line ends where none belong. */
  | "malformed-header"
  /** Text above the XML of a feed or sitemap, such as a warning of PHP. */
  | "text-above-xml";

/** How a raw page came to us. */
export interface Arrival {
  /** The address asked for; absent for an imported file without one. */
  readonly url?: string;
  /** Where the redirects ended. */
  readonly finalUrl?: string;
  /** Every address on the way, the first asked for first. */
  readonly redirects?: readonly string[];
  readonly status?: number;
  /** Chosen response headers, lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** ISO 8601, UTC. */
  readonly fetchedAt: string;
  /**
   * `browser`: the page was shown to one as well. Where the sidecar does not say which was `cleaned`, an earlier
   * version wrote it, and the page itself is the serialised DOM instead of the bytes that came.
   */
  readonly fetcher: "http" | "browser" | "import";
  /** The body broke off before its end. */
  readonly truncated?: boolean;
  /** Absent where the server kept to the rules. */
  readonly tolerated?: readonly Tolerated[];
  /** What robots.txt said: `none` where there are no rules, absent where nobody was asked. */
  readonly robots?: "allowed" | "none";
  /** The `id` of the source that it was found by. */
  readonly source?: string;
  /** For an imported file: its name. */
  readonly importedFrom?: string;
  /** The `id` of the article's first page, where this is a further one. */
  readonly continues?: string;
  /** Which page of the article it is: 2 and up. */
  readonly part?: number;
}

/** What is kept beside the bytes of an archived page. */
export interface Sidecar extends Arrival {
  readonly id: string;
  readonly format: Format;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly charset: {
    readonly declared?: string;
    readonly detected?: string;
    readonly used: string;
  };
  /** The `id` of the page with the same address that this one supersedes. */
  readonly replaces?: string;
  /** What a browser made of the page, where that adds something: `rendered/<id>.html`, in UTF-8. */
  readonly rendered?: {
    readonly sha256: string;
    /** Bytes. */
    readonly size: number;
  };
  /** Which of both is cleaned; absent where no browser was asked. */
  readonly cleaned?: "received" | "rendered";
}
