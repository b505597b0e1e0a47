/**
 * README and guides: both languages say the same, links lead somewhere, and what they show is what newsift does.
 * Their command lines are run by `test/e2e/readme-commands.test.ts`.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { regions, withRegion } from "../scripts/guides.ts";
import { initWorkspace } from "../src/archive/files/workspace.ts";
import { openPipeline } from "../src/archive/corpus/configured-pipeline.ts";
import { loadConfig, loadSources } from "../src/config/load.ts";
import { cleanText } from "../src/index.ts";
import { run } from "./support/cli-run.ts";
import { program, shownIn, withValues } from "./support/documented-commands.ts";
import { anchorOf, partsOf } from "./support/markdown.ts";

const root = join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

const chineseOf = (english: string) => english.replace(/\.md$/u, ".zh-CN.md");
const guides = readdirSync(join(root, "docs/guides"))
  .filter((name) => !name.endsWith(".zh-CN.md"))
  .map((name) => `docs/guides/${name}`);
const english = ["README.md", ...guides];
const all = english.flatMap((file) => [file, chineseOf(file)]);

describe.each(english)("%s and its Chinese twin", (file) => {
  const twin = chineseOf(file);
  const [own, other] = [file, twin].map((name) => partsOf(read(name))) as [
    ReturnType<typeof partsOf>,
    ReturnType<typeof partsOf>,
  ];

  test("have the same headings, by level", () => {
    expect(other.headings.map(level)).toEqual(own.headings.map(level));
    expect(own.headings.length).toBeGreaterThan(3);
  });

  test("have the same tables", () => {
    expect(other.rows.map((cells) => cells.length)).toEqual(own.rows.map((cells) => cells.length));
  });

  test("show the same code, but for its comments", () => {
    expect(other.blocks.map(withoutComments)).toEqual(own.blocks.map(withoutComments));
  });

  test("show the same command lines", () => {
    expect(commandsIn(twin)).toEqual(commandsIn(file));
  });

  test("name the same files, options, stages, errors and keys", () => {
    expect(namesIn(other.spans)).toEqual(namesIn(own.spans));
  });

  test("tell the same figures", () => {
    expect(figuresIn(other.prose)).toEqual(figuresIn(own.prose));
  });

  test("link to the same places", () => {
    expect(other.links.map(inEnglish).toSorted()).toEqual(own.links.map(inEnglish).toSorted());
  });
});

function level(heading: string): string {
  return heading.split(" ", 1)[0]!;
}

function withoutComments(block: string): string {
  return block.replaceAll(/ +# .*$/gmu, "");
}

function commandsIn(file: string): readonly string[] {
  return shownIn(file).map(({ commands }) => commands.join(" && "));
}

/** Whole command lines are compared as such: their placeholders are words. */
function namesIn(spans: readonly string[]): readonly string[] {
  const names = spans.filter((span) => !/^(?:npx |npm run -s )?newsift\b/u.test(span));
  return [...new Set(names.map(withValues))].toSorted();
}

function figuresIn(prose: string): readonly string[] {
  return (prose.match(/(?:\d|\.(?=\d))[\d,.]*(?<=\d)/gu) ?? []).toSorted();
}

