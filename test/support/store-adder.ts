/**
 * A process that archives pages: `node store-adder.ts <workspace> <label> <count> <bytes of each>`.
 * Prints a line for each: its id and outcome, or why it stopped.
 */
import { writeSync } from "node:fs";
import { Page } from "../../src/core/page/page.ts";
import { NewsiftError } from "../../src/core/errors.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import { openWorkspace } from "../../src/archive/files/workspace.ts";

/** Pages that come together are written together. */
const AT_ONCE = 5;

const [dir, label, count, size] = process.argv.slice(2);
const store = openRawStore(openWorkspace(dir!));
try {
  const pages = Array.from({ length: Number(count) }, (_, page) => page);
  while (pages.length > 0) await Promise.all(pages.splice(0, AT_ONCE).map(archive));
} catch (error) {
  if (!(error instanceof NewsiftError)) throw error;
  writeSync(1, `${error.name}: ${error.message}\n`);
  process.exitCode = error.exitCode;
}

async function archive(page: number): Promise<void> {
  const bytes = new TextEncoder().encode(`${label} ${page} `.padEnd(Number(size), "x"));
  const url = `https://${label}.example/${page}.html`;
  const arrival = { url, fetchedAt: "2022-03-01T02:00:00.000Z", fetcher: "http" } as const;
  const { id, outcome } = await store.add(new Page(bytes), arrival);
  writeSync(1, `${id} ${outcome}\n`);
}
