/** What the report keeps of a document: all else of its receipt is read, counted and let go. */
import { hostOf } from "../../core/page/resolve-address.ts";
import { WorkspaceError } from "../../core/errors.ts";
import { parseId } from "../../archive/raw/numbering.ts";
import { currentVersion, isBrokenOff, type Worth, worthOf } from "../../archive/clean/versions.ts";
import type { Sidecar } from "../../archive/raw/arrival.ts";
import type { Counts, Receipt } from "../../core/document/receipt.ts";
import type { VerdictKind } from "../../core/document/verdict.ts";

/** Lengths are visible code points. */
export interface ReportedDocument {
  readonly document: string;
  readonly url: string | undefined;
  readonly host: string | undefined;
  /** The id of the source that found it; undefined where a person fetched or imported it. */
  readonly source: string | undefined;
  /** ISO 8601, UTC. */
  readonly fetchedAt: string;
  readonly title: string;
  readonly published: string | undefined;
  readonly verdict: VerdictKind;
  readonly rawChars: number;
  /** 0 where it has no clean text. */
  readonly cleanChars: number;
  /** Taken out, by stage. */
  readonly removed: Readonly<Record<string, number>>;
  /** Replacements, by stage. */
  readonly replaced: Readonly<Record<string, number>>;
  /** Its text stands with another document, the first page of the article. */
  readonly isPart: boolean;
  readonly isIncomplete: boolean;
  /** It was not received to its end. */
  readonly isBrokenOff: boolean;
  readonly flags: number;
  readonly pipeline: string;
  /** The version of the page that came before it. */
  readonly replaces: string | undefined;
  /** Beside the other versions of its page. */
  readonly worth: Worth;
}

/** What is longer says no more in a table. */
const TITLE_AT_MOST = 200;

/** @throws {WorkspaceError} where the receipt does not say how much there was and how much was kept */
export function reportedDocument(document: string, receipt: Receipt, sidecar: Sidecar): ReportedDocument {
  const { verdict, metadata, counts, textSha256, continues, incomplete, flags = [] } = receipt;
  if (!isWhole(counts)) {
    throw new WorkspaceError(
      `The receipt of ${document} is damaged: its counts are missing. Clean it again.`,
    );
  }
  const url = sidecar.finalUrl ?? sidecar.url;
  return {
    document,
    url,
    host: hostOf(url),
    source: sidecar.source,
    fetchedAt: sidecar.fetchedAt,
    title: Array.from(metadata.title ?? "")
      .slice(0, TITLE_AT_MOST)
      .join(""),
    published: metadata.published,
    verdict: verdict.kind,
    rawChars: counts.chars,
    cleanChars: textSha256 === undefined ? 0 : counts.keptChars,
    removed: counts.removed,
    replaced: counts.replaced,
    isPart: continues !== undefined,
    isIncomplete: incomplete === true,
    isBrokenOff: isBrokenOff(receipt),
    flags: flags.length,
    pipeline: receipt.pipeline ?? "",
    replaces: sidecar.replaces,
    worth: worthOf(receipt),
  };
}

function isWhole({ chars, keptChars, removed, replaced }: Partial<Counts>): boolean {
  const byStage = [removed, replaced].flatMap((counts) =>
    counts === undefined ? [NaN] : Object.values(counts),
  );
  return [chars, keptChars, ...byStage].every((number) => Number.isInteger(number));
}

/** Of each page the version that stands for it; further pages are told with the first one of their article. */
export function currentWholes(documents: readonly ReportedDocument[]): readonly ReportedDocument[] {
  const pages = Map.groupBy(
    documents.filter(({ isPart }) => !isPart),
    ({ document }) => parseId(document)?.hex ?? document,
  );
  const current = new Set([...pages.values()].map(currentVersion));
  return documents.filter((document) => current.has(document));
}

/** Share of its characters that did not reach a clean text: 0 to 1, and 1 for what is no article. */
export function removedShare({
  rawChars,
  cleanChars,
}: Pick<ReportedDocument, "rawChars" | "cleanChars">): number {
  return rawChars === 0 ? 0 : Math.max(0, 1 - cleanChars / rawChars);
}
