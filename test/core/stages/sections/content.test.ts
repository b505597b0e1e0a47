import { describe, expect, test } from "vitest";
import {
  clean,
  describeStage,
  HEADLINE,
  STORY,
  type Keep,
  type Removal,
} from "../../../support/stage-tables.ts";

const SLOGANS = ["水清岸绿 青湾欢迎您", "今天是个读书的好日子", "镇长信箱", "办事大厅"];
const divs = (lines: readonly string[]) => lines.map((line) => `<div>${line}</div>`).join("");
const paragraphs = (lines: readonly string[] = STORY) => lines.map((line) => `<p>${line}</p>`).join("\n");

const removes: readonly Removal[] = [
  // Below its credits an article is over.
  {
    text: { end: "责任编辑：许三桥\n值班总编推荐" },
    lines: ["值班总编推荐"],
    reason: "below-text",
  },
  { html: { above: `<div class="top">${divs(SLOGANS)}</div>` }, lines: SLOGANS, reason: "above-text" },
  {
    html: { below: `<div class="foot">${divs(SLOGANS)}</div>` },
    lines: SLOGANS,
    reason: "below-text",
  },
  {
    html: { below: "<form><label>书名</label><input><button>查一查</button></form>" },
    lines: ["书名查一查"],
    reason: "below-text",
  },
  {
    html: { inside: `<p><a href="/a.html">晒谷场的故事，下个月见</a></p>` },
    lines: ["晒谷场的故事，下个月见"],
    reason: "unlike-text",
  },
  {
    text: {
      above: "分享到：微信 微博\n水清岸绿 青湾欢迎您\n镇长信箱\n办事大厅\n今日天气\n风力二级\n明日天气",
    },
    lines: ["水清岸绿 青湾欢迎您"],
    reason: "above-text",
  },
  {
    text: { below: "上一篇：白石村修好了晒坝\n水清岸绿\n镇长信箱\n办事大厅" },
    lines: ["水清岸绿", "镇长信箱", "办事大厅"],
    reason: "below-text",
  },
];

const PLACES = ["白石", "柳林", "水口", "双桥", "石门", "长岭", "秋湖", "青湾"];

const keeps: readonly Keep[] = [
  { text: { above: "书香青湾", between: "——三千册旧书有了新家" } },
  { text: { inside: "一、收书" } },
  { text: { end: "青湾镇人民政府\n2031年3月2日\n（此件公开发布）" } },
  {
    html: { end: "<p>青湾镇人民政府</p><p>2031年3月2日</p><p>（此件公开发布）</p>" },
    lines: ["青湾镇人民政府", "2031年3月2日", "（此件公开发布）"],
  },
  {
    html: { end: "<div class='sign'>青湾镇人民政府</div><div class='sign'>2031年3月2日</div>" },
    lines: ["青湾镇人民政府", "2031年3月2日"],
  },
  {
    html: { end: "<p>附件：1.旧书登记表</p><p>2.借书办法</p>" },
    lines: ["附件：1.旧书登记表", "2.借书办法"],
  },
  {
    html: { inside: "<figure><img><figcaption>图为沈月桥在整理旧书</figcaption></figure>" },
    lines: ["图为沈月桥在整理旧书"],
  },
  { html: { inside: "<blockquote>粮满仓，书满窗。</blockquote>" }, lines: ["粮满仓，书满窗。"] },
  // The text goes on below a table.
  {
    html: {
      inside: `<table>${PLACES.map((place, at) => `<tr><td>${place}村</td><td>${at + 3}1册</td></tr>`).join("")}</table>`,
    },
    lines: PLACES.flatMap((place, at) => [`${place}村`, `${at + 3}1册`]),
  },
  // The subtitle stands with the headline, outside of what holds the paragraphs.
  { html: { between: "<h2>——三千册旧书有了新家</h2>" }, lines: ["——三千册旧书有了新家"] },
];

describeStage("content", removes, keeps);

