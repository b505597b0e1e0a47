/** All readers. The first one that accepts a source reads it. */
import { statSync } from "node:fs";
import { withReadErrors } from "../files/reading.ts";
import { fileReader } from "./read-file.ts";
import { folderReader } from "./read-folder.ts";
import { streamReader } from "./read-stream.ts";
import type { Reader, ReadEvent, ReadOptions, PageSource } from "./reader.ts";

export const readers: readonly Reader[] = [streamReader, folderReader, fileReader];

/**
 * Reads a source with the reader for its format.
 * @throws {UnreadableInputError} where the source as a whole cannot be read
 */
export async function* readPages(
  source: PageSource,
  options: ReadOptions = {},
  known: readonly Reader[] = readers,
): AsyncGenerator<ReadEvent, undefined> {
  if (typeof source === "string") withReadErrors(source, () => statSync(source));
  yield* known.find((reader) => reader.accepts(source))!.read(source, options);
}
