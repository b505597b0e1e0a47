/** clean/receipts/: JSON with one change a line, so that a changed rule reads well in a diff. */
import { z } from "zod";
import { WorkspaceError } from "../errors.ts";
import type { Receipt } from "../types.ts";

/** What verifying relies on; the rest is handed through as it stands. */
const receiptSchema = z.looseObject({
  version: z.literal(1),
  document: z.string(),
  url: z.string().optional(),
  verdict: z.looseObject({
    kind: z.enum(["article", "listing", "spam", "thin", "blocked", "not-chinese"]),
    reasons: z.array(z.string()),
  }),
  metadata: z.looseObject({}),
  counts: z.looseObject({}),
  textSha256: z.string().optional(),
  pipeline: z.string(),
  parts: z.array(z.string()).optional(),
  continues: z.string().optional(),
  changes: z.array(
    z.looseObject({
      stage: z.string(),
      block: z.int().min(0),
      span: z.tuple([z.int().min(0), z.int().min(0)]).optional(),
      replacement: z.string().optional(),
      reason: z.string(),
      before: z.string(),
    }),
  ),
});

/** Characters that nobody sees, that turn the writing direction, or that some programs take for a line's end. */
const INVISIBLE = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

export function formatReceipt(receipt: Receipt): string {
  const { changes, ...head } = receipt;
  const lines = changes.map((change) => `\n    ${JSON.stringify(change)}`).join(",");
  const json = `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "changes": [${lines}${lines === "" ? "" : "\n  "}]\n}\n`;
  return json.replace(INVISIBLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * @param path named where the text is none that newsift wrote
 * @throws {WorkspaceError}
 */
export function parseReceipt(text: string, path: string): Receipt {
  try {
    return receiptSchema.parse(JSON.parse(text)) as unknown as Receipt;
  } catch (cause) {
    throw new WorkspaceError(
      `${path} is damaged: it is not the JSON that newsift wrote. Clean its document again.`,
      { cause },
    );
  }
}
