/** How a page came to us, and what is kept beside its bytes. */
import type { Format } from "../../core/document/document.ts";

/**
 * What a server did against the rules, and browsers read all the same: newsift reads it as they do, and says so.
 * `core/words` says what each is.
 */
export const toleratedFaults = [
  "unknown-encoding",
  "bytes-behind-compression",
  "repeated-length",
  "length-of-chunks",
  "unasked-continue",
  "malformed-header",
  "text-above-xml",
] as const;
export type Tolerated = (typeof toleratedFaults)[number];

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
