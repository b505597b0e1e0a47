import type { Block } from "../../document/document.ts";
import type { Finding } from "../../document/finding.ts";
import { defineStage } from "../../document/stage.ts";

/** Tags of text markup. Others (`<T>`, `<stdio.h>`) are what somebody writes about programs. */
const TAG =
  /<\/?(?:p|div|span|br|hr|a|img|strong|b|em|i|u|font|table|tbody|thead|tr|td|th|h[1-6]|ul|ol|li|section|article|center|blockquote|iframe|video|o:p)(?:\s[^<>]{0,2000})?\/?>/gi;

/** A line that begins with a tag or ends with one carries its markup; one in mid-sentence may be the subject. */
const AT_EDGE = /^\s*<|>\s*$/;

const ENTITY =
  /&(?:(?:nbsp|ensp|emsp|amp|lt|gt|quot|ldquo|rdquo|lsquo|rsquo|mdash|hellip|middot);|#(?:160|12288|8203|34|38|39|60|62);|#x(?:a0|3000|200b);)/gi;

const CHARACTERS: Readonly<Record<string, string>> = {
  "&nbsp;": " ",
  "&ensp;": " ",
  "&emsp;": " ",
  "&#160;": " ",
  "&#xa0;": " ",
  "&#12288;": "\u3000",
  "&#x3000;": "\u3000",
  "&#8203;": "",
  "&#x200b;": "",
  "&amp;": "&",
  "&#38;": "&",
  "&lt;": "<",
  "&#60;": "<",
  "&gt;": ">",
  "&#62;": ">",
  "&quot;": '"',
  "&#34;": '"',
  "&#39;": "'",
  "&ldquo;": "“",
  "&rdquo;": "”",
  "&lsquo;": "‘",
  "&rsquo;": "’",
  "&mdash;": "—",
  "&hellip;": "…",
  "&middot;": "·",
};

const ADDRESS_LINE = /^\s*<?(?:https?:\/\/|www\.)[^\s<>]+>?\s*$/i;
const MARKDOWN_LINK = /!?\[([^\][]{0,300})\]\(([^()\s]{1,2000})\)/g;

/** Records that a script was to read; a line of them may be long. */
const DATA_LINE = /^\s*(?:\{\s*"|\[\s*\{\s*")/;

/** A line drawn with one mark. Dots are left: they stand for what a poet or an editor left out. */
const RULE_LINE = /^\s*([-_=*~#+—─━＊－＝～])\1{9,}\s*$/u;

/** The mark below a press release. */
const END_MARK = /^\s*#{3,}\s*$/u;

/** Placeholders of programs (`undefined`) and of missing pages, on a line of their own. */
const VALUE =
  /^\s*(?:undefined|null|nan|\[object object\]|404\s*(?:not found|(?:error|错误|頁面|页面).{0,6}))\s*$/i;

/** A style sheet's rules, a script's statement, a template's braces, a comment: the whole line, and no Chinese in it. */
const CODE_LINE =
  /^\s*(?=\S)(?:[.#@]?[\w.#>:,*\s-]{1,200}\{[^{}]{0,2000}\}.*|(?:var|let|const)\s+[\w$]{1,80}\s*=.*|(?:document|window|\$)[.(].*;?|\{\{.*\}\}|\}[;)]*|<!--.*-->|\/\*.*\*\/)\s*$/;

/** Where an editor's program breaks a text into pages: [!--…page--], [page], [NextPage]…[/NextPage], #p#…#e#. */
const PAGE_BREAK =
  /^\s*(?:\[!--[\w.]{0,60}--\]|\[\/?(?:next|sub)?page\](?:.{0,60}\[\/(?:next|sub)?page\])?|#p#.{0,60}#e#|_+\w{0,20}page_break\w{0,20}_+|<!--\s?(?:pagebreak|nextpage)\s?-->)\s*$/i;

/** A script's call that stands in a sentence: `(ads = window.ads || []).push({});`, `tag.cmd.push(function() { … });` */
const CALL =
  /\s*(?:\(\w{1,40}\s?=\s?[\w.]{1,60}\s?\|\|\s?\[\]\)|\b[A-Za-z_$][\w$]{0,40}(?:\.[A-Za-z_$][\w$]{0,40}){1,4})\.(?:push|display|init|call|render)\((?:function\s?\(\)\s?\{[^{}]{0,500}\}|\{[^{}]{0,500}\})\);\s*/g;

/** Markup and code that became text. */
export const markup = defineStage({
  name: "markup",
  kind: "characters",
  zone: "any",
  mayTakeHeadline: true,
  summary:
    "Removes leftover tags, entities, code, Markdown links and bare addresses; the words between them stay.",
  reasons: {
    tag: "an HTML tag at the edge of a line, or in a text full of them",
    entity: "an HTML entity, in place of its character",
    "code-line": "a stray line of a style sheet, script or template, or of a script's data (JSON)",
    call: "a script's call that stands in a sentence",
    "page-break": "the mark at which an editor's program breaks a text into pages",
    "rule-line": "a line drawn with one mark, ten times and more, or the mark below a press release",
    value: "a program's word for nothing, in a text that speaks of it nowhere else",
    "address-line": "a line that is one bare address",
    "link-line": "a line that is nothing but Markdown links",
    "link-target": "the address behind a Markdown link",
  },
  defaults: {
    // Lines that begin or end with a tag from which on every tag in the text is a leftover.
    taggedLines: 3,
    // A text with more lines of code than this is about code.
    codeLinesAtMost: 6,
  },
  *run({ blocks }, { taggedLines, codeLinesAtMost }) {
    const marked = blocks.filter(
      ({ text }) => POSSIBLE.test(text) || RULE_LINE.test(text) || VALUE.test(text),
    );
    const values = valueLines(blocks);
    const tagged = marked.filter(({ text }) => hasEdgeTag(text)).length;
    const code = marked.filter(({ text }) => isCode(text));
    const stray = new Set(code.length <= codeLinesAtMost ? code : []);
    for (const block of marked) {
      const { index, text } = block;
      if (values.has(block)) yield { block: index, reason: "value" };
      else if (PAGE_BREAK.test(text)) yield { block: index, reason: "page-break" };
      else if (stray.has(block)) yield { block: index, reason: "code-line" };
      else if (RULE_LINE.test(text) || END_MARK.test(text)) yield { block: index, reason: "rule-line" };
      else if (ADDRESS_LINE.test(text)) yield { block: index, reason: "address-line" };
      else if (isLinkLine(text)) yield { block: index, reason: "link-line" };
      else {
        const tags = tagged >= taggedLines || hasEdgeTag(text) ? matches(index, text, TAG, "tag") : [];
        const entities = matches(
          index,
          text,
          ENTITY,
          "entity",
          (entity) => CHARACTERS[entity.toLowerCase()] ?? "",
        );
        const calls = code.length <= codeLinesAtMost ? matches(index, text, CALL, "call") : [];
        yield* apart([...calls, ...tags, ...entities, ...linkTargets(index, text)]);
      }
    }
  },
});

/** Without one of these a line has none of the above: most lines. */
const POSSIBLE = /[<&{}=(\]#_]|\/\*|:\/\/|www\.|(?:document|window|\$)\./i;

/** One piece of markup within another, such as a tag in a link's address, goes with it. */
function* apart<F extends Finding>(findings: readonly F[]): Iterable<F> {
  let end = 0;
  for (const finding of findings.toSorted((a, b) => a.span![0] - b.span![0])) {
    if (finding.span![0] < end) continue;
    end = finding.span![1];
    yield finding;
  }
}

/** A page with more of them is about them. */
const VALUES_AT_MOST = 20;

/** The lines that are such a word. Programs, tables and texts about programs say it elsewhere too. */
function valueLines(blocks: readonly Block[]): ReadonlySet<Block> {
  const lines = blocks.filter(({ text }) => VALUE.test(text));
  if (lines.length > VALUES_AT_MOST) return new Set();
  const byValue = Map.groupBy(lines, ({ text }) => text.trim().toLowerCase());
  const alone = [...byValue].filter(
    ([value, own]) =>
      own.every(({ kind, path }) => kind === "paragraph" && !/(?:^|>)(?:pre|code)(?![\w-])/u.test(path)) &&
      blocks.filter(({ text }) => text.toLowerCase().includes(value)).length === own.length,
  );
  return new Set(alone.flatMap(([, own]) => own));
}

function hasEdgeTag(text: string): boolean {
  return AT_EDGE.test(text) && new RegExp(TAG.source, "i").test(text);
}

function isCode(text: string): boolean {
  if (DATA_LINE.test(text)) return isData(text);
  if (text.replaceAll(CALL, "").trim() === "") return true;
  return CODE_LINE.test(text) && !/\p{Script=Han}/u.test(text.replace(/\/\*.*\*\/|<!--.*-->/gu, ""));
}

function isData(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isLinkLine(text: string): boolean {
  const rest = text.replace(MARKDOWN_LINK, "");
  return rest !== text && !/[\p{L}\p{N}]/u.test(rest);
}

function* matches<R extends string>(
  block: number,
  text: string,
  pattern: RegExp,
  reason: R,
  replace?: (found: string) => string,
): Iterable<Finding<R>> {
  for (const { 0: found, index: from } of text.matchAll(pattern)) {
    const replacement = replace?.(found) ?? "";
    yield {
      block,
      span: [from, from + found.length],
      reason,
      ...(replacement === "" ? {} : { replacement }),
    };
  }
}

function* linkTargets(block: number, text: string): Iterable<Finding<"link-target">> {
  for (const { 0: found, 1: label = "", index: from } of text.matchAll(MARKDOWN_LINK)) {
    const open = found.startsWith("!") ? 2 : 1;
    yield { block, span: [from, from + open], reason: "link-target" };
    yield { block, span: [from + open + label.length, from + found.length], reason: "link-target" };
  }
}
