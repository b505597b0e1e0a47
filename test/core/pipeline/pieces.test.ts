import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markChanges } from "../../../src/core/pipeline/pieces.ts";
import type { Change } from "../../../src/core/document/finding.ts";

function change(
  stage: string,
  span: readonly [number, number] | undefined,
  before: string,
  replacement?: string,
): Change {
  return {
    stage,
    block: 0,
    reason: "test",
    before,
    ...(span === undefined ? {} : { span }),
    ...(replacement === undefined ? {} : { replacement }),
  };
}

/** Applies changes the plain way: one text after the other. */
function applied(text: string, changes: readonly Change[]): string {
  return changes.reduce((current, { span, replacement }) => {
    const [from, to] = span ?? [0, current.length];
    return current.slice(0, from) + (replacement ?? "") + current.slice(to);
  }, text);
}

describe("markChanges", () => {
  test.each([
    ["no change", "青石镇通水", [], "青石镇通水"],
    ["the whole line", "上一篇", [change("links", undefined, "上一篇")], "[-上一篇-]"],
    ["a comma", "水,来了", [change("marks", [1, 2], ",", "，")], "水[-,-]{+，+}来了"],
    [
      "two marks of one stage",
      "水,来.",
      [change("marks", [1, 2], ",", "，"), change("marks", [3, 4], ".", "。")],
      "水[-,-]{+，+}来[-.-]{+。+}",
    ],
    [
      "a second stage removes what the first put in",
      "水,来",
      [change("marks", [1, 2], ",", "，"), change("tail", [1, 3], "，来")],
      "水[-,来-]",
    ],
  ])("%s", (_, text, changes, shown) => {
    const signs = { kept: ["", ""], removed: ["[-", "-]"], added: ["{+", "+}"] } as const;
    const pieces = markChanges(text, changes).map(({ mark, text }) => signs[mark][0] + text + signs[mark][1]);
    expect(pieces.join("")).toBe(shown);
  });

  test("the spans of a stage that ran twice count in the text of each pass", () => {
    const changes = [change("pairs", [0, 2], "aa", "b"), { ...change("pairs", [0, 2], "bc", "d"), pass: 2 }];
    expect(markChanges("aac", changes).filter(({ mark }) => mark !== "removed")).toEqual([
      { mark: "added", text: "d" },
    ]);
  });

  test("kept and removed pieces are the old text, kept and added ones the new", () => {
    const edit = fc.record({
      stage: fc.nat(1000).map((n) => `stage-${n}`),
      ends: fc.tuple(fc.nat(20), fc.nat(20)),
      replacement: fc.string({ maxLength: 4 }),
    });
    fc.assert(
      fc.property(
        fc.string({ maxLength: 12 }),
        fc.uniqueArray(edit, { selector: (e) => e.stage, maxLength: 6 }),
        (text, edits) => {
          const changes: Change[] = [];
          for (const { stage, ends, replacement } of edits) {
            const current = applied(text, changes);
            const [from, to] = ends.map((end) => Math.min(end, current.length)).toSorted((a, b) => a - b) as [
              number,
              number,
            ];
            changes.push(change(stage, [from, to], current.slice(from, to), replacement));
          }
          const pieces = markChanges(text, changes);
          const join = (mark: "removed" | "added") =>
            pieces
              .filter((piece) => piece.mark === "kept" || piece.mark === mark)
              .map((piece) => piece.text)
              .join("");
          expect(join("removed")).toBe(text);
          expect(join("added")).toBe(applied(text, changes));
        },
      ),
    );
  });
});
