import { describe, expect, test } from "vitest";
import { countLines } from "../../../src/desk/report/repeated-lines.ts";
import type { Change } from "../../../src/core/document/finding.ts";

const removal = (before: string, change: Partial<Change> = {}): Change => ({
  stage: "copyright",
  block: 0,
  reason: "notice",
  before,
  ...change,
});

describe("lines", () => {
  test("are counted once a document, with their hosts and their stage", () => {
    const lines = countLines();
    lines.add("a.example", [removal("版权所有  青湾"), removal("版权所有 青湾"), removal("只此一回")]);
    lines.add("b.example", [removal("版权所有 青湾", { stage: "content" })]);
    expect(lines.top(5)).toEqual([{ text: "版权所有 青湾", documents: 2, hosts: 2, stage: "copyright" }]);
  });

  test.each([
    ["a part of a line", removal("责编", { span: [0, 2] })],
    ["what became something else", removal("浇地,如今", { replacement: "浇地，如今" })],
    ["a single mark", removal("·")],
    ["a blank line", removal("  ")],
  ])("%s is none", (_, change) => {
    const lines = countLines();
    for (const host of ["a.example", "b.example"]) lines.add(host, [change]);
    expect(lines.top(5)).toEqual([]);
  });

  test("that are frequent are found among ever new ones, and those that are rare are forgotten", () => {
    const lines = countLines(100);
    const pages = 5000;
    for (let at = 0; at < pages; at += 1) {
      const all = [1, 2, 3].map((line) => `第${at}页的第${line}行`);
      if (at % 2 === 0) all.push("每隔一页都有");
      if (at >= pages - 100) all.push("后来才每页都有");
      if (at === 0 || at === pages - 1) all.push("头尾各一回");
      lines.add(
        "a.example",
        all.map((text) => removal(text)),
      );
    }
    expect(lines.top(1000)).toMatchObject([
      { text: "每隔一页都有", documents: 2500 },
      { text: "后来才每页都有", documents: 100 },
    ]);
  });
});
