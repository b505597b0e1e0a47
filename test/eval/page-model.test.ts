import { expect, test } from "vitest";
import { otherPageModel, pageModel } from "../../eval/learning/page-model.ts";
import { modelOf } from "../../src/core/article/model-file.ts";
import { findPageArticle } from "../../src/core/article/page-article.ts";
import { shippedModels } from "../../src/core/article/models.ts";
import { PAGE_FEATURES } from "../../src/core/features/page-features.ts";
import { readHtml } from "../../src/core/page/read.ts";
import type { HtmlCase } from "../../eval/metrics/corpus.ts";

/** Pages of twelve sites, each with a menu and three paragraphs. */
const cases = Array.from({ length: 12 }, (_, at): HtmlCase => {
  const menu = Array.from({ length: 12 }, (_, entry) => `第${at}站栏目${entry}`);
  const body = ["早", "午", "晚"].map((time) => `${time}班的船从青湾渡口开出，第${at}趟载了三百担新谷。`);
  const links = menu.map((entry) => `<li><a href="/x">${entry}</a></li>`).join("");
  const html = `<ul>${links}</ul><div>${body.map((text) => `<p>${text}</p>`).join("")}</div>`;
  const labels = [...menu.map(() => "nav"), ...body.map(() => "body")];
  return {
    name: `页${at}`,
    site: `site${at}.example`,
    kind: "news",
    isNearCopy: at === 11,
    page: new TextEncoder().encode(html),
    blocks: [...menu, ...body],
    labels,
    fragments: [...menu, ...body].map((text, block) => ({ label: labels[block]!, text })),
  };
});

const learner = pageModel.learner({ html: cases, text: [], verdicts: [] });
const all = JSON.stringify(learner(() => false));

test("the same pages teach the same, to the byte", () => {
  expect(JSON.stringify(learner(() => false))).toBe(all);
});

test("sites that are left out teach nothing, nor do near-copies", () => {
  expect(JSON.stringify(learner((site) => site === "site3.example"))).not.toBe(all);
  expect(JSON.stringify(learner((site) => site === "site11.example"))).toBe(all);
});

test("what was learned tells paragraphs from a menu on another page", () => {
  const model = modelOf(JSON.parse(all), PAGE_FEATURES, "page-model");
  const links = Array.from({ length: 9 }, (_, at) => `<li><a href="/${at}">白石村消息${at}</a></li>`).join(
    "",
  );
  const page = readHtml(`<ul>${links}</ul><p>白石村的晒坝修好了，秋天的稻谷不用再铺在公路上。</p>`);
  const { probabilities } = findPageArticle(page, { chinese: model, other: model });
  expect(probabilities.at(-1)).toBeGreaterThan(0.5);
  expect(Math.max(...probabilities.subarray(0, -1))).toBeLessThan(0.5);
});

test("newsift is made to use it", () => {
  const { models } = pageModel.using(JSON.parse(all), { models: shippedModels });
  expect(JSON.stringify(models!.page)).toBe(all);
});

test("pages in other languages are learned from layouts too, those in Chinese are not", () => {
  const layouts = cases.map(({ name, page }) => ({
    name,
    set: "own",
    url: `https://layout-${name}.example/`,
    type: "article" as const,
    title: "",
    gold: "",
    page,
  }));
  const both = { html: cases, text: [], verdicts: [], layouts };
  expect(JSON.stringify(pageModel.learner(both)(() => false))).toBe(all);
  expect(JSON.stringify(otherPageModel.learner(both)(() => false))).not.toBe(all);
});
