/** Mojibake: text decoded with the wrong charset. Reported, never repaired: the raw bytes still show the original. */
import type { Reason } from "../document/finding.ts";
import { onlyOf } from "./characters.ts";
import { findSpans, type Span } from "./spans.ts";

/** UTF-8 continuation bytes decoded as Windows-1252. */
const CONTINUATION =
  "\\u0080-\\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178";

/** The first bytes of Chinese in UTF-8, decoded as GBK: characters that are very rare in Chinese texts. */
const OF_UTF8_AS_GBK = "锛銆鈥鐨鍥鍏鍙澶鏂鍒鍚鍗鍔鍦鏄鏃鍖鎴紝殑";

const PATTERNS = [
  // U+FFFD written as UTF-8 and read as GBK, from its first byte or from its second
  "(?:锟斤拷)+|(?:拷锟.)+",
  // UTF-8 read as GBK: 「锛屽」
  `[${OF_UTF8_AS_GBK}][\\p{Script=Han}€]{0,5}[${OF_UTF8_AS_GBK}](?:[\\p{Script=Han}€]{0,5}[${OF_UTF8_AS_GBK}])*`,
  // UTF-8 read as Windows-1252: 「ï»¿」, 「ï¼Œ」, 「â€œ」, 「ä¸­æ–‡」; twice so: 「Ã¤Â¸」
  `(?:[à-ï][${CONTINUATION}]{2}){2,}|[âã]€[${CONTINUATION}]|ï[»¼½][${CONTINUATION}]`,
  "(?:[ÃÂ][\\u0080-\\u00bf]){2,}",
  // Control characters of ISO 8859-1, where Windows-1252 has quotes and dashes
  "[\\u0080-\\u0084\\u0086-\\u009f]+",
];
const MOJIBAKE = new RegExp(PATTERNS.join("|"), "gu");
const FIRST = new RegExp(`[锟拷${OF_UTF8_AS_GBK}à-ïÃÂ\\u0080-\\u009f]`, "u");

/** Fast path: a line without the first characters of any pattern has no mojibake. */
const cannotMatch = onlyOf((unit) => !FIRST.test(unit));

/** A text about mojibake quotes it. */
const ABOUT = /乱码|亂碼/u;

/** Replacement characters: the original is not recoverable from the text. */
const LOST = /\ufffd+/gu;

/** Stretches of text that was decoded with the wrong charset. */
export function findMojibake(text: string): readonly Span[] {
  return !cannotMatch(text) && !ABOUT.test(text) ? findSpans(text, MOJIBAKE) : [];
}

/** Stretches of U+FFFD. */
export function findLost(text: string): readonly Span[] {
  return text.includes("\ufffd") ? findSpans(text, LOST) : [];
}

/**
 * A reason beside the verdict on a text that was decoded with the wrong charset somewhere, or that has bytes which
 * could not be decoded; undefined on all others.
 */
export function mojibakeReason(lines: readonly string[]): Reason<"wrong-charset" | "lost-bytes"> | undefined {
  const misread = lines.flatMap((text) => findMojibake(text).map((span) => text.slice(...span)));
  const lost = lines.reduce((sum, text) => sum + findLost(text).length, 0);
  const places = misread.length + lost;
  if (places === 0) return undefined;
  if (misread.length === 0) return { id: "lost-bytes", evidence: { places } };
  const example = Array.from(misread[0]!).slice(0, SHOWN_AT_MOST).join("");
  return { id: "wrong-charset", evidence: { places, example } };
}

/** Code points of an example. */
const SHOWN_AT_MOST = 12;
