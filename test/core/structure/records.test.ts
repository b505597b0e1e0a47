/** Repeated records and what only looks like them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findRecords } from "../../../src/core/structure/records.ts";
import { readHtml } from "../../../src/core/page/read.ts";
import { HEADLINE, STORY } from "../../support/stage-tables.ts";

const story = STORY.map((text) => `<p>${text}</p>`).join("");
const page = (beside: string, inside = "") =>
  readHtml(
    `<title>${HEADLINE}</title><body><article><h1>${HEADLINE}</h1><div class="text">${story}${inside}</div></article>${beside}</body>`,
  );

/** The texts of each record of a page. */
const recordsIn = (beside: string, inside = "") => {
  const { blocks } = page(beside, inside);
  return findRecords(blocks).lists.map(({ records }) =>
    records.map(({ first, last }) => blocks.slice(first, last + 1).map(({ text }) => text)),
  );
};

const HEADLINES = [
  "梅溪渡口添了一艘木船",
  "北坡的茶园开始采春茶",
  "老戏台今年又唱了三天戏",
  "青湾镇小学种下四十棵桐树",
];
const TEASERS = [
  "船是镇上两位老木匠造的，花了四个月，一次能坐十二个人，票价还是一块钱。",
  "今年雨水多，开采比去年晚了六天，头一批茶青收了三百来斤，价钱没有变。",
  "唱的是三十年前的老本子，台下坐满了从邻近村子走来的人，孩子爬到了墙头上。",
  "树苗是学生自己从苗圃里挑的，每个班认养五棵，毕业时再量一量长高了多少。",
];
const DATES = ["2031-03-01", "2031-02-27", "2031-02-25", "2031-02-20"];
const records = (make: (headline: string, teaser: string, date: string, at: number) => string, count = 4) =>
  HEADLINES.slice(0, count)
    .map((headline, at) => make(headline, TEASERS[at]!, DATES[at]!, at))
    .join("");
const link = (text: string, at: number | string = 1) => `<a href="/${at}.html">${text}</a>`;

describe("records", () => {
  test.each([
    [
      "headline and teaser in a list",
      records((headline, teaser, _, at) => `<li><h4>${link(headline, at)}</h4><p>${teaser}</p></li>`),
    ],
    [
      "headline and date",
      records(
        (headline, _, date, at) =>
          `<div class="row"><div>${link(headline, at)}</div><div>${date}</div></div>`,
      ),
    ],
    [
      "a section's name above the headline",
      records(
        (headline, teaser, _, at) =>
          `<div class="card"><span class="tag" style="display:block">乡镇</span><h3>${link(headline, at)}</h3><p>${teaser}</p></div>`,
      ),
    ],
    [
      "classes that alternate",
      records(
        (headline, teaser, _, at) =>
          `<li class="item ${at % 2 ? "odd" : "even"}"><h4>${link(headline, at)}</h4><p>${teaser}</p></li>`,
      ),
    ],
    [
      "one without a teaser among them",
      records(
        (headline, teaser, _, at) =>
          `<li><h4>${link(headline, at)}</h4>${at === 2 ? "" : `<p>${teaser}</p>`}</li>`,
      ),
    ],
  ])("%s", (_, html) => {
    const [list, ...others] = recordsIn(`<div class="side">${html}</div>`);
    expect(others).toEqual([]);
    expect(list).toHaveLength(4);
    expect(list!.map((lines) => lines.find((line) => HEADLINES.includes(line)))).toEqual(HEADLINES);
  });

  test("three are enough, two are not", () => {
    const make = (headline: string, teaser: string, _: string, at: number) =>
      `<li><h4>${link(headline, at)}</h4><p>${teaser}</p></li>`;
    expect(recordsIn(`<ul>${records(make, 3)}</ul>`)).toHaveLength(1);
    expect(recordsIn(`<ul>${records(make, 2)}</ul>`)).toEqual([]);
  });

  test("also within the article, right behind its paragraphs", () => {
    const list = records(
      (headline, teaser, _, at) => `<section><b>${link(headline, at)}</b><p>${teaser}</p></section>`,
    );
    expect(recordsIn("", `<div class="more">${list}</div>`)[0]).toHaveLength(4);
  });

  test("their heading stands above them, with a word between perhaps", () => {
    const list = records(
      (headline, teaser, _, at) => `<li><h4>${link(headline, at)}</h4><p>${teaser}</p></li>`,
    );
    const headingOf = (above: string) => {
      const { blocks } = page(`<div class="side">${above}<ul>${list}</ul></div>`);
      return blocks[findRecords(blocks).lists[0]!.heading]?.text;
    };
    expect(headingOf("<h3>镇上的事</h3>")).toBe("镇上的事");
    expect(headingOf(`<h3>镇上的事</h3><div>${link("更多")}</div>`)).toBe("镇上的事");
    expect(headingOf("")).toBeUndefined();
    expect(headingOf("<p>上面这篇说的是粮站，下面几篇说的是别的地方。</p>")).toBeUndefined();
  });

  test("each block has the number of its record", () => {
    const list = records(
      (headline, teaser, _, at) => `<li><h4>${link(headline, at)}</h4><p>${teaser}</p></li>`,
    );
    const { blocks } = page(`<ul>${list}</ul>`);
    const { recordOf } = findRecords(blocks);
    expect(recordOf).toHaveLength(blocks.length);
    expect(recordOf.filter((number) => number !== -1)).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  });
});

