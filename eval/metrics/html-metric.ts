/**
 * Scores what was extracted from a page against its labels, in character 4-grams.
 * Gold = headline + body. Precision = hit / (hit + false), recall = hit / gold; `unsure` fragments count neither way.
 */
import type { Fragment, HtmlCase } from "./corpus.ts";
import { folding, WHITE } from "./character-folding.ts";
import {
  difference,
  countOnce,
  countNgrams,
  type NgramCounts,
  intersection,
  sumOf,
  total,
} from "./ngram-counts.ts";

const LENGTH = 4;

/** Of a text of which nothing is lost: a mark here and there is repaired otherwise than the labels have it. */
const EXACT_RECALL = 0.995;

const fold = folding({
  ".": "。｡",
  ",": "、､",
  '"': "“”„‟「」『』«»〝〞",
  "'": "‘’‚′`",
  "-": "—–―‒‐‑−─━",
  "·": "•・‧∙⋅●",
  "[": "【〔〖",
  "]": "】〕〗",
  "<": "《〈",
  ">": "》〉",
  "~": "〜∼",
  ":": "︰∶",
});
const INVISIBLE = new RegExp(
  `${WHITE}|[\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2064\\ufeff\\u00ad\\ufffd\\u0000-\\u001f\\u007f\\ue000-\\uf8ff\\ufe0e\\ufe0f]`,
  "gu",
);
/** 「……」, 「......」 and 「。。」 alike; 「——」 and 「-」 alike. */
const RUNS = /([.\-~])\1+/gu;

/** A page's labels, prepared for scoring. */
export interface HtmlGold {
  /** What must be there. */
  readonly required: NgramCounts;
  /** What may be there. */
  readonly neutral: NgramCounts;
  /** Normalised. */
  readonly title: string;
  /** Headline and body, normalised, in one run. */
  readonly running: string;
  /** Headline and body, a fragment a line, as in the page. */
  readonly text: string;
  /** What must not be there. */
  readonly boilerplate: readonly Fragment[];
}

export interface HtmlScore {
  readonly name: string;
  readonly site: string;
  readonly kind: string;
  readonly isNearCopy: boolean;
  readonly isRejected: boolean;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** N-grams: right, wrong, and wanted. */
  readonly hit: number;
  readonly false: number;
  readonly gold: number;
  /** The headline stands near the beginning. A page without one cannot miss it. */
  readonly hasTitle: boolean;
  /** The headline is the first line or lines. */
  readonly hasTitleFirst: boolean;
  /** As a person would have it: headline first, nothing labelled left over, nothing lost. */
  readonly isExact: boolean;
  /** By category: how many boilerplate fragments there are, and those that turn up in the text. */
  readonly leaks: Readonly<Record<string, Leak>>;
  /** Lines of the gold text of which most is missing. */
  readonly lost: readonly string[];
}

export interface Leak {
  readonly of: number;
  readonly leaked: readonly string[];
}

/** Text as it is compared: punctuation folded, no white space, no invisible characters. */
export function normalizeHtml(text: string): string {
  return fold(fold(text).normalize("NFKC")).replace(INVISIBLE, "").replace(RUNS, "$1");
}

const golds = new WeakMap<HtmlCase, HtmlGold>();

/** A page's labels, prepared for scoring once: a page is scored many times. */
export function htmlGoldOf(page: HtmlCase): HtmlGold {
  let gold = golds.get(page);
  if (gold === undefined) golds.set(page, (gold = prepareGold(page)));
  return gold;
}

