/** An archived document, cleaned with all that belongs to it: what people decided, and the further pages of its article. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { type CleanedPage, joinBlocks, joinPages } from "./join-pages.ts";
import { readPage } from "../../core/page/read.ts";
import type { Cleaned, Pipeline } from "../../core/pipeline/create-pipeline.ts";
import { findParts } from "../raw/linked-parts.ts";
import { type DecisionLog, overridesOf, openDecisions } from "../records/decisions.ts";
import type { Twins } from "../raw/canonical.ts";
import { openRawStore, type RawStore } from "../raw/raw.ts";
import { currentVersion, isBrokenOff, worthOf } from "../clean/versions.ts";
import type { Sidecar } from "../raw/arrival.ts";
import type { Page } from "../../core/page/page.ts";
import type { Workspace } from "../files/workspace.ts";
import type { Block, Document } from "../../core/document/document.ts";
import type { IncompleteReason, Receipt } from "../../core/document/receipt.ts";

/** What archived documents are cleaned with. */
export interface CleaningTools {
  readonly raw: RawStore;
  readonly pipeline: Pipeline;
  /** What people decided: it goes before what the pipeline finds. */
  readonly decisions: DecisionLog;
}

/** @param twins hosts whose pages are those of another */
export function openCleaningTools(workspace: Workspace, pipeline: Pipeline, twins?: Twins): CleaningTools {
  return { raw: openRawStore(workspace, twins), pipeline, decisions: openDecisions(workspace) };
}

/** Cleans an archived document in memory: what `cleanDocuments` would write. */
export async function cleanArticle(
  tools: CleaningTools,
  id: string,
): Promise<{ readonly cleaned: Cleaned; readonly sidecar: Sidecar }> {
  const { page, sidecar } = await tools.raw.read(id);
  const own = await cleanInTurns(tools, page, id);
  const first = { ...own, cleaned: lacking(own.cleaned, ownLack(sidecar)) };
  const { continues } = sidecar;
  const cleaned = continues === undefined ? await withParts(tools, first, page) : asPart(first, continues);
  return { cleaned, sidecar };
}

/**
 * Cleans a page by itself, without the further pages of its article.
 * @param decisions default: as if nobody had judged it
 */
export function cleanPage(pipeline: Pipeline, page: Page, id: string, decisions?: DecisionLog): CleanedPage {
  return cleanRead(pipeline, readPage(page, id), decisions);
}

/** The same, and what waits in the process has its turn in between: on megabytes each half takes most of a second. */
async function cleanInTurns({ pipeline, decisions }: CleaningTools, page: Page, id: string) {
  const document = readPage(page, id);
  await nextTurn();
  return cleanRead(pipeline, document, decisions);
}

function cleanRead(pipeline: Pipeline, document: Document, decisions?: DecisionLog): CleanedPage {
  const { id } = document;
  const standing = decisions?.standing(id) ?? [];
  if (standing.length === 0) return { document, cleaned: pipeline.clean(document) };
  const { overrides } = overridesOf(standing, document.blocks);
  return { document, cleaned: pipeline.clean(document, { overrides }), overrides };
}

/** An article with the text of its further pages. */
async function withParts(tools: CleaningTools, first: CleanedPage, page: Page): Promise<Cleaned> {
  const { raw, pipeline } = tools;
  const { document, cleaned } = first;
  if (cleaned.verdict.kind !== "article") return cleaned;
  const pages = new Map<string, CleanedPage>();
  const choose = async (versions: readonly string[]) => {
    for (const id of versions) {
      if (!pages.has(id)) pages.set(id, await cleanPart(id));
    }
    return bestPart(versions.map((id) => pages.get(id)!));
  };
  const { ids, incomplete } = await findParts(raw, document.id, page, choose);
  const parts = ids.map((id) => pages.get(id)!);
  const joined = parts.length === 0 ? cleaned : joinPages(pipeline, [first, ...parts]);
  const { changes, ...head } = joined.receipt;
  const named = parts.length === 0 ? {} : { parts: parts.map((part) => part.document.id) };
  const isCut = parts.some((part) => isBrokenOff(part.cleaned.receipt));
  return lacking({ ...joined, receipt: { ...head, ...named, changes } }, [
    ...(isCut ? ["broken-off" as const] : []),
    ...(incomplete ? ["further-pages" as const] : []),
  ]);

  async function cleanPart(id: string): Promise<CleanedPage> {
    const { page: own, sidecar } = await raw.read(id);
    const part = await cleanInTurns(tools, own, id);
    return { ...part, cleaned: lacking(part.cleaned, ownLack(sidecar)) };
  }
}

/** What is missing of a page by itself. */
function ownLack({ truncated }: Sidecar): readonly IncompleteReason[] {
  return truncated === true ? ["broken-off"] : [];
}

/** The receipt says what is missing, besides what it says already. */
function lacking(cleaned: Cleaned, reasons: readonly IncompleteReason[]): Cleaned {
  if (reasons.length === 0) return cleaned;
  const { changes, incompleteBecause = [], ...head } = cleaned.receipt;
  const because = [...new Set([...incompleteBecause, ...reasons])];
  return { ...cleaned, receipt: { ...head, incomplete: true, incompleteBecause: because, changes } };
}

/**
 * Of the versions of a further page the one that goes with the article: the latest of those that are worth most. The
 * last lines of an article are too few for one, but a notice or a list is none of its pages.
 */
function bestPart(versions: readonly CleanedPage[]): string | undefined {
  const usable = versions.filter(({ cleaned: { verdict } }) => ["article", "thin"].includes(verdict.kind));
  const ranked = usable.map(({ document: { id }, cleaned }) => ({
    id,
    worth: worthOf({ ...cleaned.receipt, continues: id }),
  }));
  return currentVersion(ranked)?.id;
}

/** The blocks that a receipt counts: those of its document, and of the further pages that it names. */
export async function readBlocks(raw: RawStore, id: string, receipt: Receipt): Promise<readonly Block[]> {
  const pages = await Promise.all(
    [id, ...(receipt.parts ?? [])].map(async (part) => readPage((await raw.read(part)).page, part).blocks),
  );
  return joinBlocks(pages);
}

/** A further page: its text stands with the first one's. */
function asPart({ cleaned }: CleanedPage, continues: string): Cleaned {
  const { textSha256: _, changes, ...head } = cleaned.receipt;
  return { ...cleaned, text: "", receipt: { ...head, continues, changes } };
}
