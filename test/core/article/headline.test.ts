import { describe, expect, test } from "vitest";
import { findHeadline } from "../../../src/core/article/headline.ts";
import { linearModelOf } from "../../../src/core/article/model-file.ts";
import { shippedModels } from "../../../src/core/article/models.ts";
import { HEADLINE_FEATURES } from "../../../src/core/features/headline-features.ts";
import { readHtml } from "../../../src/core/page/read.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { HEADLINE, STORY } from "../../support/stage-tables.ts";

const model = linearModelOf(shippedModels.headline, HEADLINE_FEATURES, "headline-model");

function headlineOf(html: string): readonly string[] {
  const document = readHtml(html);
  const found = findHeadline(document, model);
  return document.blocks.filter(({ index }) => found.includes(index)).map(({ text }) => text.trim());
}

const MENU = `<div class="top"><ul>${["首页", "要闻", "镇村", "教育", "图片", "视频"].map((name) => `<li><a href="/${name}/">${name}</a></li>`).join("")}</ul></div>`;
const LIST = `<div class="side"><h3>热门文章</h3><ul>${["白石村修好了晒坝", "渡口的新船下水了", "梅家湾小学添了一排书架", "镇卫生院的夜门诊开了"].map((name, at) => `<li><a href="/${at}.html">${name}</a></li>`).join("")}</ul></div>`;
const TEXT = `<div class="content">${STORY.map((line) => `<p>${line}</p>`).join("")}</div>`;
const FOOT = `<div class="foot"><p>青湾新闻网 版权所有 未经许可不得转载</p></div>`;
const DATE = `<div class="info">2026-03-02 08:15 来源：青湾镇融媒体中心</div>`;
const SITE = "_要闻_青湾新闻网";

/** A page with this in its head and above its text. */
const page = (head: string, above: string, below = "") =>
  `<html><head>${head}</head><body>${MENU}<div class="main">${above}${TEXT}${below}</div>${LIST}${FOOT}</body></html>`;
const title = (text: string) => `<title>${text}</title>`;
const og = (text: string) => `<meta property="og:title" content="${text}">`;

const TWO = ["青湾镇老粮站改成阅览室", "放学的孩子和赶集的老人都爱去"];
const THREE = ["青湾镇人民代表大会常务委员会", "关于批准整修老粮站阅览室和", "晒谷场的决议"];
const lines = (parts: readonly string[], tag = "p class=title") =>
  parts.map((part) => `<${tag}>${part}</${tag.split(" ")[0]}>`).join("");

