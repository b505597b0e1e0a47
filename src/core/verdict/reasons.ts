/** Why a verdict is as it is, in words: the one place where its sentences stand. */
import type { VerdictReason } from "../document/verdict.ts";
import type { ListFeature } from "./list-features.ts";

type Language = "en" | "zh";

/** `{name}` stands for a value of the evidence, `{name%}` for a share as a percentage. */
type Sentences = Readonly<Record<Language, string>>;

const LIST_FEATURES: Readonly<Record<ListFeature, Sentences>> = {
  unlinkedStretch: {
    en: "The longest stretch without links has {value} characters.",
    zh: "最长的无链接文字有 {value} 字。",
  },
  published: { en: "No date of publication.", zh: "没有发布日期。" },
  declaresArticle: { en: "The page does not say that it is an article.", zh: "页面没有说自己是文章。" },
  described: {
    en: "{value%} of the page's description stand in the text.",
    zh: "页面简介的 {value%} 见于正文。",
  },
  lowHeadline: {
    en: "Its headline is no heading below `<h1>`.",
    zh: "标题不是 `<h1>` 以下的标题。",
  },
  recurring: {
    en: "{value} lines stand on the page three times or more.",
    zh: "{value} 行在页面上出现三次以上。",
  },
  inRecords: {
    en: "{value%} of what might be the article are repeated records.",
    zh: "可能是正文的文字里有 {value%} 是重复的条目。",
  },
  prices: { en: "{value} lines are prices.", zh: "{value} 行是价格。" },
  surest: {
    en: "No block is likelier part of an article than by log-odds of {value}.",
    zh: "没有一块属于正文的对数几率超过 {value}。",
  },
};

const SENTENCES = {
  prose: {
    en: "{prose} characters of running text in {lines} lines.",
    zh: "正文共 {prose} 字，{lines} 行。",
  },
  "endless-page": {
    en: "The page has more than {lines} lines; the rest was not read.",
    zh: "页面超过 {lines} 行，其余部分没有读取。",
  },
  "blocked-notice": {
    en: "The page says 「{notice}」 and little else.",
    zh: "页面只说“{notice}”，别无其他。",
  },
  "planted-links": { en: "Planted links are {share%} of the page.", zh: "种下的链接占页面的 {share%}。" },
  "foreign-language": {
    en: 'The text is in "{language}" (ISO 639-3).',
    zh: "文本的语言是“{language}”（ISO 639-3）。",
  },
  "links-only": {
    en: "{entries} short entries, and {chars} characters of text beside them.",
    zh: "{entries} 个短条目，此外的文字有 {chars} 字。",
  },
  teasers: {
    en: "{teasers} of {lines} lines are teasers that break off.",
    zh: "{lines} 行里有 {teasers} 行是中断的摘要。",
  },
  "list-shape": {
    en: "It is shaped like a list (log-odds {logOdds}; refused above {threshold}).",
    zh: "形状像列表（对数几率 {logOdds}，高于 {threshold} 即不收）。",
  },
  "too-little": { en: "Only {chars} characters of text are left.", zh: "只剩 {chars} 字。" },
  scripted: {
    en: "Scripts may fill the page: set `render: auto` in its source, or use `newsift ingest --render`.",
    zh: "页面可能由脚本填充：在其来源里设 `render: auto`，或使用 `newsift ingest --render`。",
  },
  "not-opened": {
    en: "{parts} of its frames and shadow roots were not read: the receipt names them.",
    zh: "有 {parts} 个框架或影子根没有读取：收据里列出了它们。",
  },
  "judged-by-person": { en: "Judged by a person on {on}.", zh: "由人在 {on} 判定。" },
  "wrong-charset": {
    en: "Decoded with the wrong charset {places} times (「{example}」): only the raw bytes can mend that.",
    zh: "有 {places} 处按错误的字符集解码（“{example}”）：只有原始字节才能修复。",
  },
  "lost-bytes": {
    en: "Bytes that could not be decoded, {places} times: U+FFFD stands for them.",
    zh: "有 {places} 处字节无法解码，以 U+FFFD 代替。",
  },
  /** In receipts of version 1, reasons were English sentences. */
  said: { en: "{sentence}", zh: "{sentence}" },
  ...LIST_FEATURES,
} as const satisfies Readonly<Record<string, Sentences>>;

export type ReasonId = keyof typeof SENTENCES;

export const reasonIds = Object.keys(SENTENCES) as readonly ReasonId[];

/** A reason as a sentence; what it rests on where there are no words for it: a later newsift gave it. */
export function sayReason({ id, evidence }: VerdictReason, language: Language = "en"): string {
  if (!Object.hasOwn(SENTENCES, id)) return `${id} ${JSON.stringify(evidence)}`;
  return SENTENCES[id as ReasonId][language].replace(
    /\{(\w+)(%?)\}/gu,
    (_, name: string, percent: string) => {
      const value = evidence[name] ?? "?";
      if (percent !== "") return `${Math.round(Number(value) * 100)} %`;
      return typeof value === "number" ? value.toLocaleString("en") : String(value);
    },
  );
}

/** All reasons of a verdict as one string. */
export function sayReasons(reasons: readonly VerdictReason[], language?: Language): string {
  return reasons.map((reason) => sayReason(reason, language)).join(" ");
}
