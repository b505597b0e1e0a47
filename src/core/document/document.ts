/** The document: the visible lines of a page in page order, and its metadata. */

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

/** Metadata of the article. A field is absent without a trustworthy source. */
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

/** What a page declares about its article in its head (`<meta>`, JSON-LD). Fields are absent if not declared. */
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
  /** When the page was fetched: ISO 8601. Absent if unknown; then 「3天前」 cannot be resolved. */
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
