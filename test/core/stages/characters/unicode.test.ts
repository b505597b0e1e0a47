/** Characters that are not what they look like. */
import { describe, expect, test } from "vitest";
import { characterOfRadical } from "../../../../src/core/stages/characters/homoglyphs.ts";
import { unicode } from "../../../../src/core/stages/characters/unicode.ts";
import { documentOf, findingsOf, repair } from "../../../support/apply-stages.ts";

type Row = readonly [before: string, after: string];

const repaired: Readonly<Record<string, readonly Row[]>> = {
  "radicals that stand for characters": [
    ["⽂化站", "文化站"],
    ["⼈⺠广场", "人民广场"],
    ["青⻘禾苗", "青青禾苗"],
    ["看⻅⻢车过桥", "看见马车过桥"],
    ["⼀年之计", "一年之计"],
    ["⻓江、⻩河两岸", "长江、黄河两岸"],
    ["⻝堂开⻔了", "食堂开门了"],
    ["⻰⻁山下", "龙虎山下"],
    ["⽔⽊⽇⽉都是字", "水木日月都是字"],
    ["⾼速路⼝的⻋", "高速路口的车"],
    ["路旁的⼯⼚", "路旁的工厂"],
    ["⻘年⻛⻆", "青年风角"],
    ["⼝⽿相传", "口耳相传"],
    ["⺡水写作", "氵水写作"],
    ["走⻌儿", "走辶儿"],
  ],
  "full-width letters and digits": [
    ["２０２３年", "2023年"],
    ["Ａ股与Ｂ超", "A股与B超"],
    ["ＧＤＰ增长２３．５％", "GDP增长23.5％"],
    ["ＡＢＣ岗", "ABC岗"],
    ["１．攻项目", "1．攻项目"],
    ["１２３４５热线", "12345热线"],
    ["Ｗｉｎｄｏｗｓ系统", "Windows系统"],
    ["第３章第１２节", "第3章第12节"],
    ["Ｔ恤", "T恤"],
    ["３．１４", "3.14"],
  ],
  "invisible characters": [
    ["\ufeff青禾镇", "青禾镇"],
    ["青\u200b禾\u200b镇", "青禾镇"],
    ["co\u00adoperation", "cooperation"],
    ["青\u200d禾\u200c镇", "青禾镇"],
    ["\u200e青禾\u202c", "青禾"],
    ["青\u2060禾", "青禾"],
    ["\u200b", ""],
    ["👩\u200b走了", "👩走了"],
  ],
  composition: [
    ["Cafe\u0301", "Café"],
    ["\u212b", "Å"],
    ["\uf900年", "豈年"],
    ["か\u3099", "が"],
    ["\u1112\u1161\u11ab", "한"],
    ["e\u200b\u0301", "é"],
    ["Ｅ\u0301", "É"],
  ],
};

const untouched: Readonly<Record<string, readonly string[]>> = {
  "what NFKC would destroy": [
    "①②③",
    "占地300㎡",
    "Ⅱ级",
    "㈠总则",
    "％～￥",
    "，：；！？（）",
    "ﬁ",
    "½",
    "℃ ℡ №",
    "……",
    "x²",
  ],
  "radicals as radicals": ["⻌", "“⻅”字旁", "部首：⼀、⼁、⼂", "⼀⼁⼂⼃", "⺡旁", "⻌字底的字", "⺮字头"],
  "strokes are no characters": ["㇐㇑㇒", "先写㇐再写㇑"],
  "parts of characters": ["三点水写作氵，⺡是部首"],
  "joiners that scripts and emoji need": [
    "👩\u200d👩\u200d👧一家",
    "👩🏽\u200d🚀",
    "❤\ufe0f\u200d🔥",
    "می\u200cخواهم",
    "क्\u200dष",
    "שלום \u200fabc",
    "ภาษา\u200bไทย",
  ],
  "what is not ours to decide": [
    "\ue000\uf8ff",
    "葛\u{e0100}城",
    "㛃䶮𬭎𠮷",
    "後来的著作",
    "\ud800",
    "ｱｲｳ",
    "．．",
    "青．禾",
  ],
};

describe("look-alikes are written as what they are", () => {
  for (const [topic, rows] of Object.entries(repaired)) {
    describe(topic, () => {
      test.for(rows)("%j", ([before, after]) => {
        expect(repair(before, [unicode])).toBe(after);
        expect(repair(after, [unicode])).toBe(after);
        expect(after).toBe(after.normalize("NFC"));
      });
    });
  }
});

describe("everything else stays as it is", () => {
  for (const [topic, rows] of Object.entries(untouched)) {
    describe(topic, () => {
      test.for(rows)("%j", (text) => {
        expect(repair(text, [unicode])).toBe(text);
      });
    });
  }
});

test("adjoining characters of one kind are one finding", () => {
  expect(findingsOf(unicode, documentOf(["２０２３年\u200b，⽂⺠间e\u0301"]))).toEqual([
    { block: 0, span: [0, 4], replacement: "2023", reason: "full-width" },
    { block: 0, span: [5, 6], replacement: "", reason: "invisible" },
    { block: 0, span: [7, 9], replacement: "文民", reason: "radical" },
    { block: 0, span: [10, 12], replacement: "é", reason: "composition" },
  ]);
});

describe("the table of radicals", () => {
  const radicals = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at));

  test("has all 214 of Kangxi", () => {
    const kangxi = radicals(0x2f00, 0x2fd5);
    expect(kangxi).toHaveLength(214);
    for (const radical of kangxi) expect(characterOfRadical(radical)).toBe(radical.normalize("NFKC"));
  });

  test("has every one of the supplement that Unicode equates, each with one character", () => {
    const supplement = radicals(0x2e80, 0x2ef3);
    const without = supplement.filter((radical) => characterOfRadical(radical) === undefined);
    // One is a stroke that no character is, the other is not assigned.
    expect(without).toEqual(["\u2e80", "\u2e9a"]);
    for (const radical of supplement) {
      expect(characterOfRadical(radical) ?? "一").toMatch(/^(?![\u2e80-\u2fd5])\p{Script=Han}$/u);
    }
    // Those two that have a compatibility mapping agree with it.
    for (const radical of ["⺟", "⻳"]) {
      expect(characterOfRadical(radical)).toBe(radical.normalize("NFKC"));
    }
  });
});

test("a finding never cuts a character in two", () => {
  expect(findingsOf(unicode, documentOf(["♪\u{1d15e}"]))).toEqual([
    { block: 0, span: [1, 3], replacement: "\u{1d157}\u{1d165}", reason: "composition" },
  ]);
});
