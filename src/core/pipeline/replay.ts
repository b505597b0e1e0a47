/** Replays the changes of a receipt on the raw blocks. */
import { visibleLength } from "../text/characters.ts";
import type { Block } from "../document/document.ts";
import type { Change } from "../document/finding.ts";

/** The clean text of these blocks: a line each, in page order. */
export function textOf(blocks: readonly Block[]): string {
  return blocks.map((block) => `${block.text}\n`).join("");
}

/** What one stage changed in one pass, with the blocks as it saw them and as it left them. */
export interface ReplayStep {
  readonly changes: readonly Change[];
  readonly before: readonly Block[];
  readonly after: readonly Block[];
}

/** Replays a receipt on the raw blocks: what was kept, byte for byte as it was written. */
export function replay(blocks: readonly Block[], changes: readonly Change[]): readonly Block[] {
  let current = blocks;
  for (const { after } of replaySteps(blocks, changes)) current = after;
  return current;
}

/** Replays a receipt step by step, each applied once. */
export function* replaySteps(
  blocks: readonly Block[],
  changes: readonly Change[],
): Generator<ReplayStep, undefined> {
  let before = blocks;
  for (let from = 0; from < changes.length;) {
    let to = from;
    while (to < changes.length && isSameRun(changes[to]!, changes[from]!)) to += 1;
    const own = changes.slice(from, to);
    const after = apply(before, own);
    yield { changes: own, before, after };
    before = after;
    from = to;
  }
}

function isSameRun(a: Change, b: Change): boolean {
  return a.stage === b.stage && a.pass === b.pass;
}

/** Applies one stage's changes in order. Blocks without visible text left are dropped. */
export function apply(blocks: readonly Block[], changes: readonly Change[]): readonly Block[] {
  if (changes.length === 0) return blocks;
  const left: Block[] = [];
  // Both are in the order of the blocks.
  let from = 0;
  for (const block of blocks) {
    while (from < changes.length && changes[from]!.block < block.index) from += 1;
    let to = from;
    while (to < changes.length && changes[to]!.block === block.index) to += 1;
    if (from === to) left.push(block);
    else {
      const text = edit(block.text, changes.slice(from, to));
      if (visibleLength(text) > 0) left.push({ ...block, text });
    }
    from = to;
  }
  return left;
}

function edit(text: string, changes: readonly Change[]): string {
  let edited = "";
  let at = 0;
  for (const change of changes) {
    const [from, to] = change.span ?? [0, text.length];
    edited += text.slice(at, from) + (change.replacement ?? "");
    at = to;
  }
  return edited + text.slice(at);
}

/** Blocks stand in the order of their indices. */
export function findBlock(blocks: readonly Block[], index: number): Block | undefined {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle]!.index < index) low = middle + 1;
    else high = middle;
  }
  return blocks[low]?.index === index ? blocks[low] : undefined;
}
