/** `npm run train` and `npm run ablate`, as they are started. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trainers } from "../../eval/learning/trainers.ts";
import { writeArticleCorpus, writeMiniCorpus } from "../support/mini-corpus.ts";

const root = join(import.meta.dirname, "../..");

let mini: string;
let articles: string;

beforeAll(() => {
  mini = mkdtempSync(join(tmpdir(), "newsift-mini-"));
  articles = mkdtempSync(join(tmpdir(), "newsift-articles-"));
  writeMiniCorpus(mini);
  writeArticleCorpus(articles);
});
afterAll(() => {
  for (const folder of [mini, articles]) rmSync(folder, { recursive: true });
});

describe("npm run train", () => {
  test("says of each model whether it is the shipped one, and writes nothing unasked", () => {
    const shipped = () => trainers.map(({ file }) => readFileSync(join(root, file), "utf8"));
    const before = shipped();
    const { status, stdout } = start("train", "--corpus", mini);
    for (const { name, file } of trainers)
      expect(stdout).toMatch(
        new RegExp(`^${name}: \\d+ kB, differs from what is shipped \\(${file}\\)$`, "mu"),
      );
    expect(shipped()).toEqual(before);
    expect(status).toBe(0);
  }, 60_000);

  test.each([
    [["--only", "nothing"], 2, "There is no model nothing. There are: "],
    [["--fast"], 2, "--fast"],
    [["--corpus", "/nowhere"], 33, "/nowhere"],
  ])("refuses %j", (options, code, sentence) => {
    const { status, stderr } = start("train", ...options);
    expect(stderr).toContain(sentence);
    expect(status).toBe(code);
  });
});

describe("npm run ablate", () => {
  test("says what a part is worth", () => {
    const { status, stdout, stderr } = start("ablate", "--corpus", articles, "--only", "markup");
    expect(stdout).toMatch(/^\| markup \|.*\| \+\.\d{4} \|/mu);
    expect(stdout).not.toContain("| content |");
    expect(stderr).toContain("ablate: without markup\n");
    expect(status).toBe(0);
  }, 120_000);

  test.each([
    [["--only", "nothing"], 2, "There is no part nothing. There are: "],
    [["--only", "markup", "--write"], 2, "--write needs every part"],
    [["--corpus", "/nowhere"], 33, "/nowhere"],
  ])("refuses %j", (options, code, sentence) => {
    const { status, stderr } = start("ablate", ...options);
    expect(stderr).toContain(sentence);
    expect(status).toBe(code);
  });
});

function start(command: string, ...options: readonly string[]) {
  return spawnSync(process.execPath, [join(root, "eval", `${command}.ts`), ...options], { encoding: "utf8" });
}
