/** The rules of the house: which way imports point, how large things may be, and what they are called. */
import { readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { formatShippedCues } from "../scripts/shipped-cues.ts";
import { readCueFile } from "../src/config/cue-files.ts";
import { stages } from "../src/core/stages/index.ts";
import { circlesOf, filesBelow, importsOf, isPackage, roomOf, root } from "./support/import-graph.ts";

/** Every room of `src/`, and what it may import from: itself and those before it. `desk` and `service` are strangers. */
const rooms = [
  // The errors of all areas, so that no two share a code.
  "core",
  "core/document",
  "core/text",
  "core/dates",
  "core/cues",
  "core/html",
  "core/page",
  "core/lines",
  "core/structure",
  "core/features",
  "core/article",
  "core/verdict",
  "core/stages/characters",
  "core/stages/lines",
  "core/stages/sections",
  "core/stages",
  "core/pipeline",
  "core/words",
  "core/index.ts",
  "config",
  "archive/files",
  "archive/raw",
  "archive/clean",
  "archive/formats",
  "archive/records",
  "archive/corpus",
  "archive/upkeep",
  // The library's face.
  "",
  "crawl/addresses",
  "crawl/fetch",
  "crawl/browser",
  "crawl/frontier",
  "crawl/discover",
  "crawl/run",
  "service",
  "desk/quality",
  "desk/words",
  "desk/pages",
  "desk/review",
  "desk/report",
  "demo",
  "cli/terminal",
  "cli/commands/collect",
  "cli/commands/diff",
  "cli/commands/inspect",
  "cli/commands/quality",
  "cli/commands/upkeep",
  "cli/commands/start",
  "cli/commands",
  "cli",
];
const strangers = [
  ["desk", "service"],
  ["demo", "desk"],
  ["demo", "service"],
];
const FILES_AT_MOST = 25;
const LINES_AT_MOST = 350;

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
  "scripts",
  "src",
  "test",
  "tsconfig.build.json",
  "tsconfig.json",
  "vitest.config.ts",
];
/** Not part of the project. */
const ignored = [".git", ".newsift", "coverage", "dist", "node_modules"];

const EXPORTED =
  /^export (?:declare |abstract |async )*(?:function\*?|const|let|class|interface|type|enum) (\w+)/gmu;

const files = filesBelow("", ignored).filter((file) => !file.endsWith(".tgz"));
const sources = files.filter((file) => file.startsWith("src/"));
const code = sources.filter((file) => /\.[jt]s$/u.test(file));
const imports = new Map(code.map((file) => [file, importsOf(file)]));
const ownImports = (file: string) =>
  (imports.get(file) ?? []).map(({ target }) => target).filter((target) => target.startsWith("src/"));

