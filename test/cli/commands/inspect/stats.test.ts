import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { studied } from "../../../../src/cli/commands/inspect/stats.ts";
import { EmptyInputError, UnreadableInputError, UsageError } from "../../../../src/core/errors.ts";
import { run } from "../../../support/cli-run.ts";

const body = [
  "停了二十多年的水磨昨天又转了起来，镇上的老人带着孩子来看，磨坊里挤满了人。",
  "磨坊的主人说，修好水磨用了整整一个冬天，木齿轮是照着老样子一块一块做出来的。",
  "从下个月起，磨坊每逢集市开门，谁家有新麦都可以挑来磨，不收钱。",
];

function page(title: string, links: number): string {
  const menu = Array.from({ length: links }, (_, at) => `<li><a href="/${at}/">栏目${at}</a></li>`).join("");
  const text = body.map((line) => `<p>${line}</p>`).join("");
  return `<!doctype html><meta charset="utf-8"><title>${title}</title><ul>${menu}</ul><h1>${title}</h1>${text}`;
}

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "newsift-stats-"));
  mkdirSync(join(folder, "pages/more"), { recursive: true });
  writeFileSync(join(folder, "pages/few.html"), page("石桥镇的水磨又转了起来", 4));
  writeFileSync(join(folder, "pages/more/many.html"), page("石桥镇的渡口修好了", 9));
  return () => rmSync(folder, { recursive: true, force: true });
});

const stats = (...argv: readonly string[]) => run(["stats", ...argv], { cwd: folder });

describe("studied", () => {
  const sample = (document: string, reason: string, value: number) => ({
    document,
    reason,
    evidence: { value, cue: "热", linked: true },
    text: `${document}${value}`,
  });

  test("counts reasons, and spreads out the numbers of each", () => {
    const { reasons, distributions } = studied([
      sample("甲", "rare", 7),
      ...[4, 1, 3, 2, 5].map((value, at) => sample(`第${at}`, "often", value)),
    ]);
    expect(reasons).toEqual([
      { reason: "often", findings: 5, documents: 5 },
      { reason: "rare", findings: 1, documents: 1 },
    ]);
    expect(distributions).toHaveLength(2);
    expect(distributions[0]).toMatchObject({
      reason: "often",
      key: "value",
      count: 5,
      min: 1,
      quartiles: [2, 3, 4],
      max: 5,
      lowest: [{ value: 1 }, { value: 2 }, { value: 3 }],
      highest: [{ value: 5 }, { value: 4 }],
    });
    expect(distributions[0]!.histogram.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect([distributions[0]!.histogram[0], distributions[0]!.histogram.at(-1)]).toEqual([1, 1]);
    expect(distributions[1]).toMatchObject({ min: 7, quartiles: [7, 7, 7], max: 7, highest: [] });
  });

  test("interpolates between neighbours", () => {
    const { distributions } = studied([1, 2, 3, 10].map((value) => sample("甲", "one", value)));
    expect(distributions[0]!.quartiles).toEqual([1.75, 2.5, 4.75]);
  });

  test("a document is one example at each border", () => {
    const { distributions } = studied([
      sample("甲", "one", 1),
      sample("甲", "one", 2),
      sample("乙", "one", 3),
    ]);
    expect(distributions[0]!.lowest).toEqual([
      { value: 1, document: "甲", text: "甲1" },
      { value: 3, document: "乙", text: "乙3" },
    ]);
  });
});

describe("a folder of loose pages", () => {
  test("shows thresholds, reasons with their meaning, the spread, and examples", async () => {
    const { code, stdout } = await stats("navigation", "pages");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^navigation in 2 documents; linksAtLeast 3, linkShare 0\.7/u);
    expect(stdout).toMatch(/^link-list +13 +2 {2}a list or section/mu);
    expect(stdout).toMatch(/^link-list +links +13 +4 +4 +9 +9 +9 {2}▄ +█$/mu);
    expect(stdout).toMatch(/ 9 {2}more\/many\.html {2}栏目/u);
    expect(stdout).toMatch(/ 4 {2}few\.html +栏目/u);
  });

  test("is told to machines", async () => {
    const { stdout } = await stats("navigation", "pages", "--json");
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({
      stage: "navigation",
      documents: 2,
      thresholds: { linksAtLeast: 3 },
      failures: [],
    });
    expect(told.distributions.find(({ key }: { key: string }) => key === "links")).toMatchObject({
      reason: "link-list",
      count: 13,
      min: 4,
      max: 9,
    });
  });

  test("shows how much the verdicts had to go by", async () => {
    const { stdout } = await stats("verdict", "pages");
    expect(stdout).toMatch(/^article +2 +2/mu);
    expect(stdout).toMatch(/^article +keptShare +2 +0\.\d+/mu);
  });

  test("names what cannot be read, and goes on", async () => {
    writeFileSync(join(folder, "pages/void.html"), "");
    const { code, stdout, stderr } = await stats("navigation", "pages");
    expect(stdout).toContain("navigation in 2 documents");
    expect(stderr).toContain("void.html is empty");
    expect(code).toBe(EmptyInputError.exitCode);
  });

  test("says so where the stage found nothing, and writes nothing", async () => {
    const { stdout } = await stats("comments", "pages");
    expect(stdout).toBe("comments in 2 documents\nIt found nothing.\n");
    expect(readdirSync(folder)).toEqual(["pages"]);
  });
});

test("a workspace is studied with its own settings", async () => {
  await run(["init", "mills"], { cwd: folder });
  const cwd = join(folder, "mills");
  await run(["ingest", "../pages/few.html", "../pages/more/many.html"], { cwd });
  writeFileSync(join(cwd, "config/newsift.yaml"), "stages:\n  navigation:\n    linksAtLeast: 6\n");
  const { stdout } = await run(["stats", "navigation", "--json"], { cwd });
  const told = JSON.parse(stdout);
  expect(told).toMatchObject({ documents: 2, thresholds: { linksAtLeast: 6 } });
  expect(told.reasons[0]).toEqual({ reason: "link-list", findings: 9, documents: 1 });
});

test.each([
  ["a stage that is none", ["navigatoin", "pages"], UsageError, "The stages are: sup-sub-ruby, blank-lines"],
  ["a folder that is not there", ["navigation", "nowhere"], UnreadableInputError, "no such file or folder"],
  ["a folder without pages", ["navigation", "."], UnreadableInputError, "holds no .html"],
  ["a workspace beside a folder", ["navigation", "pages", "-w", "."], UsageError, "leave out --workspace"],
] as const)("%s is refused", async (what, argv, error, message) => {
  if (what === "a folder without pages") rmSync(join(folder, "pages"), { recursive: true });
  const { code, stderr } = await stats(...argv);
  expect(stderr).toContain(message);
  expect(code).toBe(error.exitCode);
});
