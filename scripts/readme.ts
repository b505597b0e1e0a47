/** Writes what the README says about stages and exit codes: the code knows it, so nobody types it twice. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import stringWidth from "string-width";
import { exitCodes } from "../src/cli/terminal/exit-codes.ts";
import { stages } from "../src/core/stages/index.ts";
import { writeAtomically } from "../src/archive/files/atomic.ts";

const path = join(import.meta.dirname, "../README.md");

/**
 * The README with its generated regions as they should be.
 * @throws {Error} where the marks of a region are missing.
 */
export function withGeneratedRegions(readme: string): string {
  return fill(fill(readme, "stages", stageTable()), "exit-codes", exitCodeTable());
}

function stageTable(): string {
  return table(
    ["Stage", "What it does"],
    stages.map(({ name, summary }) => [`\`${name}\``, summary]),
  );
}

function exitCodeTable(): string {
  return table(
    ["Code", "Error", "Meaning"],
    exitCodes().map(({ code, name, summary }) => [
      String(code),
      name === undefined ? "" : `\`${name}\``,
      summary,
    ]),
  );
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
function fill(readme: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = readme.indexOf(open);
  const to = readme.indexOf(close);
  if (from < 0 || to < from)
    throw new Error(`README.md has no region ${open} … ${close}. Put both marks in.`);
  return `${readme.slice(0, from + open.length)}\n\n${content}\n\n${readme.slice(to)}`;
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

if (import.meta.main) writeAtomically(path, withGeneratedRegions(readFileSync(path, "utf8")));