function inEnglish(target: string): string {
  return target.replace(/#.*$/u, "").replace(".zh-CN.md", ".md").replace("-zh.png", ".png");
}

test("the comparison sees what differs", () => {
  expect(figuresIn("F1 .985, 63 of 10,000; 95 %.")).toEqual([".985", "1", "10,000", "63", "95"]);
  expect(namesIn(["newsift clean", "--wait <秒>", "a"])).toEqual(namesIn(["--wait <seconds>", "a"]));
  expect(inEnglish("docs/guides/formats.zh-CN.md#收据")).toBe("docs/guides/formats.md");
});

test.each(["README.md", "README.zh-CN.md"])("%s has 200 lines at most", (file) => {
  expect(read(file).split("\n").length - 1).toBeLessThanOrEqual(200);
});

test.each(regions)("$file says of $name what the code says: else run `npm run docs`", (region) => {
  const text = read(region.file);
  expect(text).toBe(withRegion(text, region));
});

test.each(all)("links of %s lead somewhere", (file) => {
  const broken = partsOf(read(file)).links.filter((link) => {
    const [target = "", anchor] = link.split("#");
    const path = target === "" ? file : relative(root, join(root, dirname(file), target));
    if (!existsSync(join(root, path))) return true;
    return anchor !== undefined && !partsOf(read(path)).headings.map(anchorOf).includes(anchor);
  });
  expect(broken).toEqual([]);
});

test("the package holds what README and guides show and link to", () => {
  const { files } = JSON.parse(read("package.json")) as { readonly files: readonly string[] };
  const needed = all.flatMap((file) => [
    file,
    ...partsOf(read(file)).links.map((link) =>
      relative(root, join(root, dirname(file), link.replace(/#.*$/u, ""))),
    ),
  ]);
  const missing = needed.filter(
    (file) => !files.some((held) => file === held || file.startsWith(`${held}/`)),
  );
  expect([...new Set(missing)]).toEqual([]);
});

test("the README leads to every guide, and names every command beside the guide that tells of it", () => {
  const rows = partsOf(read("README.md")).rows.filter(([first]) => first!.includes("](docs/guides/"));
  const found = rows.map(([first, , commands]) => ({
    guide: /\(([^)]+)\)/u.exec(first!)![1]!,
    commands: partsOf(commands!).spans,
  }));
  expect(found.map(({ guide }) => guide).toSorted()).toEqual(guides.toSorted());
  expect(found.flatMap(({ commands }) => commands).toSorted()).toEqual(
    program.commands.map((command) => command.name()).toSorted(),
  );
  for (const { guide, commands } of found) {
    const told = shownIn(guide).flatMap((shown) => shown.commands.map((command) => command.split(" ", 1)[0]));
    expect([guide, commands.filter((command) => !told.includes(command))]).toEqual([guide, []]);
  }
});

describe("the text of the README", () => {
  const { blocks, rows } = partsOf(read("README.md"));
  const [before = "", after = ""] = blocks.slice(1).map((block) => block.replace(/^\n/u, ""));

  test("comes out as it says", () => {
    const { text, receipt } = cleanText(before);
    expect(text).toBe(after);
    const lines = before.split("\n");
    const told = rows
      .map((cells) => cells.map((cell) => partsOf(cell).spans))
      .filter(([, stage]) => receipt.changes.some((change) => change.stage === stage?.[0]));
    for (const [beginnings, stage] of told) {
      for (const beginning of beginnings!) {
        const changes = receipt.changes.filter(
          (change) => change.before.startsWith(beginning) && lines[change.block]!.includes(beginning),
        );
        expect([beginning, changes.map((change) => change.stage)]).toEqual([
          beginning,
          expect.arrayContaining([...stage!]),
        ]);
      }
    }
    const stages = new Set(receipt.changes.map((change) => change.stage));
    expect([...new Set(told.map(([, stage]) => stage![0]))].toSorted()).toEqual([...stages].toSorted());
  });

  test("is traced as the guide shows", async () => {
    const folder = mkdtempSync(join(tmpdir(), "newsift-traced-"));
    try {
      writeFileSync(join(folder, "ferry.txt"), before);
      const { stdout } = await run(["clean", "--trace", "ferry.txt"], { cwd: folder });
      const traced = stdout.split("\n").map(withoutTime);
      const block = partsOf(read("docs/guides/cleaning-files.md")).blocks.find((one) =>
        one.includes("evidence"),
      )!;
      const shown = block.trim().split("\n").map(withoutTime);
      expect(shown.length).toBeGreaterThan(3);
      expect(shown.filter((line) => !traced.includes(line))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  function withoutTime(line: string): string {
    return line
      .replace(/\b\d+\.\d\d\b/u, "")
      .replaceAll(/ +/gu, " ")
      .trim();
  }
});

describe("settings that a guide shows", () => {
  let dir: string;
  beforeAll(() => (dir = mkdtempSync(join(tmpdir(), "newsift-settings-"))));
  afterAll(() => rmSync(dir, { recursive: true }));

  const shown = guides.flatMap((file) =>
    partsOf(read(file))
      .blocks.filter((block) => block.startsWith("yaml\n"))
      .map((block) => [file, block.slice("yaml\n".length)] as const),
  );

  test.each(shown)("%s: %s", (_, yaml) => {
    const workspace = initWorkspace(mkdtempSync(join(dir, "corpus-")));
    const path = /^# (\S+)$/mu.exec(yaml)![1]!;
    const isSource = path.startsWith("config/sources/");
    const whole = isSource ? `name: 示例\nstart: [https://example.invalid/]\n${yaml}` : yaml;
    writeFileSync(join(workspace.dir, path), whole);
    expect(() => openPipeline(workspace, loadConfig(workspace))).not.toThrow();
    expect(loadSources(workspace)).toHaveLength(isSource ? 1 : 0);
  });

  test("are some", () => expect(shown.length).toBeGreaterThan(2));
});
