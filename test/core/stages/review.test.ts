/** What people decided has the last word, and touches nothing else. */
import { describe, expect, test } from "vitest";
import { decisionsOf } from "../../../src/core/pipeline/overrides.ts";
import { readText } from "../../../src/core/page/read.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { replay, textOf } from "../../../src/core/pipeline/replay.ts";
import type { Edit, Overrides } from "../../../src/core/document/overrides.ts";
import { deepFreeze } from "../../support/deep-freeze.ts";
import { HEADLINE, STORY } from "../../support/stage-tables.ts";

const pipeline = createPipeline();

/** Headline, five paragraphs, and two lines that stages take. */
const LINES = [HEADLINE, ...STORY, "分享到：微信 微博 QQ空间", "版权所有 青湾镇新闻网 未经授权不得转载"];
const SHARE = 6;

const nobody: Overrides = { keep: new Map(), remove: new Map(), edits: [], stale: [] };
const edit = (block: number, text: string, from: string, replacement: string, decision = "e1"): Edit => {
  const at = text.indexOf(from);
  return { block, text, span: [at, at + from.length], replacement, decision };
};
const [first, second] = [STORY[0]!, STORY[1]!];
const place = (text: string, from: string, by: string) => text.replace(from, by);
const oneEdited = place(first, "二十六年", "26年");

type Row = readonly [what: string, overrides: Partial<Overrides>, text: readonly string[]];

/** What a person wants gone or otherwise is so. */
const removes: readonly Row[] = [
  ["a block", { remove: new Map([[2, "d1"]]) }, [HEADLINE, first, ...STORY.slice(2)]],
  ["the headline", { remove: new Map([[0, "d1"]]) }, [...STORY]],
  [
    "two blocks",
    { remove: new Map([1, 5].map((block) => [block, `d${block}`])) },
    [HEADLINE, ...STORY.slice(1, 4)],
  ],
  [
    "words of a line",
    { edits: [edit(1, first, "二十六年", "26年")] },
    [HEADLINE, oneEdited, ...STORY.slice(1)],
  ],
  [
    "two places of a line, each judged on the line as it was",
    { edits: [edit(1, first, "二十六年", "26年"), edit(1, first, "阅览室", "书屋", "e2")] },
    [HEADLINE, place(oneEdited, "阅览室", "书屋"), ...STORY.slice(1)],
  ],
  [
    "a place that was edited before",
    { edits: [edit(1, first, "二十六年", "26年"), edit(1, oneEdited, "空了26年", "空了很久", "e2")] },
    [HEADLINE, place(oneEdited, "空了26年", "空了很久"), ...STORY.slice(1)],
  ],
  [
    "a mark that the stages would put right",
    { edits: [edit(1, first, "。", ".")] },
    [HEADLINE, place(first, "。", "."), ...STORY.slice(1)],
  ],
  [
    "a line that was edited and taken away",
    { edits: [edit(2, second, "四十多张", "40张")], remove: new Map([[2, "d1"]]) },
    [HEADLINE, first, ...STORY.slice(2)],
  ],
];

/** What a person wants kept stays, and so does what she said nothing about. */
const keeps: readonly Row[] = [
  ["all where nothing was decided", {}, [HEADLINE, ...STORY]],
  ["a line that a stage would take", { keep: new Map([[SHARE, "d1"]]) }, [HEADLINE, ...STORY, LINES[SHARE]!]],
  ["a line that no stage would take", { keep: new Map([[1, "d1"]]) }, [HEADLINE, ...STORY]],
  ["a line whose words are others now", { edits: [edit(1, "青湾镇", "湾", "塘")] }, [HEADLINE, ...STORY]],
  ["a block that is not there", { remove: new Map([[99, "d1"]]) }, [HEADLINE, ...STORY]],
];

function clean(overrides: Partial<Overrides>) {
  const document = deepFreeze(readText(LINES.join("\n"), "007_00112233445566aa"));
  return { document, ...pipeline.clean(document, { overrides: { ...nobody, ...overrides } }) };
}

