/** review/samples/: documents drawn blindly, to be judged so that the corpus can be measured. */
import { join } from "node:path";
import { z } from "zod";
import { UsageError, WorkspaceError } from "../../core/errors.ts";
import { parseOwnJson } from "../../config/format-version.ts";
import { makeFolder, removeDurably, writeAtomically } from "../../archive/files/atomic.ts";
import { namesIn, readIfPresent } from "../../archive/files/reading.ts";
import type { Workspace } from "../../archive/files/workspace.ts";
import { shuffle } from "./seed.ts";

const sampleSchema = z.object({
  version: z.literal(1),
  name: z.string(),
  seed: z.int(),
  /** ISO 8601, UTC. */
  drawnAt: z.iso.datetime(),
  /** How many documents it was drawn from. */
  population: z.int().positive(),
  /** In the order in which they are judged: the first of them are a sample too. */
  documents: z.array(z.string()).min(1),
});

export type Sample = Readonly<z.output<typeof sampleSchema>>;

export interface SampleOptions {
  readonly n: number;
  readonly seed: number;
}

/**
 * Draws documents, each as likely as any other, or goes on with the sample that was drawn with these numbers before:
 * that stays what it was, however the corpus has grown.
 * @param ids of all documents that may be drawn, articles and rejected ones alike
 * @throws {UsageError} where there are none
 * @throws {WorkspaceError} where the sample's file is damaged
 */
export function drawSample(workspace: Workspace, { n, seed }: SampleOptions, ids: readonly string[]): Sample {
  const name = `n${n}-seed${seed}`;
  const path = pathOf(workspace, name);
  const drawn = readIfPresent(path);
  if (drawn !== undefined) return parseSample(drawn.toString("utf8"), path);
  if (ids.length === 0) throw new UsageError("There is nothing to draw from: clean some documents first.");
  const sample: Sample = {
    version: 1,
    name,
    seed,
    drawnAt: new Date().toISOString(),
    population: ids.length,
    documents: shuffle(ids, seed).slice(0, n),
  };
  makeFolder(join(workspace.reviewDir, "samples"));
  writeAtomically(path, `${JSON.stringify(sample, null, 2)}\n`);
  return sample;
}

/** Names of all samples, the first drawn first. @throws {WorkspaceError} where one is damaged */
export function listSamples(workspace: Workspace): readonly Sample[] {
  return namesIn(join(workspace.reviewDir, "samples"))
    .filter((name) => name.endsWith(".json") && !name.startsWith("."))
    .map((name) => readSample(workspace, name.slice(0, -".json".length)))
    .toSorted((a, b) => (a.drawnAt < b.drawnAt ? -1 : 1));
}

/** @throws {WorkspaceError} where there is none of that name, or it is damaged */
export function readSample(workspace: Workspace, name: string): Sample {
  const path = pathOf(workspace, name);
  const text = /^[a-z0-9-]+$/u.test(name) ? readIfPresent(path)?.toString("utf8") : undefined;
  if (text !== undefined) return parseSample(text, path);
  const known = namesIn(join(workspace.reviewDir, "samples")).map((file) => file.replace(/\.json$/u, ""));
  throw new WorkspaceError(
    known.length === 0
      ? "No sample was drawn here: draw one with `newsift sample`."
      : `There is no sample "${name}": review/samples/ holds ${known.join(", ")}.`,
  );
}

/** Takes documents out of a sample; one of which nothing is left goes. @throws {WriteError} */
export function removeFromSample(workspace: Workspace, name: string, ids: ReadonlySet<string>): void {
  const sample = readSample(workspace, name);
  const documents = sample.documents.filter((id) => !ids.has(id));
  const path = pathOf(workspace, name);
  if (documents.length === 0) removeDurably(path);
  else writeAtomically(path, `${JSON.stringify({ ...sample, documents }, null, 2)}\n`);
}

function parseSample(text: string, path: string): Sample {
  return parseOwnJson(
    text,
    path,
    sampleSchema,
    (cause) =>
      new WorkspaceError(
        `${path} is damaged: it is not the JSON that newsift wrote. Delete it; drawn again with the same numbers from the same documents, it will be the same.`,
        { cause },
      ),
  );
}

function pathOf(workspace: Workspace, name: string): string {
  return join(workspace.reviewDir, "samples", `${name}.json`);
}
