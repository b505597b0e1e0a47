import { describe, expect, test } from "vitest";
import {
  clean,
  describeStage,
  HEADLINE,
  STORY,
  type Keep,
  type Removal,
} from "../../../support/stage-tables.ts";

const NEXT = "白石村修好了晒坝";
const NEXT_STORY = [
  "白石村的晒坝去年被水冲坏了一角，今年开春，全村出工修了九天，赶在收麦子以前修好了。",
  "村里人说，晒坝不光是晒粮食的地方，夏天晚上还在那里放电影，邻村的人也走路来看。",
  "修坝的石头是从老河道里捡来的，一块也没有花钱买，六十岁以上的老人负责烧水做饭。",
  "坝修好那天，村里办了一顿流水席，来了三百多个人，剩下的菜第二天又吃了一顿才吃完。",
];

const ending = (headline: string, info: string, paragraphs = NEXT_STORY) =>
  `${headline}${info}<div class="story">${paragraphs.map((text) => `<p>${text}</p>`).join("")}</div>`;
const row = (html: string, lines: readonly string[]): Removal => ({
  html: { below: html },
  lines,
  reason: "appended-article",
});

const DATED = `<div class="info">2031-03-03 10:00　来源：青湾日报</div>`;
const OTHERS = [NEXT, "2031-03-03 10:00　来源：青湾日报", ...NEXT_STORY];

/** Two stories, each in an element that begins so. */
const twice = (
  open: string,
  { heading = "h1", first = STORY, second = NEXT_STORY, openSecond = open }: Partial<Twice> = {},
): string =>
  [
    { open, headline: HEADLINE, story: first },
    { open: openSecond, headline: NEXT, story: second },
  ]
    .map(
      ({ open, headline, story }) =>
        `${open}<${heading}>${headline}</${heading}>${story.map((text) => `<p>${text}</p>`).join("")}</${open.split(/[< >]/u)[1]}>`,
    )
    .join("");

interface Twice {
  readonly heading: string;
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly openSecond: string;
}

const elements = [
  "<article>",
  "<main>",
  ...["article", "list_story", "post-12", "news", "entry", "main", "detail"].map(
    (name) => `<div class="${name}">`,
  ),
  '<div id="post">',
];
const NONE_OF_STORIES = ['<div class="newsletter">', "<maincontent>", '<div class="part">'];

const LONG_DATE =
  "2031-03-03 10:00　来源：青湾日报　作者：许三桥　通讯员：连秀　编辑：屠老满　校对：沈月桥　阅读：一千三百次";
const NAMES_AND_DATE = `2031-03-03 ${["许三桥", "连秀", "屠老满", "沈月桥", "陆远山", "沈小桥", "许百川"].join("　").repeat(4)}`;

const removes: readonly Removal[] = [
  ...elements.map((element): Removal => ({
    html: twice(element),
    lines: [NEXT, ...NEXT_STORY],
    reason: "appended-article",
  })),
  {
    html: twice("<article>", { second: NEXT_STORY.slice(0, 2) }),
    lines: [NEXT, ...NEXT_STORY.slice(0, 2)],
    reason: "appended-article",
  },
  row(ending(`<h1>${NEXT}</h1>`, `<p>编者按</p><p>邻里故事</p>${DATED}`), [NEXT, "编者按", "邻里故事"]),
  row(ending(`<h1>${NEXT}</h1>`, `<div>${LONG_DATE}</div>`), [NEXT, LONG_DATE, ...NEXT_STORY]),
  row(`<div class="main">${ending(`<h1>${NEXT}</h1>`, DATED)}</div>`, OTHERS),
  row(ending(`<h1>${NEXT}</h1>`, DATED), OTHERS),
  row(ending(`<h1>${NEXT}</h1>`, "<p>2031年3月3日</p>"), [NEXT, "2031年3月3日", ...NEXT_STORY]),
  row(ending(`<h1>${NEXT}</h1>`, "<p>来源：青湾日报</p>"), [NEXT, "来源：青湾日报", ...NEXT_STORY]),
  row(ending(`<h1>${NEXT}</h1>`, `<p>编者按</p>${DATED}`), [NEXT, "编者按", ...NEXT_STORY]),
  // In a text the site's lines part them.
  {
    text: {
      below: [
        "分享到：微信 微博",
        "换一换",
        "白石村的晒坝终于修好了",
        "邻里故事",
        "2031-03-03 10:00",
        ...NEXT_STORY,
      ].join("\n"),
    },
    lines: ["白石村的晒坝终于修好了", "邻里故事", "2031-03-03 10:00", ...NEXT_STORY],
    reason: "appended-article",
  },
  // No heading elements: both headlines are made the same way.
  {
    html: `<html><head><title>${HEADLINE}</title></head><body>${[
      [HEADLINE, "2031-03-02 09:20", ...STORY],
      [NEXT, "2031-03-03 10:00", ...NEXT_STORY],
    ]
      .map(
        ([headline, date, ...paragraphs]) =>
          `<div class="art"><div class="bt">${headline}</div><div class="sj">${date}</div>${paragraphs.map((text) => `<p>${text}</p>`).join("")}</div>`,
      )
      .join("")}</body></html>`,
    lines: [NEXT, "2031-03-03 10:00", ...NEXT_STORY],
    reason: "appended-article",
  },
];

