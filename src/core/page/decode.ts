/** Bytes to text. Decides the charset by what the bytes are before what anybody says they are. */
import { costOf } from "./charset-likelihood.ts";

export interface Decoded {
  readonly text: string;
  readonly charset: Charset;
}

export interface Charset {
  /** As the server, the importer or the page's own `<meta>` named it. */
  readonly declared?: string;
  /** What the bytes look like, where they tell. */
  readonly detected?: string;
  /** What they were read as: a WHATWG encoding name. */
  readonly used: string;
}

/**
 * Reads bytes as text: as what marks, zeros or many valid sequences show beyond doubt, else in whichever charset
 * makes the likeliest text of the whole of them. What that charset cannot read is U+FFFD, as in a browser.
 * A leading byte order mark is not part of the text.
 *
 * @param declared charset label from outside the bytes (HTTP header, importer), if any
 */
export function decode(bytes: Uint8Array, declared?: string): Decoded {
  const named = ownLabel(bytes);
  const own = declared ?? named;
  const utf8 = asUtf8(bytes);
  const certain = utf8 === undefined ? utf16Mark(bytes) : "utf-8";
  const used = certain ?? likeliest(bytes, [declared, named]);
  const detected = certain ?? (used.startsWith("utf-") ? used : undefined);
  return {
    text: utf8 ?? new TextDecoder(used).decode(withoutForeignMark(bytes, used)),
    charset: {
      ...(own === undefined ? {} : { declared: own }),
      ...(detected === undefined ? {} : { detected }),
      used,
    },
  };
}

function utf16Mark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
}

/** Of the bytes that are looked at: fewer are damage. */
const ZERO_SHARE = 0.005;
const ZEROS_AT_LEAST = 4;

/** ASCII and line ends in UTF-16 leave zeros in every other byte; no other charset has any. */
function mayBeUtf16(bytes: Uint8Array): boolean {
  const seen = bytes.subarray(0, 64 * 1024);
  if (!seen.includes(0)) return false;
  const zeros = seen.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0);
  return zeros >= Math.max(ZEROS_AT_LEAST, seen.length * ZERO_SHARE);
}

/** A pair of bytes of another charset is a character of UTF-8 by chance once in five times: so many are not. */
const SURELY_UTF8 = 12;

/** The text of bytes that are ASCII, or valid sequences and enough of them; undefined for all others. */
function asUtf8(bytes: Uint8Array): string | undefined {
  const text = mayBeUtf16(bytes) ? undefined : validUtf8(bytes);
  if (text === undefined || text.length === bytes.length || hasUtf8Mark(bytes)) return text;
  return countLeads(bytes, SURELY_UTF8) >= SURELY_UTF8 ? text : undefined;
}

function validUtf8(bytes: Uint8Array): string | undefined {
  const strict = () => new TextDecoder("utf-8", { fatal: true });
  try {
    return strict().decode(bytes);
  } catch {
    try {
      // As a stream: a last character that breaks off is no error.
      strict().decode(bytes, { stream: true });
      return new TextDecoder().decode(bytes);
    } catch {
      return undefined;
    }
  }
}

/** Characters beyond ASCII of valid UTF-8, counted up to a number. */
function countLeads(bytes: Uint8Array, atMost: number): number {
  let leads = 0;
  for (let at = 0; at < bytes.length && leads < atMost; at += 1) if (bytes[at]! >= 0xc0) leads += 1;
  return leads;
}

function hasUtf8Mark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** A template may put the mark of UTF-8 in front of a page that is in another charset. */
function withoutForeignMark(bytes: Uint8Array, used: string): Uint8Array {
  return used !== "utf-8" && hasUtf8Mark(bytes) ? bytes.subarray(3) : bytes;
}

const META_CHARSET = /<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w:-]{2,40})/i;

/** Nearly all pages name it so early. Bytes. */
const EARLY = 4096;

/** `<?xml version="1.0" encoding="gbk"?>` */
const XML_CHARSET = /<\?xml[^>]{0,100}\sencoding\s*=\s*["']([\w.:-]{2,40})["']/;

/** The label that the page or file itself bears: in a `<meta>`, however late, or in an XML declaration. */
function ownLabel(bytes: Uint8Array): string | undefined {
  const start = asLatin1(bytes.subarray(0, EARLY));
  const early = META_CHARSET.exec(start);
  // One that stands at the very end may go on.
  const isWhole = early !== null && early.index + early[0].length < EARLY;
  const found = isWhole ? early : META_CHARSET.exec(asLatin1(bytes));
  return (found ?? XML_CHARSET.exec(start))?.[1]!.toLowerCase();
}

/** One character a byte; ASCII stays what it is. */
function asLatin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}

/** How much likelier a charset is before its text is looked at: nats. Chinese pages are hardly ever Western. */
const EXPECTED: Readonly<Record<string, number>> = {
  "utf-8": 2,
  gb18030: 0,
  big5: -2,
  "windows-1252": -4,
};

/** Where there are zeros: few of them are damage all the same. */
const UTF_16 = { "utf-16le": -30, "utf-16be": -30 };

/** What a label adds: in doubt, it decides. */
const LABEL = 8;

/** What a server says where nobody told it: hardly a label. */
const WESTERN_LABEL = 4;

/** What a byte order mark of UTF-8 adds. */
const MARK = 60;

/** The charset whose reading of all these bytes is the likeliest, of those that Chinese pages come in and the declared ones. */
function likeliest(bytes: Uint8Array, labels: readonly (string | undefined)[]): string {
  const expected = new Map(Object.entries({ ...EXPECTED, ...(mayBeUtf16(bytes) ? UTF_16 : {}) }));
  // Header and page are made by one server: what both say is said once.
  for (const encoding of new Set(labels.map(encodingOf))) {
    if (encoding === undefined) continue;
    const more = encoding === "windows-1252" ? WESTERN_LABEL : LABEL;
    expected.set(encoding, (expected.get(encoding) ?? 0) + more);
  }
  if (hasUtf8Mark(bytes)) expected.set("utf-8", expected.get("utf-8")! + MARK);
  // The most expected first: the others are read only as far as they may still be likelier.
  const candidates = [...expected].toSorted(([, a], [, b]) => b - a);
  let best = candidates[0]![0];
  let least = Number.POSITIVE_INFINITY;
  for (const [encoding, bonus] of candidates) {
    const cost = costOf(bytes, encoding, least + bonus) - bonus;
    if (cost < least) [best, least] = [encoding, cost];
  }
  return best;
}

/** The encoding behind a label; `gb2312` and `gbk` are read as their superset. */
function encodingOf(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  let encoding: string;
  try {
    ({ encoding } = new TextDecoder(label));
  } catch {
    return undefined;
  }
  // Its zeros tell.
  if (encoding.startsWith("utf-16")) return undefined;
  return encoding === "gbk" ? "gb18030" : encoding;
}
