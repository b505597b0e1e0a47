/**
 * raw/meta/removals.jsonl: which documents were removed from the archive for good, a line for each time. It is written
 * before the first file goes, so that a removal whose process was killed can be finished; numbers that stand in it are
 * never given again, and addresses that were taken down never fetched again.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { WorkspaceError } from "../../core/errors.ts";
import { parseOwnJson } from "../../config/format-version.ts";
import { makeFolder, syncFolder, withWriteErrors, writeAtomically } from "../files/atomic.ts";
import { formatLine } from "../files/json-lines.ts";
import { exclusively } from "../files/mutex.ts";
import { parseId, rawFileName, receiptFile, sidecarFile, textFile } from "./numbering.ts";
import { namesIn, readIfPresent } from "../files/reading.ts";
import type { Workspace } from "../files/workspace.ts";

const removalSchema = z.object({
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  by: z.enum(["prune", "takedown"]),
  /** Ids. */
  documents: z.array(z.string().refine((id) => parseId(id) !== undefined)),
  /** Of a takedown: what a person named; absent where the address was not to be kept either. */
  target: z.string().optional(),
  reason: z.string().optional(),
  /** Of a takedown: identities (16 hex digits) of pages that are never fetched again. */
  pages: z.array(z.string()).optional(),
  /** Of a takedown: a host of which nothing is fetched again. */
  host: z.string().optional(),
  /** Of a takedown: ids of the articles that stay, and had the text of a further page that went. */
  joined: z.array(z.string()).optional(),
  /** What went, in numbers. */
  counts: z.record(z.string(), z.number()).optional(),
});

export type Removal = Readonly<z.output<typeof removalSchema>>;

/**
 * All that was ever removed, the first first.
 * @throws {WorkspaceError} where the file is damaged
 */
export function readRemovals(workspace: Workspace): readonly Removal[] {
  const path = removalsPath(workspace);
  const lines = (readIfPresent(path)?.toString("utf8") ?? "").split("\n");
  return lines.flatMap((line, at) => (line === "" ? [] : [parseRemoval(line, `${path}:${at + 1}`)]));
}

/** Where they stand. */
export function removalsPath({ metaDir }: Workspace): string {
  return join(metaDir, "removals.jsonl");
}

/**
 * Removes documents with all their files: text, receipt, page, sidecar.
 * @throws {WriteError} then the removal is half done, and `finishRemovals` finishes it
 */
export function removeDocuments(workspace: Workspace, removal: Omit<Removal, "at">): Removal {
  const dated = { at: new Date().toISOString(), ...removal };
  exclusively(workspace, () => {
    makeFolder(workspace.metaDir);
    const lines = [...readRemovals(workspace), dated].map(formatLine);
    writeAtomically(removalsPath(workspace), lines.join(""));
    removeFiles(workspace, removal.documents);
  });
  return dated;
}

/**
 * Removes what a removal that was killed has left.
 * @returns ids of the documents of which something was left
 * @throws {WriteError}
 */
export function finishRemovals(workspace: Workspace): readonly string[] {
  const ids = readRemovals(workspace).flatMap(({ documents }) => documents);
  return exclusively(workspace, () => removeFiles(workspace, ids));
}

interface Place {
  readonly folder: string;
  namesOf(id: string): readonly string[];
}

/** Where files of a document may stand: what belongs to the corpus first, what tells where a page came from last. */
function placesOf({
  cleanDir,
  supersededDir,
  receiptDir,
  renderedDir,
  rawDir,
  metaDir,
}: Workspace): readonly Place[] {
  return [
    { folder: cleanDir, namesOf: (id) => [textFile(id)] },
    { folder: supersededDir, namesOf: (id) => [textFile(id)] },
    { folder: receiptDir, namesOf: (id) => [receiptFile(id)] },
    { folder: renderedDir, namesOf: (id) => [rawFileName(id, "html")] },
    { folder: rawDir, namesOf: (id) => [rawFileName(id, "html"), rawFileName(id, "text")] },
    { folder: metaDir, namesOf: (id) => [sidecarFile(id)] },
  ];
}

/** Paths of all files that a document may have. */
export function documentPaths(workspace: Workspace, id: string): readonly string[] {
  return placesOf(workspace).flatMap(({ folder, namesOf }) => namesOf(id).map((name) => join(folder, name)));
}

function removeFiles(workspace: Workspace, ids: readonly string[]): readonly string[] {
  const removed = new Set<string>();
  for (const { folder, namesOf } of placesOf(workspace)) {
    const present = new Set(namesIn(folder));
    const found = ids.flatMap((id) =>
      namesOf(id).flatMap((name) => (present.has(name) ? [{ id, name }] : [])),
    );
    if (found.length === 0) continue;
    for (const { id, name } of found) {
      const path = join(folder, name);
      withWriteErrors(path, () => rmSync(path, { force: true }));
      removed.add(id);
    }
    withWriteErrors(folder, () => syncFolder(folder));
  }
  return [...removed];
}

function parseRemoval(line: string, place: string): Removal {
  return parseOwnJson(
    line,
    place,
    removalSchema,
    (cause) =>
      new WorkspaceError(
        `${place} is damaged: it is not the JSON that newsift wrote. Restore the file: it keeps numbers from being given twice, and what was taken down from being fetched again.`,
        { cause },
      ),
  );
}
