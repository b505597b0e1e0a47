import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import stringWidth from "string-width";
import { Page } from "../../../../src/core/page/page.ts";
import { UsageError, WorkspaceError } from "../../../../src/core/errors.ts";
import { openRawStore } from "../../../../src/archive/raw/raw.ts";
import { beginRun, NO_COUNTS } from "../../../../src/archive/records/runs.ts";
import type { Workspace } from "../../../../src/archive/files/workspace.ts";
import type { VerdictKind } from "../../../../src/core/document/verdict.ts";
import { run as runMain } from "../../../support/cli-run.ts";
import type { RunOptions } from "../../../support/cli-run.ts";
import { arrivalOf, bytesOf, temporaryWorkspace } from "../../../support/store-workspace.ts";

const url = "https://www.qingshi.example/news/1.html";

const body = [
  "停了二十多年的水磨昨天又转了起来，镇上的老人带着孩子来看，磨坊里挤满了人。",
  "磨坊的主人说，修好水磨用了整整一个冬天，木齿轮是照着老样子一块一块做出来的。",
  "磨出来的面比机器磨的粗一些,可是香,头一天就有人挑着新麦从山那边赶来。",
  "镇里打算把沿河的三座磨坊都修好，让水声一路响到渡口，事情要到明年开春才有着落。",
  "从下个月起，磨坊每逢集市开门，谁家有新麦都可以挑来磨，不收钱。",
];

function page(lines: readonly string[]): Uint8Array {
  const text = lines.map((line) => `<p>${line}</p>`).join("");
  const menu = ["首页", "镇闻", "农事", "图片"].map((name) => `<li><a href="/${name}/">${name}</a></li>`);
  return bytesOf(
    `<!doctype html><meta charset="utf-8"><title>水磨又转了起来</title><ul>${menu.join("")}</ul><h1>水磨又转了起来</h1>${text}<p>版权所有 青石镇新闻网 未经许可不得转载</p>`,
  );
}

let workspace: Workspace;

/** Two versions of a page, and another page. */
beforeEach(async () => {
  workspace = temporaryWorkspace();
  const store = openRawStore(workspace);
  await store.add(new Page(page(body)), arrivalOf(url));
  await store.add(new Page(page(body.with(1, body[1]!.replace("一个冬天", "两个冬天")))), arrivalOf(url));
  await store.add(new Page(page(body.slice(1))), arrivalOf(`${url}?2`));
  await run("clean");
});

const run = (...argv: readonly string[]) => runMain(argv, { cwd: workspace.dir });
const diff = (argv: readonly string[], options: RunOptions = {}) =>
  runMain(["diff", ...argv], { cwd: workspace.dir, ...options });

