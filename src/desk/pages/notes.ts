/** What the list says of a document beside what the catalogue knows: what people made of it, and what is odd about it. */
import type { DocumentInBrief, Note } from "../../archive/records/catalogue-list.ts";
import { type Decision, select } from "../../archive/records/decisions.ts";
import type { Upcoming } from "../quality/order.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";
import type { AttentionFlag } from "../quality/attention-flags.ts";

export interface NoteSources {
  /** The decisions that hold. */
  readonly standing: readonly Decision[];
  /** Which documents to look at first, and why. */
  readonly order: readonly Upcoming[];
}

/** A note for each document of which there is something to say. A further page counts for its article. */
export function notesOn(
  documents: readonly DocumentInBrief[],
  { standing, order }: NoteSources,
): readonly Note[] {
  const decisionsOf = Map.groupBy(standing, ({ document }) => document);
  const partsOf = Map.groupBy(documents, ({ continues }) => continues);
  const unusual = unusualShares(documents);
  const places = new Map(order.map(({ id, why: { kind } }, rank) => [id, { rank, kind }]));
  return documents
    .filter(({ continues }) => continues === undefined)
    .flatMap((document) => {
      const pages = [document, ...(partsOf.get(document.id) ?? [])];
      const own = pages.flatMap(({ id }) => decisionsOf.get(id) ?? []);
      const approval = select(own, "approve").at(-1);
      const isApproved =
        approval !== undefined &&
        approval.textSha256 === document.textSha256 &&
        approval.verdict === document.verdict;
      const place = places.get(document.id);
      const found: Readonly<Partial<Record<AttentionFlag, boolean>>> = {
        unsure: place?.kind === "thin-evidence",
        "spam-like": place?.kind === "spam-like",
        unusual: unusual.has(document.id),
        drifted: approval !== undefined && !isApproved,
      };
      const marks = Object.keys(found).filter((mark) => found[mark as AttentionFlag]);
      if (own.length === 0 && place === undefined && marks.length === 0) return [];
      return [
        {
          id: document.id,
          marks,
          ...withoutUndefined({
            judged: own.length === 0 ? undefined : isApproved ? ("approved" as const) : ("changed" as const),
            rank: place?.rank,
          }),
        },
      ];
    });
}

/** Fewer articles of a host tell nothing about it. */
const ARTICLES_AT_LEAST = 8;
/** So much more or less than the host's middle half is nothing. */
const SLACK = 0.1;

/**
 * Articles of which much more or less was removed than from the others of their host: outside of Tukey's fences,
 * with some slack where all are alike.
 */
export function unusualShares(documents: readonly DocumentInBrief[]): ReadonlySet<string> {
  const articles = documents.filter(
    ({ verdict, continues }) => verdict === "article" && continues === undefined,
  );
  const unusual = [...Map.groupBy(articles, ({ host }) => host)].flatMap(([host, own]) => {
    if (host === undefined || own.length < ARTICLES_AT_LEAST) return [];
    const shares = own.map(({ removedShare }) => removedShare).toSorted((a, b) => a - b);
    const quartile = (quarters: number) => shares[Math.floor((shares.length * quarters) / 4)]!;
    const reach = 1.5 * (quartile(3) - quartile(1)) + SLACK;
    return own.filter(
      ({ removedShare }) => removedShare < quartile(1) - reach || removedShare > quartile(3) + reach,
    );
  });
  return new Set(unusual.map(({ id }) => id));
}
