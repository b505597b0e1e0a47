/** clean/receipts/: JSON with one change, and one kept block, a line, so that a changed rule reads well in a diff. */
import { z } from "zod";
import { WorkspaceError } from "../../core/errors.ts";
import { parseOwnJson } from "../../config/format-version.ts";
import { stageNameToday } from "../../core/stages/former-names.ts";
import type { Receipt } from "../../core/document/receipt.ts";
import { verdictKinds } from "../../core/document/verdict.ts";

const stageName = z.string().transform(stageNameToday);

const changeSchema = z.looseObject({
  stage: stageName,
  block: z.int().min(0),
  span: z.tuple([z.int().min(0), z.int().min(0)]).optional(),
  replacement: z.string().optional(),
  reason: z.string(),
  before: z.string(),
});

const numbersByStage = z.record(stageName, z.number()).optional();

const reasonSchema = z.looseObject({ id: z.string(), evidence: z.record(z.string(), z.unknown()) });

const verdictSchema = z.looseObject({
  kind: z.enum(verdictKinds),
  // Before version 2 they were sentences.
  reasons: z.array(
    z
      .string()
      .transform((sentence) => ({ id: "said", evidence: { sentence } }))
      .or(reasonSchema),
  ),
});

/** The version that is written; version 1 is read, and comes out as this one. */
export const RECEIPT_VERSION = 2;

/** What verifying relies on; the rest is handed through as it stands. */
const receiptSchema = z.looseObject({
  version: z
    .int()
    .min(1)
    .max(RECEIPT_VERSION)
    .transform(() => RECEIPT_VERSION),
  document: z.string(),
  url: z.string().optional(),
  verdict: verdictSchema,
  ownVerdict: verdictSchema.optional(),
  metadata: z.looseObject({}),
  counts: z.looseObject({
    blocks: z.number().optional(),
    keptBlocks: z.number().optional(),
    chars: z.number().optional(),
    keptChars: z.number().optional(),
    removed: numbersByStage,
    replaced: numbersByStage,
  }),
  textSha256: z.string().optional(),
  pipeline: z.string().optional(),
  parts: z.array(z.string()).optional(),
  continues: z.string().optional(),
  incompleteBecause: z.array(z.string()).optional(),
  changes: z.array(changeSchema),
  kept: z.array(z.looseObject({ block: z.int().min(0), evidence: z.looseObject({}) })).optional(),
  overruled: z.array(changeSchema).optional(),
  stale: z.array(z.string()).optional(),
  marked: z
    .array(
      z.looseObject({
        block: z.int().min(0),
        kind: z.string(),
        span: z.tuple([z.int().min(0), z.int().min(0)]).optional(),
      }),
    )
    .optional(),
  notShown: z.array(z.looseObject({ kind: z.string() })).optional(),
});

/** Characters that nobody sees, that turn the writing direction, or that some programs take for a line's end. */
const INVISIBLE = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

export function formatReceipt(receipt: Receipt): string {
  const { changes, kept, overruled, ...head } = receipt;
  const lists = Object.entries({
    changes,
    ...(kept === undefined ? {} : { kept }),
    ...(overruled === undefined ? {} : { overruled }),
  });
  const shown = lists.map(([name, list]) => `,\n  "${name}": [${oneEachLine(list)}]`).join("");
  const json = `${JSON.stringify(head, null, 2).slice(0, -2)}${shown}\n}\n`;
  return json.replace(INVISIBLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function oneEachLine(list: readonly object[]): string {
  if (list.length === 0) return "";
  return `${list.map((one) => `\n    ${JSON.stringify(one)}`).join(",")}\n  `;
}

/**
 * @param path named where the text is none that newsift wrote
 * @throws {WorkspaceError}
 * @throws {NewerFormatError}
 */
export function parseReceipt(text: string, path: string): Receipt {
  return parseOwnJson(
    text,
    path,
    receiptSchema,
    (cause) =>
      new WorkspaceError(
        `${path} is damaged: it is not the JSON that newsift wrote. Clean its document again.`,
        { cause },
      ),
    RECEIPT_VERSION,
  ) as unknown as Receipt;
}