describe("goes, or becomes another", () => {
  test.each(removes)("%s", (_, overrides, expected) => {
    const { document, text, receipt } = clean(overrides);
    expect(text).toBe(expected.map((line) => `${line}\n`).join(""));
    expect(textOf(replay(document.blocks, receipt.changes))).toBe(text);
    const own = receipt.changes.filter(({ stage }) => stage === "review");
    expect(own.length).toBeGreaterThan(0);
    expect(receipt.stale).toBeUndefined();
  });
});

describe("stays", () => {
  test.each(keeps)("%s", (_, overrides, expected) => {
    const { document, text, receipt } = clean(overrides);
    expect(text).toBe(expected.map((line) => `${line}\n`).join(""));
    expect(textOf(replay(document.blocks, receipt.changes))).toBe(text);
    expect(receipt.changes.filter(({ stage }) => stage === "review")).toEqual([]);
  });
});

describe("the receipt", () => {
  test("names the decision behind each change", () => {
    const { receipt } = clean({
      remove: new Map([[2, "d1"]]),
      edits: [edit(1, first, "二十六年", "26年", "e1"), edit(1, oneEdited, "26年", "很久", "e2")],
    });
    const own = receipt.changes.filter(({ stage }) => stage === "review");
    expect(own.map((change) => [change.block, change.reason, decisionsOf(change)])).toEqual([
      [1, "edited", ["e1", "e2"]],
      [2, "removed", ["d1"]],
    ]);
    expect(own[0]).toMatchObject({ before: "二十六年", replacement: "很久" });
  });

  test("says once what a stage would have taken", () => {
    const { receipt } = clean({ keep: new Map([[SHARE, "d1"]]) });
    expect(receipt.overruled![0]).toMatchObject({ stage: "share", block: SHARE, before: LINES[SHARE] });
    const told = receipt.overruled!.map(({ stage, reason }) => `${stage}/${reason}`);
    expect(new Set(told).size).toBe(told.length);
    expect(receipt.changes.filter(({ block }) => block === SHARE)).toEqual([]);
    expect(clean({}).receipt).not.toHaveProperty("overruled");
  });

  test("names an edit that fits no more, and one whose line a stage takes", () => {
    const { receipt } = clean({
      edits: [edit(1, "青湾镇", "湾", "塘", "e1"), edit(SHARE, LINES[SHARE]!, "微信", "威信", "e2")],
    });
    expect(receipt.stale).toEqual(["e1", "e2"]);
  });

  test("has the person's verdict, and the rules' own beside it", () => {
    const { text, verdict, receipt } = clean({ verdict: { kind: "spam", on: "2031-03-02", decision: "d1" } });
    expect(text).toBe("");
    expect(verdict).toEqual({
      kind: "spam",
      reasons: [{ id: "judged-by-person", evidence: { on: "2031-03-02" } }],
    });
    expect(receipt.ownVerdict).toMatchObject({ kind: "article" });
    expect(receipt).not.toHaveProperty("textSha256");
    expect(clean({}).receipt).not.toHaveProperty("ownVerdict");
  });
});

describe("a verdict", () => {
  const overrides: Overrides = { ...nobody, verdict: { kind: "article", on: "2031-03-02", decision: "d1" } };

  test("makes an article of what the rules refuse", () => {
    const { text, receipt } = pipeline.clean(readText("渡口停航"), { overrides });
    expect(text).toBe("渡口停航\n");
    expect(receipt).toMatchObject({ verdict: { kind: "article" }, ownVerdict: { kind: "thin" } });
  });

  test("makes none of nothing, and is named", () => {
    const { text, receipt } = pipeline.clean(readText("分享到：微信 微博 QQ空间"), { overrides });
    expect(text).toBe("");
    expect(receipt).toMatchObject({ verdict: { kind: "thin" }, stale: ["d1"] });
    expect(receipt).not.toHaveProperty("ownVerdict");
  });
});

test("without the stage, what people want gone stays", () => {
  const document = readText(LINES.join("\n"));
  const overrides: Overrides = { ...nobody, remove: new Map([[2, "d1"]]) };
  const { text } = createPipeline({ stageSettings: { review: false } }).clean(document, { overrides });
  expect(text.split("\n")).toContain(second);
});
