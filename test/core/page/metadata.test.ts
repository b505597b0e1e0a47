/** What is known about an article, and who is believed. */
import { describe, expect, test } from "vitest";
import { Page, type PageFacts } from "../../../src/core/page/page.ts";
import { cleanHtml, cleanText } from "../../../src/index.ts";
import { completeMetadata } from "../../../src/core/page/metadata.ts";
import { readHtml, readPage, readText } from "../../../src/core/page/read.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import type { Metadata } from "../../../src/core/document/document.ts";
import type { Change } from "../../../src/core/document/finding.ts";
import { HEADLINE, STORY } from "../../support/stage-tables.ts";
import { temporaryWorkspace } from "../../support/store-workspace.ts";

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
      published("", "", "https://www.qingwan.example/203103/t20310302_7060.html"),
      "2031-03-02",
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

describe("what a reader would say", () => {
  const linkedData = (value: object) =>
    `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
  const meta = (name: string, content: string) => `<meta name="${name}" content="${content}">`;
  const article = { "@type": "NewsArticle", headline: HEADLINE };
  const NINE = "2031-03-02T09:20:00+08:00";

  test.each<[string, html: string, Metadata, url?: string]>([
    [
      "the line on the page before all others",
      page(
        meta("pubdate", "2031-03-05 10:00") + meta("source", "青湾在线") + meta("author", "admin"),
        "<p>2031-03-02 09:20　来源：青湾日报　作者：许三桥</p>",
      ),
      { published: NINE, source: "青湾日报", author: "许三桥" },
      "https://www.qingwan.example/20310301/1.html",
    ],
    [
      "the time of the same day in China, whatever zone it is told in",
      page(meta("article:published_time", "2031-03-01T23:30:00Z"), "<p>2031-03-02　来源：青湾日报</p>"),
      { published: "2031-03-01T23:30:00Z", source: "青湾日报" },
    ],
    [
      "no time of another day",
      page(meta("article:published_time", "2031-03-02T23:30:00Z"), "<p>2031-03-02　来源：青湾日报</p>"),
      { published: "2031-03-02" },
    ],
    [
      "an article in a graph, with several types and authors",
      page(
        linkedData({
          "@graph": [
            { "@type": "WebSite", name: "青湾在线" },
            {
              ...article,
              "@type": ["Article", "NewsArticle"],
              datePublished: "2031-03-02T09:20:00+08:00",
              author: [{ name: "许三桥" }, { name: "陆远山" }],
              publisher: { name: "青湾在线" },
              articleSection: "镇内新闻",
            },
          ],
        }) + meta("ContentSource", "青湾日报"),
      ),
      { published: NINE, source: "青湾日报", author: "许三桥、陆远山", channel: "镇内新闻" },
    ],
    [
      "when it was published, not when it was changed",
      page("", "<p>更新时间：2031-03-05 08:00 发布时间：2031-03-02 09:20 来源：青湾日报</p>"),
      { published: NINE, source: "青湾日报" },
    ],
    [
      "when it was published, where the change stands in the line above",
      page("", "<p>更新时间：2031-03-05 08:00</p><p>发布时间：2031-03-02 09:20　来源：青湾日报</p>"),
      { published: NINE, source: "青湾日报" },
    ],
    [
      "the head before the change",
      page(meta("pubdate", "2031-03-02 09:20"), "<p>更新时间：2031-03-05 08:00</p>"),
      { published: NINE },
    ],
    [
      "the change, where nothing else is told",
      page("", "<p>更新时间：2031-03-02 09:20</p>"),
      { published: NINE },
    ],
    [
      "<time>, where its text counts from today",
      page("", '<p><time datetime="2031-03-02T09:20:00+08:00">3天前</time> 来源：青湾日报</p>'),
      { published: NINE, source: "青湾日报" },
    ],
    [
      "not the day that it is today, above the headline",
      page(meta("pubdate", "2031-03-02 09:20")).replace("<body>", "<body><p>2031年4月9日 星期三</p>"),
      { published: NINE },
    ],
    [
      "the deadline of what the text tells of is none",
      page("", "<p>来源：青湾日报　报名截止时间：2031-05-02</p>"),
      { source: "青湾日报" },
    ],
    [
      "on a clock of twelve hours",
      page("", "<p>2031-03-02 下午9:20　来源：青湾日报</p>"),
      { published: "2031-03-02T21:20:00+08:00", source: "青湾日报" },
    ],
    [
      "the first date, where both are told",
      page("", "<p>发布时间：2031-03-02 09:20 更新时间：2031-03-05 08:00</p>"),
      { published: NINE },
    ],
    [
      "JSON-LD before <meta>",
      page(
        linkedData({ ...article, datePublished: "2031-03-02T09:20:00+08:00" }) +
          meta("pubdate", "2031-03-05"),
      ),
      { published: NINE },
    ],
    [
      "the address, where the head has a date that is none",
      page(meta("pubdate", "1970-01-01 08:00:00")),
      { published: "2031-03-02" },
      "https://www.qingwan.example/a/20310302/1.html",
    ],
    [
      "the files of government sites",
      page(""),
      { published: "2031-03-02" },
      "https://www.qingwan.example/zwgk/203103/t20310302_7060.html",
    ],
    [
      "several reporters, and the editor below the text",
      page("", "<p>2031-03-02 来源：青湾日报 记者：许三桥、陆远山 通讯员：何雨</p>").replace(
        "</body>",
        "<p>责任编辑：何静　审核：周立</p></body>",
      ),
      { published: "2031-03-02", source: "青湾日报", author: "许三桥、陆远山", editor: "何静" },
    ],
    [
      "a source in brackets below the text",
      page("").replace("</body>", "<p>（来源：青湾日报　责任编辑：何静）</p></body>"),
      { source: "青湾日报", editor: "何静" },
    ],
    [
      "a line of many elements",
      page(
        "",
        `<div><span>2031年03月02日</span><span>09:20</span> <span>来源：</span><a href="/">青湾日报</a> <span>编辑：何静</span></div>`,
      ),
      { published: NINE, source: "青湾日报", editor: "何静" },
    ],
    [
      "the paper before the date",
      page("", "<p>青湾日报 2031-03-02 09:20</p>"),
      { published: NINE, title: HEADLINE },
    ],
    [
      "the day a document was sent out, not the day it was signed",
      page("").replace(
        "<h1>",
        `<table><tr><td>索引号</td><td>QW-2031-012</td><td>发布日期</td><td>2031年03月02日</td></tr><tr><td>发文机关</td><td>青湾镇人民政府</td><td>成文日期</td><td>2031年02月26日</td></tr></table><h1>`,
      ),
      { published: "2031-03-02", source: "青湾镇人民政府" },
    ],
    [
      "the day it was signed, where nothing else is known",
      page("").replace(
        "<h1>",
        `<table><tr><td>索引号</td><td>QW-2031-012</td><td>发文机关</td><td>青湾镇人民政府</td></tr><tr><td>文号</td><td>青政〔2031〕7号</td><td>成文日期</td><td>2031年02月26日</td></tr></table><h1>`,
      ),
      { published: "2031-02-26", source: "青湾镇人民政府" },
    ],
    [
      "the last section of the breadcrumb",
      page("", "<p>2031-03-02</p>").replace(
        "<h1>",
        `<div>当前位置：<a href="/">首页</a> &gt; <a href="/n/">新闻中心</a> &gt; <a href="/n/z/">镇内要闻</a> &gt; 正文</div><h1>`,
      ),
      { published: "2031-03-02", channel: "镇内要闻" },
    ],
    [
      "another clock",
      page(meta("article:published_time", "2031-03-02T01:20:00+00:00")),
      { published: "2031-03-02T01:20:00+00:00" },
    ],
    ["traditional script", page("", "<p>2031/03/02 09:20　記者許三橋／青灣報導</p>"), { published: NINE }],
  ])("%s", (_, html, wanted, url) => {
    expect(cleanHtml(html, url === undefined ? {} : { url }).metadata).toMatchObject(wanted);
  });
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

describe("「3天前」", () => {
  const bytes = Buffer.from(page('<meta charset="utf-8">', "<p>3天前 来源：青湾日报</p>"));
  const published = (facts: PageFacts) =>
    createPipeline().clean(readPage(new Page(bytes, facts))).metadata.published;

  test("counts from the moment at which the page was fetched, in China", () => {
    expect(published({ fetchedAt: "2031-03-04T20:00:00.000Z" })).toBe("2031-03-02");
  });

  test("says less than the address, which has no other day to count from", () => {
    const url = "https://www.qingwan.example/20310301/1.html";
    expect(published({ fetchedAt: "2031-03-04T20:00:00.000Z", url })).toBe("2031-03-01");
  });

  test("is no date of a page that nobody knows when it was fetched, and goes all the same", () => {
    const { text, metadata } = createPipeline().clean(readPage(new Page(bytes)));
    expect(metadata.published).toBeUndefined();
    expect(metadata.source).toBe("青湾日报");
    expect(text).toBe(`${[HEADLINE, ...STORY].join("\n")}\n`);
  });

  test("the archive hands the moment on, but not that of an import", async () => {
    const store = openRawStore(temporaryWorkspace());
    const arrival = { fetchedAt: "2031-03-04T20:00:00.000Z" } as const;
    const fetched = await store.add(new Page(bytes), {
      ...arrival,
      url: "https://a.example/1",
      fetcher: "http",
    });
    const imported = await store.add(new Page(bytes), {
      ...arrival,
      url: "https://a.example/2",
      fetcher: "import",
    });
    const dates = [];
    for (const { id } of [fetched, imported]) {
      const { page } = await store.read(id);
      dates.push(createPipeline().clean(readPage(page, id)).metadata.published);
    }
    expect(dates).toEqual(["2031-03-02", undefined]);
  });
});
