/** One decision of a person: what it may say, and how it is read. */
import { z } from "zod";
import { UsageError } from "../../core/errors.ts";
import { parseOwnLine } from "../../config/format-version.ts";
import type { Block } from "../../core/document/document.ts";
import { verdictKinds } from "../../core/document/verdict.ts";
import { sha256 } from "../../core/text/sha256.ts";

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
export function checkJudgement(judgement: Judgement): Judgement {
  const checked = judgementSchema.safeParse(judgement);
  if (checked.success) return checked.data;
  throw new UsageError(`This is no decision that can be kept:\n${z.prettifyError(checked.error)}`);
}

/**
 * @param place the file and the number of the line
 * @returns undefined where the line is no decision
 * @throws {NewerFormatError}
 */
export function parseDecision(text: string, place: string): Decision | undefined {
  return parseOwnLine(text, place, decisionSchema);
}
