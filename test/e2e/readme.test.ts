import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

test("the README's example prints what the README says", () => {
  const [, code = "", printed = ""] =
    /```ts\n(.*?)```\n\nIt prints:\n\n```\n(.*?)```/s.exec(readFileSync(join(root, "README.md"), "utf8")) ??
    [];
  expect(code).toContain('from "newsift"');
  const folder = mkdtempSync(join(tmpdir(), "newsift-readme-"));
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
