/** Edits on edits come to what somebody would have got who made them one after the other. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { rewrite } from "../../../src/core/structure/rewriting.ts";
import type { Edit } from "../../../src/core/document/overrides.ts";

const asEdit = (text: string, span: readonly [number, number], replacement: string, at: number): Edit => ({
  block: 0,
  text,
  span,
  replacement,
  decision: `d${at}`,
});

function apply(
  text: string,
  edits: readonly { span: readonly [number, number]; replacement: string }[],
): string {
  return edits
    .toReversed()
    .reduce(
      (now, { span: [from, to], replacement }) => now.slice(0, from) + replacement + now.slice(to),
      text,
    );
}

const steps = fc.array(fc.tuple(fc.nat(12), fc.nat(4), fc.constantFrom("", "山", "水水", "12")), {
  maxLength: 8,
});

test("a chain of edits", () => {
  fc.assert(
    fc.property(fc.constantFrom("", "石桥", "青湾镇的老粮站空了二十六年"), steps, (text, chain) => {
      let now: string = text;
      const edits = chain.map(([from, length, replacement], at) => {
        const start = Math.min(from, now.length);
        const made = asEdit(now, [start, Math.min(start + length, now.length)], replacement, at);
        now = apply(now, [made]);
        return made;
      });
      const rewritings = rewrite(text, edits);
      // A chain that comes back to the text itself starts again from there: then the last edit still holds.
      if (!edits.slice(1).some((edit) => edit.text === text)) expect(apply(text, rewritings)).toBe(now);
      for (const [at, { span }] of rewritings.entries()) {
        expect(span[0]).toBeLessThanOrEqual(span[1]);
        expect(span[0]).toBeGreaterThanOrEqual(rewritings[at - 1]?.span[1] ?? 0);
      }
    }),
    { numRuns: 2000 },
  );
});

test("places of the same text, in whatever order they were edited", () => {
  const text = "石桥镇的水磨";
  const edits = [
    asEdit(text, [4, 5], "火", 0),
    asEdit(text, [0, 2], "木桥", 1),
    asEdit(text, [6, 6], "。", 2),
  ];
  for (const order of [edits, edits.toReversed()]) {
    expect(apply(text, rewrite(text, order))).toBe("木桥镇的火磨。");
  }
});

test("the later of two edits of one place", () => {
  const text = "石桥镇的水磨";
  const edits = [asEdit(text, [0, 2], "木桥", 0), asEdit(text, [1, 3], "山村", 1)];
  expect(rewrite(text, edits)).toEqual([{ span: [1, 3], replacement: "山村", decisions: ["d1"] }]);
});

test("an edit of another text is left out", () => {
  expect(rewrite("石桥", [asEdit("木桥", [0, 1], "竹", 0)])).toEqual([]);
});