test.each<[string, string, readonly string[]]>([
  ["a heading", page(title(HEADLINE + SITE), `<h1>${HEADLINE}</h1>${DATE}`), [HEADLINE]],
  [
    "no heading, but the title says it",
    page(title(HEADLINE + SITE), `<div>${HEADLINE}</div>${DATE}`),
    [HEADLINE],
  ],
  [
    "og:title alone",
    page(title("青湾新闻网") + og(HEADLINE), `<p><b>${HEADLINE}</b></p>${DATE}`),
    [HEADLINE],
  ],
  [
    "JSON-LD alone",
    page(
      `${title("青湾新闻网")}<script type="application/ld+json">${JSON.stringify({ "@type": "NewsArticle", headline: HEADLINE })}</script>`,
      `<p><b>${HEADLINE}</b></p>${DATE}`,
    ),
    [HEADLINE],
  ],
  [
    "a <meta> of a government's site",
    page(
      `${title("青湾镇人民政府")}<meta name="ArticleTitle" content="${HEADLINE}">`,
      `<div>${HEADLINE}</div>${DATE}`,
    ),
    [HEADLINE],
  ],
  ["two lines", page(title(TWO.join("") + SITE), lines(TWO) + DATE), TWO],
  [
    "three lines, two of them no more like the title than others",
    page(title(THREE.join("") + SITE), lines(THREE) + DATE),
    THREE,
  ],
  [
    "a subtitle stays out of it",
    page(title(HEADLINE + SITE), `<h1>${HEADLINE}</h1><h2>——三千册旧书都是居民捐的</h2>${DATE}`),
    [HEADLINE],
  ],
  [
    "a shoulder heading stays out of it",
    page(title(HEADLINE + SITE), `<h3>三千册旧书有了新家</h3><h1>${HEADLINE}</h1>${DATE}`),
    [HEADLINE],
  ],
  [
    "the site's name above, in a heading",
    page(title(HEADLINE + SITE), `<h1 class="logo">青湾新闻网</h1><h2>${HEADLINE}</h2>${DATE}`),
    [HEADLINE],
  ],
  [
    "the site declares its own name",
    page(
      title(HEADLINE) + og("青湾新闻网"),
      `<h1 class="logo"><a href="/">青湾新闻网</a></h1><h2>${HEADLINE}</h2>${DATE}`,
    ),
    [HEADLINE],
  ],
  [
    "the section's name above",
    page(title(HEADLINE + SITE), `<h2>要闻</h2><h1>${HEADLINE}</h1>${DATE}`),
    [HEADLINE],
  ],
  [
    "a breadcrumb that holds the headline",
    page(
      title(HEADLINE + SITE),
      `<div class="path"><a href="/">首页</a> &gt; 要闻 &gt; ${HEADLINE}</div><h1>${HEADLINE}</h1>${DATE}`,
    ),
    [HEADLINE],
  ],
  [
    "a menu of the day's headlines, this one among them, and a silent title",
    page(
      title("青湾新闻网 - 要闻"),
      `<select>${["白石村修好了晒坝", HEADLINE, "渡口的新船下水了", "镇卫生院的夜门诊开了"].map((line) => `<option>${line}</option>`).join("")}</select><table><tr><td>${HEADLINE}</td></tr></table>`,
    ),
    [HEADLINE],
  ],
  [
    "a blog with a separator in its name",
    page(
      title(`青湾_${HEADLINE.slice(2)} @ 沈家的院子_青瓦 :: 青湾博客 ::`),
      `<h1>沈家的院子_青瓦</h1><h2>记下镇上的人和事，也记下院子里的花开花落。</h2><ul><li><h2>青湾_${HEADLINE.slice(2)}</h2></li></ul>`,
    ),
    [`青湾_${HEADLINE.slice(2)}`],
  ],
  [
    "the section's name as a heading, and a silent title",
    page(
      title("要闻 < Qingwan - Daily News of Qingwan"),
      `<h1 class="title">要闻</h1><div class="titleArea"><p class="title">${HEADLINE}</p>${DATE}</div>`,
    ),
    [HEADLINE],
  ],
  [
    "a slogan above",
    page(title(HEADLINE + SITE), `<div class="slogan">一江清水 两岸青山</div><h1>${HEADLINE}</h1>${DATE}`),
    [HEADLINE],
  ],
  [
    "a date and an address above",
    page(
      title(HEADLINE + SITE),
      `<div>2026年3月2日 星期一</div><div>地址：青湾镇粮站路6号</div><h1>${HEADLINE}</h1>`,
    ),
    [HEADLINE],
  ],
  [
    "below a photo and its caption",
    page(
      title(HEADLINE + SITE),
      `<figure><img src=a.jpg alt="阅览室"><figcaption>阅览室里的长桌</figcaption></figure><h1>${HEADLINE}</h1>${DATE}`,
    ),
    [HEADLINE],
  ],
  [
    "a title that breaks off",
    page(
      title("青湾镇老粮站改成了阅览室放学的孩子和赶集…"),
      `<div>青湾镇老粮站改成了阅览室放学的孩子和赶集的老人都爱去</div>${DATE}`,
    ),
    ["青湾镇老粮站改成了阅览室放学的孩子和赶集的老人都爱去"],
  ],
  [
    "English",
    page(
      title("Old Granary Becomes a Reading Room | Qingwan Daily"),
      `<h1>Old Granary Becomes a Reading Room</h1><p>By Xu Sanqiao</p>`,
    ),
    ["Old Granary Becomes a Reading Room"],
  ],
  ["a notice of one word", page(title("讣告_青湾大学"), `<h1>讣告</h1>${DATE}`), ["讣告"]],
  [
    "a headline with a dash and a bar of its own",
    page(
      title("青湾｜老粮站 - 一间阅览室的二十六年_青湾新闻网"),
      `<h1>青湾｜老粮站 - 一间阅览室的二十六年</h1>${DATE}`,
    ),
    ["青湾｜老粮站 - 一间阅览室的二十六年"],
  ],
  [
    "the title names site and section, the place tells",
    page(
      title("要闻_青湾新闻网"),
      `<div class="path"><a href="/">首页</a> &gt; <a href="/yw/">要闻</a></div><h2>${HEADLINE}</h2>${DATE}`,
    ),
    [HEADLINE],
  ],
  [
    "the title names the section first, and a heading says it again",
    page(title("要闻 | 青湾新闻网青湾镇人民政府主办"), `<h1>要闻</h1><p><b>${HEADLINE}</b></p>${DATE}`),
    [HEADLINE],
  ],
  ["no title at all", page("", `<h1>${HEADLINE}</h1>${DATE}`), [HEADLINE]],
  [
    "a thread: its subject",
    page(
      title("老粮站的书架谁会修 - 青湾论坛"),
      `<div class="thread"><span>主题：老粮站的书架谁会修</span></div><div>楼主 许三桥 发表于 2026-03-02 08:15</div>`,
    ),
    ["主题：老粮站的书架谁会修"],
  ],
  [
    "the same heading again below the text, for another screen",
    page(title(HEADLINE + SITE), `<div>${HEADLINE}</div>${DATE}`, `<h1>${HEADLINE}</h1>`),
    [HEADLINE],
  ],
  [
    "the link to it in a list",
    page(
      title(HEADLINE + SITE),
      `<h1>${HEADLINE}</h1>${DATE}`,
      `<ul><li><a href="/0.html">${HEADLINE}</a></li></ul>`,
    ),
    [HEADLINE],
  ],
  [
    "a poem with a note above it",
    page(title("渡口夜泊_青湾文艺"), `<h2>渡口夜泊</h2><p>题记：那年冬天，江上没有船。</p>`),
    ["渡口夜泊"],
  ],
  [
    "who gives notice is part of it",
    page(title(`关于整修晒谷场的通知${SITE}`), `<h2>青湾镇人民政府</h2><h1>关于整修晒谷场的通知</h1>${DATE}`),
    ["青湾镇人民政府", "关于整修晒谷场的通知"],
  ],
  [
    "who gives notice is not where it is linked",
    page(
      title(`关于整修晒谷场的通知${SITE}`),
      `<h2><a href="/">青湾镇人民政府</a></h2><h1>关于整修晒谷场的通知</h1>${DATE}`,
    ),
    ["关于整修晒谷场的通知"],
  ],
])("%s", (_, html, expected) => {
  expect(headlineOf(html)).toEqual(expected);
});

describe("line 1 of the clean text", () => {
  const pipeline = createPipeline();
  const firstOf = (html: string) => pipeline.clean(readHtml(html)).text.split("\n")[0];

  test("is the headline, whatever stages have against its words", () => {
    const asked = "分享到微信：青湾镇的老人学会了什么";
    expect(firstOf(page(title(asked + SITE), `<h1>${asked}</h1>${DATE}`))).toBe(asked);
  });

  test("is the <title> without the site's name where no line is the headline", () => {
    expect(firstOf(page(title(HEADLINE + "_青湾新闻网"), DATE))).toBe(HEADLINE);
  });

  test("and the headline stands once", () => {
    const html = page(title(HEADLINE + SITE), `<h1>${HEADLINE}</h1>${DATE}<p><b>${HEADLINE}</b></p>`);
    const text = pipeline.clean(readHtml(html)).text;
    expect(text.split(HEADLINE)).toHaveLength(2);
  });
});

test("a page without lines has none", () => {
  expect(headlineOf("")).toEqual([]);
  expect(headlineOf("<title>青湾新闻网</title>")).toEqual([]);
});
