/** Pages that are nothing but the way to another one: a refresh at once, or a script that goes there. */
import { load } from "cheerio";
import { visibleLength } from "../../core/text/characters.ts";
import { type Charset, decode } from "../../core/page/decode.ts";
import { readHtml } from "../../core/page/read.ts";
import { resolveAddress } from "../../core/page/resolve-address.ts";
import type { Answer } from "./http.ts";
import { declaredCharset } from "./sniff.ts";

/** Larger pages say something themselves. Bytes. */
const MAX_BYTES = 16 * 1024;

/** 「正在跳转，如果没有自动跳转，请点击这里」: visible code points. */
const MAX_TEXT = 60;

/** A page that stays longer is meant to be read: 「页面不存在，三秒后返回首页」. */
const MAX_DELAY_SECONDS = 1;

/**
 * The absolute address that a page forwards its readers to, where it does nothing else.
 * @param mayReturn whether another answer may stand at its own address; default: a page that only loads itself again
 * forwards to nowhere
 */
export function forwardingOf(answer: Answer, mayReturn = false): string | undefined {
  const { bytes, headers, status, url, broken } = answer;
  if (status !== 200 || broken !== undefined || bytes.length > MAX_BYTES) return undefined;
  const { text, charset } = decode(bytes, declaredCharset(headers["content-type"]));
  return forwardingTarget(text, url, charset, mayReturn);
}

/**
 * The same of a page that is decoded already.
 * @param charset what it was read as; default: UTF-8
 */
export function forwardingTarget(
  html: string,
  url: URL,
  charset?: Charset,
  mayReturn = false,
): string | undefined {
  const target = refreshTarget(html) ?? scriptTarget(html);
  if (target === undefined || textLength(html) > MAX_TEXT) return undefined;
  const base = load(html)("base[href]").attr("href") ?? "";
  const start = target === SAME_PAGE ? url : (URL.parse(base, url) ?? url);
  const address = resolveAddress(target, start, charset);
  if (address === null) return undefined;
  return withoutFragment(address) === withoutFragment(url) && !mayReturn ? undefined : address.href;
}

function refreshTarget(html: string): string | undefined {
  if (!/http-equiv/iu.test(html)) return undefined;
  // As a browser with scripts parses it: what `noscript` holds is no element.
  const page = load(html, { scriptingEnabled: true });
  const content = page("meta[http-equiv=refresh i]").first().attr("content") ?? "";
  const { seconds, quoted, plain } = REFRESH.exec(content)?.groups ?? {};
  return Number(seconds) <= MAX_DELAY_SECONDS ? (quoted ?? plain)?.trim() : undefined;
}

const REFRESH =
  /^\s*(?<seconds>\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?(?:(?<mark>["'])(?<quoted>.*?)\k<mark>|(?<plain>[^"'].*))/isu;

/** The one address that its scripts go to unconditionally and at once. */
function scriptTarget(html: string): string | undefined {
  if (!/location/u.test(html)) return undefined;
  const page = load(html, { scriptingEnabled: true });
  const script = page("script").text();
  if (/\b(?:if|setTimeout|setInterval|switch|addEventListener)\b/u.test(script)) return undefined;
  const targets = new Set(
    [...script.matchAll(GOES_TO)].map(({ groups }) => groups!["assigned"] ?? groups!["called"] ?? SAME_PAGE),
  );
  return targets.size === 1 ? [...targets][0] : undefined;
}

/** As a link to it is written: where the page stands is not changed by `<base>`. */
const SAME_PAGE = "#";

const GOES_TO =
  /\blocation(?:\.href)?\s*=\s*(?<mark>["'])(?<assigned>[^"'\\\n]{1,2048})\k<mark>(?!\s*\+)|\blocation\.(?:replace|assign)\s*\(\s*(?<quote>["'])(?<called>[^"'\\\n]{1,2048})\k<quote>\s*\)|\blocation\.reload\s*\(|\blocation(?:\.href)?\s*=\s*(?:window\.|document\.)?location\b/gu;

function textLength(html: string): number {
  const { blocks } = readHtml(html);
  return blocks.reduce((sum, { kind, text }) => sum + (kind === "title" ? 0 : visibleLength(text)), 0);
}

function withoutFragment(url: URL): string {
  return url.href.split("#", 1)[0]!;
}
