import { describe, expect, test } from "vitest";
import { readText } from "../../../../src/core/page/read.ts";
import { markup } from "../../../../src/core/stages/lines/markup.ts";
import {
  clean,
  describeStage,
  HEADLINE,
  STORY,
  type Keep,
  type Removal,
} from "../../../support/stage-tables.ts";
import { startCpuClock } from "../../../support/cpu-time.ts";

const { codeLinesAtMost: CODE_LINES_AT_MOST } = markup.defaults as { readonly codeLinesAtMost: number };

const inside = (line: string, reason: string, lines: readonly string[]): Removal => ({
  text: { inside: line },
  reason,
  lines,
});

const removes: readonly Removal[] = [
  inside("<p>沈月桥把钥匙挂在门后。</p>", "tag", ["<p>", "</p>"]),
  inside(`<div class="TRS_Editor"><span style="color:red">沈月桥把钥匙挂在门后。</span></div>`, "tag", [
    `<div class="TRS_Editor">`,
    "</span>",
  ]),
  inside("沈月桥把钥匙挂在门后。<br/>", "tag", ["<br/>"]),
  inside("&nbsp;&nbsp;沈月桥把钥匙&#12288;挂在门后。", "entity", ["&nbsp;", "&#12288;"]),
  inside("她说&ldquo;门不锁&rdquo;，一直开着。", "entity", ["&ldquo;", "&rdquo;"]),
  inside(".TRS_Editor P{margin-top:1em;margin-bottom:1em;}", "code-line", [
    ".TRS_Editor P{margin-top:1em;margin-bottom:1em;}",
  ]),
  inside("undefined", "value", ["undefined"]),
  inside("404 页面不存在", "value", ["404 页面不存在"]),
  inside("###", "rule-line", ["###"]),
  inside("var page = 1;", "code-line", ["var page = 1;"]),
  inside("{{ post.title }}", "code-line", ["{{ post.title }}"]),
  inside("$('#share-1').share();", "code-line", ["$('#share-1').share();"]),
  inside("<!-- 正文开始 -->", "code-line", ["<!-- 正文开始 -->"]),
  ...[
    '{"layout":2,"title":"云溪"}',
    '[{"id":1}]',
    '  { "id": 7060, "tags": ["阅览室", "老粮站"], "next": null }  ',
    `[ {"id":1,"title":"${STORY[0]!.repeat(60)}"} ]`,
    `{"list":[${Array.from({ length: 900 }, (_, at) => `{"id":${at},"url":"/zhen/${at}.html"}`).join(",")}]}`,
  ].map((line) => inside(line, "code-line", [line])),
  ...[
    "----------",
    "==========================",
    "  ＊＊＊＊＊＊＊＊＊＊  ",
    "——————————————",
    "~~~~~~~~~~~~~~~~~~~~",
    "＝".repeat(3000),
  ].map((line) => inside(line, "rule-line", [line])),
  inside("http://www.qingwan.example/zhen/7060.html", "address-line", [
    "http://www.qingwan.example/zhen/7060.html",
  ]),
  inside("<https://www.qingwan.example/share?id=1>", "address-line", [
    "<https://www.qingwan.example/share?id=1>",
  ]),
  inside("[返回青湾在线](//www.qingwan.example/)｜[返回首页](//www.qingwan.example/a)", "link-line", [
    "[返回青湾在线](//www.qingwan.example/)｜[返回首页](//www.qingwan.example/a)",
  ]),
  inside("书目见[镇里的网站](https://www.qingwan.example/shu)，每月更新。", "link-target", [
    "[",
    "](https://www.qingwan.example/shu)",
  ]),
];

const keep = (line: string): Keep => ({ text: { inside: line } });

