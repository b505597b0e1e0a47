/** The glossary of CONTRIBUTING.md: what it names is there, and no term stands in it twice. */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, root } from "./support/import-graph.ts";

const [, glossary = ""] = readFileSync(join(root, "CONTRIBUTING.md"), "utf8").split("## Glossary");
const rows = [...glossary.matchAll(/^\| (?<term>[^|]+?) +\| [^|]+\| (?<where>[^|]*?) *\|$/gmu)]
  .map(({ groups }) => ({ term: groups!["term"]!, where: groups!["where"]! }))
  .filter(({ where }) => where.includes("`"));

const files = [...filesBelow("src"), ...filesBelow("eval")];
const code = files
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(root, file), "utf8"));
const exported = new Set(
  code.flatMap((text) =>
    Array.from(
      text.matchAll(/^export (?:async )?(?:abstract )?(?:class|const|function\*?|interface|type) (\w+)/gmu),
      ([, name]) => name!,
    ),
  ),
);

test("has terms, each once", () => {
  const terms = rows.flatMap(({ term }) => term.split(", "));
  expect(terms.length).toBeGreaterThan(20);
  expect(new Set(terms).size).toBe(terms.length);
});

test.each(rows)("$term is where it says", ({ where }) => {
  const names = Array.from(where.matchAll(/`([^`]+)`/gu), ([, name]) => name!);
  const missing = names.filter((name) =>
    name.includes(".") ? !files.some((file) => basename(file) === basename(name)) : !exported.has(name),
  );
  expect(missing).toEqual([]);
});
