/** Says at the end of a run what it left out, and why: tests that are skipped pass in silence otherwise. */
import { globSync } from "node:fs";
import type { Reporter, TestModule, Vitest } from "vitest/node";

export class WhatDidNotRun implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests("skipped")]);
    const missing = Map.groupBy(
      skipped.flatMap((test) => test.meta().missing ?? []),
      (what) => what,
    );
    const lines = [...missing].map(([what, tests]) => `${tests.length} skipped for want of ${what}`);
    if (this.#vitest?.projects.every(({ name }) => name !== "e2e"))
      lines.push(
        `the ${globSync("test/e2e/*.test.ts").length} files of test/e2e (processes, kills, pages in Chromium): ` +
          "`npm run test:all` runs them too, and takes some ten minutes more",
      );
    if (lines.length > 0)
      this.#vitest?.logger.log(lines.map((line) => ` Not run: ${line}.`).join("\n") + "\n");
  }
}
