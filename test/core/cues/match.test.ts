import { describe, expect, test } from "vitest";
import { matchCueLine } from "../../../src/core/structure/cue-line.ts";
import { cuesIn, cueWeight, matchCues, mayHold } from "../../../src/core/cues/match.ts";
import { matchKey } from "../../../src/core/text/match-key.ts";
import { Shape } from "../../../src/core/cues/line-shape.ts";
import { readHtml, readText } from "../../../src/core/page/read.ts";
import type { Cue, Cues } from "../../../src/core/document/cue.ts";

const cue = (phrase: string, at: Cue["at"] = "anywhere", strength: Cue["strength"] = "strong"): Cue => ({
  phrase: matchKey(phrase),
  at,
  strength,
});
const matches = (text: string, ...cues: readonly Cue[]) => matchCues(text, cues).map(({ phrase }) => phrase);

describe("a line as it is compared", () => {
  test.each([
    ["来 源 ： 青湾", "来源:青湾"],
    ["来　源:青湾", "来源:青湾"],
    ["Ｃｏｐｙｒｉｇｈｔ", "copyright"],
    ["\u200b来\u00ad源\ufeff", "来源"],
    ["ICP备", "icp备"],
    ["", ""],
  ])("%s is %s", (text, key) => {
    expect(matchKey(text)).toBe(key);
  });
});

describe("where the phrase stands", () => {
  const rows: readonly [at: Cue["at"], text: string, found: boolean][] = [
    ["start", "来源：青湾日报", true],
    ["start", "来 源:青湾日报", true],
    ["start", "【来源】青湾日报", true],
    ["start", "★ 来源 青湾日报", true],
    ["start", "图片来源：青湾日报", false],
    ["end", "这就是来源", true],
    ["end", "这就是来源】", true],
    ["end", "这就是来源之一", false],
    ["whole", "来源", true],
    ["whole", "【来源】", true],
    ["whole", " 来　源 >> ", true],
    ["whole", "来源：", true],
    ["whole", "来源地", false],
    ["anywhere", "图片来源：青湾日报", true],
    ["anywhere", "来和源", false],
  ];

  test.each(rows)("%s: %s", (at, text, found) => {
    expect(matches(text, cue("来源", at))).toEqual(found ? ["来源"] : []);
  });
});

describe("a phrase at the start", () => {
  const first = (text: string) => matchCues(text, [cue("关注我们", "start")])[0]!;

  test.each(["关注我们", "关注我们！", "关注我们：微信", "关注 我们 微信", "关注我们 12"])(
    "opens the line: %s",
    (text) => {
      expect(first(text)).toMatchObject({ opens: true, weight: 2 });
    },
  );

  test.each(["关注我们的孩子", "关注我们就是关注山里"])("begins a sentence: %s", (text) => {
    expect(first(text)).toMatchObject({ opens: false, weight: 1 });
  });
});

describe("the weight of a line", () => {
  const weight = (text: string, ...list: readonly Cue[]) =>
    cueWeight(readText(text).blocks[0]!, "kind", new Map([["kind", list]]));

  test.each<[string, string, readonly Cue[], number]>([
    ["a strong phrase", "版权所有", [cue("版权所有")], 2],
    ["a weak one", "版权", [cue("版权", "anywhere", "weak")], 1],
    ["two", "版权所有 转载必究", [cue("版权所有"), cue("转载", "anywhere", "weak")], 3],
    [
      "a word within a longer phrase counts once",
      "版权声明",
      [cue("版权声明"), cue("版权", "anywhere", "weak"), cue("声明", "anywhere", "weak")],
      2,
    ],
    ["in whatever order they are listed", "版权声明", [cue("版权", "anywhere", "weak"), cue("版权声明")], 2],
    [
      "one phrase at two places counts once, at its best",
      "来源：青湾",
      [cue("来源", "anywhere", "weak"), cue("来源", "start")],
      2,
    ],
    ["a phrase said twice counts once", "转载 转载", [cue("转载", "anywhere", "weak")], 1],
    ["none", "老粮站", [cue("版权")], 0],
  ])("%s", (_, text, list, wanted) => {
    expect(weight(text, ...list)).toBe(wanted);
  });

  test("of a kind that has no cues is none", () => {
    expect(cueWeight(readText("版权所有").blocks[0]!, "other", new Map())).toBe(0);
  });
});

