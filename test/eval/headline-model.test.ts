import { expect, test } from "vitest";
import { headlineExamplesOf, trainHeadlineModel } from "../../eval/learning/headline-model.ts";
import { findHeadline } from "../../src/core/article/headline.ts";
import { linearModelOf } from "../../src/core/article/model-file.ts";
import { HEADLINE_FEATURES } from "../../src/core/features/headline-features.ts";
import { readHtml } from "../../src/core/page/read.ts";
import type { HtmlCase } from "../../eval/metrics/corpus.ts";
import { STORY } from "../support/stage-tables.ts";

const headlines = ["渡口停航三天", "白石村修好了晒坝", "粮站改成了阅览室", "镇卫生院开了夜门诊"];

const htmlOf = (headline: string) =>
  `<title>${headline} - 青湾新闻网</title><p>青湾新闻网</p><h1>${headline}</h1>${STORY.map((line) => `<p>${line}</p>`).join("")}`;

function caseOf(headline: string, at: number): HtmlCase {
  const blocks = [`${headline} - 青湾新闻网`, "青湾新闻网", headline, ...STORY];
  const labels = ["drop", "nav", "title", ...STORY.map(() => "body")];
  return {
    name: `page-${at}`,
    site: `site-${at}.example`,
    kind: "news",
    isNearCopy: false,
    page: Buffer.from(`<meta charset=utf-8>${htmlOf(headline)}`),
    blocks,
    labels,
    fragments: blocks.map((text, line) => ({ label: labels[line]!, text })),
  };
}

const cases = headlines.map(caseOf);

test("a page counts three times: as it is, with titles that say nothing of its headline, and without headings too", () => {
  const examples = headlineExamplesOf(cases);
  expect(examples).toHaveLength(3 * cases.length);
  const [whole, silent, plain] = examples;
  expect([whole, silent, plain].map((one) => one!.columns.titleLikeness[2])).toEqual([1, 0, 0]);
  expect([whole, silent, plain].map((one) => one!.columns.h1[2])).toEqual([1, 1, 0]);
  expect(silent!.weight).toBeLessThan(whole!.weight);
  expect(plain!.weight).toBeLessThan(silent!.weight);
});

test("near-copies and pages without a labelled headline teach nothing", () => {
  const [one] = cases;
  expect(headlineExamplesOf([{ ...one!, isNearCopy: true }])).toEqual([]);
  const unlabelled = one!.labels.map((label) => (label === "title" ? "drop" : label));
  expect(headlineExamplesOf([{ ...one!, labels: unlabelled }])).toEqual([]);
});

test("what is learned finds the headline of a page that it has not seen, and the same examples give the same model", () => {
  const file = trainHeadlineModel(headlineExamplesOf(cases));
  expect(trainHeadlineModel(headlineExamplesOf(cases))).toEqual(file);
  const document = readHtml(htmlOf("码头的灯塔亮了"));
  const found = findHeadline(document, linearModelOf(file, HEADLINE_FEATURES, "headline"));
  expect(found.map((index) => document.blocks[index]!.text)).toEqual(["码头的灯塔亮了"]);
});
