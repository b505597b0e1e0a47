/** The rules of the house: which way imports point, what things are called, and that nothing is declared twice. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readCueFile } from "../src/cues/load.ts";
import { withGeneratedRegions } from "../src/setup/readme.ts";
import { stages } from "../src/stages/index.ts";

const root = resolve(import.meta.dirname, "..");

/** A file imports from its own area and from the levels above it in this list; areas of one level are strangers. */
const levels = [
  ["types"],
  ["errors"],
  ["format-version", "needed-node", "serving"],
  ["cues", "measures"],
  ["core"],
  ["judging", "marks", "page", "stages", "verdict"],
  ["replay", "configured-stages"],
  ["pipeline"],
  ["repair"],
  ["config"],
  ["store"],
  ["joining"],
  ["archived-article"],
  ["cleaning"],
  ["verifying"],
  ["index"],
  ["crawl", "schedule", "demo", "review", "report"],
  ["setup"],
  ["cli"],
  ["score"],
];
const areas = levels.flat();
/** They measure the same lines, one by numbers and one by words. */
const acquainted = ["cues", "measures"];
/** The rooms of `src/core/`, each of which imports from itself and from those before it. */
const rooms = ["features", "article", "verdict"];
/** What a stage may see: the rest is handed to it. */
const seenByStages = ["types", "measures", "cues", "core", "stages"];
/** The writer of the README reads the table of exit codes; nothing but a script starts it. */
const exceptions = ["src/setup/readme.ts → src/cli/exit-codes.ts"];

/** Everything that may lie in the project's own folder. */
const topLevel = [
  ".ci",
  ".gitattributes",
  ".gitignore",
  ".npmrc",
  ".oxfmtrc.json",
  ".oxlintrc.json",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "LICENSE",
  "README.md",
  "README.zh-CN.md",
  "clean",
  "config",
  "docs",
  "eval",
  "package-lock.json",
  "package.json",
  "raw",
  "src",
  "test",
  "tsconfig.build.json",
  "tsconfig.json",
  "vitest.config.ts",
];
/** Not part of the project. */
const ignored = [".git", ".newsift", "coverage", "dist", "node_modules"];

const files = filesBelow(root);
const sources = files.filter((file) => file.startsWith("src/"));
const code = sources.filter((file) => /\.[jt]s$/u.test(file));

describe("imports", () => {
  test("point one way", () => {
    const wrong = code.flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => target.startsWith("src/"))
        .filter(({ target }) => !mayImport(areaOf(file), areaOf(target)))
        .map(({ target }) => `${file} → ${target}`),
    );
    expect(wrong.filter((line) => !exceptions.includes(line))).toEqual([]);
    expect(exceptions.filter((line) => !wrong.includes(line))).toEqual([]);
  });

  test("point one way between the rooms of core", () => {
    const wrong = code.flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => file.startsWith("src/core/") && target.startsWith("src/core/"))
        .filter(({ target }) => rooms.indexOf(roomOf(target)) > rooms.indexOf(roomOf(file)))
        .map(({ target }) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("name files that are there", () => {
    const missing = code.flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => target.startsWith("src/") && !files.includes(target))
        .map(({ target }) => `${file} → ${target}`),
    );
    expect(missing).toEqual([]);
  });

  test("of crawlee stand in one file", () => {
    // The benchmark sets our crawl beside Crawlee's own.
    const ours = code.filter((file) => file !== "src/score/crawl-bench.ts");
    const users = ours.filter((file) => importsOf(file).some(({ target }) => isPackage(target, "crawlee")));
    expect(users).toHaveLength(1);
  });

  test("of crawlee and playwright wait until they are needed", () => {
    const start = "src/cli/newsift.ts";
    const reached = new Set([start]);
    for (const file of reached) {
      for (const { target, isLazy } of importsOf(file))
        if (!isLazy && files.includes(target)) reached.add(target);
    }
    const heavy = [...reached].filter((file) =>
      importsOf(file).some(({ target, isLazy }) => !isLazy && isPackage(target, "crawlee", "playwright")),
    );
    expect(reached.size).toBeGreaterThan(10);
    expect(heavy).toEqual([]);
  });
});

describe("names", () => {
  test("of files are kebab-case", () => {
    expect(sources.filter((file) => !/^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z]+$/u.test(basename(file)))).toEqual([]);
  });

  test("say what a thing is", () => {
    const vague = /(?:^|[-/.])(?:utils?|helpers?|common|misc|managers?)(?=[-/.]|$)/u;
    const own = files.filter((file) => !/^(?:raw|clean|test\/cases)\//u.test(file));
    expect(own.filter((file) => vague.test(file))).toEqual([]);
  });

  test("of areas and rooms are known, and nothing lies deeper than src/<area>/<file> or src/core/<room>/<file>", () => {
    expect(sources.filter((file) => !areas.includes(areaOf(file)))).toEqual([]);
    const inCore = sources.filter((file) => file.startsWith("src/core/"));
    expect(inCore.filter((file) => !rooms.includes(roomOf(file)) || file.split("/").length !== 4)).toEqual(
      [],
    );
    const others = sources.filter((file) => !inCore.includes(file));
    expect(others.filter((file) => file.split("/").length > 3)).toEqual([]);
  });

  test("at the top are few", () => {
    const entries = readdirSync(root).filter((name) => !ignored.includes(name) && !name.endsWith(".tgz"));
    expect(entries.filter((name) => !topLevel.includes(name))).toEqual([]);
  });

  test("of this machine and of package registries appear nowhere", () => {
    const places = [root, resolve(root, "../shared"), homedir()].filter((place) => place !== "/");
    const hosts = /\bregistry\.[a-z]|\bnpmmirror\b|\bartifactory\b|\bverdaccio\b/iu;
    const telling = files.filter((file) => {
      const text = readFileSync(join(root, file), "utf8");
      return hosts.test(text) || places.some((place) => text.includes(`${place}/`));
    });
    expect(telling).toEqual([]);
  });
});

