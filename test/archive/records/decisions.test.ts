import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { UsageError, WriteError } from "../../../src/core/errors.ts";
import { readText } from "../../../src/core/page/read.ts";
import {
  type Decision,
  type DecisionLog,
  overridesOf,
  type Judgement,
  openDecisions,
  rawHash,
  select,
} from "../../../src/archive/records/decisions.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import { temporaryWorkspace } from "../../support/store-workspace.ts";
import { startCpuClock } from "../../support/cpu-time.ts";

const DOCUMENT = "003_00112233445566aa";
const RAW = "0123456789abcdef";

const remove = (block = 0, document = DOCUMENT): Judgement => ({
  action: "remove",
  document,
  block,
  raw: RAW,
});
const restore = (block = 0): Judgement => ({ action: "restore", document: DOCUMENT, block, raw: RAW });
const edit = (text: string, span: readonly [number, number], replacement: string): Judgement => ({
  action: "edit",
  document: DOCUMENT,
  block: 0,
  raw: RAW,
  text,
  span,
  replacement,
});
const verdict = (kind: "spam" | "article"): Judgement => ({
  action: "verdict",
  document: DOCUMENT,
  verdict: kind,
});
const undo = ({ id }: Decision): Judgement => ({ action: "undo", document: DOCUMENT, undoes: id });

function openLog(): { workspace: Workspace; log: DecisionLog } {
  const workspace = temporaryWorkspace();
  return { workspace, log: openDecisions(workspace) };
}

const standing = (log: DecisionLog) => log.standing(DOCUMENT).map(({ id }) => id);

describe("the log", () => {
  test("keeps decisions in order, each on a line of its own, with number and time", () => {
    const { workspace, log } = openLog();
    const made = [log.append(remove(0)), log.append(remove(1)), log.append(verdict("spam"))];
    expect(made.map(({ id }) => id.slice(0, 7))).toEqual(["000001-", "000002-", "000003-"]);
    expect(Date.now() - Date.parse(made[0]!.at)).toBeLessThan(60_000);
    expect(log.all()).toEqual(made);
    expect(openDecisions(workspace).all()).toEqual(made);
    expect(readFileSync(log.path, "utf8").trimEnd().split("\n")).toHaveLength(3);
  });

  test("is empty where nobody has decided anything, and makes no file", () => {
    const { log } = openLog();
    expect([log.all(), log.standing(), log.damaged()]).toEqual([[], [], []]);
  });

  test("shows what another process has added since", () => {
    const { workspace, log } = openLog();
    log.append(remove(0));
    openDecisions(workspace).append(remove(1));
    expect(log.all()).toHaveLength(2);
    expect(log.append(remove(2)).id).toMatch(/^000003-/u);
  });

  test("leaves a torn last line behind, and names it", () => {
    const { workspace, log } = openLog();
    const first = log.append(remove(0));
    appendFileSync(log.path, '{"id":"000002-00112233","at":"2031-0');
    expect(log.damaged()).toEqual([{ line: 2, text: '{"id":"000002-00112233","at":"2031-0' }]);
    const second = log.append(remove(1));
    expect(log.all()).toEqual([first, second]);
    const again = openDecisions(workspace);
    expect(again.all()).toEqual([first, second]);
    expect(again.damaged()).toEqual([{ line: 2, text: '{"id":"000002-00112233","at":"2031-0' }]);
  });

  test("counts a last line that only lacks its end", () => {
    const { workspace, log } = openLog();
    const first = log.append(remove(0));
    writeFileSync(log.path, readFileSync(log.path, "utf8").trimEnd());
    expect(log.all()).toEqual([first]);
    log.append(remove(1));
    const again = openDecisions(workspace);
    expect(again.all()).toHaveLength(2);
    expect(again.damaged()).toEqual([]);
  });

  test.each([
    ["no JSON", "gone wrong"],
    [
      "another action",
      JSON.stringify({ id: "000009-00112233", at: "2031-03-02T01:02:03.000Z", action: "burn" }),
    ],
    ["no number", JSON.stringify({ at: "2031-03-02T01:02:03.000Z", ...remove(0) })],
    ["a list", "[]"],
  ])("goes on without a line that is %s, and names it", (_, line) => {
    const { log } = openLog();
    log.append(remove(0));
    appendFileSync(log.path, `${line}\n`);
    log.append(remove(1));
    expect(log.all()).toHaveLength(2);
    expect(log.damaged()).toEqual([{ line: 2, text: line }]);
  });

  test.each<readonly [string, object]>([
    ["an action that there is not", { action: "burn", document: DOCUMENT }],
    ["a block without the hash of its text", { action: "remove", document: DOCUMENT, block: 1 }],
    ["a block below zero", { ...remove(0), block: -1 }],
    ["a span outside of the text", edit("石桥", [1, 3], "")],
    ["a span that ends before it begins", edit("石桥", [2, 1], "")],
    ["half a character", edit("𠮷祥", [0, 1], "")],
    ["a line break", edit("石桥", [1, 2], "山\n水")],
    ["a verdict that there is not", { ...verdict("spam"), verdict: "boring" }],
    ["an approval that does not say of what", { action: "approve", document: DOCUMENT }],
  ])("refuses %s", (_, judgement) => {
    const { log } = openLog();
    expect(() => log.append(judgement as Judgement)).toThrow(UsageError);
    expect(log.all()).toEqual([]);
  });

  test("says why it cannot be written", () => {
    const { workspace, log } = openLog();
    writeFileSync(workspace.reviewDir, "");
    expect(() => log.append(remove(0))).toThrow(WriteError);
  });
});

