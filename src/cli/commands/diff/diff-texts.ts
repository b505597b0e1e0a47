/** What differs between two clean texts: lines first, then words within the lines that say nearly the same. */
import { diffArrays, diffWordsWithSpace } from "diff";
import type { DiffLine } from "./diff-lines.ts";
import type { Piece } from "../../../core/pipeline/pieces.ts";

/** The lines of both texts in order: what both have once, the rest as removed, added or changed. */
export function compareTexts(before: string, after: string): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  let removed: readonly string[] = [];
  for (const part of diffArrays(linesOf(before), linesOf(after))) {
    if (part.removed) {
      removed = part.value;
      continue;
    }
    lines.push(...alignLines(removed, part.added ? part.value : []));
    removed = [];
    if (!part.added) lines.push(...part.value.map((text) => lineOf("kept", text)));
  }
  return [...lines, ...alignLines(removed, [])];
}

/** The words of both lines: kept and removed ones are the line before, kept and added ones the line after. */
export function compareLines(before: string, after: string): readonly Piece[] {
  return diffWordsWithSpace(before, after, { intlSegmenter: words }).map(({ removed, added, value }) => ({
    mark: removed ? "removed" : added ? "added" : "kept",
    text: value,
  }));
}

const words = new Intl.Segmenter("zh", { granularity: "word" });

function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/u, "").split("\n");
}

function lineOf(fate: DiffLine["fate"], text: string): DiffLine {
  return { fate, text, reasons: [] };
}

/** Lines that are alike by half are one line that changed. */
const ALIKE = 0.5;

/** Puts lines beside those that they became: as much as possible of them, and in order. */
function alignLines(removed: readonly string[], added: readonly string[]): readonly DiffLine[] {
  const alike = likenesses(removed, added);
  const best = bestFrom(alike);
  const lines: DiffLine[] = [];
  let [from, to] = [0, 0];
  while (from < removed.length || to < added.length) {
    const here = best[from]?.[to] ?? 0;
    if (from < removed.length && here === (best[from + 1]?.[to] ?? 0)) {
      lines.push(lineOf("removed", removed[from++]!));
    } else if (to < added.length && here === (best[from]?.[to + 1] ?? 0)) {
      lines.push(lineOf("added", added[to++]!));
    } else {
      const text = removed[from++]!;
      lines.push({ ...lineOf("changed", text), pieces: compareLines(text, added[to++]!) });
    }
  }
  return lines;
}

/** For each pair of lines how alike they are: 0 to 1, and 0 where it is too little to matter. */
function likenesses(removed: readonly string[], added: readonly string[]): readonly (readonly number[])[] {
  const after = added.map(pairsOf);
  return removed.map(pairsOf).map((own) =>
    after.map((other) => {
      const shared = [...own].filter((pair) => other.has(pair)).length;
      const likeness = (2 * shared) / Math.max(1, own.size + other.size);
      return likeness < ALIKE ? 0 : likeness;
    }),
  );
}

/** The neighbouring characters of a line, and its first by itself. */
function pairsOf(line: string): ReadonlySet<string> {
  const characters = Array.from(line);
  return new Set(characters.map((character, at) => (characters[at - 1] ?? "") + character));
}

/** The most likeness that pairs from these lines on, in order, can add up to. */
function bestFrom(alike: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const best = [
    ...alike.map((row) => [...row, 0]),
    Array.from({ length: (alike[0]?.length ?? 0) + 1 }, () => 0),
  ];
  for (let from = alike.length - 1; from >= 0; from -= 1) {
    for (let to = alike[from]!.length - 1; to >= 0; to -= 1) {
      const likeness = alike[from]![to]!;
      const paired = likeness === 0 ? 0 : likeness + best[from + 1]![to + 1]!;
      best[from]![to] = Math.max(paired, best[from + 1]![to]!, best[from]![to + 1]!);
    }
  }
  return best;
}
