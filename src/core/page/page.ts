/** A page on its way: its bytes and what is known of them. Whoever made it, from here on all pages are alike. */
import type { Format } from "../document/document.ts";
import { type Charset, decode, type Decoded } from "./decode.ts";

export interface PageFacts {
  /** Default: HTML. */
  readonly format?: Format | undefined;
  /** Where it was found in the end. */
  readonly url?: string | undefined;
  /** The charset that the server or the importer declared, if any. */
  readonly declaredCharset?: string | undefined;
  /** When it was fetched: ISO 8601. Absent for what was imported: nobody knows when it was shown so. */
  readonly fetchedAt?: string | undefined;
  /** The bytes are UTF-8 that a browser made of a page which was read as this: its scripts have run. */
  readonly renderedFrom?: Charset | undefined;
}

/** Decoded when its text is first asked for, and only then. */
export class Page implements PageFacts {
  readonly bytes: Uint8Array;
  readonly format: Format;
  readonly url: string | undefined;
  readonly declaredCharset: string | undefined;
  readonly fetchedAt: string | undefined;
  readonly renderedFrom: Charset | undefined;
  #decoded: () => Decoded;

  constructor(bytes: Uint8Array, facts: PageFacts = {}) {
    this.bytes = bytes;
    this.format = facts.format ?? "html";
    this.url = facts.url;
    this.declaredCharset = facts.renderedFrom === undefined ? facts.declaredCharset : "utf-8";
    this.fetchedAt = facts.fetchedAt;
    this.renderedFrom = facts.renderedFrom;
    this.#decoded = once(() => decode(this.bytes, this.declaredCharset));
  }

  /** Without a byte order mark; what its charset cannot read is U+FFFD. */
  get text(): string {
    return this.#decoded().text;
  }

  /** What it was read as: its addresses are written in that. Those of a rendered page are as in the page it was made of. */
  get charset(): Charset {
    return this.renderedFrom ?? this.#decoded().charset;
  }

  /** The same bytes, of which more is known by now: both are decoded together. */
  with(facts: Omit<PageFacts, "declaredCharset" | "renderedFrom">): Page {
    const page = new Page(this.bytes, { ...this, ...facts });
    page.#decoded = this.#decoded;
    return page;
  }
}

function once<T>(work: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => (result ??= { value: work() }).value;
}
