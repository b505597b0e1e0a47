/** `npm run train`: learns every model from a labelled corpus, and says whether it is the one that newsift ships. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../src/core/errors.ts";
import { writeAtomically } from "../src/archive/files/atomic.ts";
import { readCases } from "./cases.ts";
import { runCommand, type Values } from "./command.ts";
import { trainers } from "./learning/trainers.ts";

const root = join(import.meta.dirname, "..");

const help = `Usage: npm run train -- [options]

Learns every model from all pages of a corpus. What they are worth on other sites: npm run score -- --left-out

  --corpus DIR   folder with html/, text/ and layouts/ (default: ../shared/corpus)
  --only NAME    one model: ${trainers.map(({ name }) => name).join(", ")}
  --write        write the files that newsift ships
  --help         show this help
`;

const options = {
  corpus: { type: "string", default: join(root, "../shared/corpus") },
  only: { type: "string" },
  write: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

await runCommand("train", options, run);

function run(wanted: Values<typeof options>): void {
  if (wanted.only !== undefined && !trainers.some(({ name }) => name === wanted.only)) {
    throw new UsageError(
      `There is no model ${wanted.only}. There are: ${trainers.map(({ name }) => name).join(", ")}.`,
    );
  }
  if (wanted.help) {
    process.stdout.write(help);
    return;
  }
  const cases = readCases({ corpus: wanted.corpus, layouts: true });
  for (const { name, file, learner } of trainers) {
    if (wanted.only !== undefined && name !== wanted.only) continue;
    const path = join(root, file);
    const json = `${JSON.stringify(learner(cases)(() => false))}\n`;
    const isShipped = existsSync(path) && readFileSync(path, "utf8") === json;
    if (wanted.write && !isShipped) writeAtomically(path, json);
    const outcome = isShipped
      ? "as it is shipped"
      : wanted.write
        ? "written"
        : "differs from what is shipped";
    process.stdout.write(`${name}: ${Math.ceil(json.length / 1000)} kB, ${outcome} (${file})\n`);
  }
}
