import { describe, expect, test } from "vitest";
import {
  clean,
  describeStage,
  HEADLINE,
  STORY,
  type Keep,
  type Removal,
} from "../../../support/stage-tables.ts";

const titled = (title: string, reason: string, line = title): Removal => ({
  html: { head: `<title>${title}</title>` },
  lines: [line],
  reason,
});

/** No headline on the page: its title is all there is. */
const bare = (title: string) =>
  `<html><head><title>${title}</title></head><body><div>${STORY.map((text) => `<p>${text}</p>`).join("")}</div></body></html>`;
/** Its headline goes on with this where the page's title goes on with that. */
const goesOn = (behind: string, told: string) =>
  `<html><head><title>${HEADLINE}${told}</title></head><body><h1>${HEADLINE}${behind}</h1>${STORY.map((text) => `<p>${text}</p>`).join("")}</body></html>`;
const suffix = (separated: string): Removal => ({
  html: bare(HEADLINE + separated),
  lines: [separated.trim()],
  reason: "site-name",
});

const LABELS = ["主题", "主題", "标题", "標題", "题目", "題目"];
const SLOGAN = "为邻里记下每一天的事情，为镇里点亮每一盏灯。";
/** The headline again, so many paragraphs below. */
const again = (paragraphs: number) =>
  `<p>${Array.from({ length: paragraphs }, (_, at) => `第${at}张桌子是粮仓的木板做的，漆成了蓝色。`).join("</p><p>")}</p><p>${HEADLINE}</p>`;

const removes: readonly Removal[] = [
  ...LABELS.map((label): Removal => ({
    html: `<title>${HEADLINE}_青湾镇新闻网</title><h1>${label}：${HEADLINE}</h1>${STORY.map((text) => `<p>${text}</p>`).join("")}`,
    lines: [`${label}：`],
    reason: "label",
  })),
  { text: { above: `${HEADLINE}_青湾镇新闻网\n邻里\n${SLOGAN}` }, lines: [SLOGAN], reason: "above-headline" },
  { html: { between: again(9) }, lines: [HEADLINE], reason: "repeated-headline" },
  { text: { above: `${HEADLINE}_青湾镇新闻网` }, reason: "title-tag" },
  { text: { above: HEADLINE }, lines: [HEADLINE], reason: "title-tag" },
  {
    text: { above: `${HEADLINE}_青湾镇新闻网\n镇内新闻\n网上书屋` },
    lines: ["镇内新闻", "网上书屋"],
    reason: "above-headline",
  },
  // Slogans under the names of sections read like prose.
  {
    text: { above: `${HEADLINE}_青湾镇新闻网\n邻里\n为邻里记下每一天的事情。\n扫描成功！` },
    lines: ["为邻里记下每一天的事情。", "扫描成功！"],
    reason: "above-headline",
  },
  {
    text: { above: `${HEADLINE} 镇内新闻_青湾镇新闻网\n网上书屋` },
    lines: ["网上书屋"],
    reason: "above-headline",
  },
  {
    text: `点赞 | ${HEADLINE}_青湾镇新闻网\n网上书屋\n点赞 | ${HEADLINE}\n${STORY.join("\n")}`,
    lines: [`点赞 | ${HEADLINE}_青湾镇新闻网`],
    reason: "title-tag",
  },
  {
    text: `老粮站改成阅览室；晒谷场也要修了-青湾镇新闻网\n网上书屋\n老粮站改成阅览室；晒谷场也要修了\n${STORY.join("\n")}`,
    lines: ["网上书屋"],
    reason: "above-headline",
  },
  titled(`${HEADLINE}_青湾镇新闻网`, "title-tag"),
  titled(HEADLINE, "title-tag"),
  titled(`镇内新闻 | ${HEADLINE} - 青湾在线`, "title-tag"),
  suffix("_青湾镇新闻网"),
  suffix(" - 青湾在线"),
  suffix("|镇内新闻|青湾在线"),
  suffix("-青湾在线"),
  suffix("--镇内新闻--青湾在线"),
  { html: goesOn("241", "_青湾镇新闻网"), lines: ["241"], reason: "counter" },
  { html: goesOn(" 6", " - 青湾在线"), lines: ["6"], reason: "counter" },
  { html: { between: `<p>${HEADLINE}</p>` }, lines: [HEADLINE], reason: "repeated-headline" },
  { html: { above: `<div class="bar">${HEADLINE}</div>` }, lines: [HEADLINE], reason: "repeated-headline" },
  {
    html: {
      head: `<title>${HEADLINE}_青湾镇新闻网</title>`,
      between: `<p><b>${HEADLINE.replace("改成了", "改 成 了")}</b></p>`,
    },
    lines: [HEADLINE.replace("改成了", "改 成 了")],
    reason: "repeated-headline",
  },
];

