/** Finds notations (addresses, times, code), whose commas and colons are not punctuation of the sentence. */
import { findSpans, type Span } from "../../text/spans.ts";

/** What an address may hold; brackets and quotes around an address are not part of it. */
const ADDRESS = String.raw`[A-Za-z0-9\-._~:/?#\[\]@!$&*+,;=%]*[A-Za-z0-9/=_~#&%+\-]`;

/** Notations that must be matched as a whole; marks beside digits (10:01, 1,500) are handled by their context. */
const NOTATIONS = [
  // https://example.invalid/a?b=1,2 and bare hosts with a path or a port
  String.raw`(?<![A-Za-z])(?:https?|ftp|file|rtmp|magnet):\/{0,2}${ADDRESS}`,
  String.raw`(?<![A-Za-z])(?:mailto|javascript|data|urn|doi):(?=[A-Za-z0-9])${ADDRESS}(?:\([^()\s]{0,40}\))?`,
  String.raw`(?<![\w.\-])(?:[A-Za-z0-9\-]{1,63}\.){1,6}[A-Za-z]{2,10}(?::\d{2,5}(?!\d)(?:\/${ADDRESS})?|[/?]${ADDRESS})`,
  // C:\files, report(1).pdf, std::list, x := 1, a != b, a?b:c, n!, .*?
  String.raw`(?<![A-Za-z])[A-Za-z]:(?:\/|\\(?:[^\s,;，。；：、“”"<>|*?()（）]|\(\d{1,3}\))*)`,
  String.raw`\(\d{1,3}\)(?=\.[A-Za-z0-9]{2,4}(?![A-Za-z0-9]))`,
  String.raw`(?<!\w)[a-z]\?\w{1,9}:\w{1,9}(?!\w)|(?<!\w)[a-z]!(?![!?])`,
  String.raw`::+|:=|!=|#!(?=/)|\.[*+]\?`,
  // 00:1A:2B:3C:4D:5E
  String.raw`(?<![\w:])(?:[0-9A-Fa-f]{2}:){3,7}[0-9A-Fa-f]{2}(?![\w:])`,
  // NYSE:ABC, SH:600000
  String.raw`(?<![A-Za-z])(?:NYSE|NASDAQ|Nasdaq|AMEX|HKEX|HKG|SEHK|LSE|TSE|SGX|SSE|SZSE|BSE|SH|SZ|BJ|HK|US):[A-Z0-9.]{1,8}(?![\w])`,
  // &nbsp; &#12288;
  String.raw`&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});`,
  // <a href="…">, class="…", {"key": "value"}, {margin:0;}, ${"`"}code${"`"}
  String.raw`<\/?[A-Za-z][^<>]*>`,
  String.raw`(?<=[A-Za-z])="[^"<>]*"`,
  // -m "…", --message "…": a string behind an option of a command
  String.raw`(?<=\s--?[A-Za-z][\w\-]{0,20}[ =])(?:"[^"]*"|'[^']*')`,
  String.raw`\{\s{0,8}"[^{}]*\}|\{[ -z|~]*\}`,
  // Old-style quotes look alike, `so'; Chinese words are code where something of code stands beside them.
  "`(?:[^`\\p{Script=Han}]+|(?=[^`]*(?:[A-Za-z_$][(\\[={<>]|[$<>={}\\\\;|]|--[a-z]|\\s-[A-Za-z]))[^`]+)`",
  // :-D ^_^ (>_<) (T_T) (ง •̀_•́)
  String.raw`(?<![A-Za-z0-9])[:;=]-[DPpOo3)(|/](?![A-Za-z0-9])`,
  String.raw`\((?=[^()]{0,12}[_^°□ωД▽∀≧≦╯＿•﹏︿ಠツ])[^()\p{L}\p{N}]{0,6}(?:(?!\p{Script=Han})\p{L}[^()\p{L}\p{N}]{1,6}){0,2}(?:(?!\p{Script=Han})\p{L})?\)`,
  // Copyright (C)
  String.raw`(?<=[A-Za-z]\s?)\((?:[CcRr]|TM|tm)\)`,
  // [title](address), and not [图](来源:县志)
  String.raw`(?<=\])\((?=[^()\s]{0,200}[/#.])[^()\s]*\)`,
  // (0512)53660000, (853)3600-1234, (86)0512-53660000
  String.raw`(?<!\d)\(\d{2,4}\)[\s\-]?(?:\d{6,8}|\d{3,4}[\s\-]\d{4,8})(?!\d)`,
  // volume and issue: 12(3):45
  String.raw`(?<=\d)\(\d{1,4}\):(?=\d)`,
  // 2'30" and 31°14'20"
  String.raw`(?<=\d)'\d{1,2}(?:\.\d{1,3})?(?:"|'')?`,
];

const ANY_NOTATION = new RegExp(NOTATIONS.join("|"), "gu");

/** Every notation needs one of these beside a letter, a digit or a bracket of its own. */
const POSSIBLE =
  /[A-Za-z0-9&<{`][:=&<{`'(?/]|(?<!\w)[a-z]!|[:!]=|::|[*+]\?|[`{<&(]|[:;=]-[DPpOo3|/]|\s--?[A-Za-z][^"']{0,21}["']/u;

/** 「$ cat 渡口,码头.txt」: what is typed at a prompt. */
const PROMPT = /^\s*\$\s{1,4}[a-z][\w.\-/]{0,60}(?:\s|$)/u;
/** 「if (渡口 == 1) { 开船(); }」: words may be Chinese, a program's marks are not. */
const STATEMENT = /^\s*[A-Za-z_$][\w$]{0,60}[\s(.=](?=.*(?:[={](?:\s|$)|=["']|\(\)))[^]*[;{}]\s*$/u;
const WIDE_MARK = /[\u3001-\u301f\uff00-\uff0f\uff1a-\uff20“”‘’…—]/u;

/** 「echo "船来了,快看"」: a command or a call, with nothing Chinese but in its strings. */
const COMMAND = /^\s*(?:[$#>%]\s{1,4})?[a-z_][\w.\-/]{0,60}(?:\s|\(|=)/u;
const STRING = /"[^"]*"|'[^']*'/gu;
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

export function findNotations(text: string): readonly Span[] {
  return isCodeLine(text) ? [[0, text.length]] : findInText(text);
}

function isCodeLine(text: string): boolean {
  if (PROMPT.test(text)) return true;
  if (!COMMAND.test(text) && !STATEMENT.test(text)) return false;
  const outside = text.replaceAll(STRING, "");
  return (COMMAND.test(text) && !CHINESE.test(outside)) || (STATEMENT.test(text) && !WIDE_MARK.test(outside));
}

function findInText(text: string): readonly Span[] {
  return POSSIBLE.test(text) ? findSpans(text, ANY_NOTATION) : [];
}
