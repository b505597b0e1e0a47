/** Writes the phrases of `config/cues/` as the core reads them, which reads no files: `npm run docs`. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { writeAtomically } from "../src/archive/files/atomic.ts";
import { phrasesIn } from "../src/config/cue-files.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, "config/cues");

/** The content of `src/core/cues/shipped-cues.json`. */
export function formatShippedCues(): string {
  const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  const phrases = names.map((name) => [basename(name, ".yaml"), phrasesIn(join(folder, name))] as const);
  return `${JSON.stringify(Object.fromEntries(phrases.toSorted(([a], [b]) => (a < b ? -1 : 1))))}\n`;
}

if (import.meta.main) writeAtomically(join(root, "src/core/cues/shipped-cues.json"), formatShippedCues());
