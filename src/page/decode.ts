/** Bytes to text. Decides the charset by what the bytes are before what anybody says they are. */
import { isUtf8 as isWholeUtf8 } from "node:buffer";

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

/** Above this share of broken sequences a text is not UTF-8 with a few bad bytes, but something else. */
const UTF8_ERROR_SHARE = 0.02;

/**
 * Reads bytes as text. In order of trust: byte order mark, valid UTF-8, the declared charset, the
 * page's own `<meta>` wherever it stands, then GB18030 or Big5 by which gives ordinary characters.
 * A leading byte order mark is not part of the text.
 *
 * @param declared charset label from outside the bytes (HTTP header, importer), if any
 */
export function decode(bytes: Uint8Array, declared?: string): Decoded {
  const own = declared ?? metaCharset(bytes);
  const detected = detect(bytes);
  const used = detected ?? usable(own, bytes) ?? usable(metaCharset(bytes), bytes) ?? guessChinese(bytes);
  return {
    text: new TextDecoder(used).decode(bytes),
    charset: {
      ...(own === undefined ? {} : { declared: own }),
      ...(detected === undefined ? {} : { detected }),
      used,
    },
  };
}

/** The charset that the bytes themselves give away, if they do. */
function detect(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return detectUtf16(bytes) ?? (isUtf8(bytes) ? "utf-8" : undefined);
}

/** Zeros of one parity outweigh the other's by this much: Han such as 一 (U+4E00) has one on the other side. */
const PARITY_RATIO = 4;

const ZERO_SHARE = 0.005;

/** UTF-16 without a mark: ASCII and line ends leave zeros in every other byte; no other charset has any. */
function detectUtf16(bytes: Uint8Array): string | undefined {
  const seen = Math.min(bytes.length, 64 * 1024);
  if (!bytes.subarray(0, seen).includes(0)) return undefined;
  // A stray NUL or two is damage; UTF-16 has one with every line end at least.
  const least = Math.max(2, seen * ZERO_SHARE);
  let even = 0;
  let odd = 0;
  for (let at = seen - 1; at >= 0; at -= 1) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  if (odd >= least && odd > PARITY_RATIO * even) return "utf-16le";
  return even >= least && even > PARITY_RATIO * odd ? "utf-16be" : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  if (isWholeUtf8(bytes)) return true;
  try {
    // As a stream: a last character that breaks off is no error.
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return errorShare("utf-8", bytes) <= UTF8_ERROR_SHARE;
  }
}

/** Broken sequences among all characters beyond ASCII: 0 to 1. */
function errorShare(encoding: string, bytes: Uint8Array): number {
  // As a stream: a last character that breaks off is no error.
  const text = new TextDecoder(encoding).decode(bytes, { stream: true });
  let broken = 0;
  let beyondAscii = 0;
  for (const char of text) {
    if (char > "\u007f") beyondAscii += 1;
    if (char === "\ufffd") broken += 1;
  }
  return beyondAscii === 0 ? 0 : broken / beyondAscii;
}

const META_CHARSET = /<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w:-]{2,40})/i;

/** Nearly all pages name it so early. Bytes. */
const EARLY = 4096;

/** The label in a `<meta>` of the page, however late. */
function metaCharset(bytes: Uint8Array): string | undefined {
  const early = metaLabel(bytes.subarray(0, EARLY));
  // One that stands at the very end may go on.
  const found = early === undefined || early.end === EARLY ? metaLabel(bytes) : early;
  return found?.label.toLowerCase();
}

function metaLabel({ buffer, byteOffset, byteLength }: Uint8Array) {
  const found = META_CHARSET.exec(Buffer.from(buffer, byteOffset, byteLength).toString("latin1"));
  return found === null ? undefined : { label: found[1]!, end: found.index + found[0].length };
}

/**
 * The encoding behind a label, where it fits the bytes. Western labels over Chinese bytes are a
 * server's default and say nothing; `gb2312` and `gbk` are read as their superset.
 */
function usable(label: string | undefined, bytes: Uint8Array): string | undefined {
  if (label === undefined) return undefined;
  let encoding: string;
  try {
    ({ encoding } = new TextDecoder(label));
  } catch {
    return undefined;
  }
  if (encoding === "gbk") encoding = "gb18030";
  if (encoding === "utf-8" || encoding === "windows-1252") return undefined;
  // Its zeros would have told. Read as UTF-16, any page of single and double bytes is a page of rare characters.
  if (encoding.startsWith("utf-16")) return undefined;
  if (isContradicted(encoding, bytes)) return undefined;
  return errorShare(encoding, bytes) <= UTF8_ERROR_SHARE ? encoding : undefined;
}

/** GB18030 or Big5, whichever makes more of the double bytes common characters. */
function guessChinese(bytes: Uint8Array): string {
  const { gb18030, big5 } = countCommon(bytes);
  return big5 > gb18030 && errorShare("big5", bytes) <= UTF8_ERROR_SHARE ? "big5" : "gb18030";
}

/**
 * Read as the other standard, a text in GB18030 has at most 0.7 times as many common characters, one in Big5 at
 * most 0.3 times: with so many more than its label makes, the label is wrong.
 */
const CONTRADICTION = 1.2;

/** Fewer say nothing. */
const CONTRADICTION_AT_LEAST = 10;

/** Each of the two reads the other's bytes without an error: a wrong label shows in what characters it makes. */
function isContradicted(encoding: string, bytes: Uint8Array): boolean {
  if (encoding !== "gb18030" && encoding !== "big5") return false;
  const common = countCommon(bytes);
  const other = encoding === "big5" ? common.gb18030 : common.big5;
  return other >= CONTRADICTION_AT_LEAST && other >= CONTRADICTION * common[encoding];
}

/** How many of the double bytes are everyday characters of each standard: those of its first level. */
function countCommon(bytes: Uint8Array): { readonly gb18030: number; readonly big5: number } {
  let gb18030 = 0;
  let big5 = 0;
  for (let at = 0; at + 1 < bytes.length; at += 1) {
    const lead = bytes[at]!;
    if (lead < 0x81) continue;
    const trail = bytes[at + 1]!;
    if (lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1) gb18030 += 1;
    if (lead >= 0xa4 && lead <= 0xc6 && (trail < 0x7f || trail >= 0xa1)) big5 += 1;
    at += 1;
  }
  return { gb18030, big5 };
}
