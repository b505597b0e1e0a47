import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

test.each([
  ["docs/guides/library.md", "It prints:"],
  ["docs/guides/library.zh-CN.md", "它打印："],
])("the example of %s prints what it says", (guide, words) => {
  const text = readFileSync(join(root, guide), "utf8");
  const [, code = "", between, printed = ""] =
    /```ts\n(.*?)```\n\n([^\n]+)\n\n```\n(.*?)```/s.exec(text) ?? [];
  expect(between).toBe(words);
  expect(code).toContain('from "newsift"');
  const folder = mkdtempSync(join(tmpdir(), "newsift-library-"));
  try {
    const file = join(folder, "example.ts");
    writeFileSync(
      file,
      code.replace('"newsift"', JSON.stringify(pathToFileURL(join(root, "src", "index.ts")).href)),
    );
    expect(execFileSync(process.execPath, [file], { encoding: "utf8" })).toBe(printed);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
