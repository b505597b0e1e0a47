/** Repairs the characters of a text line by line; no line is removed or joined. */
import { fencedLines } from "../text/code-fences.ts";
import { findFlags } from "./flags.ts";
import { frontMatterLength } from "../lines/front-matter.ts";
import { runStages, untilStable } from "./run-stages.ts";
import { characterStages } from "../stages/index.ts";
import type { Block, Document, Facts } from "../document/document.ts";
import type { Change } from "../document/finding.ts";
import type { Flag } from "../document/receipt.ts";

/** What became of a text. */
export interface Repaired {
  readonly text: string;
  /** In order; their blocks are the lines of the text, from 0. */
  readonly changes: readonly Change[];
  /** What is kept and should be looked at, by line. */
  readonly flags: readonly Flag[];
}

/**
 * Writes the characters of a text as Chinese typesetting has them: marks, width, spaces, look-alikes, listed
 * dodges. The text counts as a whole (its script, what it is about, what a machine did to all of it), so give
 * all of it at once. Lines, blank ones too, and line ends stay what they are; repairing twice is repairing once.
 * The settings block above a Markdown post and its blocks of code stay as they are.
 */
export function repair(text: string): Repaired {
  const { lines, ...repaired } = repairLines(text);
  return { ...repaired, flags: findFlags(lines) };
}

/** The text of `repair`. */
export function repairText(text: string): string {
  return repairLines(text).text;
}

/** Lines of settings above a post. */
const SETTINGS_AT_MOST = 100;

const LINE_END = /\r\n|[\r\n]/gu;

const stages = characterStages.map((stage) => ({ stage, options: stage.defaults }));
const context = {
  cues: new Map(),
  stages: new Map(characterStages.map((stage) => [stage.name, stage])),
};

function repairLines(text: string): {
  text: string;
  lines: readonly Block[];
  changes: readonly Change[];
} {
  const before = text.split(LINE_END);
  const settings = frontMatterLength(before, SETTINGS_AT_MOST);
  const fenced = fencedLines(before);
  const blocks = before.map(asBlock);
  const prose = blocks.filter(({ index }) => index >= settings && !fenced.has(index));
  const document: Document = { id: "", format: "text", metadata: {}, blocks: prose, headline: [] };
  // A repaired mark is context for its neighbours: repeat until nothing changes.
  const { runs, left } = untilStable(
    document,
    (read, pass) => runStages(stages, read, context, pass),
    (run) => (run.changes.length === 0 ? undefined : run.document),
  );
  const changes = runs.flatMap((run) => run.changes);
  const asTheyWere = blocks.filter(({ index }) => index < settings || fenced.has(index));
  const lines = [...asTheyWere, ...left.blocks].toSorted((a, b) => a.index - b.index);
  if (changes.length === 0) return { text, lines, changes };
  const ends = text.match(LINE_END) ?? [];
  // Lines without visible text are no blocks; they stay as empty lines.
  const after = before.map((line, index) => (isBetweenHalves(ends, index) ? line : ""));
  for (const { index, text } of lines) after[index] = text;
  return {
    text: after.map((line, index) => line + (ends[index] ?? "")).join(""),
    lines,
    changes,
  };
}

/** Without anything between them, "\r" and "\n" would become one line end. */
function isBetweenHalves(ends: readonly string[], line: number): boolean {
  return ends[line - 1] === "\r" && ends[line] === "\n";
}

/** No facts are measured: repairs depend on neighbouring characters only. */
const facts: Facts = {
  chars: 0,
  hanChars: 0,
  linkChars: 0,
  links: 0,
  sentenceEnds: 0,
  containers: [],
  hidden: false,
  headingLevel: 0,
  boldChars: 0,
  endsInBreak: false,
  inArticleBody: false,
  gapBefore: 0,
};

function asBlock(text: string, index: number): Block {
  return { index, kind: "paragraph", group: 0, path: "", raw: text, text, facts };
}
