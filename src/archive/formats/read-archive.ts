/** Reads archived documents as a reader would. */
import type { RawStore } from "../raw/raw.ts";
import { orBadRecord } from "./read-file.ts";
import type { BadRecord, PageRecord } from "./reader.ts";

/** @param ids default: all, in order of number */
export async function* readArchive(
  raw: RawStore,
  ids?: readonly string[],
): AsyncGenerator<PageRecord | BadRecord, undefined> {
  for (const id of ids ?? (await raw.list())) {
    yield await orBadRecord({ name: id, place: id }, async () => {
      const { page, sidecar } = await raw.read(id);
      return { page, arrival: sidecar };
    });
  }
}