/** Each is a list of one make, and none is a list of other articles. */
const lookAlikes: readonly (readonly [string, string])[] = [
  [
    "enumerated measures",
    `<ol>${["一、修路", "二、通水", "三、种树"].map((name, at) => `<li><h4>${name}</h4><p>${TEASERS[at]}</p></li>`).join("")}</ol>`,
  ],
  [
    "questions and answers",
    `<dl>${["渡船几点开？", "票在哪里买？", "下雨还开吗？"].map((text, at) => `<div class="qa"><dt>${text}</dt><dd>${TEASERS[at]}</dd></div>`).join("")}</dl>`,
  ],
  [
    "questions that are links to themselves",
    `<ul>${["渡船每天几点钟开？", "船票要到哪里去买？", "下雨的日子还开吗？"].map((text, at) => `<li><h4><a href="#q${at}">${text}</a></h4><p>${TEASERS[at]}</p></li>`).join("")}</ul>`,
  ],
  [
    "turns of an interview",
    `<div>${[0, 1, 2, 3].map((at) => `<div class="turn"><b>记者：</b><p>${HEADLINES[at]}，是怎么回事？</p><b>沈月桥：</b><p>${TEASERS[at]}</p></div>`).join("")}</div>`,
  ],
  [
    "entries of a live blog",
    `<div>${["09:20", "10:05", "11:30"].map((time, at) => `<div class="entry"><div><a href="#${at}">${time}</a></div><p>${TEASERS[at]}</p></div>`).join("")}</div>`,
  ],
  [
    "entries of a live blog, each a story with an address of its own",
    `<div>${[0, 1, 2].map((at) => `<div class="entry"><h3>${link(HEADLINES[at]!, at)}</h3>${story}</div>`).join("")}</div>`,
  ],
  [
    "stanzas of a poem",
    `<div>${[0, 1, 2].map(() => `<div class="stanza"><p>渡口的灯亮了</p><p>船还没有回来</p><p>水把星星一颗颗</p><p>洗得很慢很慢</p></div>`).join("")}</div>`,
  ],
  [
    "articles of a regulation",
    `<div>${["第一条", "第二条", "第三条"].map((name, at) => `<div class="article"><h4>${name}</h4><p>${TEASERS[at]}</p></div>`).join("")}</div>`,
  ],
  [
    "steps of a recipe",
    `<ol>${["泡米", "磨浆", "上笼蒸"].map((name, at) => `<li><b>${name}</b><p>${TEASERS[at]}</p></li>`).join("")}</ol>`,
  ],
  [
    "ingredients that lead to a dictionary",
    `<ul>${["糯米", "红糖", "桂花"].map((name, at) => `<li><div>${link(name, at)}</div><div>两百克</div></li>`).join("")}</ul>`,
  ],
  [
    "courses by their short names",
    `<ul>${["Weaving", "Pottery", "Joinery"].map((name, at) => `<li><div>${link(name, at)}</div><p>${TEASERS[at]}</p></li>`).join("")}</ul>`,
  ],
  [
    "a timetable",
    `<table>${["06:10", "08:40", "13:20"].map((time) => `<tr><td>${time}</td><td>梅溪渡口</td><td>青湾码头</td></tr>`).join("")}</table>`,
  ],
  [
    "a list of winners",
    `<ul>${["一等奖", "二等奖", "三等奖"].map((prize) => `<li><b>${prize}</b><p>青湾镇小学、梅溪中学</p></li>`).join("")}</ul>`,
  ],
  [
    "a glossary",
    `<dl>${["晒谷场", "打谷机", "粮站"].map((word, at) => `<div><dt>${word}</dt><dd>${TEASERS[at]}</dd></div>`).join("")}</dl>`,
  ],
  [
    "a glossary whose words are links",
    `<dl>${["晒谷场", "打谷机", "老粮站"].map((word, at) => `<div><dt>${link(word, at)}</dt><dd>${TEASERS[at]}</dd></div>`).join("")}</dl>`,
  ],
  [
    "footnotes that lead back",
    `<ol>${[0, 1, 2].map((at) => `<li><p>《青湾镇志》，青湾书局，2029年，第${at + 3}页。<a href="#back">返回</a></p></li>`).join("")}</ol>`,
  ],
  [
    "pictures with their captions",
    `<div>${[0, 1, 2].map((at) => `<figure><img src="${at}.jpg"><figcaption>${HEADLINES[at]}。陆远山 摄</figcaption></figure>`).join("")}</div>`,
  ],
  [
    "pictures whose captions are followed by the same link",
    `<div>${[0, 1, 2].map((at) => `<figure><figcaption>${TEASERS[at]}</figcaption><div>${link("点击查看大图")}</div></figure>`).join("")}</div>`,
  ],
  [
    "comments under their authors",
    `<div>${[0, 1, 2].map((at) => `<div class="floor"><div>${link(`读者${at}`, at)}</div><p>${TEASERS[at]}</p></div>`).join("")}</div>`,
  ],
  [
    "places with a link below each",
    `<div>${[0, 1, 2].map((at) => `<div class="place"><p>${TEASERS[at]}</p><p>${link("在地图上看一看这里", at)}</p></div>`).join("")}</div>`,
  ],
  ["a menu", `<ul>${HEADLINES.map((text, at) => `<li>${link(text, at)}</li>`).join("")}</ul>`],
  [
    "columns of a table with links in some rows",
    `<table>${HEADLINES.map((text, at) => `<tr><td>${at + 1}</td><td>${at === 1 ? link(text, at) : text}</td><td>三百元</td></tr>`).join("")}</table>`,
  ],
  [
    "paragraphs with links in them",
    `<div>${TEASERS.map((text, at) => `<div class="p"><p>${link(HEADLINES[at]!, at)}，${text}</p><p>${text}</p></div>`).join("")}</div>`,
  ],
  [
    "sections of different make under linked headings",
    `<div><div><h4>${link(HEADLINES[0]!)}</h4><ul><li>甲</li></ul></div><div><h4>${link(HEADLINES[1]!)}</h4><table><tr><td>乙</td></tr></table></div><div><h4>${link(HEADLINES[2]!)}</h4><blockquote>丙</blockquote></div><div><div>${link(HEADLINES[3]!)}</div><pre>丁</pre></div></div>`,
  ],
];