const keeps: readonly Keep[] = [
  // A shoulder heading, and a headline that says nearly the same.
  { text: { above: "三千册旧书有了新家" }, lines: ["三千册旧书有了新家"] },
  { text: { above: `${HEADLINE}综述` }, lines: [`${HEADLINE}综述`] },
  // Its last words are not the site's name, though the lead begins as the headline does.
  {
    text: `青湾镇老粮站改成了阅览室 屋里有三千册旧书\n青湾镇老粮站改成了阅览室，屋里有三千册旧书。\n${STORY.join("\n")}`,
    lines: ["青湾镇老粮站改成了阅览室 屋里有三千册旧书"],
  },
  // A lead above the headline is a paragraph.
  {
    text: {
      above: `${HEADLINE}_青湾镇新闻网\n编者按：老粮站改成阅览室的消息传开以后，邻近几个村的人都想来看看，本报请退休教师沈月桥讲讲这里的故事。`,
    },
    lines: [
      "编者按：老粮站改成阅览室的消息传开以后，邻近几个村的人都想来看看，本报请退休教师沈月桥讲讲这里的故事。",
    ],
  },
  // Shoulder heading and subtitle are not the headline again.
  { text: { above: "书香青湾" } },
  { text: { between: "老粮站改成了阅览室以后" } },
  { html: bare("读书-下棋-听鼓书，青湾镇的冬天不冷清"), lines: ["读书-下棋-听鼓书，青湾镇的冬天不冷清"] },
  // A number that is the headline's: the title has it, breaks off before it, or goes on with other words.
  { html: goesOn("241", "241_青湾镇新闻网"), lines: [`${HEADLINE}241`] },
  { html: goesOn("241", "…_青湾镇新闻网"), lines: [`${HEADLINE}241`] },
  { html: goesOn("241", "以后"), lines: [`${HEADLINE}241`] },
  { html: goesOn("·2026.3", "_青湾镇新闻网"), lines: [`${HEADLINE}·2026.3`] },
  { html: bare("2030-2031年青湾镇书事"), lines: ["2030-2031年青湾镇书事"] },
  { html: bare("青湾镇老粮站有了新名字：阅览室"), lines: ["青湾镇老粮站有了新名字：阅览室"] },
  { text: { end: `《${HEADLINE}》是镇报上那篇报道的题目。` } },
  { text: { between: "——三千册旧书有了新家" } },
];

describeStage("headline", removes, keeps, {
  leaves: [
    // A few characters may be the beginning of anything.
    { html: "<title>粮站开门_青湾镇新闻网</title><h1>粮站开门241</h1><p>粮站</p>", lines: ["粮站开门241"] },
  ],
});

test("the headline again is looked for in twelve lines below it", () => {
  const { receipt } = clean({ html: { between: again(20) } });
  expect(receipt.changes.map(({ reason }) => reason)).not.toContain("repeated-headline");
});

describe("the headline stands once, and first", () => {
  const wanted = [HEADLINE, ...STORY, ""].join("\n");

  test.each([
    ["where the page has it in an <h1>", { html: {} }],
    ["where only the title has it", { html: bare(`${HEADLINE}_青湾镇新闻网`) }],
    [
      "where it is printed three times",
      { html: { above: `<p>${HEADLINE}</p>`, between: `<h2>${HEADLINE}</h2>` } },
    ],
    ["where the title puts the site first", { html: { head: `<title>青湾镇新闻网_${HEADLINE}</title>` } }],
    ["in a text", { text: {} }],
  ])("%s", (_, input) => {
    expect(clean(input).text).toBe(wanted);
  });
});

test("stands once, too, where it says so little that only the title tells", () => {
  const { receipt } = clean({ html: "<title>云溪</title><body><p>云溪</p></body>" });
  expect(receipt.changes).toMatchObject([{ block: 1, before: "云溪", reason: "repeated-headline" }]);
});
