import { expect, test } from "vitest";
import {
  clean,
  describeStage,
  HEADLINE,
  STORY,
  type Keep,
  type Removal,
  type Surroundings,
} from "../../../support/stage-tables.ts";

const TEASERS = [
  ["梅溪渡口添了一艘木船", "船是镇上两位老木匠造的，花了四个月，一次能坐十二个人，票价还是一块钱。"],
  ["北坡的茶园开始采春茶", "今年雨水多，开采比去年晚了六天，头一批茶青收了三百来斤，价钱没有变。"],
  ["老戏台今年又唱了三天戏", "唱的是三十年前的老本子，台下坐满了从邻近村子走来的人，孩子爬到了墙头上。"],
  ["青湾镇小学种下四十棵桐树", "树苗是学生自己从苗圃里挑的，每个班认养五棵，毕业时再量一量长高了多少。"],
] as const;

const list = (count: number = TEASERS.length, make = "li") =>
  TEASERS.slice(0, count)
    .map(
      ([headline, teaser], at) =>
        `<${make} class="card"><h4><a href="/${at}.html">${headline}</a></h4><p>${teaser}</p></${make}>`,
    )
    .join("");
const lines = TEASERS.flat();
const row = (html: Surroundings, taken: readonly string[], reason = "record"): Removal => ({
  html,
  lines: taken,
  reason,
});

const removes: readonly Removal[] = [
  row({ below: `<ul class="feed">${list()}</ul>` }, lines),
  // The heading goes too, whatever it says.
  row({ below: `<div class="feed"><h3>镇上的事</h3><ul>${list()}</ul></div>` }, ["镇上的事"], "heading"),
  // Within the element of the article, but not in that of its paragraphs.
  {
    html: `<article><h1>${HEADLINE}</h1><div class="text">${STORY.map((text) => `<p>${text}</p>`).join("")}</div><div class="feed">${list(4, "section")}</div></article>`,
    lines,
    reason: "record",
  },
  // Above the headline.
  row({ above: `<div class="top">${list(3, "div")}</div>` }, lines.slice(0, 6)),
  // Beside a lead that stands apart from the other paragraphs.
  {
    html: `<div><h1>${HEADLINE}</h1><div class="lead"><p>${STORY[0]}</p></div><div class="text">${STORY.map((text) => `<p>${text}</p>`).join("")}</div><div class="feed">${list(4, "div")}</div></div>`,
    lines,
    reason: "record",
  },
];

const keeps: readonly Keep[] = [
  // Two are no list.
  { html: { end: list(2, "div") }, lines: lines.slice(0, 4).filter((_, at) => at % 2 === 1) },
  // A round-up: its entries stand among the paragraphs of their element.
  { html: { end: list(4, "div") }, lines: lines.filter((_, at) => at % 2 === 1) },
  // A box between two paragraphs: its element is theirs.
  {
    html: { inside: `<div class="box">${list(3, "div")}</div>` },
    lines: lines.slice(0, 6).filter((_, at) => at % 2 === 1),
  },
  // Measures, each under a heading that leads nowhere.
  {
    html: {
      end: `<div>${TEASERS.map(([name, text]) => `<div><h4>${name}</h4><p>${text}</p></div>`).join("")}</div>`,
    },
    lines,
  },
  // Questions that lead to themselves.
  {
    html: {
      end: `<div>${["渡船每天几点钟开？", "船票要到哪里去买？", "下雨的日子还开吗？"].map((text, at) => `<div><h4><a href="#${at}">${text}</a></h4><p>${TEASERS[at]![1]}</p></div>`).join("")}</div>`,
    },
    lines: TEASERS.slice(0, 3).map(([, text]) => text),
  },
  // Entries of a live blog with their own addresses, several paragraphs each.
  {
    html: {
      end: `<div>${TEASERS.slice(0, 3)
        .map(
          ([name], at) =>
            `<div><h4><a href="/${at}">${name}</a></h4>${STORY.map((text) => `<p>${at}${text}</p>`).join("")}</div>`,
        )
        .join("")}</div>`,
    },
    lines: STORY.map((text) => `2${text}`),
  },
];

test("where a page says nothing else, its records are all that it has", () => {
  const { receipt } = clean({ html: `<h1>${HEADLINE}</h1><p>三条消息。</p><ul>${list()}</ul>` });
  expect(receipt.changes.filter(({ stage }) => stage === "records")).toEqual([]);
});

test("a long list of teasers does not outweigh a short article", () => {
  const feed = Array.from({ length: 30 }, (_, at) => list().replaceAll("</a>", `，第${at + 1}回</a>`)).join(
    "",
  );
  const { text } = clean({
    html: `<title>${HEADLINE}</title><body><div><h1>${HEADLINE}</h1>${STORY.map((text) => `<p>${text}</p>`).join("")}</div><div><h3>还有这些</h3><ul>${feed}</ul></div></body>`,
  });
  expect(text.split("\n").filter(Boolean)).toEqual([HEADLINE, ...STORY]);
});

// The choice of the text judges by more than the make of a list.
describeStage("records", removes, keeps, { stageSettings: { content: false } });
