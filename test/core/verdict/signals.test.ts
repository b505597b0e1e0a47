/** The registry of verdict signals, and what each threshold decides. */
import { describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { reasonIds } from "../../../src/core/verdict/reasons.ts";
import { verdictSignals } from "../../../src/core/verdict/signals.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { readPage } from "../../../src/core/page/read.ts";
import type { Format } from "../../../src/core/document/document.ts";

const judge = (content: string, without: string, format: Format = "text") => {
  const signals = verdictSignals.filter(({ id }) => id !== without);
  const document = readPage(new Page(Buffer.from(content), { format }));
  return createPipeline({ verdictSignals: signals }).clean(document).verdict.kind;
};

const entries = Array.from({ length: 8 }, (_, at) => `<li><a href="/${at}">镇里的第${at}件事</a></li>`).join(
  "",
);
const teasers = (count: number) =>
  Array.from(
    { length: count },
    (_, at) =>
      `第${at}个村的人昨天都赶来看新桥，从早上一直看到天黑，路边停满了三轮车，卖凉粉的摊子也摆了出来……`,
  );

describe("each can be switched off by its name:", () => {
  test.each<[string, string, string, Format?]>([
    ["blocked-notice", "blocked", "您访问的页面不存在"],
    [
      "foreign-language",
      "not-chinese",
      "The old granary stood empty for many years. The town made it a reading room.",
    ],
    ["links-only", "listing", `<ul>${entries}</ul>`, "html"],
    ["too-little", "thin", "老粮站改成了阅览室"],
    ["teasers", "listing", ["新桥通车", ...teasers(6)].join("\n")],
  ])("%s", (id, kind, content, format) => {
    expect(judge(content, "", format)).toBe(kind);
    expect(judge(content, id, format)).not.toBe(kind);
  });

  test("and the pipeline is another without it, and with another threshold", () => {
    const all = createPipeline().hash;
    const fewer = createPipeline({ verdictSignals: verdictSignals.slice(1) }).hash;
    const other = verdictSignals.map((one) =>
      one.id === "teasers" ? { ...one, thresholds: { ...one.thresholds, teasersAtLeast: 4 } } : one,
    );
    expect(new Set([all, fewer, createPipeline({ verdictSignals: other }).hash]).size).toBe(3);
  });
});

test("each has its own name, and what it says can be said", () => {
  const ids = verdictSignals.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !(reasonIds as readonly string[]).includes(id))).toEqual([]);
});

describe("teasers", () => {
  const finished = "桥是去年秋天动工的，工人过年也没有回家，今天终于通车了。";

  test.each([
    ["two in a text of three lines", [...teasers(2)], "article"],
    ["three", [...teasers(3)], "listing"],
    ["three beside two paragraphs that end", [...teasers(3), finished, `${finished}人人高兴。`], "listing"],
    [
      "three beside three that end: an essay that likes to break off",
      [...teasers(3), finished, `${finished}人人高兴。`, `${finished}鞭炮响了。`],
      "article",
    ],
  ])("%s", (_, lines, kind) => {
    expect(judge(["新桥通车", ...lines].join("\n"), "")).toBe(kind);
  });
});

describe("too little is", () => {
  test.each([
    [
      "a sentence of 39 characters with its headline",
      `新桥通车\n${"天地人山水田林湖草木日月风云".repeat(3).slice(0, 38)}。`,
      "thin",
    ],
    ["not one of 40", `新桥通车\n${"天地人山水田林湖草木日月风云".repeat(3).slice(0, 39)}。`, "article"],
  ])("%s", (_, text, kind) => {
    expect(judge(text, "")).toBe(kind);
  });

  test("not 80 characters of labels, but 79: a list of them", () => {
    const labels = (chars: number) =>
      ["天地人山水田林湖", "草木日月风云鸟兽", "春夏秋冬东南西北", "稻麦粟豆桑麻棉茶", "笔墨纸砚琴棋书画"]
        .join("")
        .repeat(2)
        .slice(0, chars)
        .match(/.{1,10}/gu)!
        .join("\n");
    // Whatever the line model thinks of such lines.
    const pipeline = createPipeline({ stageSettings: { content: false } });
    const kindOf = (chars: number) =>
      pipeline.clean(readPage(new Page(Buffer.from(labels(chars)), { format: "text" }))).verdict.kind;
    expect(kindOf(79)).toBe("listing");
    expect(kindOf(80)).toBe("article");
  });
});

describe("planted links", () => {
  const words = ["真人荷官", "送彩金", "大发快三", "北京赛车", "百家乐", "老虎机", "新葡京", "开元棋牌"];
  const farm = Array.from(
    { length: 20 },
    (_, at) => `<p>${words.map((word) => `<a href="https://bet${at}.example/">${word}</a>`).join(" ")}</p>`,
  ).join("");
  const story = (chars: number) => `<p>${"渡口的石阶涨水时淹掉一半，".repeat(20).slice(0, chars - 1)}。</p>`;

  test.each([
    [60, "spam"],
    [200, "article"],
  ] as const)("around a story of %i characters: %s", (chars, kind) => {
    expect(judge(`<div>${farm}</div><h1>石阶</h1>${story(chars)}<div>${farm}</div>`, "", "html")).toBe(kind);
  });
});
