/** The runner: runs the stages in order; checks, applies and records their findings. */
import { StageError } from "../errors.ts";
import type { Block, Document } from "../document/document.ts";
import type { Change, Finding } from "../document/finding.ts";
import type { Context, Stage } from "../document/stage.ts";
import type { ConfiguredStage } from "./configure.ts";
import { apply, findBlock } from "./replay.ts";

/** What one stage did in one pass, for listeners. */
export interface Step {
  readonly stage: string;
  readonly pass: number;
  /** As the stage saw it. */
  readonly document: Document;
  readonly changes: readonly Change[];
  readonly milliseconds: number;
}

/** The result of the stages, with the findings that people's decisions cancelled. */
export interface StagesRun {
  readonly document: Document;
  readonly changes: readonly Change[];
  readonly overruled: readonly Change[];
}

/** Two passes are usual; more than this means that stages undo each other's work. */
const PASSES_AT_MOST = 5;

/** The passes over a document. */
export interface Passes {
  /** In order. */
  readonly runs: readonly StagesRun[];
  /** What the next pass would read. */
  readonly left: Document;
  /** The number of the pass that changed nothing, or of the one that would be next. */
  readonly pass: number;
}

/**
 * Repeats passes until one changes nothing, so that cleaning is idempotent.
 *
 * @param run one pass
 * @param next the document that the next pass reads; undefined where this pass was the last
 */
export function untilStable(
  document: Document,
  run: (document: Document, pass: number) => StagesRun,
  next: (run: StagesRun, read: Document) => Document | undefined,
): Passes {
  const runs: StagesRun[] = [];
  let left = document;
  let pass = 1;
  for (; pass <= PASSES_AT_MOST; pass += 1) {
    const done = run(left, pass);
    runs.push(done);
    const following = next(done, left);
    if (following === undefined) break;
    left = following;
  }
  return { runs, left, pass };
}

/** One pass: each stage sees what the stages before it in this pass left and changed. */
export function runStages(
  stages: readonly ConfiguredStage[],
  document: Document,
  sources: Omit<Context, "changes">,
  pass: number,
  onStep?: (step: Step) => void,
): StagesRun {
  let current = document;
  const changes: Change[] = [];
  const overruled: Change[] = [];
  for (const { stage, options } of stages) {
    const start = performance.now();
    const found = withoutHeadline(
      stage,
      current,
      runStage(stage, options, current, { ...sources, changes }, pass),
    );
    const saved = findSaved(current.blocks, found, (block) => sources.overrides?.keep.has(block) ?? false);
    const upheld = found.filter(({ block }) => !saved.has(block));
    const blocks = apply(current.blocks, upheld);
    for (const change of found) (saved.has(change.block) ? overruled : changes).push(change);
    const milliseconds = performance.now() - start;
    onStep?.({ stage: stage.name, pass, document: current, changes: upheld, milliseconds });
    if (upheld.length > 0) current = { ...current, blocks };
  }
  return { document: current, changes, overruled };
}

/** The findings of a stage without those that would remove the declared headline. */
function withoutHeadline(
  { mayTakeHeadline }: Stage,
  { blocks, headline }: Document,
  changes: readonly Change[],
): readonly Change[] {
  if (mayTakeHeadline) return changes;
  const saved = findSaved(blocks, changes, (block) => headline.includes(block));
  return saved.size === 0 ? changes : changes.filter(({ block }) => !saved.has(block));
}

/** Blocks of which these changes would leave nothing, though they are to be kept. */
function findSaved(
  blocks: readonly Block[],
  changes: readonly Change[],
  isKept: (block: number) => boolean,
): ReadonlySet<number> {
  const wanted = changes.map(({ block }) => block).filter(isKept);
  if (wanted.length === 0) return new Set();
  const left = new Set(apply(blocks, changes).map(({ index }) => index));
  return new Set(wanted.filter((block) => !left.has(block)));
}

/** By block, and within a block by place. */
function inOrder(changes: readonly Change[]): readonly Change[] {
  return changes.toSorted((a, b) => a.block - b.block || (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0));
}

function runStage(
  stage: Stage,
  options: object,
  document: Document,
  context: Context,
  pass: number,
): readonly Change[] {
  let findings: readonly Finding[];
  try {
    findings = [...stage.run(document, options, context)];
  } catch (cause) {
    throw new StageError(
      `Stage "${stage.name}" failed on ${document.id || "the text"}: ${(cause as Error).message}`,
      { cause },
    );
  }
  if (findings.length === 0) return [];
  const changes = inOrder(findings.map((finding) => stamp(stage, finding, document.blocks, pass)));
  refuseOverlaps(stage, changes);
  return changes;
}

function stamp(stage: Stage, finding: Finding, blocks: readonly Block[], pass: number): Change {
  const block = findBlock(blocks, finding.block);
  if (block === undefined)
    throw new StageError(`Stage "${stage.name}" names block ${finding.block}, which is not there.`);
  if (!Object.hasOwn(stage.reasons, finding.reason)) {
    throw new StageError(
      `Stage "${stage.name}" gives the reason "${finding.reason}", which is not among its reasons.`,
    );
  }
  const [from, to] = finding.span ?? [0, block.text.length];
  if (!(from >= 0 && from <= to && to <= block.text.length)) {
    throw new StageError(
      `Stage "${stage.name}" names the span ${from}–${to} of block ${block.index}, which has ${block.text.length} code units.`,
    );
  }
  const before = block.text.slice(from, to);
  return pass > 1
    ? { stage: stage.name, pass, ...finding, before }
    : { stage: stage.name, ...finding, before };
}

function refuseOverlaps(stage: Stage, changes: readonly Change[]): void {
  let block: number | undefined;
  let end = 0;
  for (const change of changes) {
    const [from, to] = change.span ?? [0, Number.POSITIVE_INFINITY];
    if (change.block === block && from < end)
      throw new StageError(`Stage "${stage.name}" changes the same characters of block ${block} twice.`);
    block = change.block;
    end = to;
  }
}
