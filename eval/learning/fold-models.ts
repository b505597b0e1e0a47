/** Trains all models for a fold on the other folds. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PipelineOptions } from "../../src/core/pipeline/create-pipeline.ts";
import { writeAtomically } from "../../src/archive/files/atomic.ts";
import { readCases } from "../cases.ts";
import { foldOf } from "../folds.ts";
import type { Learner, Trainer } from "./trainer.ts";

const root = join(import.meta.dirname, "../..");

/** What decides what is learned, besides the corpus. */
const CODE = ["src", "eval", "config/cues"];

/**
 * Newsift as it is with models that never saw a site of the fold. Learned once for the same code and corpus: kept
 * in a folder for temporary files.
 *
 * @throws {ScoreError} where the corpus cannot be read
 */
export function learnedWithout(
  corpus: string,
  trainers: readonly Trainer[],
): (fold: number) => PipelineOptions {
  const names = trainers.map(({ name }) => name);
  const folder = join(
    tmpdir(),
    "newsift-fold-models",
    fingerprint(names, [...CODE.map((path) => join(root, path)), corpus]),
  );
  let learners: readonly Learner[] | undefined;
  const learn = (fold: number) => {
    const cases = learners === undefined ? readCases({ corpus, layouts: true }) : undefined;
    learners ??= trainers.map((trainer) => trainer.learner(cases!));
    return learners.map((learner) => learner((site) => foldOf(site) === fold));
  };
  return (fold) => {
    const path = join(folder, `${fold}.json`);
    if (!existsSync(path)) {
      mkdirSync(folder, { recursive: true });
      writeAtomically(path, JSON.stringify(learn(fold)));
    }
    const models = JSON.parse(readFileSync(path, "utf8")) as readonly unknown[];
    return trainers.reduce<PipelineOptions>((options, trainer, at) => trainer.using(models[at], options), {});
  };
}

/** 16 hex digits that change when a file below one of these paths does. */
function fingerprint(names: readonly string[], paths: readonly string[]): string {
  const hash = createHash("sha256").update(names.join());
  for (const path of paths) {
    for (const entry of readdirSync(path, { recursive: true, encoding: "utf8" }).toSorted()) {
      if (entry.endsWith(".md")) continue;
      // An editor's temporary file may be gone by now.
      const file = statSync(join(path, entry), { throwIfNoEntry: false });
      hash.update(`${path}\n${entry}\n${file?.size}\n${file?.mtimeMs}\n`);
    }
  }
  return hash.digest("hex").slice(0, 16);
}
