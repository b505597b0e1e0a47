import { describe, expect, test } from "vitest";
import { shippedCues } from "../../../../src/core/cues/shipped.ts";
import { readHtml, readText } from "../../../../src/core/page/read.ts";
import { related } from "../../../../src/core/stages/sections/related.ts";
import type { TextArticle } from "../../../../src/core/document/stage.ts";
import {
  clean,
  describeStage,
  HEADLINE,
  STORY,
  type Keep,
  type Removal,
} from "../../../support/stage-tables.ts";

const OTHERS = ["白石村修好了晒坝", "柳林小学迎来新操场", "水口茶农赶制春茶"];
const EXCERPTS = [
  "3月1日，记者从白石村获悉，被水冲坏的晒坝已经全部修好，全村出工九天...",
  "柳林小学的新操场铺好了塑胶跑道，孩子们第一次在上面开运动会……",
];

const heading = (line: string): Removal => ({ text: { below: line }, reason: "heading" });
const items = (names: readonly string[]) =>
  `<ul>${names.map((name, at) => `<li><a href="/${at}.html">${name}</a></li>`).join("")}</ul>`;

const WITH_LINK = `<p><a href="/1.html">${OTHERS[0]}</a>，全村出工九天才修好。</p>`;
const HARDLY_LINK = `<p>晒坝修好那天，沈月桥也去了，带回来二十本旧书，见<a href="/1.html">${OTHERS[0]}</a>。</p>`;

const removes: readonly Removal[] = [
  // A sentence with a link is an entry.
  {
    html: { inside: `<h3>相关链接</h3>${WITH_LINK}${items(OTHERS.slice(0, 2))}` },
    lines: ["相关链接"],
    reason: "heading",
  },
  { text: { below: "此前报道：白石村修好了晒坝" }, reason: "link-tail" },
  {
    html: { inside: `<div class="more">更多新聞：白石村修好了曬壩</div>` },
    lines: ["更多新聞：白石村修好了曬壩"],
    reason: "link-tail",
  },
  heading("相关文章"),
  heading("【延伸阅读】"),
  heading("推荐阅读："),
  heading("猜你喜欢"),
  heading("相关新闻 更多>>"),
  heading("延 伸 閱 讀"),
  { text: { below: ["相关文章", ...OTHERS].join("\n") }, lines: OTHERS, reason: "entry" },
  {
    text: { below: ["相关文章", OTHERS[0], EXCERPTS[0], OTHERS[1], EXCERPTS[1]].join("\n") },
    lines: EXCERPTS,
    reason: "entry",
  },
  // Teasers that read as prose, told by their dates.
  {
    text: {
      below:
        "为您推荐\n晒坝修好了！\n白石村的晒坝去年被水冲坏了一角，今年修好了。\n2031-03-01\n操场铺好了！\n柳林小学的孩子们开了运动会。\n2031-02-27",
    },
    lines: ["为您推荐"],
    reason: "heading",
  },
  {
    html: {
      end: `<div class="more"><p>相关链接</p><p><a href="/1.html">${OTHERS[0]}</a></p><p>${EXCERPTS[0]}</p></div>`,
    },
    lines: [OTHERS[0]!, EXCERPTS[0]!],
    reason: "entry",
  },
  {
    html: { below: `<div class="side"><h3>热门推荐</h3>${items(OTHERS)}</div>` },
    lines: ["热门推荐"],
    reason: "heading",
  },
  {
    html: { inside: `<div class="box"><b>延伸阅读</b>${items(OTHERS)}</div>` },
    lines: ["延伸阅读"],
    reason: "heading",
  },
];

const keeps: readonly Keep[] = [
  // Made as its paragraphs are, it may be the story's own.
  { html: { inside: "<p>此前报道：白石村修好了晒坝</p>" }, lines: ["此前报道：白石村修好了晒坝"] },
  // An editor's box of whole sentences.
  {
    html: {
      inside: `<h3>相关链接</h3><p>老粮站建于某个丰收的年头，有六间仓房，最多的一年存过四百吨稻谷。</p>`,
    },
    lines: ["相关链接", "老粮站建于某个丰收的年头，有六间仓房，最多的一年存过四百吨稻谷。"],
  },
  { text: { inside: "相关链接\n老粮站建于某个丰收的年头，有六间仓房，最多的一年存过四百吨稻谷。" } },
  // One date is the box's own.
  { text: { inside: "相关链接\n老粮站建于某个丰收的年头，有六间仓房。\n2031年3月2日" } },
  { text: { inside: "相关链接里的老照片，是镇档案室提供的。" } },
  { text: { inside: "延伸阅读要靠兴趣，不能靠布置作业，沈月桥说。" } },
  { text: { end: "推荐阅读的书目里，有一半是本地作者写的。" } },
  { text: { end: "相关新闻发布会将在月底举行。" } },
  { text: { between: "推荐阅读三百本书的人" } },
  { text: { end: "猜你喜欢听鼓书，她就把收音机带来了。" } },
];

