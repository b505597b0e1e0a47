/** Which change of a receipt does not fit, and what it costs to find out. */
import { expect, test } from "vitest";
import { findWrongChange } from "../../../src/archive/corpus/verify.ts";
import type { Block } from "../../../src/core/document/document.ts";
import type { Change } from "../../../src/core/document/finding.ts";
import { readText } from "../../../src/core/page/read.ts";

const { blocks } = readText("渡口换船\n新船长十八米。\n旧船卖给了对岸。\n");

const sound: readonly Change[] = [
  { stage: "a", block: 1, span: [2, 3], replacement: "宽", reason: "x", before: "长" },
  { stage: "a", block: 2, reason: "x", before: "旧船卖给了对岸。" },
  { stage: "b", block: 1, span: [2, 3], reason: "x", before: "宽" },
  { stage: "a", pass: 2, block: 1, reason: "x", before: "新船十八米。" },
];

test("a change is held against what its stage saw", () => {
  expect(findWrongChange(blocks, sound)).toBeUndefined();
  // As it came, not as stage b saw it.
  const wrong = sound.with(2, { ...sound[2]!, before: "长" });
  expect(findWrongChange(blocks, wrong)).toBe(wrong[2]);
});

test("a block that is gone already is no place for a change", () => {
  const late: Change = { stage: "c", block: 2, reason: "x", before: "旧船卖给了对岸。" };
  expect(findWrongChange(blocks, [...sound, late])).toBe(late);
});

test("twice the steps are twice the work", () => {
  let reads = 0;
  const counted = blocks.map((block): Block => ({
    ...block,
    get index() {
      reads += 1;
      return block.index;
    },
  }));
  const readsOf = (steps: number) => {
    reads = 0;
    const changes = Array.from({ length: steps }, (_, at): Change => ({
      stage: `s${at}`,
      block: 2,
      span: [0, 0],
      replacement: "",
      reason: "x",
      before: "",
    }));
    expect(findWrongChange(counted, changes)).toBeUndefined();
    return reads;
  };
  expect(readsOf(400)).toBeLessThan(2.5 * readsOf(200));
});
