/** The words that spam has more often than articles, counted. */
import { describe, expect, test } from "vitest";
import { shippedCues } from "../../../src/core/cues/shipped.ts";
import { shapeOf } from "../../../src/core/cues/line-shape.ts";
import { readText } from "../../../src/core/page/read.ts";
import { spamRow } from "../../../src/core/verdict/spam-likelihood.ts";

/** Values of the features: phrases, promises, reporting. */
function rowOf(...lines: readonly string[]): readonly number[] {
  return spamRow(readText(`${lines.join("\n")}\n`).blocks.map(shapeOf), shippedCues());
}

test.each([
  ["sales", "欢迎致电"],
  ["betting", "手机版下载"],
  ["illicit", "不看征信"],
  ["spun", "不克不及"],
])("phrases of the kind %s", (_, phrase) => {
  expect(rowOf(`白石村的竹篮，${phrase}`)[0]).toBeCloseTo(0.1 * Math.sqrt(100));
  expect(rowOf("白石村的竹篮，摆在渡口")[0]).toBe(0);
});

describe("promises", () => {
  test.each(["放心", "百分之百", "远销", "一条龙", "诚信", "包邮", "返利", "好礼", "质保", "回头客"])(
    "%s",
    (promise) => {
      expect(rowOf(`白石村的竹篮${promise}`)[1]).toBe(1);
    },
  );

  test("of quotations and names of books count nothing", () => {
    expect(rowOf("他只说“放心”两个字")[1]).toBe(0);
    expect(rowOf("他只說「放心」兩個字")[1]).toBe(0);
    expect(rowOf("他读的是《诚信》")[1]).toBe(0);
  });

  test("count by the root of their number in a hundred characters, a shorter text being taken for as long", () => {
    expect(rowOf("放心，专业，领先，知名")[1]).toBe(2);
    expect(rowOf("篮".repeat(96), "放心专业")[1]).toBeCloseTo(Math.sqrt(2));
    expect(rowOf("篮".repeat(196), "放心专业")[1]).toBe(1);
  });
});

describe("what only a report says", () => {
  test.each([
    [
      "who was there",
      [
        "记者来到老粮站",
        "本報訊",
        "青湾日报电 老粮站开门",
        "据青湾日报报道",
        "据青湾日报消息",
        "据青湾日报監測",
        "据镇里统计",
        "据气象站监测",
        "據說",
        "获悉此事",
      ],
      [1, 1, 1, 1, 1, 1, 1, 1, 0, 1],
    ],
    [
      "who told it",
      [
        "沈月桥说，",
        "陆远山表示：",
        "她坦言，",
        "老人回忆，",
        "镇里提醒，",
        "校长认为，",
        "“来坐。”沈月桥说",
        "说书的老人",
      ],
      [1, 1, 1, 1, 1, 1, 1, 0],
    ],
    [
      "when it was",
      ["昨天开门", "昨晚落锁", "前天收书", "上周修桌", "日前开门", "3月2日开门", "三月开门"],
      [1, 1, 1, 1, 1, 1, 0],
    ],
    [
      "which office acted",
      [
        "民警来过",
        "法院来过",
        "派出所来过",
        "管委会来过",
        "县局来过",
        "省厅来过",
        "教育局来过",
        "公安局来过",
        "住建局来过",
        "农业农村局来过",
        "邮局来过",
      ],
      [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0],
    ],
  ] as const)("%s", (_, lines, counts) => {
    expect(lines.map((line) => rowOf(line)[2])).toEqual(counts);
  });

  test("each counts once, wherever it stands", () => {
    expect(rowOf("记者来过，记者又来", "昨天", "上周", "沈月桥说，好", "民警来过")[2]).toBe(4);
  });
});
