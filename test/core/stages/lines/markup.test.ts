import { describe, expect, test } from "vitest";
import { readText } from "../../../../src/core/page/read.ts";
import { repair } from "../../../support/apply-stages.ts";
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

/** What the stage says of a line by itself. */
function reasonsOf(line: string, path?: string): readonly string[] {
  const read = readText(`${line}\n`);
  const document =
    path === undefined ? read : { ...read, blocks: read.blocks.map((block) => ({ ...block, path })) };
  const context = { cues: new Map(), changes: [], stages: new Map() };
  return [...new Set(Array.from(markup.run(document, markup.defaults, context), ({ reason }) => reason))];
}

describe("a line that begins or ends with a tag of text markup", () => {
  test.each(
    "p div span br hr a img strong b em i u font table tbody thead tr td th h1 h6 ul ol li section article center blockquote iframe video o:p".split(
      " ",
    ),
  )("<%s>", (name) => {
    expect(reasonsOf(`<${name}>沈月桥把钥匙挂在门后。`)).toEqual(["tag"]);
    expect(reasonsOf(`沈月桥把钥匙挂在门后。</${name.toUpperCase()}>`)).toEqual(["tag"]);
  });

  test.each(["<T>沈月桥", "<h7>沈月桥", "<pp>沈月桥"])("and none of another: %s", (line) => {
    expect(reasonsOf(line)).toEqual([]);
  });
});

test.each([
  ["&nbsp; &ensp; &emsp; &#160; &#xA0;", "         "],
  ["&#12288;&#x3000;", "　　"],
  ["水&#8203;口&#x200b;镇", "水口镇"],
  ["&amp; &#38; &lt; &#60; &gt; &#62;", "& & < < > >"],
  ["&quot;&#34;&#39;", `""'`],
  ["&ldquo;&rdquo;&lsquo;&rsquo;", "“”‘’"],
  ["&mdash;&hellip;&middot;", "—…·"],
])("the entities %s are %s", (entities, characters) => {
  const line = (text: string) => `沈月桥${text}陆远山`;
  expect(repair(line(entities), [markup])).toBe(line(characters));
});

describe("lines of a program", () => {
  test.each(["www.qingwan.example/zhen/7060.html", "https://qingwan.example/zhen"])(
    "an address: %s",
    (line) => expect(reasonsOf(line)).toEqual(["address-line"]),
  );

  test.each(["null", "NaN", "[object Object]", "404 Not Found", "404 error", "404错误", "404頁面不存在"])(
    "a word for nothing: %s",
    (line) => expect(reasonsOf(line)).toEqual(["value"]),
  );

  test.each([
    "document.write(page);",
    "document.title;",
    "window.name",
    "$.page",
    "window.page = 1;",
    "$(page).show();",
    "}",
    "});",
    "/* 正文开始 */",
    "let page = 1",
    "const page = 1",
    "(ads = window.ads || []).push({});",
  ])("a statement: %s", (line) => expect(reasonsOf(line)).toEqual(["code-line"]));

  test.each([
    "[!--page.next--]",
    "[page]",
    "[NextPage]",
    "[subpage]",
    "[/page]",
    "[NextPage]老粮站[/NextPage]",
    "[subpage]老粮站[/subpage]",
    "#p#副标题#e#",
    "_baidu_page_break_tag_",
    "<!--pagebreak-->",
    "<!-- nextpage -->",
  ])("a page break: %s", (line) => expect(reasonsOf(line)).toEqual(["page-break"]));

  test.each([
    "(ads = window.ads || []).push({});",
    "tag.cmd.push(function() { tag.show; });",
    "tag.cmd.display({id: 1});",
    "tag.cmd.init({});",
    "page.tag.call({});",
    "page.tag.render({});",
  ])("a call in a sentence: %s", (call) => {
    expect(reasonsOf(`沈月桥把钥匙 ${call} 挂在门后。`)).toEqual(["call"]);
  });

  test.each([
    "她写下 document 这个词",
    "window",
    "老粮站（见 http 协议）",
    "var 是一个词",
    "/* 正文 */ 开始",
    ".book { 秋收 }",
    "tag.cmd.open({});沈月桥把钥匙挂在门后。",
  ])("and none: %s", (line) => expect(reasonsOf(line)).toEqual([]));
});

describe("a word for nothing", () => {
  const page = (times: number) => Array.from({ length: times }, () => "null").join("\n");

  test("stands on a page twenty times at most", () => {
    expect(reasonsOf(page(20))).toEqual(["value"]);
    expect(reasonsOf(page(21))).toEqual([]);
  });

  test("is no program's that the page shows", () => {
    expect(reasonsOf("null", "body>div")).toEqual(["value"]);
    for (const path of ["pre", "body>pre", "body>pre>code", "code"])
      expect(reasonsOf("null", path)).toEqual([]);
    for (const path of ["body>pre-box", "body>preview"]) expect(reasonsOf("null", path)).toEqual(["value"]);
  });
});

test("from three lines with a tag at their edge on, a tag in mid-sentence is a leftover too", () => {
  const text = (tagged: number) =>
    [...Array.from({ length: tagged }, (_, at) => `<p>第${at}件事`), "沈月桥把<b>钥匙</b>挂在门后。"].join(
      "\n",
    );
  const spans = (tagged: number) => {
    const context = { cues: new Map(), changes: [], stages: new Map() };
    return [...markup.run(readText(text(tagged)), markup.defaults, context)].length;
  };
  expect(spans(2)).toBe(2);
  expect(spans(3)).toBe(5);
});
