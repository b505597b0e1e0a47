import { expect, test } from "vitest";
import { BinaryInputError } from "../../../../src/core/errors.ts";
import { run } from "../../../support/cli-run.ts";

test("puts characters right line for line, and keeps the lines", async () => {
  const { code, stdout } = await run(["repair"], {
    stdin: "水磨又转了起来,磨坊里挤满了人.\n\n“蕞新”的木齿轮,重３０斤\n没有换行的末行",
  });
  expect(code).toBe(0);
  expect(stdout.split("\n")).toHaveLength(4);
  expect(stdout).toMatch(/^水磨又转了起来，磨坊里挤满了人/u);
  expect(stdout).toMatch(/重30斤\n没有换行的末行$/u);
});

test("changes nothing that is right, and nothing twice", async () => {
  const right = "水磨又转了起来，磨坊里挤满了人。\r\n比分是3:2，时间是10:30。\r\n";
  expect((await run(["repair"], { stdin: right })).stdout).toBe(right);
});

test("says for machines what it changed, and what should be looked at", async () => {
  const { stdout } = await run(["repair", "--json"], { stdin: "加大***力度,\n修好水磨。\n" });
  const { text, changes, flags } = JSON.parse(stdout);
  expect(text).toBe("加大***力度，\n修好水磨。\n");
  expect(changes).toMatchObject([{ stage: "punctuation", block: 0, before: ",", replacement: "，" }]);
  expect(flags).toMatchObject([{ block: 0, reason: "masked-word", text: "***" }]);
});

test("makes nothing of nothing", async () => {
  expect(await run(["repair"], { stdin: "" })).toEqual({ code: 0, stdout: "", stderr: "" });
});

test.each(["\u0000\u0001\u0002PNG\u0000\u0000", "\u0001\u0002水磨\u0003\u0011"])(
  "refuses what is no text: %j",
  async (stdin) => {
    const { code, stdout, stderr } = await run(["repair"], { stdin });
    expect(code).toBe(BinaryInputError.exitCode);
    expect(stdout).toBe("");
    expect(stderr).toContain("Standard input");
  },
);

const BODY = "水磨又转了起来,磨坊里挤满了人.";
const REPAIRED = "水磨又转了起来，磨坊里挤满了人。";

test.each([
  "---\ntitle: 水磨又转了,起来\ntags: [水磨, 白石村, 民生]\ncategories:\n  - 要闻\n---",
  "---\ntitle: 水磨\ntags:\n- 水磨,白石\n- 民生\n---",
  "---\n标题: 水磨,磨坊\n日期: 2031-03-02\n---",
  "---\ntitle: 水磨 # 上,下\n# 还没有定:图\nsummary: >\n  水磨,磨坊\n\ndraft: true\n---",
  "---\ntitle: 水磨,磨坊\n...",
  '+++\ntitle = "水磨,磨坊"\ntags = ["水磨", "白石,村"]\n+++',
])("settings above a post stay as they are: %j", async (settings) => {
  const { stdout } = await run(["repair"], { stdin: `${settings}\r\n\n${BODY}\n` });
  expect(stdout).toBe(`${settings}\r\n\n${REPAIRED}\n`);
});

test.each([
  ["a rule above and below", `---\n${BODY}\n---`, `---\n${REPAIRED}\n---`],
  ["a rule alone", `---\n${BODY}`, `---\n${REPAIRED}`],
  ["settings that nothing closes", "---\ntitle: 水磨,磨坊\n", "---\ntitle：水磨，磨坊\n"],
  ["another fence", "---\ntitle: 水磨,磨坊\n+++\n", "---\ntitle：水磨，磨坊\n+++\n"],
  ["settings below a line", "水磨\n---\ntitle: 水磨,磨坊\n---", "水磨\n---\ntitle：水磨，磨坊\n---"],
  ["nothing between the fences", `---\n---\n${BODY}`, `---\n---\n${REPAIRED}`],
])("%s is no such block", async (_, before, after) => {
  expect((await run(["repair"], { stdin: before })).stdout).toBe(after);
});

test.each([
  ["```\n水磨,转(一)\n```", "```\n水磨,转(一)\n```"],
  ["~~~ sh\n水磨,转(一)\n\n~~~", "~~~ sh\n水磨,转(一)\n\n~~~"],
  ["````md\n```\n水磨,转\n```\n````", "````md\n```\n水磨,转\n```\n````"],
  ["```\r\n水磨,转\r\n```\r\n", "```\r\n水磨,转\r\n```\r\n"],
  ["```\n水磨,甲\n```\n水磨,乙\n```\n水磨,丙\n```", "```\n水磨,甲\n```\n水磨，乙\n```\n水磨,丙\n```"],
  // No such blocks.
  ["```\n水磨,转", "```\n水磨，转"],
  ["``\n水磨,转\n``", "``\n水磨，转\n``"],
  ["```\n水磨,转\n~~~", "```\n水磨，转\n~~~"],
  ["水磨```,转\n水磨,转\n```", "水磨```，转\n水磨，转\n```"],
  ["```水磨```\n水磨,转\n```", "```水磨```\n水磨，转\n```"],
])("blocks of code in Markdown stay as they are: %j", async (before, after) => {
  const { stdout } = await run(["repair"], { stdin: `${BODY}\n${before}\n${BODY}\n` });
  expect(stdout).toBe(`${REPAIRED}\n${after}\n${REPAIRED}\n`);
});
