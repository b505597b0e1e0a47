/** Changes of thresholds, names and exceptions: where they are found, and whether a test notices. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findMutants } from "../../eval/mutation/find-mutants.ts";
import { formatOutcomes } from "../../eval/mutation/report.ts";
import { failsAnyway, runMutants } from "../../eval/mutation/run-mutants.ts";
import { findTests } from "../../eval/mutation/tests-of.ts";

/** What each change makes of a line of source. */
function changesOf(text: string): readonly string[] {
  return findMutants("line.ts", text).map(
    ({ start, end, replacement }) => text.slice(0, start) + replacement + text.slice(end),
  );
}

describe("what is changed", () => {
  test.each([
    ["const LINES_AT_LEAST = 6;", ["const LINES_AT_LEAST = 3;", "const LINES_AT_LEAST = 12;"]],
    ["const SHARE = 0.5;", ["const SHARE = 0.25;", "const SHARE = 0.75;"]],
    [
      "stage({ defaults: { least: 1 } });",
      ["stage({ defaults: { least: 0 } });", "stage({ defaults: { least: 2 } });"],
    ],
    ["const f = () => a.length >= 2;", ["const f = () => a.length >= 1;", "const f = () => a.length >= 4;"]],
    ["const f = () => a[2] + a.slice(1, 9)[0];", []],
    [
      'const NAMES = new Set(["head", "tail"]);',
      ['const NAMES = new Set(["tail"]);', 'const NAMES = new Set(["head"]);'],
    ],
    [
      'const NAMES = "ul ol".split(" ");',
      ['const NAMES = "ol".split(" ");', 'const NAMES = "ul".split(" ");'],
    ],
    [
      "const f = (t) => /(?:船|桥)村/u.test(t);",
      [
        "const f = (t) => /(?!)/u.test(t);",
        "const f = (t) => /(?:桥)村/u.test(t);",
        "const f = (t) => /(?:船)村/u.test(t);",
      ],
    ],
    ["const P = String.raw`${A}(?<!渡)口`;", ["const P = String.raw`${A}(?:)口`;"]],
    [
      "for (const a of b) if (isBoat(a) || a.isOld) continue;",
      [
        "for (const a of b) if (false || a.isOld) continue;",
        "for (const a of b) if (isBoat(a) || false) continue;",
      ],
    ],
    ["const f = (a) => isLong(a) && !isBoat(a);", ["const f = (a) => isLong(a) && true;"]],
    ["function f(a) { if (a === undefined) return; if (a) return true; }", []],
    ["function f(a) { if (a.length === 0 || a.size > 0 || a === null) return; }", []],
  ])("%s", (text, changed) => {
    expect(changesOf(text)).toEqual(changed);
  });

  test("a long list loses a quarter at a time", () => {
    const names = Array.from({ length: 20 }, (_, at) => `"ferry ${at}"`);
    const changed = changesOf(`const NAMES = [${names.join(", ")}];`);
    expect(changed).toHaveLength(4);
    expect(changed[0]).toBe(`const NAMES = [${names.slice(5).join(", ")}];`);
    expect(changed[3]).toBe(`const NAMES = [${names.slice(0, 15).join(", ")}];`);
  });

  test("says where and what", () => {
    expect(findMutants("line.ts", "\nconst SHARE = 0.5;")[0]).toMatchObject({
      kind: "threshold",
      line: 2,
      change: "0.5 → 0.25",
    });
  });
});