function prepareGold(page: HtmlCase): HtmlGold {
  const normalized = page.fragments
    .map(({ label, text }) => ({ label, text: normalizeHtml(text) }))
    .filter(({ text }) => text !== "");
  const titleText = textOf(page.fragments, "title");
  const title = normalizeHtml(titleText);
  const boilerplate = page.fragments.filter(
    ({ label }) => !["title", "body", "unsure", "drop"].includes(label),
  );
  if (page.gold !== undefined && page.gold !== "") {
    return {
      ...ngramsOfGold(page.gold, page.blocks, normalized, title),
      title,
      running: title + normalizeHtml(page.gold),
      text: `${titleText}\n${page.gold}`,
      boilerplate,
    };
  }
  return {
    ...ngramsOfLabels(normalized),
    title,
    running: textOf(normalized, "title", "body"),
    text: page.fragments
      .filter(({ label }) => label === "title" || label === "body")
      .map((fragment) => fragment.text)
      .join("\n"),
    boilerplate,
  };
}

/** @param text Headline on the first line, then the body; empty where the page was rejected. */
export function scoreHtml(page: HtmlCase, text: string): HtmlScore {
  const gold = htmlGoldOf(page);
  const extracted = countNgrams(normalizeHtml(text), LENGTH);
  const surplus = difference(extracted, gold.required);
  const hit = total(intersection(extracted, gold.required));
  const wrong = total(difference(surplus, gold.neutral));
  const wanted = total(gold.required);
  const precision = hit + wrong === 0 ? 0 : hit / (hit + wrong);
  const recall = wanted === 0 ? 0 : hit / wanted;
  const lines = text.split("\n").map(normalizeHtml).filter(Boolean);
  const beginning = Array.from(normalizeHtml(text)).slice(0, Array.from(gold.title).length + 300);
  const beginnings = [1, 2, 3, 4].map((count) => lines.slice(0, count).join("").replace(/^#+/u, ""));
  const hasTitleFirst = gold.title === "" || beginnings.includes(gold.title);
  const leaks = leaksOf(gold, lines, surplus);
  return {
    name: page.name,
    site: page.site,
    kind: page.kind,
    isNearCopy: page.isNearCopy,
    isRejected: lines.length === 0,
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    hit,
    false: wrong,
    gold: wanted,
    hasTitle: gold.title === "" || beginning.join("").includes(gold.title),
    hasTitleFirst,
    isExact:
      recall >= EXACT_RECALL &&
      hasTitleFirst &&
      Object.values(leaks).every(({ leaked }) => leaked.length === 0),
    leaks,
    lost: lostLines(gold.text, extracted),
  };
}

function ngramsOfLabels(fragments: readonly Fragment[]): Pick<HtmlGold, "required" | "neutral"> {
  const runs: NgramCounts[] = [];
  let run = "";
  for (const { label, text } of [...fragments, { label: "drop", text: "" }]) {
    if (label === "title" || label === "body") {
      run += text;
    } else {
      runs.push(countNgrams(run.replace(RUNS, "$1"), LENGTH));
      run = "";
    }
  }
  const kept = fragments.filter(({ label }) => ["title", "body", "unsure"].includes(label));
  const unsure = kept.filter(({ label }) => label === "unsure").map(({ text }) => countNgrams(text, LENGTH));
  return { required: sumOf(...runs), neutral: sumOf(...unsure, ...seamsOf(kept)) };
}

/** The n-grams that straddle two kept fragments, whatever became of the unsure ones between and beside them. */
function seamsOf(kept: readonly Fragment[]): readonly NgramCounts[] {
  const seams: NgramCounts[] = [];
  for (let i = 0; i < kept.length; i += 1) {
    for (let j = i + 1; j < kept.length; j += 1) {
      const before = [reach(kept, i, -1, true), reach(kept, i, -1, false)];
      const after = [reach(kept, j, 1, true), reach(kept, j, 1, false)];
      seams.push(countOnce(new Set(before.flatMap((a) => after.flatMap((b) => straddling(a, b))))));
      if (kept[j]!.label !== "unsure") break;
    }
  }
  return seams;
}

/** The text of a fragment, lengthened by its neighbours until it fills an n-gram. */
function reach(kept: readonly Fragment[], from: number, step: 1 | -1, skipsUnsure: boolean): string {
  let { text } = kept[from]!;
  for (let at = from + step; Array.from(text).length < LENGTH && at >= 0 && at < kept.length; at += step) {
    const neighbour = kept[at]!;
    if (skipsUnsure && neighbour.label === "unsure") continue;
    text = step > 0 ? text + neighbour.text : neighbour.text + text;
  }
  return text;
}

function ngramsOfGold(
  gold: string,
  blocks: readonly string[],
  fragments: readonly Fragment[],
  title: string,
): Pick<HtmlGold, "required" | "neutral"> {
  const running = normalizeHtml(gold);
  const full = countNgrams(running, LENGTH);
  const page = countNgrams(normalizeHtml(blocks.join("")), LENGTH);
  const unsure = sumOf(
    ...fragments.filter(({ label }) => label === "unsure").map(({ text }) => countNgrams(text, LENGTH)),
  );
  const required = difference(intersection(full, page), unsure);
  const beside = fragments.filter(({ label }) => label === "title" || label === "unsure");
  const seams = [
    ...beside.map(({ text }) => new Set([...straddling(text, running), ...straddling(running, text)])),
    ...beside.slice(1).map(({ text }, at) => straddling(beside[at]!.text, text)),
    ...seamsOfGold(fragments, running, full),
  ];
  return {
    required,
    neutral: sumOf(unsure, difference(full, required), countNgrams(title, LENGTH), ...seams.map(countOnce)),
  };
}

/** Where an unsure fragment is taken out of, or put into, the running gold text. */
function seamsOfGold(
  fragments: readonly Fragment[],
  running: string,
  full: NgramCounts,
): readonly (readonly string[])[] {
  const kept = fragments.filter(
    ({ label, text }) =>
      label === "title" || label === "unsure" || (Array.from(text).length > 1 && running.includes(text)),
  );
  return kept.flatMap((left, at) =>
    kept
      .slice(at + 1, at + 8)
      .map((right) => straddling(left.text, right.text).filter((ngram) => !full.has(ngram))),
  );
}

/** The n-grams that lie on both sides of the seam between two texts, each once. */
function straddling(left: string, right: string): readonly string[] {
  const before = Array.from(left).slice(1 - LENGTH);
  const after = Array.from(right);
  if (before.length > 0 && before.at(-1) === after[0] && ".-~".includes(after[0]!)) after.shift();
  const around = [...before, ...after.slice(0, LENGTH - 1)];
  const ngrams = new Set<string>();
  for (let at = 0; at < before.length && at + LENGTH <= around.length; at += 1) {
    ngrams.add(around.slice(at, at + LENGTH).join(""));
  }
  return [...ngrams];
}

function leaksOf(
  gold: HtmlGold,
  lines: readonly string[],
  surplus: NgramCounts,
): Readonly<Record<string, Leak>> {
  const stray = lines.filter((line) => !gold.running.includes(line));
  const strayText = stray.join("\n");
  const isLeaked = (text: string) => {
    const length = Array.from(text).length;
    if (length < 4) return stray.includes(text);
    if (length < 12) return strayText.includes(text);
    const ngrams = countNgrams(text, LENGTH);
    return total(intersection(ngrams, surplus)) >= 0.8 * total(ngrams);
  };
  const leaks: Record<string, { of: number; leaked: string[] }> = {};
  for (const { label, text } of gold.boilerplate) {
    const normalized = normalizeHtml(text);
    if (normalized === "") continue;
    const leak = (leaks[label] ??= { of: 0, leaked: [] });
    leak.of += 1;
    if (isLeaked(normalized)) leak.leaked.push(text);
  }
  return leaks;
}

function lostLines(gold: string, extracted: NgramCounts): readonly string[] {
  return gold.split("\n").filter((line) => {
    const ngrams = countNgrams(normalizeHtml(line), LENGTH);
    return total(intersection(ngrams, extracted)) < 0.4 * total(ngrams);
  });
}

function textOf(fragments: readonly Fragment[], ...labels: readonly string[]): string {
  return fragments
    .filter(({ label }) => labels.includes(label))
    .map(({ text }) => text)
    .join("");
}
