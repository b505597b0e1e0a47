import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import stringWidth from "string-width";
import { beforeEach, describe, expect, test } from "vitest";
import { UsageError, WorkspaceError } from "../../../../src/core/errors.ts";
import { stages } from "../../../../src/core/stages/index.ts";
import { run } from "../../../support/cli-run.ts";

const page = `<!doctype html><meta charset="utf-8"><title>石桥镇的水磨又转了起来</title>
<ul><li><a href="/">首页</a></li><li><a href="/a/">要闻</a></li><li><a href="/b/">社会</a></li><li><a href="/c/">文化</a></li></ul>
<h1>石桥镇的水磨又转了起来</h1>
<p>停了二十多年的水磨昨天又转了起来,镇上的老人带着孩子来看,磨坊里挤满了人。</p>
<p>磨坊的主人说，修好水磨用了整整一个冬天，木齿轮是照着老样子一块一块做出来的。</p>
<p>从下个月起，磨坊每逢集市开门，谁家有新麦都可以挑来磨，不收钱。</p>
<p>上一篇：村里的渡口通了车</p>
<div>版权所有 石桥镇新闻网 未经授权不得转载</div>`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "newsift-trace-"));
  writeFileSync(join(folder, "mill.html"), page);
  const made = folder;
  return () => rmSync(made, { recursive: true });
});

/** What people decided comes behind the last pass. */
const firstStages = stages.filter(({ isLast }) => !isLast);

const trace = (...argv: readonly string[]) => run(["clean", "--trace", ...argv], { cwd: folder });

/** The lines under a stage: its own, and the further changes that have no stage in front of them. */
function under(stage: string, stdout: string): readonly string[] {
  const lines = stdout.split("\n");
  const first = lines.findIndex((line) => line.startsWith(`${stage} `));
  const next = lines.findIndex((line, at) => at > first && !line.startsWith(" "));
  return lines.slice(first, next);
}

describe("a loose file", () => {
  test("is shown stage by stage, with what went and why", async () => {
    const { code, stdout } = await trace("mill.html");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^mill {2}article {2}石桥镇的水磨又转了起来\n/u);
    for (const { name } of firstStages) expect(stdout).toMatch(new RegExp(`^${name} +\\d+\\.\\d\\d `, "mu"));
    expect(under("prev-next", stdout).join("\n")).toMatch(
      / - 上一篇：村里的渡口通了车 .*cue=上一篇 weight=2/u,
    );
    expect(under("punctuation", stdout).join("\n")).toMatch(
      / ~ 转了起来,|~ 又转了起来\[-,-\]\{\+，\+\}镇上的老人 /u,
    );
    expect(under("obfuscated-words", stdout)).toHaveLength(1);
    expect(stdout).toMatch(/^\(verdict\) .* article$/mu);
  });

  test("lines up in Chinese", async () => {
    const { stdout } = await trace("mill.html");
    const lines = stdout.split("\n");
    const head = lines.find((line) => line.startsWith("stage "))!;
    const rows = lines.filter((line) => / [-~] \S/u.test(line));
    expect(rows.length).toBeGreaterThan(3);
    const column = stringWidth(head.slice(0, head.indexOf("reason")));
    const starts = rows.map((row) => {
      const [, ahead = ""] = /^(.* {2})[a-z]+(?:-[a-z]+)*(?: {2}|$)/u.exec(row.slice(row.search(/[-~] /u)))!;
      return stringWidth(row.slice(0, row.search(/[-~] /u)) + ahead);
    });
    expect(new Set(starts)).toEqual(new Set([column]));
  });

  test("keeps to the width of the terminal and to its colours", async () => {
    const { stdout } = await run(["clean", "--trace", "mill.html"], {
      cwd: folder,
      isTTY: true,
      columns: 100,
      env: { FORCE_COLOR: "1" },
    });
    expect(stdout).toContain("\u001b[31m- 上一篇");
    for (const line of stdout.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(100);
  });

  test("is told to machines with every change and every time", async () => {
    const { stdout } = await trace("mill.html", "--json");
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({
      document: "mill",
      verdict: "article",
      milliseconds: { reading: expect.any(Number) },
    });
    const first = told.steps.filter(({ pass }: { pass: number }) => pass === 1);
    expect(first.map(({ stage }: { stage: string }) => stage)).toEqual(firstStages.map(({ name }) => name));
    for (const { milliseconds } of told.steps) expect(milliseconds).toBeGreaterThanOrEqual(0);
    expect(first.find(({ stage }: { stage: string }) => stage === "prev-next").changes).toMatchObject([
      { before: "上一篇：村里的渡口通了车", stage: "prev-next" },
    ]);
  });

  test("writes nothing", async () => {
    await trace("mill.html");
    expect(readdirSync(folder)).toEqual(["mill.html"]);
    expect(readFileSync(join(folder, "mill.html"), "utf8")).toBe(page);
  });
});

describe("an archived document", () => {
  beforeEach(async () => {
    await run(["init", "mills"], { cwd: folder });
    folder = join(folder, "mills");
    await run(["ingest", "../mill.html"], { cwd: folder });
    rmSync(join(folder, "clean"), { recursive: true });
  });

  test.each(["0", "its file in raw/"])("is found by %s, and clean/ stays as it was", async (name) => {
    const [file = ""] = readdirSync(join(folder, "raw")).filter((entry) => entry.endsWith(".html"));
    const { code, stdout } = await trace(name === "0" ? name : `raw/${file}`);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^000_[0-9a-f]{16} {2}article/u);
    expect(readdirSync(folder)).not.toContain("clean");
  });

  test("is cleaned with the settings of its workspace", async () => {
    writeFileSync(join(folder, "config/newsift.yaml"), "stages:\n  prev-next: false\n");
    const { steps } = JSON.parse((await trace("0", "--json")).stdout);
    expect(steps.map(({ stage }: { stage: string }) => stage)).not.toContain("prev-next");
  });

  test("that is not there is named", async () => {
    const { code, stderr } = await trace("7");
    expect(code).toBe(WorkspaceError.exitCode);
    expect(stderr).toContain('There is no document "7" here');
  });
});

test.each([
  ["no document", []],
  ["two documents", ["mill.html", "mill.html"]],
  ["a folder to write to", ["mill.html", "--from", ".", "--to", "out"]],
  ["a workspace for a loose file", ["mill.html", "--workspace", "."]],
])("%s is refused", async (_, argv) => {
  const { code, stdout } = await trace(...argv);
  expect(code).toBe(UsageError.exitCode);
  expect(stdout).toBe("");
});
