/** All writers. The first one that accepts a target writes it. */
import { textWriter } from "./write-text.ts";
import type { Output, WriteOptions, Writer } from "./writer.ts";

export const writers: readonly Writer[] = [textWriter];

/** Opens a target with the writer for its format. @throws {WriteError} */
export function openOutput(
  target: string,
  options: WriteOptions = {},
  known: readonly Writer[] = writers,
): Output {
  return known.find((writer) => writer.accepts(target))!.open(target, options);
}
