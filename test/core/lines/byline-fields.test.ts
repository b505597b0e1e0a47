import { expect, test } from "vitest";
import { readBylineFields } from "../../../src/core/lines/byline-fields.ts";
import type { Metadata } from "../../../src/core/document/document.ts";
import { startCpuClock } from "../../support/cpu-time.ts";

test.each<[string, Metadata]>([
  ["来源：青湾日报", { source: "青湾日报" }],
  ["来源: 青湾日报", { source: "青湾日报" }],
  ["文章来源：青湾日报", { source: "青湾日报" }],
  ["稿源：青湾日报　作者：许三桥", { source: "青湾日报", author: "许三桥" }],
  ["来源：青湾日报记者：许三桥", { source: "青湾日报", author: "许三桥" }],
  ["来源：青湾日报｜责编：陆远山", { source: "青湾日报", editor: "陆远山" }],
  ["（责任编辑：陆远山）", { editor: "陆远山" }],
  ["【编辑：陆远山】", { editor: "陆远山" }],
  ["來源：青灣日報　責任編輯：陸遠山", { source: "青灣日報", editor: "陸遠山" }],
  ["文/许三桥", {}],
  ["2031-03-02 09:20", { published: "2031-03-02T09:20:00+08:00" }],
  [
    "2031年3月2日 来源：青湾日报 点击：58",
    { published: "2031-03-02", source: "青湾日报", fields: { 点击: "58" } },
  ],
  ["更新时间：2031-03-05 发布时间：2031-03-02 09:20", { published: "2031-03-02T09:20:00+08:00" }],
  ["2031-03-02 发布", { published: "2031-03-02" }],
  ["浏览次数：1,312 阅读量：20", { fields: { 浏览次数: "1,312", 阅读量: "20" } }],
  ["作者：　　来源：青湾日报", { source: "青湾日报" }],
  ["作者： 来源：青湾日报", { source: "青湾日报" }],
  ["来源：", {}],
  ["来源：青湾日报 浏览次数：", { source: "青湾日报" }],
  ["青湾日报", {}],
  ["", {}],
])("%s", (line, wanted) => {
  expect(readBylineFields(line)).toEqual(wanted);
});

test("takes no more than a millisecond a kilobyte", () => {
  const lines = [
    `来源：${"青".repeat(100_000)}`,
    "来源：".repeat(30_000),
    `点击${" ".repeat(100_000)}`,
    "作者 ".repeat(30_000),
  ];
  const spent = startCpuClock();
  for (const line of lines) readBylineFields(line);
  expect(spent()).toBeLessThan(2000);
});
