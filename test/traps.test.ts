/**
 * Articles that are full of the words of boilerplate: as a text and within two pages, no line of theirs is lost.
 * test/traps/<topic>.txt: the headline, then one paragraph a line; all of it is the article.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { cleanHtml, cleanText, type Cleaned } from "../src/index.ts";

const folder = join(import.meta.dirname, "traps");

const traps = readdirSync(folder).map((name) => ({
  topic: basename(name, ".txt"),
  lines: readFileSync(join(folder, name), "utf8").trimEnd().split("\n"),
}));

test("there are at least 900 lines of them", () => {
  expect(traps.flatMap(({ lines }) => lines).length).toBeGreaterThanOrEqual(900);
});

describe.each(traps)("$topic", ({ lines }) => {
  test("as a text", () => {
    expect(lossOf(lines, cleanText(`${lines.join("\n")}\n`))).toEqual(NOTHING);
  });

  test("in a page of sections", () => {
    const cleaned = cleanHtml(pageOfSections(lines), { url: ADDRESS });
    expect(lossOf(lines, cleaned)).toEqual(NOTHING);
    expect(cleaned.text).not.toMatch(CHROME);
  });

  test("in a page of tables", () => {
    const cleaned = cleanHtml(pageOfTables(lines), { url: ADDRESS });
    expect(lossOf(lines, cleaned)).toEqual(NOTHING);
    expect(cleaned.text).not.toMatch(CHROME);
  });
});

/** The verdict, and which lines are not there as often as they were written, by whose doing. Punctuation and spaces may have been repaired. */
function lossOf(lines: readonly string[], { text, verdict, receipt }: Cleaned): object {
  const kept = Map.groupBy(text.split("\n").map(lettersOf), (line) => line);
  const lost = [...Map.groupBy(lines, lettersOf)]
    .filter(([letters, same]) => (kept.get(letters)?.length ?? 0) < same.length)
    .map(([letters, [line]]) => ({
      line,
      by: receipt.changes
        .filter(({ before }) => lettersOf(before) !== "" && letters.includes(lettersOf(before)))
        .map(({ stage, reason, evidence }) => `${stage}/${reason} ${JSON.stringify(evidence ?? {})}`),
    }));
  return { verdict: verdict.kind, lost };
}

function lettersOf(text: string): string {
  return text.normalize("NFKC").replaceAll(/[^\p{L}\p{N}]/gu, "");
}

const NOTHING = { verdict: "article", lost: [] };

const ADDRESS = "https://www.luxi-news.example/news/203105/t20310512_7311.html";

/** What only the pages say. */
const CHROME = /鹭溪新闻网|ICP备|梅雨时节话防潮|浏览次数|分享到：|关于我们/u;

/** As sites are built today: each part an element of its own, the text in paragraphs. */
function pageOfSections([headline, ...lines]: readonly string[]): string {
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${headline}_鹭溪新闻网</title>
<meta name="keywords" content="鹭溪,新闻,澜江">
</head>
<body>
<header class="top">
  <div class="tools"><a href="/login">登录</a><a href="/reg">注册</a><a href="/wza">无障碍浏览</a></div>
  <nav class="menu"><ul>${links("首页", "要闻", "乡镇", "民生", "视频", "专题")}</ul></nav>
</header>
<div class="wrap">
  <div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/news/">要闻</a> &gt; 正文</div>
  <article class="detail">
    <h1>${headline}</h1>
    <div class="info"><span>2031-05-12 08:30</span> <span>来源：鹭溪新闻网</span> <span>浏览次数：1204</span></div>
    <div class="share">分享到：<a href="#">微信</a><a href="#">微博</a><a href="#">QQ空间</a></div>
    <div class="text">
${lines.map((line) => `      <p>${line}</p>`).join("\n")}
    </div>
    <div class="edit">责任编辑：何青</div>
  </article>
  <div class="turn"><p>上一篇：<a href="/n/7310.html">县城东门菜市场今起试营业</a></p><p>下一篇：<a href="/n/7312.html">老船厂旧址辟为公园</a></p></div>
  <aside class="related"><h3>相关阅读</h3><ul>${links("梅雨时节话防潮", "黄泥岭栈道下月开放", "白苇荡观鸟指南", "青埠老街夜市延时", "禾坪镇办起修车班")}</ul></aside>
</div>
<footer><p>${anchors("关于我们", "联系我们", "网站地图", "法律声明")}</p><p>版权所有：鹭溪新闻网 澜ICP备00000031号-1</p></footer>
</body>
</html>`;
}

/** As sites were built once: tables in tables, a side column before the text, lines parted by breaks. */
function pageOfTables([headline, ...lines]: readonly string[]): string {
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>${headline} - 鹭溪新闻网</title></head>
<body bgcolor="#ffffff">
<table width="980" align="center"><tr><td>${anchors("网站首页", "鹭溪概况", "政务公开", "办事指南", "便民服务", "互动交流")}</td></tr></table>
<table width="980" align="center"><tr>
<td width="220" valign="top">
  <table width="100%"><tr><td class="lt">最新文章</td></tr>${[
    "梅雨时节话防潮",
    "黄泥岭栈道下月开放",
    "白苇荡观鸟指南",
    "青埠老街夜市延时",
  ]
    .map((title, at) => `<tr><td>·<a href="/show.asp?id=${at}">${title}</a></td></tr>`)
    .join("")}</table>
</td>
<td valign="top">
  <table width="100%"><tr><td class="wz">您现在的位置：<a href="/">网站首页</a> &gt;&gt; <a href="/l.asp?c=3">新闻中心</a> &gt;&gt; 正文</td></tr>
  <tr><td align="center" class="bt"><b>${headline}</b></td></tr>
  <tr><td align="center" class="xx">发布时间：2031-05-12 来源：鹭溪新闻网 浏览次数：1204 【<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</td></tr>
  <tr><td class="nr">
${lines.map((line) => `&nbsp;&nbsp;&nbsp;&nbsp;${line}<br>`).join("\n")}
  </td></tr>
  <tr><td align="right" class="gb">【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</td></tr>
  <tr><td>上一条：<a href="/show.asp?id=7310">县城东门菜市场今起试营业</a></td></tr>
  <tr><td>下一条：没有了</td></tr></table>
</td></tr></table>
<table width="980" align="center"><tr><td align="center">${anchors("关于我们", "联系我们", "设为首页", "加入收藏")}<br>主办单位：鹭溪县融媒体中心 技术支持：县信息中心<br>澜ICP备00000031号-1 鹭溪新闻网 版权所有</td></tr></table>
</body></html>`;
}

function links(...titles: readonly string[]): string {
  return titles.map((title, at) => `<li><a href="/l/${at}.html">${title}</a></li>`).join("");
}

function anchors(...titles: readonly string[]): string {
  return titles.map((title, at) => `<a href="/l/${at}.html">${title}</a>`).join(" | ");
}
