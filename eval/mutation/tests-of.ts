/** Which test files see a change of a source file, the nearest first. */
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { parseSync } from "vite";

/** Whole pages and texts, by what a person expects of them: it sees every file. */
const OF_EVERYTHING = "test/cases.test.ts";

/** They ask for time, draw lots, hold what the program wrote itself, or look at the source. */
const NOT_ASKED = /(?:^|\/)(?:bad-input|house|noise-kinds|properties|repair|sample|worst-input)\.test\.ts$/u;

/** A stand-in for a module would stay for the tests that come after it. */
const STANDS_IN = "vi.mock(";

/**
 * @param root the project; `sources` and `tests` are globs below it
 * @returns for a source file, relative to `root`, its tests likewise: those of its own name and those that import it;
 *   then those of the name of a file that imports it; those of its room as a whole; and the one that cleans whole pages
 */
export function findTests(root: string, sources: string, tests: string): (file: string) => readonly string[] {
  const sourceFiles = globSync(sources, { cwd: root });
  const testFiles = globSync(tests, { cwd: root })
    .filter((file) => !NOT_ASKED.test(file))
    .filter((file) => !readFileSync(join(root, file), "utf8").includes(STANDS_IN));
  const importers = reversed(sourceFiles, (file) => importsOf(root, file));
  const testsOf = reversed(testFiles, (file) => importsOf(root, file));

  const named = (file: string) => {
    const start = join(folderOfTests(file), basename(file, ".ts"));
    return testFiles.filter((test) => test.startsWith(`${start}.`) || test.startsWith(`${start}-`));
  };
  const ofOneFile = new Set(sourceFiles.flatMap(named));
  const ofRoom = (file: string) =>
    testFiles.filter((test) => dirname(test) === folderOfTests(file) && !ofOneFile.has(test));
  return (file) => {
    const ofImporters = (importers.get(file) ?? []).flatMap(named);
    const all = [...named(file), ...(testsOf.get(file) ?? []), ...ofImporters, ...ofRoom(file)];
    return [...new Set([...all, ...testFiles.filter((test) => test === OF_EVERYTHING)])];
  };
}

/** The folders of `test/` are those of `src/`. */
const folderOfTests = (file: string) => dirname(file).replace(/^src\b/u, "test");

function reversed(
  nodes: readonly string[],
  targetsOf: (node: string) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const sources = new Map<string, string[]>();
  for (const node of nodes)
    for (const target of targetsOf(node)) sources.set(target, [...(sources.get(target) ?? []), node]);
  return sources;
}

/** Our own files that a file imports values of. */
function importsOf(root: string, file: string): readonly string[] {
  const { module } = parseSync(file, readFileSync(join(root, file), "utf8"));
  return module.staticImports
    .map(({ moduleRequest }) => moduleRequest.value)
    .filter((name) => name.startsWith("."))
    .map((name) => relative(root, join(root, dirname(file), name)));
}
