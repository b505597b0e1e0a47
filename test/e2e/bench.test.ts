import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { UsageError } from "../../src/core/errors.ts";
import { stages } from "../../src/core/stages/index.ts";

const script = join(import.meta.dirname, "../../eval/bench/bench.ts");
const demo = join(import.meta.dirname, "../../src/demo/pages");

const bench = (...argv: readonly string[]) =>
  spawnSync(process.execPath, [script, ...argv], { encoding: "utf8" });

test("measures the demo pages: every figure is a number, and the parts are the whole", () => {
  const { status, stdout, stderr } = bench(demo, "--rounds", "1", "--json");
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const { pages, bytes, pagesPerSecond, megabytesPerSecond, toTokenising, repair, peakMemory, shares } =
    JSON.parse(stdout);
  expect(pages).toBeGreaterThan(15);
  for (const figure of [
    bytes,
    pagesPerSecond,
    megabytesPerSecond,
    ...Object.values(toTokenising),
    ...Object.values(repair.newsift),
    peakMemory,
  ]) {
    expect(figure).toBeGreaterThan(0);
    expect(figure).toBeLessThan(Number.POSITIVE_INFINITY);
  }
  expect(Object.keys(shares).toSorted()).toEqual(
    ["reading", "verdict", ...stages.map(({ name }) => name)].toSorted(),
  );
  expect(Object.values<number>(shares).reduce((sum, share) => sum + share)).toBeCloseTo(1);
});

test("prints them for people", () => {
  const { stdout } = bench(demo, "--rounds", "1");
  expect(stdout).toMatch(/^\d+ pages, \d\.\d MB, medians of 1 rounds\n\d+ pages\/s, \d+\.\d MB\/s\n/u);
  expect(stdout).toMatch(/bare tokenising: \d+\.\d\d \(median page\), \d+\.\d\d \(all pages\)\n/u);
  expect(stdout).toMatch(/Readability\.js with linkedom: (?:not measured|\d)/u);
  expect(stdout).toMatch(/repairing characters: \d+\.\d MB\/s of right text, \d+\.\d MB\/s of the same/u);
  expect(stdout).toMatch(/the same with autocorrect: (?:not measured|\d)/u);
  expect(stdout).toMatch(/^reading +\d+\.\d %$/mu);
});

test.each([["--rounds", "0"], ["--rounds", "many"], ["--fast"]])("%s %s is refused", (...argv) => {
  const { status, stderr } = bench(...argv);
  expect(stderr).toMatch(/^newsift bench: /u);
  expect(status).toBe(UsageError.exitCode);
});
