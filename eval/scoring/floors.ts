/** Floors under the figures of a corpus. They only go up. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { NewerFormatError, ScoreError } from "../../src/core/errors.ts";
import { parseOwnJson } from "../../src/config/format-version.ts";
import { writeAtomically } from "../../src/archive/files/atomic.ts";
import type { Figures } from "./summary.ts";

const floorsFile = z.record(z.string(), z.record(z.string(), z.number().min(0).max(1)));

/** Four decimals are enough to see a page change. */
const STEPS = 10_000;

/**
 * @param path A JSON file: by metric and figure, the share that it must reach.
 * @throws {ScoreError} where it is missing or malformed.
 * @throws {NewerFormatError}
 */
export function readFloors(path: string): Figures {
  try {
    return parseOwnJson(readFileSync(path, "utf8"), path, floorsFile, (cause) => cause as Error);
  } catch (cause) {
    if (cause instanceof NewerFormatError) throw cause;
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new ScoreError(`The floors in ${path} cannot be read: ${reason}`, { cause });
  }
}

/** One sentence for each figure below its floor. Metrics that did not run are passed over. */
export function belowFloors(figures: Figures, floors: Figures): readonly string[] {
  return Object.entries(figures).flatMap(([metric, own]) =>
    Object.entries(floors[metric] ?? {})
      .map(([name, floor]) => ({ name: `${metric}.${name}`, floor, figure: own[name] ?? 0 }))
      .filter(({ figure, floor }) => figure < floor)
      .map(({ name, figure, floor }) => `${name} is ${figure.toFixed(4)}, its floor ${floor.toFixed(4)}`),
  );
}

/** The floors, lifted to the figures that stand above them. */
export function raiseFloors(figures: Figures, floors: Figures): Figures {
  const metrics = [...new Set([...Object.keys(floors), ...Object.keys(figures)])];
  return Object.fromEntries(
    metrics.map((metric) => {
      const raised: Record<string, number> = { ...floors[metric] };
      for (const [name, figure] of Object.entries(figures[metric] ?? {})) {
        raised[name] = Math.max(raised[name] ?? 0, Math.floor(figure * STEPS) / STEPS);
      }
      return [metric, raised];
    }),
  );
}

export function writeFloors(path: string, floors: Figures): void {
  writeAtomically(path, `${JSON.stringify(floors, undefined, 2)}\n`);
}
