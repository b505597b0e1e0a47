/** Pages that are nothing but the way to another one: a refresh at once, or a script that goes there. */
import type { Listener } from "../../core/html/listener.ts";
import { parse } from "../../core/html/parse.ts";
import { readPage } from "../../core/page/read.ts";
import type { Page } from "../../core/page/page.ts";
import { resolveAddress } from "../../core/page/resolve-address.ts";
import { visibleLength } from "../../core/text/characters.ts";
import { sum } from "../../core/text/numbers.ts";
import type { Answer } from "./http.ts";

/** Larger pages say something themselves. Bytes. */
const MAX_BYTES = 16 * 1024;

/** 「正在跳转，如果没有自动跳转，请点击这里」: visible code points. */
const MAX_TEXT = 60;

/** A page that stays longer is meant to be read: 「页面不存在，三秒后返回首页」. */
const MAX_DELAY_SECONDS = 1;

/**
 * The absolute address that an answer forwards its readers to, where it does nothing else.
 * @param mayReturn whether another answer may stand at its own address; default: a page that only loads itself again
 * forwards to nowhere
 */
export function forwardingOf({ page, status, broken }: Answer, mayReturn = false): string | undefined {
  const isShort = page.bytes.length <= MAX_BYTES;
  return status === 200 && broken === undefined && isShort ? forwardingTarget(page, mayReturn) : undefined;
}

/** The same of a page, however long it is. */
export function forwardingTarget(page: Page, mayReturn = false): string | undefined {
  if (!/http-equiv|location/iu.test(page.text)) return undefined;
  const reader = new ForwardingReader();
  parse(page.text, reader);
  const { base = "", script } = reader;
  const target = refreshTarget(reader.refresh) ?? scriptTarget(script);
  if (target === undefined || textLength(page) > MAX_TEXT) return undefined;
  const url = new URL(page.url!);
  const start = target === SAME_PAGE ? url : (URL.parse(base, url) ?? url);
  const address = resolveAddress(target, start, page.charset);
  if (address === null) return undefined;
  return withoutFragment(address) === withoutFragment(url) && !mayReturn ? undefined : address.href;
}

/** Listens as a browser with scripts does: what `noscript` holds is no element to it, and a template shows nothing. */
class ForwardingReader implements Listener {
  /** What the first `<meta http-equiv="refresh">` says. */
  refresh: string | undefined;
  base: string | undefined;
  /** The code of all scripts. */
  script = "";
  #isScript = false;
  /** How many elements are open within one of no effect, itself included. */
  #open = 0;

  open(name: string, { "http-equiv": rule, content, href }: Record<string, string>): void {
    if (this.#open > 0 || name === "noscript" || name === "template") this.#open += 1;
    else if (name === "script") this.#isScript = true;
    else if (name === "base") this.base ??= href;
    else if (name === "meta" && rule?.toLowerCase() === "refresh") this.refresh ??= content ?? "";
  }

  text(data: string): void {
    if (this.#isScript) this.script += data;
  }

  close(within: number): void {
    if (within < this.#open) this.#open -= 1;
    this.#isScript = false;
  }
}

function refreshTarget(content = ""): string | undefined {
  const { seconds, quoted, plain } = REFRESH.exec(content)?.groups ?? {};
  return Number(seconds) <= MAX_DELAY_SECONDS ? (quoted ?? plain)?.trim() : undefined;
}

const REFRESH =
  /^\s*(?<seconds>\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?(?:(?<mark>["'])(?<quoted>.*?)\k<mark>|(?<plain>[^"'].*))/isu;

/** The one address that scripts go to unconditionally and at once. */
function scriptTarget(script: string): string | undefined {
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

function textLength(page: Page): number {
  const blocks = readPage(page).blocks.filter(({ kind }) => kind !== "title");
  return sum(blocks, ({ text }) => visibleLength(text));
}

function withoutFragment(url: URL): string {
  return url.href.split("#", 1)[0]!;
}
