import { describe, expect, test } from "vitest";
import { findBreaks } from "../src/measures/broken-text.ts";

describe("breaks", () => {
  test.each([
    ["tokens", "xK7utQbPeRZn2Lw9技术，施工，管理等角度。"],
    ["controls", "产品\u0006\u0005名称"],
    ["listings", "服务区域包括[‘白石村’, ‘柳林村’, []]等。"],
    ["seams", "首要的问题是结合实际。，着力提高水平。"],
    ["seams", "适于大面积使用。。"],
    ["midway", "的以来，对秋收工作做出了部署。"],
    ["midway", "5.5之间，温度正常时可以开始。"],
    ["brackets", "（[一)薪水，奖金；"],
  ] as const)("%s: %s", (name, line) => {
    const found = findBreaks([line])[name];
    expect(typeof found === "number" ? found : found.length).toBeGreaterThan(0);
  });

  test.each([
    "新款Nova Pro 11搭载QwaveX2芯片，支持Wi-Fi 7。",
    "下载地址是https://www.qingwan.example/xK7utQbPeRZn2Lw9，今晚开放。",
    "的士司机老韩救了一个孩子。",
    "“船在人就在。”他说，“水也在。”",
    "他想了很久。。。",
    "[编者按]这是三年前的稿子。",
    "1米以下的孩子免票。",
  ])("none: %s", (line) => {
    expect(findBreaks([line])).toEqual({
      tokens: [],
      controls: 0,
      listings: 0,
      seams: 0,
      midway: 0,
      brackets: 0,
    });
  });
});
