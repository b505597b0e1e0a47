/** What a crawl left, so that two of them can be compared. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import { parseId } from "../../src/archive/raw/numbering.ts";
import type { Workspace } from "../../src/archive/files/workspace.ts";

/** What is in the workspace, by address: without names and times, which a kill may change. */
export async function contentsOf(workspace: Workspace): Promise<readonly string[]> {
  const store = openRawStore(workspace);
  const ids = await store.list();
  const pages = await Promise.all(
    ids.map(async (id) => {
      const { page, sidecar } = await store.read(id);
      const { headers: _, fetchedAt: __, id: ___, continues, ...arrival } = sidecar;
      const first = continues && (await store.read(continues)).sidecar.url;
      const receipt = readFileSync(join(workspace.cleanDir, "receipts", `${id}.json`), "utf8");
      const text = readIfThere(join(workspace.cleanDir, `${id}.txt`));
      const whole = [page.url, Buffer.from(page.bytes).toString(), text, withoutIds(receipt)];
      return JSON.stringify([...whole, arrival, first]);
    }),
  );
  return pages.toSorted();
}

function withoutIds(text: string): string {
  return text.replaceAll(/\d{3,}_[0-9a-f]{16}/gu, (id) => parseId(id)!.hex);
}

export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
