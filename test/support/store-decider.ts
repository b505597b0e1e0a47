/**
 * A process that decides: `node store-decider.ts <workspace> <document> <count>`.
 * Prints the id of each decision once it is acknowledged.
 */
import { writeSync } from "node:fs";
import { openDecisions } from "../../src/archive/records/decisions.ts";
import { openWorkspace } from "../../src/archive/files/workspace.ts";

const [dir, document, count] = process.argv.slice(2);
const log = openDecisions(openWorkspace(dir!));
for (let block = 0; block < Number(count); block += 1) {
  const { id } = log.append({ action: "remove", document: document!, block, raw: "0".repeat(16) });
  writeSync(1, `${id}\n`);
}
