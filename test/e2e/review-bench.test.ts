import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { UsageError } from "../../src/core/errors.ts";

const script = join(import.meta.dirname, "../../eval/bench/review-bench.ts");

const bench = (...argv: readonly string[]) =>
  spawnSync(process.execPath, [script, ...argv], { encoding: "utf8" });

test("measures the review page: every figure is a number, also for people", () => {
  const { status, stdout, stderr } = bench("--documents", "60", "--json");
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const { documents, ...figures } = JSON.parse(stdout);
  expect(documents).toBe(60);
  expect(Object.keys(figures)).toEqual(expect.arrayContaining(["list", "nextDocument", "approveAndNext"]));
  for (const figure of Object.values<number>(figures)) {
    expect(figure).toBeGreaterThan(0);
    expect(figure).toBeLessThan(Number.POSITIVE_INFINITY);
  }
});

test.each(["0", "many"])("--documents %s is refused", (documents) => {
  const { status, stderr } = bench("--documents", documents);
  expect(stderr).toMatch(/^newsift bench: /u);
  expect(status).toBe(UsageError.exitCode);
});