const keeps: readonly Keep[] = [
  keep("屏幕上写着 undefined，老师说这是没有的意思。"),
  keep("404\n房间的号码是404，门一直锁着。"),
  keep("undefined\n他指着 undefined 问了一节课。"),
  keep("老师在黑板上写下 <stdio.h>，说这是头文件。"),
  keep("他把 <p> 标签讲了一整节课，孩子们还是没听懂。"),
  {
    text: { inside: "<b>旧书登记</b>\n他把 <p> 标签讲了一整节课，孩子们还是没听懂。" },
    lines: ["他把 <p> 标签讲了一整节课，孩子们还是没听懂。"],
  },
  keep("泛型写作 List<T>，读作“T的列表”。"),
  keep("5<7>3这样的式子，孩子们都会写了。"),
  keep("网址是https://www.qingwan.example/shu，每月更新。"),
  keep("气温3℃ & 风力2级，屋里生了炉子。"),
  keep("书名写在方括号里：[秋收]、[晒谷场]。"),
  keep("R&D这个词他查了很久。"),
  keep("加大***服务力度，是文件里的一句话。"),
  keep("他在合同上写：{甲方}与{乙方}各执一份。"),
  keep("{甲方}：青湾镇人民政府"),
  keep("{甲方}"),
  keep("[注]"),
  keep("[1] 旧书登记表由沈月桥保管。"),
  keep("{“书名”：“秋收”}是孩子们编的登记表。"),
  keep('{"书名"：沈月桥写的登记表，"年份"：没有填。}'),
  keep('{"id": 7060, "next": null'),
  keep('[{"年份"}，这一行他没有写完。'),
  keep("…………"),
  keep("………………………………"),
  keep("——他说，门不锁。"),
  keep("——————————他把话咽了回去。"),
  keep("---"),
  keep("—".repeat(9)),
  keep("＊".repeat(9)),
  keep("孩子们用“==========”在黑板上画线。"),
];

describeStage("markup", removes, keeps);

test("a long line that is nearly drawn with one mark is read at once", () => {
  for (const line of [
    `${"-".repeat(100_000)}a`,
    `${" ".repeat(100_000)}${"-".repeat(9)}`,
    "-=".repeat(50_000),
  ]) {
    const document = readText(line);
    const spent = startCpuClock();
    expect([
      ...markup.run(document, markup.defaults, { cues: new Map(), changes: [], stages: new Map() }),
    ]).toEqual([]);
    expect(spent()).toBeLessThan(1000);
  }
});

test("data nested without end is no data, and is read at once", () => {
  const document = readText(`{"a":${"[".repeat(100_000)}`);
  expect([
    ...markup.run(document, markup.defaults, { cues: new Map(), changes: [], stages: new Map() }),
  ]).toEqual([]);
});

test("markup within markup is taken once", () => {
  const { text } = clean({
    text: { inside: "见[<b>老粮站</b>](<b>/zhen/1.html</b>)的照片，以及![图](/a&nbsp;b.jpg)另外两张。" },
  });
  expect(text).toContain("见");
  expect(text).toContain("另外两张。");
});

describe("leaves the words", () => {
  test.each([
    ["<p>沈月桥把钥匙挂在门后。</p>", "沈月桥把钥匙挂在门后。"],
    [
      `<p style="text-indent:2em"><b>沈月桥</b>把<a href="/x">钥匙</a>挂在门后。</p>`,
      "沈月桥把钥匙挂在门后。",
    ],
    ["她说&ldquo;门不锁&rdquo;，一直开着。", "她说“门不锁”，一直开着。"],
    ["《读书&middot;下棋》是镇报的栏目&hellip;&hellip;", "《读书·下棋》是镇报的栏目……"],
    ["书目见[镇里的网站](https://www.qingwan.example/shu)，每月更新。", "书目见镇里的网站，每月更新。"],
    ["1 &lt; 2，这是孩子们学的第一个式子。", "1 < 2，这是孩子们学的第一个式子。"],
  ])("%s", (line, left) => {
    expect(clean({ text: { inside: line } }).text.split("\n")).toContain(left);
  });

  test("of a text in which every paragraph is tagged", () => {
    const text = [
      HEADLINE,
      ...STORY.map((paragraph) => ` <p>${paragraph.replace("，", "<br>，")}</p> `),
    ].join("\n");
    expect(clean({ text }).text).toBe([HEADLINE, ...STORY, ""].join("\n"));
  });

  test.each([
    [
      "statements",
      [
        "var page = 1;",
        "var size = 20;",
        "let next = page + 1;",
        "const last = 9;",
        "var a = 1;",
        "var b = 2;",
        "var c = 3;",
      ],
    ],
    ["records", Array.from({ length: 7 }, (_, at) => `{"册": ${at}, "书名": "秋收"}`)],
  ])("of a text about programs: %s", (_, code) => {
    const about = (lines: readonly string[]) =>
      [
        HEADLINE,
        STORY[0],
        "孩子们在阅览室里学着写下第一段程序，沈月桥也跟着学。",
        ...lines,
        ...STORY.slice(1),
      ].join("\n");
    expect(clean({ text: about(code) }).text.split("\n")).toEqual(expect.arrayContaining(code));
    const fewer = code.slice(0, CODE_LINES_AT_MOST);
    for (const line of fewer) expect(clean({ text: about(fewer) }).text).not.toContain(line);
  });
});
