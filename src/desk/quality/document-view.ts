/** What a document's page shows: raw against clean, line by line, as receipt and decisions tell it. No stage runs. */
import { findWrongChange, mismatches } from "../../archive/corpus/verify.ts";
import { markChanges, type Piece } from "../../core/pipeline/pieces.ts";
import { NewsiftError } from "../../core/errors.ts";
import { joinBlocks } from "../../archive/corpus/join-pages.ts";
import { visibleLength } from "../../core/text/characters.ts";
import { readPage } from "../../core/page/read.ts";
import { replay } from "../../core/pipeline/replay.ts";
import type { CleanStore } from "../../archive/clean/clean.ts";
import type { Decision, DecisionLog } from "../../archive/records/decisions.ts";
import { parseId } from "../../archive/raw/numbering.ts";
import type { RawStore } from "../../archive/raw/raw.ts";
import type { Sidecar } from "../../archive/raw/arrival.ts";
import type { Block } from "../../core/document/document.ts";
import type { Change, Evidence } from "../../core/document/finding.ts";
import type { Receipt } from "../../core/document/receipt.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";

/** A block of the page, or of a further page of its article. */
export interface Row {
  /** The page that the block is of, and its index there. */
  readonly document: string;
  readonly block: number;
  /** Where it stands on the sheet, from 1 on. */
  readonly line: number;
  readonly isHeadline: boolean;
  readonly fate: "kept" | "changed" | "removed";
  /** As it came, and as it is written out; both together, piece by piece. */
  readonly raw: string;
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** What the choice of the article saw in it; absent where it is not told. */
  readonly evidence?: Evidence;
  /** What was done to it: each kind of change once. */
  readonly changes: readonly Change[];
  /** What the rules would have done, had no person brought it back. */
  readonly overruled: readonly Change[];
  /** What holds for it. */
  readonly decisions: readonly Decision[];
}

export interface DocumentView {
  readonly id: string;
  /** Absent where it is missing or damaged. */
  readonly receipt?: Receipt;
  readonly sidecar?: Sidecar;
  /** None where receipt and raw file do not fit. */
  readonly rows: readonly Row[];
  /** About it and its further pages: what holds, in order. */
  readonly decisions: readonly Decision[];
  /** Sentences. */
  readonly problems: readonly string[];
}

export interface DocumentSources {
  readonly raw: RawStore;
  readonly clean: CleanStore;
  readonly decisions: DecisionLog;
}

/** Files that are missing, damaged or strange to each other become problems; the rest is shown. */
export async function readDocumentView(
  { raw, clean, decisions }: DocumentSources,
  id: string,
): Promise<DocumentView> {
  const problems: string[] = [];
  const found = await orProblem(problems, async () => clean.read(id));
  const { receipt } = found ?? {};
  if (found !== undefined && receipt === undefined) problems.push(`${id} has no receipt.`);
  const ids = [id, ...(receipt?.parts ?? [])];
  const standing = ids.flatMap((part) => decisions.standing(part));
  const pages = await orProblem(problems, () =>
    Promise.all(ids.map(async (part) => ({ part, ...(await raw.read(part)) }))),
  );
  const known = {
    id,
    ...withoutUndefined({ receipt, sidecar: pages?.[0]!.sidecar }),
    decisions: standing,
    problems,
  };
  if (pages === undefined || receipt === undefined) return { ...known, rows: [] };
  for (const part of ids) problems.push(...((await orProblem(problems, () => raw.faults(part))) ?? []));
  const own = pages.map(({ part, page }) => readPage(page, part).blocks);
  const blocks = joinBlocks(own);
  if (problems.length === 0) problems.push(...mismatches(id, blocks, receipt, found?.text));
  if (problems.length > 0 && findWrongChange(blocks, receipt.changes) !== undefined) {
    return { ...known, rows: [] };
  }
  const places = own.flatMap((page, at) => page.map(({ index }) => ({ document: ids[at]!, block: index })));
  return { ...known, rows: readRows(blocks, places, receipt, standing) };
}

/** Blocks that nobody sees, and that nothing visible became of, are left out. */
function readRows(
  blocks: readonly Block[],
  places: readonly { readonly document: string; readonly block: number }[],
  { changes, overruled = [], kept: told = [] }: Receipt,
  decisions: readonly Decision[],
): readonly Row[] {
  const kept = new Map(replay(blocks, changes).map((block) => [block.index, block.text]));
  const headline = kept.keys().next().value;
  const evidenceOf = new Map(told.map(({ block, evidence }) => [block, evidence]));
  const changesOf = Map.groupBy(changes, ({ block }) => block);
  const overruledOf = Map.groupBy(overruled, ({ block }) => block);
  const decisionsOf = Map.groupBy(decisions, (one) => ("block" in one ? `${one.document} ${one.block}` : ""));
  return blocks
    .filter(({ index, raw }) => kept.has(index) || visibleLength(raw) > 0)
    .map(({ index, raw, text }, at) => {
      const own = changesOf.get(index) ?? [];
      const place = places[index]!;
      const evidence = evidenceOf.get(index);
      const fate = !kept.has(index) ? "removed" : own.length > 0 ? "changed" : "kept";
      return {
        ...place,
        line: at + 1,
        isHeadline: index === headline,
        fate,
        raw,
        text: kept.get(index) ?? "",
        pieces: markChanges(text, own),
        ...(evidence && { evidence }),
        changes: dedupeChanges(own),
        overruled: dedupeChanges(overruledOf.get(index) ?? []),
        decisions: decisionsOf.get(`${place.document} ${place.block}`) ?? [],
      };
    });
}

/** One of each stage and reason: what took the most stands for the others. */
function dedupeChanges(changes: readonly Change[]): readonly Change[] {
  const alike = Map.groupBy(changes, ({ stage, reason }) => `${stage} ${reason}`);
  return [...alike.values()].map((group) => group.toSorted((a, b) => b.before.length - a.before.length)[0]!);
}

/** The name of a row in forms and addresses. */
export function nameRow({ document, block }: Pick<Row, "document" | "block">): string {
  return `${document}.${block}`;
}

/** @returns undefined where it is none. */
export function parseRowName(name: string): Pick<Row, "document" | "block"> | undefined {
  const [document = "", block = ""] = name.split(".");
  if (parseId(document) === undefined || !/^\d{1,7}$/u.test(block)) return undefined;
  return { document, block: Number(block) };
}

async function orProblem<T>(problems: string[], read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof NewsiftError)) throw error;
    problems.push(error.message);
    return undefined;
  }
}
