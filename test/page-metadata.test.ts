/** What is known about an article, and who is believed. */
import { describe, expect, test } from "vitest";
import { cleanHtml, cleanText } from "../src/index.ts";
import { completeMetadata } from "../src/page/metadata.ts";
import { readHtml, readText } from "../src/page/read.ts";
import type { Change, Metadata } from "../src/types.ts";
import { HEADLINE, STORY } from "./stage-tables.ts";

const text = [HEADLINE, ...STORY].join("\n");
const page = (head: string, between = "") =>
  `<html><head><title>${HEADLINE}_青湾在线</title>${head}</head><body><h1>${HEADLINE}</h1>${between}<div>${STORY.map((line) => `<p>${line}</p>`).join("")}</div></body></html>`;

const change = (metadata: Metadata, before = "来源"): Change => ({
  stage: "byline",
  block: 99,
  reason: "byline",
  before,
  span: [0, 1],
  metadata,
});

describe("published", () => {
  const published = (head: string, between: string, url?: string) =>
    cleanHtml(page(head, between), url === undefined ? {} : { url }).metadata.published;
  const meta = (date: string) => `<meta name="pubdate" content="${date}">`;
  const shown = (date: string) => `<p>${date}　来源：青湾日报</p>`;

  test.each<[string, string | undefined, string | undefined]>([
    ["as the reader sees it", published("", shown("2031-03-02 09:20")), "2031-03-02T09:20:00+08:00"],
    ["as the page's head says", published(meta("2031-03-02 09:20"), ""), "2031-03-02T09:20:00+08:00"],
    [
      "as the address says",
      published("", "", "https://www.qingwan.example/2031/03/02/7060.html"),
      "2031-03-02",
    ],
    [
      "as the address says, without bars",
      published("", "", "https://www.qingwan.example/t20310302_7060.html"),
      undefined,
    ],
    [
      "as the address says, without bars, after one",
      published("", "", "https://www.qingwan.example/a/20310302/7060.html"),
      "2031-03-02",
    ],
    ["nowhere", published("", ""), undefined],
    [
      "what is seen before what the head says",
      published(meta("2030-01-01 08:00"), shown("2031-03-02")),
      "2031-03-02",
    ],
    [
      "what the head says before the address",
      published(meta("2031-03-02"), "", "https://www.qingwan.example/20300101/1.html"),
      "2031-03-02",
    ],
    [
      "with the time of the same day, whoever gives it",
      published(meta("2031-03-02T09:20:00+08:00"), shown("2031-03-02")),
      "2031-03-02T09:20:00+08:00",
    ],
  ])("%s", (_, date, wanted) => {
    expect(date).toBe(wanted);
  });

  test.each(["/20311399/1.html", "/2031/13/02/1.html", "/1931/03/02/1.html", "/id/203103021/1.html"])(
    "%s is no date",
    (path) => {
      expect(published("", "", `https://www.qingwan.example${path}`)).toBeUndefined();
    },
  );
});

describe("the title", () => {
  test("is the first line of the text", () => {
    expect(cleanText(text).metadata.title).toBe(HEADLINE);
    expect(cleanHtml(page(`<meta property="og:title" content="${HEADLINE}（图）">`)).metadata.title).toBe(
      HEADLINE,
    );
  });

  test("is what the page says where the text has none", () => {
    const body = readHtml(page(`<meta property="og:title" content="${HEADLINE}">`));
    const { blocks } = readText(STORY.join("\n"));
    expect(completeMetadata(body, { ...body, blocks }, []).title).toBe(HEADLINE);
  });

  test("is unknown where the text begins with its first sentence", () => {
    expect(cleanText(STORY.join("\n")).metadata).not.toHaveProperty("title");
  });
});

describe("of several that say it", () => {
  const document = readText(text);
  const complete = (...all: readonly Metadata[]) =>
    completeMetadata(
      { ...document, metadata: { source: "head", author: "head" } },
      document,
      all.map((metadata) => change(metadata)),
    );

  test("the first seen on the page counts, then the page's head", () => {
    expect(complete({ source: "one" }, { source: "two", editor: "two" })).toMatchObject({
      source: "one",
      editor: "two",
      author: "head",
    });
  });

  test("fields come together", () => {
    expect(complete({ fields: { 点击: "1" } }, { fields: { 点击: "2", 文号: "7号" } }).fields).toEqual({
      点击: "1",
      文号: "7号",
    });
  });

  test("there are no fields where nobody names one", () => {
    expect(complete({ source: "one" })).not.toHaveProperty("fields");
  });
});

describe("language and script", () => {
  test.each<[string, object]>([
    [text, { language: "cmn", script: "Hans" }],
    [
      "青灣鎮的老糧站空了二十六年。今年春天，鎮裡把它改成了一間閱覽室，放學的孩子和趕集的老人都愛去坐一坐。",
      { language: "cmn", script: "Hant" },
    ],
    [
      "The old granary stood empty for twenty-six years before the town turned it into a reading room this spring.",
      { language: "eng" },
    ],
  ])("of %s", (line, wanted) => {
    expect(cleanText(line, { language: "any" }).metadata).toMatchObject(wanted);
  });
});