test("there are more than twenty look-alikes", () => {
  expect(lookAlikes.length).toBeGreaterThanOrEqual(20);
});

describe.each(lookAlikes)("%s are no records", (_, html) => {
  test("beside the article", () => {
    expect(recordsIn(html)).toEqual([]);
  });

  test("within it", () => {
    expect(recordsIn("", html)).toEqual([]);
  });
});

test("lists do not overlap, whatever the page", () => {
  const part = fc.constantFrom(
    `<li><a href="/1">梅溪渡口添了一艘木船</a></li>`,
    `<p>船是镇上两位老木匠造的。</p>`,
    "<ul>",
    "</ul>",
    "<div class='row'>",
    "</div>",
    `<h4><a href="/2">北坡的茶园开始采春茶</a></h4>`,
    "2031-03-01",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
      const { blocks } = readHtml(parts.join(""));
      const { lists, recordOf } = findRecords(blocks);
      const inRecords = lists.flatMap(({ records }) =>
        records.flatMap(({ first, last }) => blocks.slice(first, last + 1).map(({ index }) => index)),
      );
      expect(new Set(inRecords).size).toBe(inRecords.length);
      expect(recordOf.filter((number) => number !== -1)).toHaveLength(inRecords.length);
      expect(lists.every(({ heading }) => heading === -1 || recordOf[heading] === -1)).toBe(true);
    }),
  );
});
