import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { WhatDidNotRun } from "./test/support/what-did-not-run.ts";

export default defineConfig({
  test: {
    reporters: ["default", new WhatDidNotRun()],
    // Many tests wait for servers and processes; on two cores vitest would run one file at a time.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A busy machine is slow and not wrong: what a test waits for may take nearly as long as the test.
    expect: { poll: { timeout: 100_000 } },
    // What processes under test compile, the next one finds.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), "newsift-tests-compiled") },
    projects: [
      {
        extends: true,
        // Files share a worker and what is imported; a test puts back what it changes.
        test: { name: "unit", include: ["test/**/*.test.ts"], exclude: ["test/e2e/**"], isolate: false },
      },
      { extends: true, test: { name: "e2e", include: ["test/e2e/**/*.test.ts"] } },
    ],
  },
});
