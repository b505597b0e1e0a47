/** review/decisions.jsonl: what people decided about documents, one line each, only ever added to; and what holds of it. */
import { z } from "zod";
import { UsageError } from "../../core/errors.ts";
import { parseOwnLine } from "../../config/format-version.ts";
import type { Block } from "../../core/document/document.ts";
import { verdictKinds } from "../../core/document/verdict.ts";
import { sha256 } from "../../core/text/sha256.ts";
import { contradict } from "../../core/structure/rewriting.ts";
import type { Overrides } from "../../core/document/overrides.ts";
import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../files/atomic.ts";
import { appendJsonLine } from "../files/json-lines.ts";
import { exclusively } from "../files/mutex.ts";
import { readIfPresent } from "../files/reading.ts";
import type { Workspace } from "../files/workspace.ts";

const block = z.int().min(0);
const rawHex = z.string().regex(/^[0-9a-f]{16}$/u, "16 hex digits");
const line = z.string().refine((text) => !/[\n\r]/u.test(text), "no line break: a block is one line");

const about = {
  document: z.string().min(1),
  sample: z.string().min(1).optional(),
};

const editSchema = z
  .object({
    ...about,
    action: z.literal("edit"),
    block,
    raw: rawHex,
    text: line,
    span: z.tuple([z.int().min(0), z.int().min(0)]).readonly(),
    replacement: line,
  })
  .refine(
    ({ text, span: [from, to] }) => from <= to && to <= text.length,
    "the span lies outside of the text",
  )
  .refine(
    ({ text, span: [from, to], replacement }) =>
      `${text.slice(0, from)}${replacement}${text.slice(to)}`.isWellFormed(),
    "half a character would be left",
  );

/** What a person decides, before it has a number and a time. */
const judgementSchema = z.discriminatedUnion("action", [
  z.object({
    ...about,
    action: z.literal("approve"),
    verdict: z.enum(verdictKinds),
    textSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/u, "64 hex digits")
      .optional(),
    pipeline: z.string().optional(),
  }),
  z.object({ ...about, action: z.literal("remove"), block, raw: rawHex }),
  z.object({
    ...about,
    action: z.literal("restore"),
    block,
    raw: rawHex,
    stage: z.string().optional(),
    reason: z.string().optional(),
  }),
  editSchema,
  z.object({ ...about, action: z.literal("verdict"), verdict: z.enum(verdictKinds) }),
  z.object({ ...about, action: z.literal("undo"), undoes: z.string().min(1) }),
]);

const stampSchema = z.object({ id: z.string().regex(/^\d{6,15}-[0-9a-f]{8}$/u), at: z.iso.datetime() });
const decisionSchema = stampSchema.loose().and(judgementSchema);

/**
 * What a person decides.
 *
 * - `approve`: the document is right as it is. `textSha256` names the text, `verdict` what the document is.
 * - `remove`, `restore`: this block goes; this block stays, whatever stage would take it.
 * - `edit`: this span (UTF-16 code units) of the block's clean `text` becomes the `replacement`.
 * - `verdict`: this is what the document is.
 * - `undo`: a decision holds no more; undoing an undo brings it back.
 *
 * `document` is the archived page whose block is meant: a further page of an article has its own id. `raw` is
 * `rawHash` of the block, so that a decision which no longer fits is found out. `sample` names the blind sample that
 * the document was judged in.
 */
export type Judgement = z.output<typeof judgementSchema>;
export type Decision = Judgement & z.output<typeof stampSchema>;
export type DecisionOf<Action extends Decision["action"]> = Extract<Decision, { action: Action }>;

/** Decisions of one kind. */
export function select<Action extends Decision["action"]>(
  decisions: readonly Decision[],
  action: Action,
): readonly DecisionOf<Action>[] {
  return decisions.filter((decision): decision is DecisionOf<Action> => decision.action === action);
}

/** 16 hex digits that name a block as it came. */
export function rawHash({ raw }: Pick<Block, "raw">): string {
  return sha256(raw).slice(0, 16);
}

/** @throws {UsageError} where it is none that can be kept */
function checkJudgement(judgement: Judgement): Judgement {
  const checked = judgementSchema.safeParse(judgement);
  if (checked.success) return checked.data;
  throw new UsageError(`This is no decision that can be kept:\n${z.prettifyError(checked.error)}`);
}

/**
 * @param place the file and the number of the line
 * @returns undefined where the line is no decision
 * @throws {NewerFormatError}
 */
function parseDecision(text: string, place: string): Decision | undefined {
  return parseOwnLine(text, place, decisionSchema);
}

/** Resolves the decision log: without what was undone, and of decisions that contradict each other the latest; in order. */
function effectiveDecisions(decisions: readonly Decision[]): readonly Decision[] {
  const undone = new Set<string>();
  const latest = new Map<string, DecisionOf<"edit">[]>();
  const taken = new Set<string>();
  return decisions
    .toReversed()
    .filter((decision) => {
      if (undone.has(decision.id)) return false;
      if (decision.action === "undo") {
        undone.add(decision.undoes);
        return false;
      }
      if (decision.action !== "edit") return isFirst(taken, placeOf(decision));
      const place = JSON.stringify([decision.document, decision.block, decision.text]);
      const later = latest.get(place) ?? [];
      if (later.some(({ span }) => contradict(span, decision.span))) return false;
      latest.set(place, [...later, decision]);
      return true;
    })
    .toReversed();
}

