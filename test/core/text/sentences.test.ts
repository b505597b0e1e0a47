import { describe, expect, test } from "vitest";
import {
  countClauseMarks,
  countSentenceEnds,
  endsInEllipsis,
  endsSentence,
  isProse,
} from "../../../src/core/text/sentences.ts";
import { startCpuClock } from "../../support/cpu-time.ts";

describe("marks that end a sentence", () => {
  test.each([
    ["门开了。", 1],
    ["门开了吗？开了！", 2],
    ["门开了……", 2],
    ["门开了!", 1],
    ["门开了?", 1],
    ["“门开了”?", 1],
    ["门开了.", 1],
    ["门开了. 人来了.", 2],
    ["增长3.14个百分点", 0],
    ["1.攻项目", 0],
    ["1. 攻项目", 0],
    ["12. 攻项目", 0],
    ["A.青湾 B.白石", 0],
    ["www.qingwan.example", 0],
    ["09:20 青湾日报", 0],
    ["青湾镇，老粮站；阅览室", 0],
    ["", 0],
  ])("in %s: %i", (text, ends) => {
    expect(countSentenceEnds(text)).toBe(ends);
  });
});

describe("marks inside a sentence", () => {
  test.each([
    ["早晨，门开了；人来了：坐下了", 3],
    ["早晨,门开了;人来了:坐下了", 3],
    ["09:20", 0],
    ["读书、下棋", 0],
  ])("in %s: %i", (text, marks) => {
    expect(countClauseMarks(text)).toBe(marks);
  });
});

describe("a line that ends its sentence", () => {
  test.each([
    "门开了。",
    "门开了！",
    "“门开了。”",
    "（门开了。）",
    "门开了。  ",
    "具体如下：",
    "一是修路；",
    "门开了.",
    "门开了…",
    "The door opened.",
    "门开了。」",
  ])("%s", (text) => {
    expect(endsSentence(text)).toBe(true);
  });

  test.each([
    "门开了",
    "门开了，",
    "老粮站（一期）",
    "“老粮站”",
    "3.",
    "2031-03-02",
    "门。开了",
    "",
    "更多>>",
  ])("not %s", (text) => {
    expect(endsSentence(text)).toBe(false);
  });
});

describe("prose", () => {
  test.each([
    "青湾镇的老粮站空了二十六年。",
    "“粮站存的是粮，阅览室存的也是粮。”",
    "青湾镇的老粮站空了二十六年.",
    "青湾镇老粮站的六间仓房今年春天全部改成了阅览室，木板刨平做成桌子，旧书从邻近几个村收来，放学的孩子和赶集的老人，都爱去坐一坐，还有人从县城来",
    `${"青湾镇老粮站改成了阅览室，".repeat(6)}第一天来了九十人`,
  ])("%s", (text) => {
    expect(isProse(text)).toBe(true);
  });

  test.each([
    "",
    "好。",
    "老粮站改成了阅览室",
    "来源：青湾日报",
    "首页 新闻 政务 服务 互动",
    "3月1日，记者从白石村获悉，晒坝已经修好...",
    "3月1日，记者从白石村获悉，晒坝已经修好……",
    `${"青湾厂房出租 ".repeat(12)}`,
  ])("not %s", (text) => {
    expect(isProse(text)).toBe(false);
  });
});

describe("a teaser breaks off", () => {
  test.each([
    "晒坝已经修好...",
    "晒坝已经修好……",
    "晒坝已经修好…",
    "晒坝已经修好。。。",
    "“晒坝已经修好……”",
    "晒坝已经修好...... ",
  ])("%s", (text) => {
    expect(endsInEllipsis(text)).toBe(true);
  });

  test.each(["晒坝……已经修好", "晒坝已经修好。", "晒坝已经修好。。", "", "..a"])("not %s", (text) => {
    expect(endsInEllipsis(text)).toBe(false);
  });
});

test("take no more than a millisecond a kilobyte", () => {
  const texts = [
    `${"”）".repeat(50_000)}。`,
    "…".repeat(100_000),
    "。 ".repeat(50_000),
    "a.".repeat(50_000),
    `${" ".repeat(100_000)}。`,
  ];
  const spent = startCpuClock();
  for (const text of texts)
    [countSentenceEnds, countClauseMarks, endsSentence, isProse, endsInEllipsis].forEach((measure) =>
      measure(text),
    );
  expect(spent()).toBeLessThan(2000);
});
