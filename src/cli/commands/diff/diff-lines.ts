import { replay } from "../../../core/pipeline/replay.ts";
import type { Block } from "../../../core/document/document.ts";
import type { Change } from "../../../core/document/finding.ts";
import { markChanges } from "../../../core/pipeline/pieces.ts";
import type { Piece } from "../../../core/pipeline/pieces.ts";

/** A line of the text before, with what became of it, or a line that only the text after has. */
export interface DiffLine {
  /** Of a raw page: which of its blocks it is. */
  readonly block?: number;
  readonly fate: "kept" | "changed" | "removed" | "added";
  /** As it was before; of an added one: as it is. */
  readonly text: string;
  /** Its text piece by piece, where some of it changed. */
  readonly pieces?: readonly Piece[];
  /** Why, each once, in the order of the stages. */
  readonly reasons: readonly string[];
}

/**
 * Raw against clean, line by line, as the receipt tells it: no stage runs again.
 *
 * @param blocks those of the raw page
 * @param changes those of its receipt
 */
export function diffLines(blocks: readonly Block[], changes: readonly Change[]): readonly DiffLine[] {
  const kept = new Set(replay(blocks, changes).map((block) => block.index));
  const byBlock = Map.groupBy(changes, (change) => change.block);
  return blocks.map(({ index, text }): DiffLine => {
    const own = byBlock.get(index) ?? [];
    const reasons = [...new Set(own.map(({ stage, reason }) => `${stage}: ${reason}`))];
    if (!kept.has(index)) return { block: index, fate: "removed", text, reasons };
    if (own.length === 0) return { block: index, fate: "kept", text, reasons };
    return { block: index, fate: "changed", text, pieces: markChanges(text, own), reasons };
  });
}

/** Kept lines far from any change, to be folded into one. */
export interface Fold {
  readonly fate: "folded";
  readonly lines: number;
}

/** Folds runs of kept lines, but for those next to a line that is not kept. */
export function foldKept(lines: readonly DiffLine[], context: number): readonly (DiffLine | Fold)[] {
  const isNear = (at: number) =>
    lines.slice(Math.max(0, at - context), at + context + 1).some(({ fate }) => fate !== "kept");
  const folded: (DiffLine | Fold)[] = [];
  for (const [at, line] of lines.entries()) {
    if (isNear(at)) {
      folded.push(line);
      continue;
    }
    const last = folded.at(-1);
    if (last?.fate === "folded") folded[folded.length - 1] = { ...last, lines: last.lines + 1 };
    else folded.push({ fate: "folded", lines: 1 });
  }
  return folded;
}

/** `… 12 lines kept …` */
export function showFold({ lines }: Fold): string {
  return `  … ${lines} ${lines === 1 ? "line" : "lines"} kept …`;
}