test("looks at the beginning of a long line only", () => {
  expect(matches(`${"站".repeat(300)}版权所有`, cue("版权所有"))).toEqual(["版权所有"]);
  expect(matches(`${"站".repeat(500)}版权所有`, cue("版权所有"))).toEqual([]);
});

describe("a look for phrases", () => {
  const cues: Cues = new Map([
    ["sales", [cue("欢迎订购")]],
    ["betting", [cue("开户", "start")]],
    ["illicit", [cue("办证")]],
  ]);
  const may = (text: string, ...kinds: readonly string[]) => mayHold(new Shape(text), kinds, cues);
  const LOOKED_AT = 400;

  test.each<[string, string, readonly string[], boolean]>([
    ["a cue of the kind", "青湾春茶，欢迎订购", ["sales"], true],
    ["a cue of one of the kinds", "青湾春茶，欢迎订购", ["illicit", "sales"], true],
    ["in another width and spacing", "青湾春茶 欢 迎 订​购", ["sales"], true],
    ["a cue of another kind", "青湾春茶，欢迎订购", ["illicit", "betting"], false],
    ["a cue that stands where it does not count", "三月里开户的人", ["betting"], false],
    ["no cue", "老粮站改成了阅览室", ["sales", "betting", "illicit"], false],
    ["no kind", "青湾春茶，欢迎订购", [], false],
    ["a kind without cues", "青湾春茶，欢迎订购", ["spun"], false],
    ["nothing", "", ["sales"], false],
    ["a line as long as is looked at", "站".repeat(LOOKED_AT), ["sales"], false],
    ["one code unit more", "站".repeat(LOOKED_AT + 1), ["sales"], true],
    ["as many in surrogate pairs", "𠮷".repeat(LOOKED_AT / 2 + 1), ["sales"], true],
    ["a long line with a cue at its end", `${"站".repeat(LOOKED_AT)}欢迎订购`, ["sales"], true],
  ])("%s: %j", (_, text, kinds, wanted) => {
    expect(may(text, ...kinds)).toBe(wanted);
  });

  test("is told for other cues when these are asked", () => {
    const line = new Shape("青湾春茶，欢迎订购");
    const others: Cues = new Map([["sales", [cue("批发")]]]);
    expect([cues, others, cues].map((own) => mayHold(line, ["sales"], own))).toEqual([true, false, true]);
  });
});

test("the same block may be asked by different cues and kinds", () => {
  const [block] = readText("版权所有").blocks;
  const one: Cues = new Map([
    ["a", [cue("版权")]],
    ["b", [cue("所有")]],
  ]);
  const two: Cues = new Map([["a", [cue("没有")]]]);
  expect(cuesIn(block!, "a", one)).toHaveLength(1);
  expect(cuesIn(block!, "b", one)[0]!.phrase).toBe("所有");
  expect(cuesIn(block!, "a", two)).toEqual([]);
  expect(cuesIn(block!, "a", one)[0]!.phrase).toBe("版权");
});

describe("one line is judged by a cue and one thing besides", () => {
  const cues: Cues = new Map([
    ["kind", [cue("版权所有"), cue("版权所有", "start"), cue("转载", "anywhere", "weak"), cue("请注明出处")]],
  ]);
  const judge = (html: string, position: "head" | "body" | "tail") =>
    matchCueLine(readHtml(html).blocks[0]!, position, "kind", cues) !== undefined;

  test.each<[string, string, "head" | "body" | "tail", boolean]>([
    ["below the text", "<p>青湾在线版权所有</p>", "tail", true],
    ["opening its line", "<p>版权所有 青湾在线</p>", "body", true],
    ["linked", "<p><a href='/'>青湾在线版权所有</a></p>", "head", true],
    ["a label in the text that only names it", "<p>电影《版权所有》杀青</p>", "body", false],
    ["a headline", "<h1>版权所有</h1>", "tail", false],
    ["the page's title", "<title>版权所有</title>", "head", false],
    ["a weak word alone", "<p>转载</p>", "tail", false],
    ["a sentence in the text", "<p>转载请注明出处，版权所有。</p>", "body", false],
    ["a sentence below it, made of such phrases", "<p>转载请注明出处，版权所有。</p>", "tail", true],
    ["a sentence below it with one of them", "<p>电影《版权所有》下个月开机。</p>", "tail", false],
  ])("%s", (_, html, position, removed) => {
    expect(judge(html, position)).toBe(removed);
  });
});