const keeps: readonly Keep[] = [
  // Subheadings of the story, dated or not.
  {
    html: { inside: "<h2>下一个春天</h2><p>2031年3月9日，屋里的炉子熄了，窗子第一次全部打开。</p>" },
    lines: ["下一个春天", "2031年3月9日，屋里的炉子熄了，窗子第一次全部打开。"],
  },
  { html: { inside: "<h1>修桌子，也修书</h1>" }, lines: ["修桌子，也修书"] },
  // A poem in the story has its own heading and date.
  {
    html: {
      inside:
        "<h1>粮站的诗</h1><p>粮满仓</p><p>书满窗</p><p>灯一盏</p><p>人一双</p><p>2031年3月写于老粮站</p><p>2031年3月2日</p>",
    },
    lines: ["粮站的诗", "粮满仓", "2031年3月2日"],
  },
  // The story is signed soon after: that date is not the heading's.
  {
    html: { inside: "<h1>修桌子，也修书</h1>", end: "<p>青湾镇人民政府</p><p>2031年3月2日</p>" },
    lines: ["修桌子，也修书", "青湾镇人民政府", "2031年3月2日"],
  },
  {
    html: {
      inside: `<h3>白石村修好了晒坝</h3><p>白石村的晒坝去年被水冲坏了一角，沈月桥的书就是从那里收来的。</p>`,
    },
    lines: ["白石村修好了晒坝"],
  },
  { text: { inside: "下一篇故事，她想写那台旧打谷机。" } },
  // A chronicle has headings and dates of its own, with no site between them, or no minute.
  {
    text: { inside: "收书的人走遍了附近十几个村\n2031年3月9日 10:00\n屋里的炉子熄了，窗子第一次全部打开。" },
  },
  {
    text: {
      inside:
        "分享到：微信 微博\n收书的人走遍了附近十几个村\n2031年3月9日\n屋里的炉子熄了，窗子第一次全部打开。",
    },
    lines: ["收书的人走遍了附近十几个村", "2031年3月9日"],
  },
  {
    text: {
      inside: "分享到：微信 微博\n收书的人走遍\n2031年3月9日 10:00\n屋里的炉子熄了，窗子第一次全部打开。",
    },
    lines: ["收书的人走遍"],
  },
  { text: { end: "续篇将在下个月的镇报上刊出，题目还没有定。" } },
  {
    html: { inside: "<h2>——三千册旧书有了新家</h2><p>2031-03-02 的清晨</p>" },
    lines: ["——三千册旧书有了新家"],
  },
];

const leaves: readonly Keep[] = [
  // The headline again.
  { html: { below: ending(`<h1>${HEADLINE}</h1>`, DATED) }, lines: [HEADLINE, ...NEXT_STORY] },
  ...NONE_OF_STORIES.map((element): Keep => ({ html: twice(element), lines: [NEXT, ...NEXT_STORY] })),
  // A paragraph or none is no story.
  { html: twice("<article>", { second: NEXT_STORY.slice(0, 1) }), lines: [NEXT, NEXT_STORY[0]!] },
  { html: twice("<article>", { first: STORY.slice(0, 1) }), lines: [NEXT, ...NEXT_STORY] },
  // Of a lower rank, or made in another way.
  { html: twice("<article>", { heading: "h2" }), lines: [NEXT, ...NEXT_STORY] },
  { html: twice('<div class="story">', { openSecond: '<div class="post">' }), lines: [NEXT, ...NEXT_STORY] },
  // A line of text that no element holds is not made as another such line is.
  {
    html: `<title>${HEADLINE}</title>${HEADLINE}<div>${STORY.map((text) => `<p>${text}</p>`).join("")}</div>${NEXT}<div>2031-03-03 10:00</div>`,
    lines: [NEXT, "2031-03-03 10:00"],
  },
  // Too long for a date line; a word that may be anybody's.
  {
    html: { below: ending(`<h1>${NEXT}</h1>`, `<div>${NAMES_AND_DATE}</div>`) },
    lines: [NEXT, ...NEXT_STORY],
  },
  { html: { below: ending(`<h1>${NEXT}</h1>`, "<div>通讯员</div>") }, lines: [NEXT, ...NEXT_STORY] },
];

describeStage("appended-article", removes, keeps, { leaves });

describe("a page with two stories", () => {
  test("gives the first, to its last word", () => {
    const { text } = clean({ html: { below: ending(`<h1>${NEXT}</h1>`, DATED) } });
    expect(text).toBe([HEADLINE, ...STORY, ""].join("\n"));
  });

  test("gives the first, however much longer the second is", () => {
    const long = [
      ...NEXT_STORY,
      ...NEXT_STORY.map((line) => `第二天，${line}`),
      ...NEXT_STORY.map((line) => `后来，${line}`),
    ];
    const { text } = clean({ html: { below: ending(`<h1>${NEXT}</h1>`, DATED, long) } });
    expect(text).toBe([HEADLINE, ...STORY, ""].join("\n"));
  });
});
