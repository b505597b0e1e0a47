/** Cleans what lies outside of a workspace: from any source that a reader accepts to any target that a writer accepts. */
import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { UsageError } from "../../core/errors.ts";
import type { Pipeline } from "../../core/pipeline/create-pipeline.ts";
import type { Reader, ReadOptions, SkippedRecord, PageSource } from "../formats/reader.ts";
import { readPages } from "../formats/readers.ts";
import type { Output, WriteOptions, Writer } from "../formats/writer.ts";
import { openOutput } from "../formats/writers.ts";
import { cleanPage } from "./clean-article.ts";
import { type CleaningEvent, type CleaningSummary, createTally } from "./cleaning-tally.ts";

export interface FileCleaningOptions extends ReadOptions, WriteOptions {
  readonly onDocument?: (event: CleaningEvent) => void;
  /** Default: those of the registries. */
  readonly readers?: readonly Reader[];
  readonly writers?: readonly Writer[];
}

export interface FileCleaningSummary extends CleaningSummary {
  readonly skipped: readonly SkippedRecord[];
}

/**
 * Writes a text for each article. What is rejected gets none, and loses the one of an earlier run.
 * @param to path of a file or folder
 * @throws {UnreadableInputError} where the source as a whole cannot be read
 * @throws {UsageError} where texts might overwrite what they come from, or be cleaned the next time.
 * @throws {WriteError}
 */
export async function cleanFiles(
  from: PageSource,
  to: string,
  pipeline: Pipeline,
  { onDocument = () => {}, readers, writers, ...options }: FileCleaningOptions = {},
): Promise<FileCleaningSummary> {
  if (typeof from === "string") refuseMixing(from, to, options);
  const tally = createTally(onDocument);
  const skipped: SkippedRecord[] = [];
  let output: Output | undefined;
  try {
    for await (const event of readPages(from, options, readers)) {
      if ("why" in event) skipped.push(event);
      else {
        await tally.count(event.name, async () => {
          if ("error" in event) throw event.error;
          const { name, place, page } = event;
          const { cleaned } = cleanPage(pipeline, page, name);
          output ??= openOutput(to, options, writers);
          return { cleaned, outcome: await output.write({ name, place, cleaned }) };
        });
      }
    }
    await output?.finish();
  } catch (error) {
    await output?.abandon();
    throw error;
  }
  return { ...tally.summary(), skipped };
}

function refuseMixing(from: string, to: string, { recursive = false }: ReadOptions): void {
  const isFolder = statSync(from, { throwIfNoEntry: false })?.isDirectory() ?? true;
  const [a, b] = [isFolder ? from : dirname(from), to].map(realPathOf) as [string, string];
  if (a === b) {
    throw new UsageError(`${from} cannot be cleaned into itself: texts would overwrite what they come from.`);
  }
  if (recursive && (isWithin(a, b) || isWithin(b, a))) {
    throw new UsageError(
      `${from} and ${to} lie within each other: with their subfolders, texts would mix with what they come from. Choose another folder for the texts.`,
    );
  }
}

/** Of a path that may not be there yet. */
function realPathOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realPathOf(dirname(path)), basename(path));
}

function isWithin(inner: string, outer: string): boolean {
  return inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}