describe("the article is found", () => {
  const page = (body: string, head = `<title>${HEADLINE}_青湾镇新闻网</title>`) =>
    `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`;
  const menu = `<ul>${["首页", "新闻", "政务", "服务"].map((name) => `<li><a href="/${name}">${name}</a></li>`).join("")}</ul>`;
  const foot = `<div class="foot"><p>版权所有：青湾镇融媒体中心</p></div>`;
  const junk = PLACES.flatMap((place) => [
    `${place}村修好了晒坝`,
    `${place}小学迎来新操场`,
    `${place}茶农赶制春茶`,
  ]);
  const junkList = (names: readonly string[]) =>
    `<div class="hot"><h3>热门推荐</h3><ul>${names.map((name) => `<li><a href="/x">${name}</a></li>`).join("")}</ul></div>`;

  test.each([
    ["in an <article>", page(`${menu}<article><h1>${HEADLINE}</h1>${paragraphs()}</article>${foot}`)],
    [
      "in a table",
      page(
        `<table><tr><td>${menu}</td></tr></table><table><tr><td align="center"><b>${HEADLINE}</b></td></tr><tr><td>${paragraphs()}</td></tr></table>${foot}`,
      ),
    ],
    [
      "in a table, parted by <br>",
      page(
        `<table width="1000"><tr><td width="200">${menu}</td><td><table><tr><td><h1>${HEADLINE}</h1></td></tr><tr><td>${STORY.map((line) => `　　${line}`).join("<br>\n<br>\n")}</td></tr></table></td></tr></table>${foot}`,
      ),
    ],
    [
      "in a form around the whole page",
      page(
        `<form action="./show.aspx">${menu}<div><h1>${HEADLINE}</h1><div id="zoom">${paragraphs()}</div></div>${foot}</form>`,
      ),
    ],
    [
      "in a body hidden until a script runs",
      page(`${menu}<div style="display:none" id="body"><h1>${HEADLINE}</h1>${paragraphs()}</div>${foot}`),
    ],
    [
      "in a page hidden until a script runs",
      page(`${menu}<h1>${HEADLINE}</h1>${paragraphs()}${foot}`).replace(
        "<body>",
        `<body style="visibility:hidden">`,
      ),
    ],
    [
      "beside lists of links that are much longer",
      page(
        `${menu}${junkList(junk)}<div class="main"><h1>${HEADLINE}</h1><div>${paragraphs()}</div></div>${junkList(junk.toReversed())}${foot}`,
      ),
    ],
    ["in <div>s", page(`${menu}<div><h1>${HEADLINE}</h1>${divs(STORY)}</div>${foot}`)],
    ["straight in the body", page(`${menu}<h1>${HEADLINE}</h1>${paragraphs()}${foot}`)],
    [
      "each paragraph in a section of its own",
      page(
        `${menu}<div><h1>${HEADLINE}</h1>${STORY.map((line) => `<section><p><span>${line}</span></p></section>`).join("")}</div>${foot}`,
      ),
    ],
    [
      "in a <header> and a <footer>",
      page(
        `${menu}<article><header><h1>${HEADLINE}</h1>${paragraphs(STORY.slice(0, 1))}</header>${paragraphs(STORY.slice(1, 4))}<footer>${paragraphs(STORY.slice(4))}</footer></article>${foot}`,
      ),
    ],
    ["with no headline but the title", page(`${menu}<div>${paragraphs()}</div>${foot}`)],
    [
      "in tags that are never closed",
      page(`${menu}<div class="main"><h1>${HEADLINE}</h1><div>${STORY.map((line) => `<p>${line}`).join("")}`),
    ],
  ])("%s", (_, html) => {
    const { text, verdict } = clean({ html });
    expect(verdict.kind).toBe("article");
    expect(text).toBe([HEADLINE, ...STORY, ""].join("\n"));
  });

  test.each([
    ["no title tells it", "", `<div class="t">${HEADLINE}</div>`],
    [
      "the title tells a section",
      "<title>新闻_青湾镇新闻网</title>",
      `<div>新闻</div><div class="t">${HEADLINE}！</div>`,
    ],
    [
      "the title tells a section, as a heading",
      "<title>镇里的新闻</title>",
      `<h3>镇里的新闻</h3><h5>${HEADLINE}！</h5>`,
    ],
  ])("below the headline that stands above it, where %s", (_, head, above) => {
    const { text } = clean({ html: page(`${menu}${above}<div>${paragraphs()}</div>${foot}`, head) });
    expect(text).toContain(`${HEADLINE}`);
    expect(text).toContain(STORY.join("\n"));
  });

  test("short, beside big junk", () => {
    const short = STORY.slice(0, 2);
    const html = page(
      `${menu}${junkList(junk)}<div class="main"><h1>${HEADLINE}</h1><div>${paragraphs(short)}</div></div>${junkList(junk.toReversed())}${foot}`,
    );
    expect(clean({ html }).text).toBe([HEADLINE, ...short, ""].join("\n"));
  });

  test("goes on below a long table", () => {
    const table = `<table>${PLACES.map((place, at) => `<tr><td>${place}村</td><td>${at + 3}1册</td><td>已经收到</td></tr>`).join("")}</table>`;
    expect(clean({ html: { inside: table } }).text.split("\n")).toEqual(
      expect.arrayContaining([HEADLINE, ...STORY]),
    );
  });

  describe("in the text of a whole page", () => {
    const menuLines = ["首页", "镇内新闻", "网上书屋", "为邻里记下每一天的事情。"].join("\n");
    const above = `${HEADLINE}_青湾镇新闻网\n${menuLines}`;

    test("no teasers that read as prose", () => {
      const teasers = PLACES.flatMap((place) => [`${place}村修好了晒坝？`, `${place}的茶，你喝过了吗？`]);
      const { text } = clean({
        text: { above, below: `分享到：微信 微博\n换一换\n没看够\n${teasers.join("\n")}` },
      });
      expect(text).toBe([HEADLINE, ...STORY, ""].join("\n"));
    });

    test.each([
      ["verse", { inside: "粮满仓\n书满窗\n灯一盏\n人一双\n过了冬\n又春光" }],
      ["a signature", { end: "青湾镇人民政府\n2031年3月2日\n（此件公开发布）" }],
      [
        "a list that the last line announces",
        { end: `今年捐书最多的八个村，镇里一一写在了墙上：\n${PLACES.join("\n")}` },
      ],
      ["a question for a subheading", { inside: "书从哪里来？\n没有人说得清。" }],
    ])("%s stays", (_, own) => {
      const { text } = clean({
        text: { above, ...own, below: "分享到：微信 微博\n上一篇：白石村修好了晒坝" },
      });
      expect(text.split("\n")).toEqual(
        expect.arrayContaining([...STORY, ...Object.values(own).flatMap((lines) => lines.split("\n"))]),
      );
      expect(text).toMatch(new RegExp(`^${HEADLINE}\n`));
      expect(text).not.toContain("记下每一天");
    });
  });

  test("a text in which no site spoke keeps all that is its own", () => {
    const roll = PLACES.flatMap((place) => [`${place}村`, `${place}小学`]);
    const { text } = clean({ text: { between: roll.join("\n") } });
    expect(text).toBe([HEADLINE, ...roll, ...STORY, ""].join("\n"));
  });

  test("goes on below a long poem", () => {
    const verse = [
      "粮满仓",
      "书满窗",
      "灯一盏",
      "人一双",
      "过了冬",
      "又春光",
      "桌是旧木板",
      "书有棉线香",
      "老人讲古事",
      "孩子写文章",
      "炉火红到底",
      "月亮白如霜",
    ];
    expect(clean({ text: { inside: verse.join("\n") } }).text).toBe(
      [HEADLINE, ...STORY.slice(0, 3), ...verse, ...STORY.slice(3), ""].join("\n"),
    );
  });
});
