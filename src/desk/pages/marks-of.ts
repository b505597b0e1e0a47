import type { ListedDocument } from "../../archive/records/catalogue-list.ts";
import { type Mark, marks } from "../words/words.ts";

/** All reasons to look at a document, in the order of their weight. */
export function marksOf(document: ListedDocument): readonly Mark[] {
  const own = new Set<string>([...document.marks, ...document.flags]);
  if (document.isIncomplete) own.add("incomplete");
  if (document.isDuplicate) own.add("duplicate");
  if (document.isSuperseded) own.add("superseded");
  return marks.filter((mark) => own.has(mark));
}
