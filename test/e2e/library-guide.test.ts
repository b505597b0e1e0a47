/** The guide to the library: its examples print what it says, and it names all that there is. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import * as library from "../../src/index.ts";
import type { PipelineOptions } from "../../src/index.ts";
import { partsOf } from "../support/markdown.ts";

const root = join(import.meta.dirname, "../..");
const guides = ["docs/guides/library.md", "docs/guides/library.zh-CN.md"];
const read = (file: string) => readFileSync(join(root, file), "utf8");

const examples = guides.flatMap((guide) => {
  const { blocks } = partsOf(read(guide));
  return blocks.flatMap((code, at) =>
    code.startsWith("ts\n") ? [[guide, code, blocks[at + 1]!] as const] : [],
  );
});

test.each(examples)("an example of %s prints what it says", (_, code, printed) => {
  expect(code).toContain('from "newsift"');
  const folder = mkdtempSync(join(tmpdir(), "newsift-library-"));
  try {
    const file = join(folder, "example.ts");
    const url = pathToFileURL(join(root, "src", "index.ts")).href;
    writeFileSync(file, code.slice("ts\n".length).replace('"newsift"', JSON.stringify(url)));
    expect(`\n${execFileSync(process.execPath, [file], { encoding: "utf8" })}`).toBe(printed);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** All but `code`, which is for those who call `newsift/core`; the compiler knows whether one is missing. */
const options: Readonly<Record<Exclude<keyof PipelineOptions, "code">, true>> = {
  stages: true,
  stageSettings: true,
  without: true,
  cues: true,
  verdictSignals: true,
  language: true,
  models: true,
  profileOf: true,
};

test.each(guides)("%s names every option and every function", (guide) => {
  const { rows, spans } = partsOf(read(guide));
  const inRows = rows.map(([first]) => first!.replaceAll("`", ""));
  expect(Object.keys(options).filter((name) => !inRows.includes(name))).toEqual([]);
  expect(Object.keys(library).filter((name) => !spans.includes(name))).toEqual([]);
});

test("the examples are two in each language", () => expect(examples).toHaveLength(4));