describe("what stands", () => {
  test("is the latest of decisions that contradict each other", () => {
    const { log } = openLog();
    const made = [remove(0), restore(0), remove(1), verdict("spam"), verdict("article"), restore(1)].map(
      (one) => log.append(one),
    );
    expect(log.standing(DOCUMENT)).toEqual([made[1], made[4], made[5]]);
  });

  test("is only what is of the document", () => {
    const { log } = openLog();
    log.append(remove(0));
    const other = log.append(remove(0, "004_00112233445566bb"));
    expect(log.standing("004_00112233445566bb")).toEqual([other]);
    expect(log.standing()).toHaveLength(2);
    expect(log.standing("005_00112233445566cc")).toEqual([]);
  });

  test("is what it was before a decision that is undone, and again after the undoing is undone", () => {
    const { log } = openLog();
    const first = log.append(remove(0));
    const second = log.append(restore(0));
    const undoing = log.append(undo(second));
    expect(standing(log)).toEqual([first.id]);
    log.append(undo(undoing));
    expect(standing(log)).toEqual([second.id]);
  });

  test("is every edit of a line, but of two of the same place the later one", () => {
    const { log } = openLog();
    const [first, , third, fourth] = [
      edit("石桥镇的水磨", [0, 2], "木桥"),
      edit("石桥镇的水磨", [4, 6], "风车"),
      edit("石桥镇的水磨", [5, 6], "车"),
      edit("木桥镇的水车", [3, 4], ""),
    ].map((one) => log.append(one));
    expect(standing(log)).toEqual([first!.id, third!.id, fourth!.id]);
  });
});

describe("what decisions come to for a page", () => {
  const { blocks } = readText("石桥镇的水磨\n分享\n磨坊一九五二年建成。");
  const hashes = blocks.map(rawHash);

  test("is blocks that stay, blocks that go, edits and a verdict", () => {
    const { log } = openLog();
    const made = [
      log.append({ ...remove(1), raw: hashes[1] } as Judgement),
      log.append({ ...restore(2), raw: hashes[2] } as Judgement),
      log.append({ ...edit("石桥镇的水磨", [0, 2], "木桥"), raw: hashes[0] } as Judgement),
      log.append(verdict("article")),
    ];
    const { overrides, stale } = overridesOf(log.standing(DOCUMENT), blocks);
    expect(overrides).toMatchObject({
      keep: new Map([[2, made[1]!.id]]),
      remove: new Map([[1, made[0]!.id]]),
      edits: [{ block: 0, text: "石桥镇的水磨", span: [0, 2], replacement: "木桥", decision: made[2]!.id }],
      verdict: { kind: "article", on: made[3]!.at.slice(0, 10), decision: made[3]!.id },
      stale: [],
    });
    expect(stale).toEqual([]);
  });

  test.each([
    ["another text", { block: 1, raw: RAW }],
    ["no such block", { block: 7, raw: hashes[1]! }],
  ])("leaves a decision out whose block has %s, and says so", (_, place) => {
    const { log } = openLog();
    const made = log.append({ action: "remove", document: DOCUMENT, ...place });
    const { overrides, stale } = overridesOf(log.standing(DOCUMENT), blocks);
    expect(overrides).toMatchObject({ remove: new Map(), stale: [made.id] });
    expect(stale).toEqual([made]);
  });
});

test("ten thousand decisions are read in a moment", () => {
  const { workspace, log } = openLog();
  mkdirSync(workspace.reviewDir);
  const lines = Array.from({ length: 10_000 }, (_, at) =>
    JSON.stringify({
      id: `${String(at + 1).padStart(6, "0")}-00112233`,
      at: "2031-03-02T01:02:03.000Z",
      ...remove(at % 40, `${String(at % 900).padStart(3, "0")}_00112233445566aa`),
    }),
  );
  writeFileSync(log.path, `${lines.join("\n")}\n`);
  const spent = startCpuClock();
  expect(select(log.standing(), "remove").length).toBeGreaterThan(1000);
  log.append(remove(0));
  expect(log.all()).toHaveLength(10_001);
  expect(spent()).toBeLessThan(3_000);
});