describe("stages", () => {
  test("are there", () => expect(stages.length).toBeGreaterThan(0));

  test("are the files of their folder", () => {
    const named = stages.map(({ name }) => `src/stages/${name}.ts`);
    const makers = ["cue-stage", "define", "index"].map((name) => `src/stages/${name}.ts`);
    expect([...named, ...makers].toSorted()).toEqual(
      sources.filter((file) => /^src\/stages\/.*\.ts$/u.test(file)).toSorted(),
    );
  });

  test.each(stages)(
    "$name has a test, a summary of one sentence, and reasons",
    ({ name, summary, reasons }) => {
      expect(files).toContain(`test/stages-${name}.test.ts`);
      expect(summary).toMatch(/^[A-Z][^\n]*[^.\n]\.$/u);
      expect(Object.keys(reasons)).not.toEqual([]);
      expect(Object.values(reasons)).not.toContain("");
      for (const reason of Object.keys(reasons)) expect(reason).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
    },
  );

  test.each(stages)("$name has a table of what changes and one of what stays in its test", ({ name }) => {
    const text = readFileSync(join(root, `test/stages-${name}.test.ts`), "utf8");
    expect(text).toMatch(/^const (?:removes|repaired)\b/mu);
    expect(text).toMatch(/^const (?:keeps|untouched)\b/mu);
  });
});

describe("cues", () => {
  const kinds = readdirSync(join(root, "config/cues")).filter((name) => name.endsWith(".yaml"));

  test.each(kinds)("%s has five lines that it removes and five that it keeps", (name) => {
    const { removes, keeps } = readCueFile(join(root, "config/cues", name));
    expect(new Set(removes).size).toBeGreaterThanOrEqual(5);
    expect(new Set(keeps).size).toBeGreaterThanOrEqual(5);
  });
});

describe("the README", () => {
  test("says what the code says: else run `npm run docs`", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    expect(readme).toBe(withGeneratedRegions(readme));
  });

  test.each([
    ["commands", /`newsift ([a-z]+)/gu],
    ["stages and files", /^\| (`(?!newsift )[\w./<> -]+`)/gmu],
    ["errors", /^\| (\d+ +\| (?:`\w+`)?)/gmu],
    ["figures", /\.\d{3,4}\b/gu],
    ["keys of the review", /`([a-z?])`/gu],
  ])("has a Chinese twin with the same %s", (_, pattern) => {
    const [english, chinese] = ["README.md", "README.zh-CN.md"].map((name) => {
      const found = readFileSync(join(root, name), "utf8").matchAll(pattern);
      return [
        ...new Set(Array.from(found, ([whole, part]) => (part ?? whole).replaceAll(" ", ""))),
      ].toSorted();
    });
    expect(chinese).toEqual(english);
    expect(english!.length).toBeGreaterThan(5);
  });
});

interface Import {
  /** `src/…` for a file of ours, else the package as it is named. */
  readonly target: string;
  /** Read when it is called for, or by the type checker only. */
  readonly isLazy: boolean;
}

/** @param file relative to the project */
function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const statements = text.matchAll(
    /^(?:import|export)\s+(?<type>type\s)?(?:[^"'`;]*?\sfrom\s+)?["'](?<target>[^"']+)["']/gmu,
  );
  const calls = text.matchAll(/\bimport\(\s*["'](?<target>[^"']+)["']\s*\)/gu);
  return [
    ...[...statements].map(({ groups }) => ({
      specifier: groups!.target!,
      isLazy: groups!.type !== undefined,
    })),
    ...[...calls].map(({ groups }) => ({ specifier: groups!.target!, isLazy: true })),
  ].map(({ specifier, isLazy }) => ({
    target: specifier.startsWith(".") ? relative(root, resolve(root, dirname(file), specifier)) : specifier,
    isLazy,
  }));
}

function mayImport(from: string, target: string): boolean {
  if (from === target) return true;
  if (from === "stages") return seenByStages.includes(target);
  if (acquainted.includes(from) && acquainted.includes(target)) return true;
  return levelOf(target) < levelOf(from);
}

function levelOf(area: string): number {
  return levels.findIndex((level) => level.includes(area));
}

/** `src/page/read.ts` → `page`, `src/types.ts` → `types`. */
function areaOf(file: string): string {
  return file.split("/")[1]!.replace(/\.ts$/u, "");
}

/** `src/core/article/boosted-trees.ts` → `article`. */
function roomOf(file: string): string {
  return file.split("/")[2]!;
}

function isPackage(target: string, ...names: readonly string[]): boolean {
  return names.some(
    (name) =>
      target === name ||
      target.startsWith(`${name}/`) ||
      target.startsWith(`${name}-`) ||
      target.startsWith(`@${name}/`),
  );
}

/** Relative paths of the project's files. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => folder !== root || !ignored.includes(name))
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [relative(root, path)]));
}
