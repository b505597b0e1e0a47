/** How long each stage takes: measured by cleaning some documents in memory, for receipts hold no times. */
import { readPage } from "../../core/page/read.ts";
import type { Pipeline } from "../../core/pipeline/create-pipeline.ts";
import { Page } from "../../core/page/page.ts";

export interface Timing {
  /** Documents that were cleaned for it. */
  readonly documents: number;
  /** The slowest stage first; `(reading)` is decoding a page and cutting it into blocks. */
  readonly stages: readonly StageTime[];
}

export interface StageTime {
  readonly stage: string;
  /** For all documents together. */
  readonly milliseconds: number;
  /** The slowest document, and how long it took there. */
  readonly slowest: { readonly document: string; readonly milliseconds: number };
}

export interface StageTimer {
  /** Cleans a page, and lets what comes out go. @throws {StageError} where a stage fails on it */
  time(id: string, page: Page): void;
  result(): Timing;
}

export function createTimer(pipeline: Pipeline): StageTimer {
  const times = new Map<string, StageTime>();
  let documents = 0;
  const add = (stage: string, document: string, milliseconds: number) => {
    const known = times.get(stage) ?? { stage, milliseconds: 0, slowest: { document, milliseconds: 0 } };
    const slowest = milliseconds > known.slowest.milliseconds ? { document, milliseconds } : known.slowest;
    times.set(stage, { stage, milliseconds: known.milliseconds + milliseconds, slowest });
  };
  return {
    time(id, page) {
      // The first once for nothing: else what is timed would be the compiler. Decoding is timed too.
      if (documents === 0) pipeline.clean(readPage(new Page(page.bytes, page), id));
      const start = performance.now();
      const document = readPage(page, id);
      const reading = performance.now() - start;
      const steps = new Map<string, number>();
      pipeline.clean(document, {
        onStep: ({ stage, milliseconds }) => steps.set(stage, (steps.get(stage) ?? 0) + milliseconds),
      });
      documents += 1;
      add("(reading)", id, reading);
      for (const [stage, milliseconds] of steps) add(stage, id, milliseconds);
    },
    result() {
      return { documents, stages: [...times.values()].toSorted((a, b) => b.milliseconds - a.milliseconds) };
    },
  };
}

/** So many of all, evenly spread. */
export function spread<T>(all: readonly T[], count: number): readonly T[] {
  if (all.length <= count) return all;
  return Array.from({ length: count }, (_, at) => all[Math.floor((at * all.length) / count)]!);
}
