/** Why a person might want to look at a document, the weightiest reason first. */
import type { ListedDocument } from "../../archive/records/catalogue-list.ts";

export const attentionFlags = [
  "unsure",
  "spam-like",
  "unusual",
  "drifted",
  "stale",
  "mojibake",
  "lost",
  "private-use",
  "masked-word",
  "broken-off",
  "incomplete",
  "duplicate",
  "superseded",
  "problem",
] as const;
export type AttentionFlag = (typeof attentionFlags)[number];

/** All that are true of a document. */
export function attentionFlagsOf(document: ListedDocument): readonly AttentionFlag[] {
  const own = new Set<string>([...document.marks, ...document.flags]);
  if (document.isIncomplete) own.add("incomplete");
  if (document.isDuplicate) own.add("duplicate");
  if (document.isSuperseded) own.add("superseded");
  return attentionFlags.filter((flag) => own.has(flag));
}