describe("imports", () => {
  test("point one way", () => {
    const wrong = code.flatMap((file) =>
      ownImports(file)
        .filter((target) => !mayImport(roomOf(file), roomOf(target)))
        .map((target) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("go round in no circle", () => {
    const circles = circlesOf(code, ownImports).map((circle) =>
      circle.map((file) => basename(file, ".ts")).join(" ~ "),
    );
    expect(circles).toEqual([]);
  });

  test("name files that are there", () => {
    const missing = code.flatMap((file) =>
      ownImports(file)
        .filter((target) => !files.includes(target))
        .map((target) => `${file} → ${target}`),
    );
    expect(missing).toEqual([]);
  });

  test("of the core reach no disk, no network, no process", () => {
    const impure = code.flatMap((file) =>
      file.startsWith("src/core/")
        ? imports
            .get(file)!
            .filter(({ target }) => target.startsWith("node:"))
            .map(({ target }) => `${file} → ${target}`)
        : [],
    );
    expect(impure).toEqual([]);
  });

  test("of what is not shipped are none", () => {
    expect(
      code.filter((file) =>
        imports.get(file)!.some(({ target }) => /^(?:eval|scripts|test)\//u.test(target)),
      ),
    ).toEqual([]);
  });

  test("of crawlee stand in one file", () => {
    const users = code.filter((file) =>
      imports.get(file)!.some(({ target }) => isPackage(target, "crawlee")),
    );
    expect(users).toHaveLength(1);
  });

  test("of crawlee and playwright wait until they are needed", () => {
    const reached = new Set(code.filter((file) => file.startsWith("src/cli/")));
    for (const file of reached) {
      for (const { target, isLazy } of imports.get(file) ?? [])
        if (!isLazy && files.includes(target)) reached.add(target);
    }
    const heavy = [...reached].filter((file) =>
      imports.get(file)?.some(({ target, isLazy }) => !isLazy && isPackage(target, "crawlee", "playwright")),
    );
    expect(reached.size).toBeGreaterThan(100);
    expect(heavy).toEqual([]);
  });
});

describe("rooms and files", () => {
  test("are small", () => {
    const inRoom = Map.groupBy(sources, roomOf);
    expect([...inRoom].filter(([, those]) => those.length > FILES_AT_MOST).map(([room]) => room)).toEqual([]);
    const styles = sources.filter((file) => file.endsWith(".css"));
    const long = [...code, ...styles].filter(
      (file) => readFileSync(join(root, file), "utf8").split("\n").length > LINES_AT_MOST,
    );
    expect(long).toEqual([]);
  });

  test("are known", () => {
    expect([...new Set(code.map(roomOf))].toSorted()).toEqual(rooms.toSorted());
  });

  test("each area says what it is for", () => {
    const areas = [...new Set(rooms.map((room) => room.split("/")[0]!).filter((area) => area !== ""))];
    for (const area of areas) {
      const lines = readFileSync(join(root, "src", area, "README.md"), "utf8")
        .trimEnd()
        .split("\n");
      expect(lines.length).toBeLessThanOrEqual(30);
    }
  });

  test("at the root of the sources are the library's face and nothing else", () => {
    expect(sources.filter((file) => roomOf(file) === "")).toEqual(["src/index.ts"]);
  });
});

describe("names", () => {
  test("that are exported are declared once, but for those of the library's two faces", () => {
    const declared = code
      .filter((file) => file !== "src/index.ts")
      .flatMap((file) =>
        [...readFileSync(join(root, file), "utf8").matchAll(EXPORTED)].map(([, name]) => ({ name, file })),
      );
    const twice = [...Map.groupBy(declared, ({ name }) => name)]
      .filter(([, places]) => new Set(places.map(({ file }) => file)).size > 1)
      .map(([name, places]) => `${name}: ${places.map(({ file }) => file).join(", ")}`);
    expect(declared.length).toBeGreaterThan(500);
    expect(twice).toEqual([]);
  });

  test("of files are kebab-case", () => {
    const named = sources.filter((file) => basename(file) !== "README.md");
    expect(named.filter((file) => !/^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z]+$/u.test(basename(file)))).toEqual([]);
  });

  test("say what a thing is", () => {
    const vague = /(?:^|[-/.])(?:utils?|helpers?|common|misc|managers?)(?=[-/.]|$)/u;
    const own = files.filter((file) => !/^(?:raw|clean|test\/cases)\//u.test(file));
    expect(own.filter((file) => vague.test(file))).toEqual([]);
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

  test("are the files of their groups, each with a test", () => {
    const groups = ["characters", "lines", "sections"].map((group) => `src/core/stages/${group}/`);
    const withStages = code.filter((file) =>
      [...groups, "src/core/stages/"].some((group) => group === file.replace(/[^/]*$/u, "")),
    );
    const homeless = stages.filter(({ name }) => {
      const file = withStages.find((path) => basename(path, ".ts") === name);
      return file === undefined || !files.includes(testOf(file));
    });
    expect(homeless).toEqual([]);
  });

  test.each(stages)("$name has a summary of one sentence, and reasons", ({ summary, reasons }) => {
    expect(summary).toMatch(/^[A-Z][^\n]*[^.\n]\.$/u);
    expect(Object.keys(reasons)).not.toEqual([]);
    expect(Object.values(reasons)).not.toContain("");
    for (const reason of Object.keys(reasons)) expect(reason).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
  });

  test.each(stages)("$name has a table of what changes and one of what stays in its test", ({ name }) => {
    const file = code.find((path) => path.startsWith("src/core/stages/") && basename(path, ".ts") === name)!;
    const text = readFileSync(join(root, testOf(file)), "utf8");
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

  test("are shipped as they are written: else run `npm run docs`", () => {
    const shipped = readFileSync(join(root, "src/core/cues/shipped-cues.json"), "utf8");
    expect(shipped).toBe(formatShippedCues());
  });
});

const testOf = (file: string) => file.replace(/^src/u, "test").replace(/\.ts$/u, ".test.ts");

/** @param from a room; it may import from itself and from the rooms before it */
function mayImport(from: string, to: string): boolean {
  const [area, other] = [from, to].map((room) => room.split("/")[0]!);
  const isStranger = strangers.some(
    (pair) => area !== other && pair.includes(area!) && pair.includes(other!),
  );
  return !isStranger && rooms.indexOf(to) <= rooms.indexOf(from);
}