describe("two versions of a page", () => {
  test("are compared word by word", async () => {
    const { code, stdout, stderr } = await diff(["0", "1"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^- 000_[0-9a-f]{16} {2}article {2}2022-03-01 {2}水磨又转了起来\n\+ 001_/u);
    expect(stdout).toContain("\n~ 磨坊的主人说，修好水磨用了整整[-一-]{+两+}个冬天，");
    expect(stdout.match(/^[-+~] (?!00)/gmu)).toHaveLength(1);
  });

  test("--before finds the earlier one", async () => {
    expect(await diff(["1", "--before"])).toEqual(await diff(["0", "1"]));
  });

  test("--before says of a first version that there is none", async () => {
    const { code, stdout, stderr } = await diff(["0", "--before"]);
    expect({ code, stdout }).toEqual({ code: WorkspaceError.exitCode, stdout: "" });
    expect(stderr).toContain("the first that was archived");
  });

  test("that say the same are said to", async () => {
    expect((await diff(["0", "0"])).stdout).toContain("the same");
  });

  test("--json has both, and the lines", async () => {
    const { before, after, lines } = JSON.parse((await diff(["0", "2", "--json"])).stdout);
    expect([before.document.slice(0, 3), after.document.slice(0, 3)]).toEqual(["000", "002"]);
    expect(lines.filter(({ fate }: { fate: string }) => fate !== "kept")).toEqual([
      { fate: "removed", text: body[0], reasons: [] },
    ]);
  });

  test("one of which lost its text are not compared", async () => {
    const { document } = JSON.parse((await diff(["0", "--json"])).stdout);
    rmSync(join(workspace.supersededDir, `${document}.txt`));
    const { code, stderr } = await diff(["0", "1"]);
    expect(code).toBe(WorkspaceError.exitCode);
    expect(stderr).toContain(`newsift clean ${document}`);
  });
});

describe("the layout", () => {
  const sideBySide = /^- 版权所有 .* │ {3}[a-z-]+: [a-z-]+$/mu;

  test.each([
    ["a wide terminal", ["0"], { isTTY: true, columns: 120 }, true],
    ["a narrow one", ["0"], { isTTY: true, columns: 119 }, false],
    ["no terminal", ["0"], { columns: 200 }, false],
    ["a narrow one, asked for", ["0", "--side-by-side"], { isTTY: true, columns: 90 }, true],
    ["no terminal, asked for", ["0", "--side-by-side"], {}, true],
    ["a wide one, refused", ["0", "--inline"], { isTTY: true, columns: 200 }, false],
  ])("in %s", async (_, argv, options, expected) => {
    const { stdout } = await diff(argv, { env: { NO_COLOR: "1" }, ...options });
    expect(sideBySide.test(stdout)).toBe(expected);
  });

  test.each([60, 90, 120, 161])(
    "side by side keeps to %i columns, and its middle straight",
    async (columns) => {
      const options = { env: { NO_COLOR: "1" }, isTTY: true, columns };
      const lines = (await diff(["0", "--side-by-side"], options)).stdout.split("\n").slice(4, -1);
      expect(lines.length).toBeGreaterThan(body.length);
      for (const line of lines) {
        expect(stringWidth(line)).toBeLessThanOrEqual(columns);
        expect(stringWidth(line.slice(0, line.indexOf(" │")))).toBe(Math.floor((columns - 3) / 2));
      }
    },
  );

  test("inline keeps to the columns of the terminal, signs in front of every row", async () => {
    const options = { env: { NO_COLOR: "1" }, isTTY: true, columns: 60 };
    const lines = (await diff(["0"], options)).stdout.split("\n").slice(4, -1);
    for (const line of lines) {
      expect(stringWidth(line)).toBeLessThanOrEqual(60);
      expect(line).toMatch(/^(?:[-~] | {2})/u);
    }
  });

  test("has colours in a terminal, none in a pipe", async () => {
    expect((await diff(["0"], { isTTY: true, columns: 140 })).stdout).toContain("\u001b[31m- ");
    expect((await diff(["0"])).stdout).not.toContain("\u001b");
  });
});

describe("--stat", () => {
  test("counts what each stage removed and changed in all documents", async () => {
    const { code, stdout } = await diff(["--stat"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^punctuation +3 +6 +0 +6 {2}~+$/mu);
    expect(stdout).toMatch(/^navigation +3 +\d+ +24 +0 {2}-+$/mu);
    expect(stdout).toMatch(/^3 documents: \d+ characters raw, \d+ clean$/mu);
  });

  test("counts in those that are named", async () => {
    const { documents, stages } = JSON.parse((await diff(["0", "2", "--stat", "--json"])).stdout);
    expect(documents).toBe(2);
    expect(stages).toContainEqual({
      stage: "punctuation",
      documents: 2,
      changes: 4,
      removedChars: 0,
      changedChars: 4,
    });
  });

  test("names a damaged receipt, and counts the others", async () => {
    const { document } = JSON.parse((await diff(["1", "--json"])).stdout);
    writeFileSync(join(workspace.receiptDir, `${document}.json`), "{");
    const { code, stdout, stderr } = await diff(["--stat"]);
    expect(code).toBe(WorkspaceError.exitCode);
    expect(stderr).toContain(`${document}.json is damaged`);
    expect(stdout).toContain("2 documents");
  });

  test("says what to do while nothing was cleaned", async () => {
    workspace = temporaryWorkspace();
    const { code, stderr } = await diff(["--stat"]);
    expect(code).toBe(WorkspaceError.exitCode);
    expect(stderr).toContain("newsift clean");
  });
});

describe("--runs", () => {
  function ranWith(documents: Readonly<Record<string, string>>): string {
    const begun = beginRun(workspace, { by: "person", sources: [], pipeline: "p" });
    for (const [address, document] of Object.entries(documents)) {
      begun.note({ url: address, source: "qingshi", fate: "new", document });
    }
    const result = { outcome: "ok", problems: [], counts: NO_COUNTS } as const;
    begun.end({ ...result, bySource: {}, byHost: {}, errors: {}, verdicts: {} });
    return begun.id;
  }

  test("names the addresses whose text is another", async () => {
    const [first, second, other] = (await openRawStore(workspace).list()) as [string, string, string];
    const before = ranWith({ [url]: first, [`${url}?2`]: other, "https://a.example/": other });
    const after = ranWith({ [url]: second, [`${url}?2`]: other });
    const { code, stdout } = await diff(["--runs", before, after]);
    expect(code).toBe(0);
    expect(stdout).toContain(`text  ${first}  ${second}  ${url}\n`);
    expect(stdout).toContain("1 of 2 addresses that both runs had differ; 1 only in the first, 0 only in");
    const told = JSON.parse((await diff(["--runs", before, after, "--json"])).stdout);
    expect(told.different).toEqual([{ url, before: first, after: second, what: ["text"] }]);
  });

  test("names the addresses whose verdict is another", async () => {
    await openRawStore(workspace).add(new Page(page([])), arrivalOf(url));
    await run("clean");
    const ids = await openRawStore(workspace).list();
    const { stdout } = await diff(["--runs", ranWith({ [url]: ids[0]! }), ranWith({ [url]: ids[3]! })]);
    expect(stdout).toMatch(/^text, article → [a-z]+ {2}000/mu);
  });

  test("names a document whose verdict became another one between the runs", async () => {
    const [first] = (await openRawStore(workspace).list()) as [string];
    const ran = (verdict: VerdictKind) => {
      const begun = beginRun(workspace, { by: "person", sources: [], pipeline: "p" });
      begun.note({ url, source: "qingshi", fate: "unchanged", document: first });
      begun.note({ url, source: "qingshi", fate: "cleaned", document: first, verdict });
      return begun.id;
    };
    const { stdout } = await diff(["--runs", ran("thin"), ran("article")]);
    expect(stdout).toContain(`thin → article  ${first}  ${first}  ${url}\n`);
  });

  test("refuses a run that is not there", async () => {
    const { code, stderr } = await diff(["--runs", "2026-01-01T000000Z-00000000", ranWith({})]);
    expect(code).toBe(WorkspaceError.exitCode);
    expect(stderr).toContain("2026-01-01T000000Z-00000000");
  });
});

test.each([
  ["nothing to show", [], "Name the document"],
  ["three documents", ["0", "1", "2"], "Two documents"],
  ["--before of two", ["0", "1", "--before"], "--before"],
  ["one run", ["--runs", "x"], "two runs"],
  ["runs and numbers", ["--stat", "--runs", "x", "y"], "choose one"],
  ["both layouts", ["0", "--inline", "--side-by-side"], "--side-by-side"],
])("%s is refused", async (_, argv, message) => {
  const { code, stdout, stderr } = await diff(argv);
  expect({ code, stdout }).toEqual({ code: UsageError.exitCode, stdout: "" });
  expect(stderr).toContain(message);
});
