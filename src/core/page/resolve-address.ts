/** Addresses that a page leads to, as a browser asks for them. */
import type { Charset } from "./decode.ts";
import { encodeChar, isEncodable } from "./legacy-encoder.ts";

/**
 * What an address of a page means. Its query is written in the page's charset, as the URL standard says; a character
 * that this has none for becomes `&#N;`, percent-encoded. All else is UTF-8.
 *
 * @param address as it stands in the page
 * @param base where relative addresses start
 * @returns null where it is no address
 */
export function resolveAddress(address: string, base: URL | string, charset?: Charset): URL | null {
  const encoding = charset === undefined ? "utf-8" : queryEncoding(charset);
  return URL.parse(encoding === "utf-8" ? address : withQueryIn(address, encoding), base);
}

/** Only these have queries in another charset than UTF-8. */
const OTHER_SCHEME = /^\s*(?!https?:)[a-z][a-z\d+.-]*:/iu;

const BEYOND_ASCII = /[^\0-\u007f]/gu;

function withQueryIn(address: string, encoding: string): string {
  const [, path = "", query = "", fragment = ""] = /^([^?#]*)(\?[^#]*)?(.*)$/su.exec(address) ?? [];
  if (OTHER_SCHEME.test(address) || !/[^\0-\u007f]/u.test(query)) return address;
  return path + query.replaceAll(BEYOND_ASCII, (char) => percentEncoded(char, encoding)) + fragment;
}

function percentEncoded(char: string, encoding: string): string {
  const bytes = encodeChar(char, encoding);
  if (bytes === undefined) return `%26%23${char.codePointAt(0)}%3B`;
  // The second byte of a pair may be an ASCII letter or mark: it stays one.
  return Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase()}`,
  ).join("");
}

/** What a browser writes queries in. GB18030 is what GBK is read as; it is written where the page is declared so. */
function queryEncoding({ declared, used }: Charset): string {
  if (!isEncodable(used)) return "utf-8";
  return used === "gb18030" && declared?.trim().toLowerCase() !== "gb18030" ? "gbk" : used;
}

/** Longer addresses are ignored, as servers and browsers do. UTF-16 code units. */
export const MAX_ADDRESS_LENGTH = 2048;

/** The host of an address, with a non-default port; undefined where it has none. */
export function hostOf(url: string | undefined): string | undefined {
  return (url === undefined ? undefined : URL.parse(url)?.host) || undefined;
}