describe("in a project", () => {
  let root: string;
  const write = (file: string, text: string) => writeFileSync(join(root, file), text);
  const FERRY = `export const BOATS_AT_LEAST = 4;
export const GUESTS_AT_MOST = 10;
export function isFerry(boats: number, guests: number): boolean {
  return boats >= BOATS_AT_LEAST && guests <= GUESTS_AT_MOST;
}
`;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "newsift-mutation-"));
    symlinkSync(join(import.meta.dirname, "../../node_modules"), join(root, "node_modules"));
    write("package.json", '{ "type": "module" }');
    write("ferry.ts", FERRY);
    write(
      "harbour.ts",
      'import { isFerry } from "./ferry.ts";\nexport const isOpen = (boats: number) => isFerry(boats, 1);\n',
    );
    write(
      "harbour.test.ts",
      `import { expect, test } from "vitest";
       import { isOpen } from "./harbour.ts";
       test("boats", () => expect([3, 4].map(isOpen)).toEqual([false, true]));`,
    );
    write("red.test.ts", 'import { expect, test } from "vitest";\ntest("red", () => expect(1).toBe(2));\n');
  });
  afterAll(() => rmSync(root, { recursive: true }));

  test("a threshold with a case on both sides is killed, one without survives, and no file is touched", async () => {
    const mutants = findMutants("ferry.ts", FERRY).map((mutant) => ({ file: "ferry.ts", ...mutant }));
    const outcomes = await runMutants(mutants, {
      root,
      testsOf: findTests(root, "*.ts", "*.test.ts"),
      processes: 1,
    });
    expect(outcomes.map(({ line, change, killedBy }) => [line, change, killedBy])).toEqual([
      [1, "4 → 2", "harbour.test.ts: boats"],
      [1, "4 → 8", "harbour.test.ts: boats"],
      [2, "10 → 5", undefined],
      [2, "10 → 20", undefined],
    ]);
    expect(readFileSync(join(root, "ferry.ts"), "utf8")).toBe(FERRY);
    expect(formatOutcomes(outcomes)).toContain("ferry.ts:2 threshold 10 → 20");
    expect(formatOutcomes(outcomes)).toMatch(/^all +4 +2 +2 +50\.0 %$/mu);
  });

  test("a loop that does not end any more is killed, with the process that is in it", async () => {
    const text = "let boats = 1;\nwhile (boats > 0) {\n  if (boats === 1) break;\n}\n";
    write("drift.ts", text);
    write("drift.test.ts", 'import { test } from "vitest";\nimport "./drift.ts";\ntest("ends", () => {});\n');
    const outcomes = await runMutants(
      findMutants("drift.ts", text).flatMap((mutant) =>
        mutant.kind === "exception" ? [{ file: "drift.ts", ...mutant }] : [],
      ),
      { root, testsOf: () => ["drift.test.ts"], processes: 1, endlessAfter: 2000 },
    );
    expect(outcomes.map(({ killedBy }) => killedBy)).toEqual(["the tests came to no end"]);
  });

  test("what is stopped answers what it has", async () => {
    const mutants = findMutants("ferry.ts", FERRY).map((mutant) => ({ file: "ferry.ts", ...mutant }));
    const stop = new AbortController();
    const outcomes = await runMutants(mutants, {
      root,
      testsOf: () => ["harbour.test.ts"],
      processes: 1,
      onOutcome: () => stop.abort(),
      signal: stop.signal,
    });
    expect(outcomes).toHaveLength(1);
  });

  test("a test that fails anyway is named", async () => {
    expect(await failsAnyway(root, ["harbour.test.ts", "red.test.ts"])).toBe("red.test.ts: red");
    expect(await failsAnyway(root, ["harbour.test.ts"])).toBeUndefined();
  });
});

describe("which tests see a file", () => {
  const testsOf = findTests(
    join(import.meta.dirname, "../.."),
    "src/core/*/**/*.ts",
    "test/{core/**/,}*.test.ts",
  );

  test("those of its name come first, then those of files that import it, and whole pages last", () => {
    const tests = testsOf("src/core/lines/suffixes.ts");
    expect(tests[0]).toBe("test/core/lines/suffixes.test.ts");
    expect(tests).toContain("test/core/stages/sections/link-farm.test.ts");
    expect(tests.at(-1)).toBe("test/cases.test.ts");
  });

  test("those of a room are asked for each of its files", () => {
    expect(testsOf("src/core/verdict/teasers.ts")).toContain("test/core/verdict/articles.test.ts");
  });
});
