/** Writes what the guides say about stages and exit codes: the code knows it, so nobody types it twice. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import stringWidth from "string-width";
import { writeAtomically } from "../src/archive/files/atomic.ts";
import { exitCodes } from "../src/cli/terminal/exit-codes.ts";
import { stages } from "../src/core/stages/index.ts";
import { en, type Words } from "../src/core/words/en.ts";
import { zh } from "../src/core/words/zh.ts";

const root = join(import.meta.dirname, "..");

/** Which file holds which region, `<!-- name -->` … `<!-- /name -->`. */
export const regions = [
  { file: "docs/guides/tuning-for-your-sites.md", name: "stages", content: () => stageTable() },
  { file: "docs/guides/tuning-for-your-sites.zh-CN.md", name: "stages", content: () => stageTable(zh) },
  { file: "docs/guides/formats.md", name: "exit-codes", content: () => exitCodeTable() },
  { file: "docs/guides/formats.zh-CN.md", name: "exit-codes", content: () => exitCodeTable(zh) },
] as const;

/**
 * A file's text with its generated region as it should be.
 * @throws {Error} where the marks of the region are missing.
 */
export function withRegion(text: string, { file, name, content }: (typeof regions)[number]): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(open);
  const to = text.indexOf(close);
  if (from < 0 || to < from) throw new Error(`${file} has no region ${open} … ${close}. Put both marks in.`);
  return `${text.slice(0, from + open.length)}\n\n${content()}\n\n${text.slice(to)}`;
}

function stageTable(words: Words = en): string {
  return table(
    words === zh ? ["阶段", "作用"] : ["Stage", "What it does"],
    stages.map(({ name, summary }) => [`\`${name}\``, words.stages[name]?.summary ?? summary]),
  );
}

function exitCodeTable(words: Words = en): string {
  return table(
    words === zh ? ["代码", "错误", "含义"] : ["Code", "Error", "Meaning"],
    exitCodes(words).map(({ code, name, summary }) => [
      String(code),
      name === undefined ? "" : `\`${name}\``,
      summary,
    ]),
  );
}

/** A Markdown table with its columns aligned, as the formatter wants it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...cells].map((row) => stringWidth(row[column]!))),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell + " ".repeat(widths[column]! - stringWidth(cell))).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...cells.map(line)].join("\n");
}

if (import.meta.main) {
  for (const region of regions) {
    const path = join(root, region.file);
    writeAtomically(path, withRegion(readFileSync(path, "utf8"), region));
  }
}
