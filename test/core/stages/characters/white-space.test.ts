/** Spaces in Chinese lines: which separate, and which are only in the way. */
import { describe, expect, test } from "vitest";
import { whiteSpace } from "../../../../src/core/stages/characters/white-space.ts";
import { documentOf, findingsOf, repair } from "../../../support/apply-stages.ts";

type Row = readonly [before: string, after: string];

const repaired: Readonly<Record<string, readonly Row[]>> = {
  "indents and trailing space": [
    ["　　青禾镇位于云溪北岸。", "青禾镇位于云溪北岸。"],
    ["\u00a0\u00a0\u00a0\u00a0青禾镇位于云溪北岸。", "青禾镇位于云溪北岸。"],
    ["\u00a0 \u00a0 青禾镇位于云溪北岸。\u00a0", "青禾镇位于云溪北岸。"],
    ["\t青禾镇位于云溪北岸。  ", "青禾镇位于云溪北岸。"],
    ["  主动出击", "主动出击"],
    ["\u2003青禾", "青禾"],
    ["\u00a0", ""],
    ["  Hello  ", "Hello"],
    ["\u3000\u00a0 云溪涨水了。 \u3000", "云溪涨水了。"],
    ["\u2002\u2003\u2009云溪涨水了。", "云溪涨水了。"],
  ],
  "a space between two Chinese characters of a sentence": [
    ["青禾镇 位于云溪北岸。", "青禾镇位于云溪北岸。"],
    ["青禾镇\u00a0位于云溪北岸，风景很好。", "青禾镇位于云溪北岸，风景很好。"],
    ["他们　修了　两年路，终于通车。", "他们修了两年路，终于通车。"],
    ["记者 林远 报道：稻子熟了。", "记者林远报道：稻子熟了。"],
    ["㛃县 与 𠮷河相邻，一望无际。", "㛃县与𠮷河相邻，一望无际。"],
    [
      "定了！青禾 大桥明年通车，全长 三千米，双向 六车道，两岸 群众往返只要一刻钟，再也不用绕行云溪老渡口！",
      "定了！青禾大桥明年通车，全长三千米，双向六车道，两岸群众往返只要一刻钟，再也不用绕行云溪老渡口！",
    ],
  ],
  "the space behind an address separates, one before a word does not": [
    [
      "打开https://qinghe.example/渡口　就能看到，不必登录。",
      "打开https://qinghe.example/渡口 就能看到，不必登录。",
    ],
    ["见www.qinghe.example/渡口/码头 一页，图在 下面。", "见www.qinghe.example/渡口/码头 一页，图在下面。"],
    ["打开https://qinghe.example，渡口 就在上面。", "打开https://qinghe.example，渡口就在上面。"],
  ],
  "a full-width space behind the number of an article becomes a plain one": [
    ["第四十七条　渡口由镇里管，船由船工管。", "第四十七条 渡口由镇里管，船由船工管。"],
    ["渡口 今天开船。记者　林远　摄", "渡口今天开船。记者 林远 摄"],
  ],
  "a space beside a full-width mark": [
    ["他退休了， 回到青禾。", "他退休了，回到青禾。"],
    ["他说 ：“好。”", "他说：“好。”"],
    ["他说： “好。”", "他说：“好。”"],
    ["“一起修路。” 他说。", "“一起修路。”他说。"],
    ["“ 一起修路 ”他说。", "“一起修路”他说。"],
    ["早稻、 晚稻和 《农书》。", "早稻、晚稻和《农书》。"],
    ["《 青禾日报 》 （ 2024年5月10日 04 版）", "《青禾日报》 （2024年5月10日 04 版）"],
    [
      "《 青禾日报 》（ 2024年5月10日 04 版）报道，收成不错。",
      "《青禾日报》（2024年5月10日 04 版）报道，收成不错。",
    ],
    ["新机 Nova （国行）开售，售价不高。", "新机 Nova（国行）开售，售价不高。"],
    ["坦言， 3000元不够。", "坦言，3000元不够。"],
    ["他沉默…… 然后走了。", "他沉默……然后走了。"],
    ["三天三夜 —— 他没有合眼。", "三天三夜——他没有合眼。"],
    ["青禾： 一座小城", "青禾：一座小城"],
    ["为什么？ 没有人知道", "为什么？没有人知道"],
  ],
  "unusual and repeated spaces that separate": [
    ["青禾　云溪", "青禾 云溪"],
    ["奋力开创新局面　全县齐动员", "奋力开创新局面 全县齐动员"],
    ["来源  青禾日报", "来源 青禾日报"],
    ["Hello\u00a0world，你好。", "Hello world，你好。"],
    ["iPhone   16 发布了。", "iPhone 16 发布了。"],
    ["共有\u00a030\u00a0块。", "共有 30 块。"],
    ["甲\t乙\t丙", "甲 乙 丙"],
    ["（记者　林远　周宁）今天，路通了。", "（记者 林远 周宁）今天，路通了。"],
  ],
  "labels of spaced characters": [
    ["传  真：0512-53660000", "传真：0512-53660000"],
    ["邮　箱：info@example.invalid", "邮箱：info@example.invalid"],
    ["联 系 人：林远", "联系人：林远"],
    ["电　话 ：0512", "电话：0512"],
    ["电  话：0512 传  真：0513", "电话：0512 传真：0513"],
    ["审 读：周宁", "审读：周宁"],
    ["目 录：", "目录："],
    ["主 持 人：周宁", "主持人：周宁"],
    ["编\u00a0辑：林远", "编辑：林远"],
    ["地    址:青禾路1号", "地址:青禾路1号"],
  ],
};

