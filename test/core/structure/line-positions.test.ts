import { expect, test } from "vitest";
import { shippedCues } from "../../../src/core/cues/shipped.ts";
import { linePositions } from "../../../src/core/structure/line-positions.ts";
import { readText } from "../../../src/core/page/read.ts";

const PARAGRAPH = "渡口的船靠了岸，卸下三百担新谷，等着的人都围了上来。";

test("what recurs between paragraphs stands as if below them", () => {
  const lines = [
    "渡口",
    PARAGRAPH,
    "老桥",
    PARAGRAPH.replace("三", "四"),
    "转给朋友",
    PARAGRAPH.replace("三", "五"),
  ];
  const positions = (all: readonly string[]) => {
    const { blocks } = readText(all.join("\n"));
    const positionIn = linePositions(blocks, shippedCues());
    return blocks.map((_, at) => positionIn(at));
  };
  expect(positions(lines)).toEqual(["head", "body", "body", "body", "body", "body"]);
  expect(positions(lines.map((line) => (line.length > 4 ? line : "转给朋友")))).toEqual([
    "tail",
    "body",
    "tail",
    "body",
    "tail",
    "body",
  ]);
});
