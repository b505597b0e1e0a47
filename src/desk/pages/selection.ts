/** Which documents are looked at, and in which order: as the address says it. */
import { type Selection, sorts } from "../../archive/records/catalogue-list.ts";
import { verdictKinds } from "../../core/document/verdict.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";

/** Reads what stands in an address; what it does not know narrows nothing. */
export function readSelection(query: URLSearchParams): Selection {
  const text = (name: string) => query.get(name)?.trim() || undefined;
  const sort = sorts.find((known) => known === query.get("sort"));
  const verdict = verdictKinds.find((known) => known === query.get("verdict"));
  const judged = (["no", "approved", "changed"] as const).find((known) => known === query.get("judged"));
  return withoutUndefined({
    verdict,
    judged,
    site: text("site"),
    host: text("host"),
    stage: text("stage"),
    mark: text("mark"),
    group: text("sample"),
    text: text("q"),
    sort,
    isDescending: query.get("order") === "descending" ? true : undefined,
  });
}

/** The address's query: `?…`, or nothing where nothing is chosen. */
export function writeSelection(
  { text, group, isDescending, ...rest }: Selection,
  more: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const all = { ...rest, sample: group, q: text, order: isDescending ? "descending" : undefined, ...more };
  const query = new URLSearchParams(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ).toString();
  return query === "" ? "" : `?${query}`;
}
