/**
 * `npm run ablate`: takes out each stage, cue file and verdict by itself, and says what it is worth on sites left out.
 */
import { join } from "node:path";
import { shippedCues } from "../src/core/cues/shipped.ts";
import { UsageError } from "../src/core/errors.ts";
import { writeAtomically } from "../src/archive/files/atomic.ts";
import { type Outcome, outcomeOf, type Part, partsOf, worthOf } from "./ablation/ablation.ts";
import { formatAblation } from "./ablation/ablation-table.ts";
import { readCases } from "./cases.ts";
import { runCommand, type Values } from "./command.ts";
import { countPhrases } from "./ablation/cue-phrases.ts";
import { measureLeftOut } from "./scoring/left-out.ts";
import { runInWorkers } from "./workers.ts";

const root = join(import.meta.dirname, "..");

const help = `Usage: npm run ablate -- [options]

Cleans a corpus without each stage, each cue file and the verdict in turn, every page by models that were learned
without its site, and prints what each part is worth.

  --corpus DIR   folder with html/, text/ and layouts/ (default: ../shared/corpus)
  --only NAME    the parts of that name
  --write        write eval/ablation.md
  --help         show this help
`;

const options = {
  corpus: { type: "string", default: join(root, "../shared/corpus") },
  only: { type: "string" },
  write: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

await runCommand("ablate", options, run);

async function run(wanted: Values<typeof options>): Promise<void> {
  if (wanted.write && wanted.only !== undefined) {
    throw new UsageError("--write needs every part: leave --only away.");
  }
  if (wanted.help) {
    process.stdout.write(help);
    return;
  }
  const cues = shippedCues();
  const all = partsOf(cues);
  const parts = all.filter(({ name }) => wanted.only === undefined || name === wanted.only);
  if (parts.length === 0) {
    throw new UsageError(
      `There is no part ${wanted.only}. There are: ${all.map(({ name }) => name).join(", ")}.`,
    );
  }
  const cases = readCases({ corpus: wanted.corpus });
  // Trains the models of all folds before the threads need them.
  const whole = outcomeOf(await measureLeftOut(cases, { corpus: wanted.corpus }));
  const outcomes = await runInWorkers<Part, Outcome>(
    new URL("ablation/ablate-worker.ts", import.meta.url),
    { corpus: wanted.corpus },
    parts,
    ({ name }) => process.stderr.write(`ablate: without ${name}\n`),
  );
  const worths = parts.map((part, at) => worthOf(part, whole, outcomes[at]!));
  const markdown = formatAblation(whole, worths, countPhrases(cases, cues));
  process.stdout.write(markdown);
  if (wanted.write) writeAtomically(join(root, "eval/ablation.md"), markdown);
}