const leaves: readonly Keep[] = [
  // One link is no list.
  { html: { inside: `<h3>相关链接</h3>${items(OTHERS.slice(0, 1))}` }, lines: ["相关链接"] },
  { html: { inside: `<h3>相关链接</h3>${HARDLY_LINK}${items(OTHERS.slice(0, 2))}` }, lines: ["相关链接"] },
  // A main heading is no entry, whatever stands above it.
  {
    html: {
      below: `<h3>相关阅读</h3>${items(OTHERS.slice(0, 2))}<h1>集市</h1>${items(["白石集", "柳林集"])}`,
    },
    lines: ["集市", "白石集", "柳林集"],
  },
];

describeStage("related", removes, keeps, { leaves });

describe("the story ends where the list begins", () => {
  test.each([
    [
      "in a text with excerpts",
      {
        text: {
          below: ["相关文章", OTHERS[0], OTHERS[0], EXCERPTS[0], OTHERS[1], OTHERS[1], EXCERPTS[1]].join(
            "\n",
          ),
        },
      },
    ],
    [
      "on a page with excerpts",
      {
        html: {
          end: `<div><h3>相关文章</h3>${OTHERS.slice(0, 2)
            .map((name, at) => `<h4><a href="/${at}.html">${name}</a></h4><p>${EXCERPTS[at]}</p>`)
            .join("")}</div>`,
        },
      },
    ],
    [
      "on a page with a side column",
      {
        html: {
          below: `<div class="side"><h3>热门推荐</h3>${items(OTHERS)}<h3>点击排行</h3>${items(OTHERS)}</div>`,
        },
      },
    ],
    [
      "on a page with a side column in front",
      { html: { above: `<div class="side"><h3>热门推荐</h3>${items(OTHERS)}</div>` } },
    ],
    [
      "on a page with a box between the paragraphs",
      { html: { inside: `<div class="box"><b>延伸阅读</b>${items(OTHERS)}</div>` } },
    ],
  ])("%s", (_, input) => {
    expect(clean(input).text).toBe([HEADLINE, ...STORY, ""].join("\n"));
  });
});

test("in a text what was learned speaks for stays, below the heading of a list too", () => {
  const document = readText(["镇里收书，人人都来，来的人比夏天还多。", "相关文章", ...OTHERS].join("\n"));
  const articleOf = (probability: number): TextArticle => ({
    choose: () => new Set(),
    probabilityOf: () => probability,
    evidenceOf: () => ({}),
  });
  const taken = (textArticle: TextArticle) =>
    [
      ...related.run(document, related.defaults, {
        cues: shippedCues(),
        changes: [],
        stages: new Map(),
        textArticle,
      }),
    ].map(({ reason }) => reason);
  expect(taken(articleOf(0.5))).toEqual(["heading"]);
  expect(taken(articleOf(0.49))).toEqual(["heading", ...OTHERS.map(() => "entry")]);
});

describe("below the last link of a column without a sentence behind it", () => {
  const verse = ["粮仓空了", "风进来住", "后来人也进来", "坐在风坐过的地方", "翻一本书", "书里有稻子"];
  const taken = (lines: readonly string[]) => {
    const links = OTHERS.map((name, at) => `<p><a href="/${at}.html">${name}</a></p>`);
    const html = `<div><p>最新文章</p>${links.join("")}${lines.map((line) => `<p>${line}</p>`).join("")}</div>`;
    const document = readHtml(html);
    return [
      ...related.run(document, related.defaults, { cues: shippedCues(), changes: [], stages: new Map() }),
    ].length;
  };

  test("the lines of one entry go", () => {
    expect(taken(verse.slice(0, 5))).toBe(1 + OTHERS.length + 5);
  });

  test("more lines are of something else and stay", () => {
    expect(taken(verse)).toBe(1 + OTHERS.length);
  });
});
