import { describe, expect, test } from "vitest";
import { findHeadline } from "../src/measures/headline.ts";
import { proseRange } from "../src/measures/prose-range.ts";
import { builtInCues } from "../src/cues/load.ts";
import { readHtml, readText } from "../src/page/read.ts";
import { HEADLINE, STORY } from "./stage-tables.ts";

const body = STORY.map((line) => `<p>${line}</p>`).join("");

function headlineOf(head: string, above: string): string | undefined {
  const document = readHtml(`<html><head>${head}</head><body>${above}${body}</body></html>`);
  const at = findHeadline(document, proseRange(document.blocks, builtInCues()));
  return at === undefined ? undefined : document.blocks[at]!.text;
}

const title = `<title>${HEADLINE}_青湾镇新闻网</title>`;

describe("finds", () => {
  test.each([
    ["the <h1>", title, `<h1>${HEADLINE}</h1>`, HEADLINE],
    ["a line that is no heading", title, `<div>${HEADLINE}</div>`, HEADLINE],
    [
      "the heading rather than the line",
      title,
      `<div>${HEADLINE}</div><h1>${HEADLINE}</h1><div>${HEADLINE}</div>`,
      HEADLINE,
    ],
    [
      "what og:title names, where the title is the site's",
      `<title>青湾在线</title><meta property="og:title" content="${HEADLINE}">`,
      `<h2>青湾在线</h2><h3>${HEADLINE}</h3>`,
      HEADLINE,
    ],
    [
      "a headline shorter than the title",
      "<title>青湾镇政府工作报告_青湾镇人民政府网</title>",
      "<h2>政府工作报告</h2>",
      "政府工作报告",
    ],
    [
      "a headline with a subtitle",
      `<title>政府工作报告_青湾镇</title>`,
      "<h2>政府工作报告 ——在第九次会议上</h2>",
      "政府工作报告 ——在第九次会议上",
    ],
    [
      "a headline whose width or spacing differs",
      "<title>青湾 3 间仓房（一期）开门_在线</title>",
      "<h1>青湾３间仓房(一期)开门</h1>",
      "青湾３间仓房(一期)开门",
    ],
    ["no line that the title does not know", title, "<h1>镇长信箱</h1><h2>热门推荐</h2>", undefined],
    ["nothing without a title", "", `<h1>${HEADLINE}</h1>`, undefined],
    ["a short line that is all of the title", "<title>讣告_青湾在线</title>", "<h1>讣告</h1>", "讣告"],
    ["no short line that is a part of it", `<title>${HEADLINE}</title>`, "<h1>老粮站</h1>", undefined],
    [
      "no sentence that is longer than a headline",
      `<title>${"空了二十六年，".repeat(15)}</title>`,
      `<p>${"空了二十六年，".repeat(15)}</p>`,
      undefined,
    ],
  ])("%s", (_, head, above, wanted) => {
    expect(headlineOf(head, above)).toBe(wanted);
  });
});

test("of two alike, the marked one", () => {
  const document = readHtml(
    `<html><head>${title}</head><body><h1>${HEADLINE}</h1><div>${HEADLINE}</div><a href="/">${HEADLINE}</a>${body}</body></html>`,
  );
  const at = findHeadline(document, proseRange(document.blocks, builtInCues()))!;
  expect(document.blocks[at]!.facts.headingLevel).toBe(1);
});

test("does not look below the first paragraph", () => {
  const document = readHtml(`<html><head>${title}</head><body>${body}<h1>${HEADLINE}</h1></body></html>`);
  expect(findHeadline(document, proseRange(document.blocks, builtInCues()))).toBeUndefined();
});

test("a text has one where its title is known", () => {
  const document = readText([HEADLINE, ...STORY].join("\n"));
  const range = proseRange(document.blocks, builtInCues());
  expect(findHeadline({ ...document, metadata: { title: HEADLINE } }, range)).toBe(0);
  expect(findHeadline(document, range)).toBeUndefined();
});

test("takes its time neither over long titles nor over long lines", () => {
  const document = readHtml(
    `<title>${"青湾".repeat(50_000)}</title>${`<p>${"湾青".repeat(50)}</p>`.repeat(300)}`,
  );
  const started = performance.now();
  findHeadline({ ...document, metadata: { title: "青湾".repeat(50_000) } }, undefined);
  expect(performance.now() - started).toBeLessThan(5000);
});
