/** Cleans archived documents: texts and receipts in clean/, rows in the catalogue. */
import { availableParallelism } from "node:os";
import PQueue from "p-queue";
import { openCleanStore } from "../clean/clean.ts";
import { writeVersion } from "../clean/placing.ts";
import type { Workspace } from "../files/workspace.ts";
import { openCatalogue } from "../records/catalogue.ts";
import { cleanArticle, type CleaningTools } from "./clean-article.ts";
import { type CleaningEvent, type CleaningSummary, createTally } from "./cleaning-tally.ts";

/**
 * Writes a text for each article and a receipt for each document; what is unchanged is not written again. The text of
 * an article on several pages stands with the first one. What people decided in review is applied.
 * @param ids of documents in raw/
 * @throws {WriteError} where the disk refuses: then the others would fail too.
 */
export async function cleanDocuments(
  workspace: Workspace,
  tools: CleaningTools,
  ids: readonly string[],
  onDocument: (event: CleaningEvent) => void,
): Promise<CleaningSummary> {
  const clean = openCleanStore(workspace);
  // Only rows are written: what others did meanwhile is learned by whoever asks about all documents.
  const catalogue = openCatalogue(workspace, false);
  const tally = createTally(onDocument);
  // Pages are read ahead while one is cleaned.
  const queue = new PQueue({ concurrency: availableParallelism() });
  try {
    await queue.addAll(ids.map((id) => () => tally.count(id, () => cleanDocument(id))));
    return tally.summary();
  } catch (error) {
    queue.clear();
    await queue.onIdle();
    throw error;
  } finally {
    catalogue.close();
  }

  async function cleanDocument(id: string) {
    for (;;) {
      const seen = clean.stamp(id);
      const { cleaned, sidecar } = await cleanArticle(tools, id);
      const outcome = await tools.raw.withVersions(id, (versions) => {
        // Another process was faster, and may know of a page or a decision that came meanwhile.
        if (clean.stamp(id) !== seen) return undefined;
        catalogue.forget([id]);
        const written = writeVersion(clean, id, cleaned, versions);
        catalogue.record(cleaned.receipt, sidecar);
        return written;
      });
      if (outcome !== undefined) return { cleaned, outcome };
    }
  }
}

/**
 * Documents with the same text as one that came before them, from another address.
 * @param ids of documents that were cleaned
 * @returns each with the first of those that have its text
 */
export function findDuplicates(workspace: Workspace, ids: readonly string[]): ReadonlyMap<string, string> {
  const catalogue = openCatalogue(workspace);
  try {
    return new Map(
      ids.flatMap((id) => {
        const first = catalogue.duplicateOf(id);
        return first === undefined ? [] : [[id, first] as const];
      }),
    );
  } finally {
    catalogue.close();
  }
}