/** Two decisions about the same place contradict each other. */
function placeOf(decision: Exclude<Decision, DecisionOf<"edit" | "undo">>): string {
  const { document, action } = decision;
  return JSON.stringify("block" in decision ? [document, decision.block] : [document, action]);
}

function isFirst(taken: Set<string>, place: string): boolean {
  if (taken.has(place)) return false;
  taken.add(place);
  return true;
}

/**
 * What decisions come to for the blocks of a page.
 * @param decisions those of this page that stand
 * @param blocks of the raw page
 * @returns besides, the decisions that fit no block of it any more
 */
export function overridesOf(
  decisions: readonly Decision[],
  blocks: readonly Block[],
): { readonly overrides: Overrides; readonly stale: readonly Decision[] } {
  const byIndex = new Map(blocks.map((one) => [one.index, one]));
  const isStale = (decision: Decision) => {
    if (!("block" in decision)) return false;
    const found = byIndex.get(decision.block);
    return found === undefined || rawHash(found) !== decision.raw;
  };
  const stale = decisions.filter(isStale);
  const fitting = decisions.filter((decision) => !stale.includes(decision));
  const blocksOf = (action: "remove" | "restore") =>
    new Map(select(fitting, action).map((decision) => [decision.block, decision.id]));
  const verdict = select(fitting, "verdict").at(-1);
  return {
    overrides: {
      keep: blocksOf("restore"),
      remove: blocksOf("remove"),
      edits: select(fitting, "edit").map(({ id, block, text, span, replacement }) => ({
        block,
        text,
        span,
        replacement,
        decision: id,
      })),
      ...(verdict === undefined
        ? {}
        : { verdict: { kind: verdict.verdict, on: verdict.at.slice(0, 10), decision: verdict.id } }),
      stale: stale.map(({ id }) => id),
    },
    stale,
  };
}

/** A line that is no decision. */
export interface DamagedLine {
  /** From 1 on. */
  readonly line: number;
  readonly text: string;
}

export interface DecisionLog {
  /** The file. */
  readonly path: string;
  /**
   * Safe on the disk when it returns. A last line that was torn is left behind, and a new one begun.
   * @throws {UsageError} where it is none
   * @throws {WriteError}
   */
  append(judgement: Judgement): Decision;
  /** In order; undone ones and the undoing ones too. */
  all(): readonly Decision[];
  /** What holds now, in order: none that was undone, and of those that contradict each other the latest. */
  standing(document?: string): readonly Decision[];
  /** Lines that are no decision: the rest goes on without them. */
  damaged(): readonly DamagedLine[];
}

/** Reads the file when it is first needed, and again when somebody else has written to it. */
export function openDecisions(workspace: Workspace): DecisionLog {
  const path = join(workspace.reviewDir, "decisions.jsonl");
  let known = readLog(path);
  let seen: string | undefined;

  function current(): Log {
    const stamp = stampOf(path);
    if (stamp !== seen) {
      known = readLog(path, readIfPresent(path)?.toString("utf8"));
      seen = stamp;
    }
    return known;
  }

  return {
    path,

    append(judgement) {
      const checked = checkJudgement(judgement);
      return exclusively(workspace, () => {
        makeFolder(workspace.reviewDir);
        const { decisions, damaged, isTorn } = current();
        const decision: Decision = { id: nextId(decisions), at: new Date().toISOString(), ...checked };
        appendJsonLine(path, decision, isTorn);
        known = logOf([...decisions, decision], damaged, false);
        seen = stampOf(path);
        return decision;
      });
    },

    all: () => current().decisions,

    standing(document) {
      const { standing, byDocument } = current();
      return document === undefined ? standing : (byDocument.get(document) ?? []);
    },

    damaged: () => current().damaged,
  };
}

interface Log {
  readonly decisions: readonly Decision[];
  readonly standing: readonly Decision[];
  /** Those that stand. */
  readonly byDocument: ReadonlyMap<string, readonly Decision[]>;
  readonly damaged: readonly DamagedLine[];
  /** The last line has no end. */
  readonly isTorn: boolean;
}

function readLog(path: string, text = ""): Log {
  const decisions: Decision[] = [];
  const damaged: DamagedLine[] = [];
  for (const [at, found] of text.split("\n").entries()) {
    if (found.trim() === "") continue;
    const decision = parseDecision(found, `${path}:${at + 1}`);
    if (decision === undefined) damaged.push({ line: at + 1, text: found });
    else decisions.push(decision);
  }
  return logOf(decisions, damaged, text !== "" && !text.endsWith("\n"));
}

function logOf(decisions: readonly Decision[], damaged: readonly DamagedLine[], isTorn: boolean): Log {
  const standing = effectiveDecisions(decisions);
  const byDocument = Map.groupBy(standing, ({ document }) => document);
  return { decisions, standing, byDocument, damaged, isTorn };
}

function nextId(decisions: readonly Decision[]): string {
  const last = decisions.reduce((most, { id }) => Math.max(most, Number.parseInt(id, 10)), 0);
  return `${String(last + 1).padStart(6, "0")}-${randomBytes(4).toString("hex")}`;
}

/** Changes with everything that is written to the file. */
function stampOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? undefined : [stat.ino, stat.size, stat.mtimeNs].join(" ");
}