const untouched: Readonly<Record<string, readonly string[]>> = {
  "spaces of headlines": [
    "奋力开创新局面 全县齐动员",
    "站稳百强 ——在全县大会上的讲话",
    "一路前行 “青禾号”首航",
    "《青禾志》 导读",
    "通知 （征求意见稿）",
    "青禾 云溪 两地牵手",
    "身价过亿，住在青禾 一家三口很低调",
    "雨过天晴 三农专家这样说……",
  ],
  "spaces between Latin words and numbers, and beside Chinese": [
    "他用 Windows 脚本写了 3 页，交了上来。",
    "iPhone 16 发布了。",
    "一共 30 块。",
    "新华书店讯 5月1日，书店开门。",
    "Go Rust Zig",
    "第 3 章",
    "1. 攻项目",
    "1. 攻项目、重实效。",
    "the “best” practice of 青禾, she said。",
    "GB/T 1234 标准，今年修订。",
  ],
  "what stands before and behind the sentences of a line": [
    "第四十七条 渡口由镇里管，船由船工管。",
    "第三章 船与桨，由船工自备。",
    "2、桨的长短 桨比人高一头，划起来才省力。",
    "三、渡口 渡口在北岸，码头在南岸。",
    "渡口今天开船。本报记者 林远 摄",
    "“船来了！”青禾摄影队 周宁 摄",
    "青禾渡口开船青禾台1月13日讯 渡口今天开船，客人不少。",
  ],
  "names in brackets and datelines": [
    "（记者 林远 周宁）今天，路通了。",
    "路通了，大家很高兴。（编辑 林远）",
    "本报青禾1月5日电 记者从县里获悉，路通了。",
    "青禾网10月4日讯 国庆长假过半，游人不减。",
    "总监制：邹 明",
    "林远 摄",
    "青禾大桥 资料图",
    "图/周宁 文/林远",
    "来源：青禾日报 编辑：林远",
  ],
  "other scripts": ["한국어 문장입니다, 안녕.", "これは ペン です。", "Это предложение。", ""],
};

describe("needless spaces go", () => {
  for (const [topic, rows] of Object.entries(repaired)) {
    describe(topic, () => {
      test.for(rows)("%j", ([before, after]) => {
        expect(repair(before, [whiteSpace])).toBe(after);
        expect(repair(after, [whiteSpace])).toBe(after);
      });
    });
  }
});

describe("separating spaces stay", () => {
  for (const [topic, rows] of Object.entries(untouched)) {
    describe(topic, () => {
      test.for(rows)("%j", (text) => {
        expect(repair(text, [whiteSpace])).toBe(text);
      });
    });
  }
});

test("a title keeps its spaces though it reads as a sentence", () => {
  const text = "路通了。 大家 很高兴，真的";
  expect(repair(text, [whiteSpace], "title")).toBe("路通了。大家 很高兴，真的");
  expect(repair(text, [whiteSpace], "paragraph")).toBe("路通了。大家很高兴，真的");
});

test("findings name one run of spaces each", () => {
  expect(findingsOf(whiteSpace, documentOf(["　　好 的。Go\u00a0on  "]))).toEqual([
    { block: 0, span: [0, 2], reason: "edge" },
    { block: 0, span: [3, 4], reason: "inside-sentence" },
    { block: 0, span: [8, 9], replacement: " ", reason: "odd-space" },
    { block: 0, span: [11, 13], reason: "edge" },
  ]);
});
