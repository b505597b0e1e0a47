/** A page as blocks: every visible line once, in page order, with what its structure says of it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHtml } from "../../../src/core/page/read.ts";
import type { Block } from "../../../src/core/document/document.ts";

const blocksOf = (html: string, url?: string) => readHtml(html, "", url).blocks;
const textsOf = (html: string) => blocksOf(html).map(({ text }) => text);

describe("lines", () => {
  const rows: Readonly<Record<string, readonly [html: string, lines: readonly string[]]>> = {
    paragraphs: ["<p>老粮站</p><p>阅览室</p>", ["老粮站", "阅览室"]],
    "inline elements stand within a line": [
      "<p>老<b>粮<i>站</i></b><span>空</span><font>了</font><a href='/'>很</a><em>久</em></p>",
      ["老粮站空了很久"],
    ],
    "<br> parts lines": ["<p>老粮站<br>阅览室<br/>晒谷场</p>", ["老粮站", "阅览室", "晒谷场"]],
    "two <br> leave no empty line": ["<div>老粮站<br><br>\n<br>阅览室</div>", ["老粮站", "阅览室"]],
    "<br> within inline elements": [
      "<p><span>老粮站<br><b>阅览<br>室</b></span></p>",
      ["老粮站", "阅览", "室"],
    ],
    "text beside block elements": ["<div>老粮站<p>阅览室</p>晒谷场</div>", ["老粮站", "阅览室", "晒谷场"]],
    "a block element within an inline one": [
      "<span>老粮站<div>阅览室</div>晒谷场</span>",
      ["老粮站", "阅览室", "晒谷场"],
    ],
    "white space is shown as one space": ["<p>  老\n\t 粮   站 </p>", ["老 粮 站"]],
    "white space between inline elements": ["<p><b>老粮站</b>\n<i>阅览室</i></p>", ["老粮站 阅览室"]],
    "other spaces are characters": ["<p>&nbsp;老粮站&#12288;阅览室</p>", ["\u00a0老粮站\u3000阅览室"]],
    "entities are characters": [
      "<p>1 &lt; 2 &amp; 3&middot;4&hellip;&#x9752;&#28286;</p>",
      ["1 < 2 & 3·4…青湾"],
    ],
    "<pre> keeps its lines": ["<pre>粮满仓\n书满窗\r\n\n灯一盏</pre>", ["粮满仓", "书满窗", "灯一盏"]],
    "other elements whose lines are kept": [
      "<div style='white-space: pre-wrap'>粮满仓\n书满窗</div><p style='color:red;white-space:pre-line'>灯一盏\n茶一壶</p>" +
        "<div style='white-space:break-spaces'>春种\r秋收</div>",
      ["粮满仓", "书满窗", "灯一盏", "茶一壶", "春种", "秋收"],
    ],
    "those that a style sheet names": [
      "<style>.main .text, #note{color:red;white-space:pre-wrap}\n@media screen{ div.verse.old { white-space : pre-line } }</style>" +
        "<div class='big text'>粮满仓\n书满窗</div><p id=note>灯一盏\n茶一壶</p><div class='old verse'>春种\n秋收</div>",
      ["粮满仓", "书满窗", "灯一盏", "茶一壶", "春种", "秋收"],
    ],
    "those that a style sheet does not name": [
      "<style>.text:hover,.main p,div.verse,.a.b,[id]{white-space:pre} .c{white-space:pre} .c{white-space:normal} .d{white-space:nowrap}</style>" +
        "<p class=text>粮满\n仓</p><p class=verse>书满\n窗</p><p class=a>灯一\n盏</p><p class=c>茶一\n壶</p><pre class=d>春\n种</pre>",
      ["粮满 仓", "书满 窗", "灯一 盏", "茶一 壶", "春 种"],
    ],
    "elements within those": [
      "<pre><span>粮满仓\n书满窗</span><font>\n灯一盏</font><code>\n茶一壶</code></pre>" +
        "<div style='white-space:pre'><p>春种\n<b>秋收</b></p></div>",
      ["粮满仓", "书满窗", "灯一盏", "茶一壶", "春种", "秋收"],
    ],
    "a text area that is read": [
      "<textarea readonly>粮满仓\n书满窗</textarea><form><textarea disabled>灯一盏\n茶一壶</textarea></form>",
      ["粮满仓", "书满窗", "灯一盏", "茶一壶"],
    ],
    "a text area outside a form": [
      "<textarea>粮满仓 < 书满窗\n灯一盏</textarea>",
      ["粮满仓 < 书满窗", "灯一盏"],
    ],
    "a text area with code to be copied": [
      "<p>老粮站</p><textarea readonly><iframe src='/embed'></iframe><p>粮满仓</p></textarea>",
      ["老粮站"],
    ],
    "a text area to be written in": [
      "<form><p>读者留言</p><textarea>请文明发言</textarea></form><p>老粮站</p>",
      ["读者留言", "老粮站"],
    ],
    "line ends elsewhere are white space": [
      "<p>老粮站\n阅览室</p><div style='white-space:nowrap'>粮满仓\n书满窗</div><pre style='white-space:normal'>灯一盏\n茶一壶</pre>" +
        "<pre>春种<span style='white-space: normal'>一\n二</span></pre><p data-style='white-space:pre'>三\n四</p>" +
        "<p class='pre'>五\n六</p>",
      ["老粮站 阅览室", "粮满仓 书满窗", "灯一盏 茶一壶", "春种一 二", "三 四", "五 六"],
    ],
    "paragraphs by nothing but <br>": [
      "<div>老粮站<br><br>阅览室<br>&nbsp;<br>晒谷场<br></div>",
      ["老粮站", "阅览室", "晒谷场"],
    ],
    "list items": [
      "<ul><li>老粮站</li><li>阅览室<ul><li>晒谷场</li></ul></li></ul>",
      ["老粮站", "阅览室", "晒谷场"],
    ],
    cells: [
      "<table><tr><th>年份</th><td>2031</td></tr><tr><td>册数</td><td>三千</td></tr></table>",
      ["年份", "2031", "册数", "三千"],
    ],
    definitions: ["<dl><dt>粮站</dt><dd>存粮食的地方</dd></dl>", ["粮站", "存粮食的地方"]],
    ruby: ["<p><ruby>青<rt>qīng</rt></ruby>湾</p>", ["青qīng湾"]],
    "comments say nothing": ["<p>老<!-- 旧 -->粮站</p><!-- 全部 -->", ["老粮站"]],
    "an empty page": ["", []],
    "a page of nothing visible": ["<p> </p><div>\n</div><p>&#8203;</p>", []],
  };

  test.each(Object.entries(rows))("%s", (_, [html, lines]) => {
    expect(textsOf(html)).toEqual(lines);
  });

  test("of a page are numbered in page order, and raw and text are the same", () => {
    const blocks = blocksOf("<h1>阅览室</h1><p>老粮站</p><ul><li>一</li><li>二</li></ul>");
    expect(blocks.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(blocks.map(({ raw }) => raw)).toEqual(blocks.map(({ text }) => text));
  });
});

describe("an element begins and ends a line where the HTML standard displays it so", () => {
  test.each([
    "渡船长<st1:chmetcnv w:st='on'>18米</st1:chmetcnv>",
    "渡船长<o:p>18米</o:p>",
    "渡船长<uc-number>18</uc-number>米",
    "渡船长<output>18</output>米",
    "渡船长<data value='18'>18</data>米",
    "渡船<slot>长</slot>18米",
    "<picture><source srcset='a.png'><img src='a.png'></picture>渡船长18米",
    "渡<button>船</button>长18米",
    "渡船<time datetime='PT18S'>长18</time>米",
    "渡<mark>船</mark>长18<wbr>米",
    "渡<rb>船</rb>长<marquee>18米</marquee>",
    "渡<div style='color:red; display: inline'>船</div>长18米",
    "渡<span style='display:inline-block'>船</span>长18米",
    "渡<h7>船</h7>长18米",
  ])("not %s", (html) => {
    expect(textsOf(`<div>${html}</div>`)).toEqual(["渡船长18米"]);
  });

  test.each([
    "渡船<center>长18米</center>",
    "<fieldset><legend>渡船</legend>长18米</fieldset>",
    "<details><summary>渡船</summary>长18米</details>",
    "<ul><li>渡船<li>长18米</ul>",
    "<table><tr><td>渡船<td>长18米</table>",
    "<table><caption>渡船</caption><tr><td>长18米</table>",
    "<select><option>渡船<option>长18米</select>",
    "<dl><dt>渡船<dd>长18米</dl>",
    "渡船<address>长18米</address>",
    "渡船<search>长18米</search>",
    "渡船<menu>长18米</menu>",
    "渡船<hr>长18米",
    "渡船<span style='display:block'>长18米</span>",
    "<uc-box style='font-size:1em;DISPLAY:flex'>渡船</uc-box>长18米",
  ])("so does %s", (html) => {
    expect(textsOf(html)).toEqual(["渡船", "长18米"]);
  });

  test("what a line is part of is the innermost element that holds all its words", () => {
    const html =
      "<div><uc-body><p>一</p></uc-body><uc-a>二</uc-a><br><uc-a>三</uc-a>四<br>" +
      "<button>五</button> <button>六</button><br><button>七</button>八</div>";
    expect(blocksOf(html).map(({ text, path }) => `${text} ${path}`)).toEqual([
      "一 div>uc-body>p",
      "二 div>uc-a",
      "三四 div",
      "五 六 div>button",
      "七八 div",
    ]);
  });
});

describe("what no reader sees is not read", () => {
  test.each([
    "<script>var 站 = 1;</script>",
    '<script type=\'application/ld+json\'>{"name": "站"}</script>',
    "<style>p::before { content: '站' }</style>",
    "<noscript>请打开脚本</noscript>",
    "<template><p>站</p></template>",
    "<iframe>站</iframe>",
    "<noframes>站</noframes>",
    "<noembed>站</noembed>",
    "<svg><desc>站</desc><g><text>站</text></g></svg>",
    "<svg><foreignObject><p>站</p></foreignObject><text>站</text></svg>",
    "<math><mi>站</mi><mtext><b>站</b></mtext></math>",
    "<svg><text>站</text></svg>",
    "<video>您的浏览器不支持播放</video>",
    "<datalist><option>站</option></datalist>",
    "<SCRIPT>document.write('<p>站</p>')</SCRIPT>",
    "<input value='站'><img alt='站' title='站'>",
  ])("%s", (html) => {
    expect(textsOf(`<p>老粮</p>${html}<p>阅览</p>`)).toEqual(["老粮", "阅览"]);
    expect(textsOf(`<p>老${html}粮</p>`)).toEqual(["老粮"]);
  });
});

describe("kinds", () => {
  test.each<[string, readonly Block["kind"][]]>([
    ["<h1>一</h1><h3>二</h3>", ["heading", "heading"]],
    ["<p>一</p><div>二</div><section>三</section>四", ["paragraph", "paragraph", "paragraph", "paragraph"]],
    ["<li>一</li><dt>二</dt><dd>三</dd>", ["item", "item", "item"]],
    ["<select><option>一</option></select>", ["item"]],
    ["<table><caption>一</caption><tr><th>二</th><td>三</td></tr></table>", ["caption", "cell", "cell"]],
    ["<figure><img><figcaption>一</figcaption></figure>", ["caption"]],
    ["<li><a href='/'><b>一</b></a></li>", ["item"]],
    ["<li><div>一</div><p>二</p></li>", ["item", "paragraph"]],
    ["<h2><span>一</span></h2><h2><div>二</div></h2>", ["heading", "heading"]],
    ["<table><td><center>一</center></td><td>二<br>三</td></table>", ["cell", "cell", "cell"]],
    ["<title>一</title><p>二</p>", ["title", "paragraph"]],
  ])("%s", (html, kinds) => {
    expect(blocksOf(html).map(({ kind }) => kind)).toEqual(kinds);
  });

  test("a heading knows its level", () => {
    const html = [1, 2, 3, 4, 5, 6].map((level) => `<h${level}><span>级</span></h${level}>`).join("");
    expect(blocksOf(`${html}<p>段</p><h7>无</h7>`).map(({ facts }) => facts.headingLevel)).toEqual([
      1, 2, 3, 4, 5, 6, 0, 0,
    ]);
  });
});

describe("the title", () => {
  test("is the first block, wherever the text begins", () => {
    const [title] = blocksOf(
      "<html><head><meta charset=utf-8><title>\n 阅览室_青湾在线 \n</title></head><body><p>老粮站</p></body></html>",
    );
    expect(title).toMatchObject({ kind: "title", text: "阅览室_青湾在线", path: "head>title" });
  });

  test("is one, however many the page has", () => {
    expect(blocksOf("<title>一</title><title>二</title><p>三</p>").map(({ text }) => text)).toEqual([
      "一",
      "三",
    ]);
  });

  test("that is empty is none", () => {
    expect(textsOf("<title> </title><p>一</p>")).toEqual(["一"]);
  });

  test("ends no line of the text that it stands in", () => {
    expect(textsOf("<p>一</p><title>题</title><p>二</p>").toSorted()).toEqual(["一", "二", "题"].toSorted());
  });
});

describe("groups", () => {
  const groupsOf = (html: string) => blocksOf(html).map(({ group }) => group);
  const same = (html: string) => new Set(groupsOf(html)).size === 1;

  test.each([
    "<ul><li>一</li><li>二</li><li><a href='/'>三</a></li></ul>",
    "<table><tr><td>一</td><td>二</td></tr><tr><td>三</td></tr></table>",
    "<table><tbody><tr><td>一</td></tr></tbody><tfoot><tr><td>二</td></tr></tfoot></table>",
    "<ol><li><p>一</p></li><li><div>二</div></li></ol>",
    "<dl><dt>一</dt><dd>二</dd></dl>",
    "<select><option>一</option><option>二</option></select>",
    "<div><p>一</p><p>二</p></div>",
    "<nav><a href='/'>一</a><br><a href='/'>二</a></nav>",
  ])("are one in %s", (html) => {
    expect(same(html)).toBe(true);
  });

  test.each([
    "<ul><li>一</li></ul><ul><li>二</li></ul>",
    "<div><p>一</p></div><div><p>二</p></div>",
    "<table><tr><td>一</td></tr></table><table><tr><td>二</td></tr></table>",
    "<ul><li>一<ul><li>二</li></ul></li></ul>",
    "<div><p>一</p><ul><li>二</li></ul></div>",
  ])("are two in %s", (html) => {
    expect(new Set(groupsOf(html)).size).toBe(2);
  });
});

describe("paths and containers", () => {
  test("name the elements around a line, by id or first class", () => {
    const [block] = blocksOf(
      `<body><div id="zoom" class="a"><ul class=" list hot "><li><b>一</b></li></ul></div></body>`,
    );
    expect(block!.path).toBe("body>div#zoom>ul.list>li");
  });

  const pathsOf = (html: string) => blocksOf(html).map(({ path }) => path);

  test.each([
    ["card-18", "card-19"],
    ["2031-post", "7060-post"],
    ["post2031list7", "post1list12"],
    ["9", "10"],
  ])("are the same where ids count: %s and %s", (one, other) => {
    const [path, ...others] = pathsOf(
      [one, other].map((id) => `<div id="${id}"><p id="${id}">一</p></div>`).join(""),
    );
    expect(others).toEqual([path]);
  });

  test.each([
    ["card-18", "card-a"],
    ["card-18", "card"],
    ["card-18", "card-18-1"],
    ["main", "side"],
  ])("are two where ids differ in more: %s and %s", (one, other) => {
    const [path, second] = pathsOf(`<div id="${one}"><p>一</p></div><div id="${other}"><p>二</p></div>`);
    expect(second).not.toBe(path);
  });

  test("keep an id without digits as it is, and the digits of a class", () => {
    expect(pathsOf(`<div id="main-Text_body"><p class="col-8 wide">一</p></div>`)).toEqual([
      "div#main-Text_body>p.col-8",
    ]);
  });

  test("tell the same elements from like ones", () => {
    const [one, two, three] = blocksOf("<div><p>一</p><p>二</p></div><div><p>三</p></div>");
    const containers = [one, two, three].map((block) => block!.facts.containers);
    expect(containers[0]![0]).toBe(containers[1]![0]);
    expect(containers[0]![1]).not.toBe(containers[1]![1]);
    expect(containers[0]![0]).not.toBe(containers[2]![0]);
  });
});

describe("links", () => {
  const factsOf = (html: string, url?: string) => blocksOf(html, url)[0]!.facts;

  test("are counted, and their characters without white space", () => {
    expect(factsOf("<p>看<a href='/a'>老 粮站</a>和<a href='/b'><b>阅览</b>室</a></p>")).toMatchObject({
      links: 2,
      linkChars: 6,
      chars: 8,
    });
  });

  test.each([
    ["an anchor without an address", "<p><a name='top'>老粮站</a></p>", 0],
    ["a link around a block", "<a href='/'><p>老粮站</p></a>", 1],
    ["an empty link", "<p>老粮站<a href='/'></a></p>", 0],
    ["a link that holds a picture", "<p>老粮站<a href='/'><img></a></p>", 0],
  ])("%s", (_, html, links) => {
    expect(factsOf(html).links).toBe(links);
  });

  test("on one line over <br> count on each of its lines", () => {
    expect(
      blocksOf("<p><a href='/'>一<br>二</a>三</p>").map(({ facts }) => [
        facts.links,
        facts.linkChars,
        facts.chars,
      ]),
    ).toEqual([
      [1, 1, 1],
      [1, 1, 2],
    ]);
  });

  test("do not count on the next line", () => {
    const [, next] = blocksOf("<p><a href='/'>一</a><br>二</p>");
    expect(next!.facts).toMatchObject({ links: 0, linkChars: 0 });
  });
});

describe("bold characters", () => {
  test.each<[string, number]>([
    ["<p><b>渡口</b>通航</p>", 2],
    ["<p><strong>渡 口</strong></p>", 2],
    ["<h2>渡口<a href='/'>通航</a></h2>", 4],
    ["<table><tr><th><i>渡口</i></th></tr></table>", 2],
    ["<p>渡口</p>", 0],
  ])("%s", (html, chars) => {
    expect(blocksOf(html)[0]!.facts.boldChars).toBe(chars);
  });

  test("do not count on the next line, nor behind an element that ended around them", () => {
    expect(blocksOf("<p><b>一<br>二</b></p>三").map(({ facts }) => facts.boldChars)).toEqual([1, 1, 0]);
    expect(blocksOf("<b>一<p>二</b>三</p>四").map(({ facts }) => facts.boldChars)).toEqual([1, 1, 0]);
  });
});

test("a line says whether it ends at a break", () => {
  const lines = blocksOf("<p>一<br>二</p>三<div>四</div>");
  expect(lines.map(({ facts }) => facts.endsInBreak)).toEqual([true, false, false, false]);
});

test("a line says whether the page marks it as the article's", () => {
  const lines = blocksOf("<div itemprop='articleBody'><p>一</p><b>二</b></div><p itemprop='name'>三</p>");
  expect(lines.map(({ facts }) => facts.inArticleBody)).toEqual([true, true, false]);
});

describe("hidden", () => {
  const isHidden = (html: string) => blocksOf(html)[0]!.facts.hidden;

  test.each([
    "<p hidden>站</p>",
    "<div style='display:none'><p>站</p></div>",
    "<div style='DISPLAY : NONE;color:red'>站</div>",
    "<div style='visibility:hidden'><ul><li>站</li></ul></div>",
    "<div style='position:absolute;left:-9999px'>站</div>",
    "<div style='text-indent:-1000em'>站</div>",
    "<p style='font-size:0'>站</p>",
    "<p style='font-size:0px'>站</p>",
    "<p style='opacity:0'>站</p>",
    "<p><span hidden>站</span></p>",
    "<dialog>站</dialog>",
  ])("%s", (html) => {
    expect(isHidden(html)).toBe(true);
    expect(isHidden(`<p>前</p>${html}`)).toBe(false);
    expect(blocksOf(`${html}<p>后</p>`)[1]!.facts.hidden).toBe(false);
  });

  test.each([
    "<p>站</p>",
    "<p style='display:block'>站</p>",
    "<p style='font-size:0.8em'>站</p>",
    "<p style='opacity:0.9'>站</p>",
    "<p style='text-indent:-2em'>站</p>",
    "<p style='margin-left:-10px'>站</p>",
    "<p aria-hidden='false'>站</p>",
    "<p>站<span hidden>名</span></p>",
    "<dialog open>站</dialog>",
  ])("not %s", (html) => {
    expect(isHidden(html)).toBe(false);
  });
});

describe("malformed pages", () => {
  test.each<[string, readonly string[]]>([
    ["<p>一<p>二<p>三", ["一", "二", "三"]],
    ["<ul><li>一<li>二</ul>三", ["一", "二", "三"]],
    ["<table><tr><td>一<td>二<tr><td>三</table>", ["一", "二", "三"]],
    ["<div><b>一</div>二</b>三", ["一", "二三"]],
    ["一</p></div></body></html>二", ["一", "二"]],
    ["<html><head><title>题</title><body><p>一</p>", ["题", "一"]],
    ["<html><head><title>题</title><p>一</p></html>", ["题", "一"]],
    ["<html><head><meta name=x><p>一</p><p>二</p>", ["一", "二"]],
    ["<p class='a>一</p>", []],
    ["<p>一 < 二 <三</p>", ["一 < 二 <三"]],
    ["<p>一</p><!-- 没有结束", ["一"]],
    ["<a href=/ <b>一</b></a>", ["一"]],
    ["<p>一</p></html><p>二</p>", ["一", "二"]],
    ["<p>一</p><!-- 三 --!><p>二</p>", ["一", "二"]],
    ["<p>一</p><!--><p>二</p>", ["一", "二"]],
    ["<p>一</p><!---><p>二</p>", ["一", "二"]],
    ["<p>一</p><!-- 三 -- ><p>四</p>--><p>二</p>", ["一", "二"]],
    ["<p>一</p><![CDATA[三><p>二</p>", ["一", "二"]],
    ["<p>一</p><xmp><![CDATA[二]]></xmp>", ["一", "<![CDATA[二]]>"]],
    ["<title><![CDATA[题]]></title><p>一</p><![CDATA[三]]>", ["<![CDATA[题]]>", "一"]],
    ["<!-- <title> --><p>一</p><![CDATA[三><p>二</p>", ["一", "二"]],
    ["<p>一\0二</p>", ["一二"]],
    ["<div><svg><path d='m'><p>一</p>二</div>三", ["一", "二", "三"]],
    ["<div>一<svg><g><path/></g></svg>二</div>", ["一二"]],
    ["<p>一<object data='a.swf'>二</object></p>", ["一二"]],
    ["<!DOCTYPE html><!DOCTYPE html><html><html><body><body><p>一</p>", ["一"]],
  ])("%s", (html, lines) => {
    expect(textsOf(html)).toEqual(lines);
  });
});

// The parser keeps its open elements in an array that grows at the front: deep pages cost it seconds, not us.
describe("pages of unreasonable size are read in time", () => {
  const HANGING = 60_000;
  const DEEP = 100_000;
  const WIDE = 100_000;

  test.each([
    ["<div>", "</div>"],
    ["<b><font>", "</font></b>"],
    ["<a href='/'>", "</a>"],
    ["<div>", ""],
  ])(
    `${DEEP} nested %s`,
    (opening, closing) => {
      const times = DEEP / (opening.split("<").length - 1);
      const html = `${opening.repeat(times)}老粮站${closing.repeat(times)}<p>阅览室</p>`;
      expect(textsOf(html)).toEqual(["老粮站", "阅览室"]);
    },
    HANGING,
  );

  test("what stands beside a nest too deep is read as on any page", () => {
    const nest = `${"<div>".repeat(1000)}老粮站<script>站()</script>${"</div>".repeat(1000)}`;
    const blocks = blocksOf(`<h1>阅览室</h1>${nest}<h2>晒谷场</h2><ul><li><a href="/">灯</a></li></ul>`);
    expect(blocks.map(({ text, kind }) => [text, kind])).toEqual([
      ["阅览室", "heading"],
      ["老粮站", "paragraph"],
      ["晒谷场", "heading"],
      ["灯", "item"],
    ]);
    expect(blocks.at(-1)!.facts).toMatchObject({ links: 1, linkChars: 1 });
  });

  test(
    `${WIDE} <p> side by side`,
    () => {
      expect(blocksOf("<p>站</p>".repeat(WIDE))).toHaveLength(WIDE);
    },
    HANGING,
  );

  test(
    `${WIDE} inline pieces of one line`,
    () => {
      const [block] = blocksOf(`<p>${"<b>站</b><a href='/'>粮</a>".repeat(WIDE / 2)}</p>`);
      expect(block!.facts).toMatchObject({ chars: WIDE, links: WIDE / 2, linkChars: WIDE / 2 });
    },
    HANGING,
  );
});

/** A page of random elements, and the text that a reader sees of it. */
interface Piece {
  readonly html: string;
  readonly seen: string;
}

const words = fc
  .array(fc.constantFrom("老粮站", "阅览室", "3册", " ", "\n", "𠮷", "A b", "&amp;", "&lt;", "——"), {
    maxLength: 4,
  })
  .map((parts): Piece => ({
    html: parts.join(""),
    seen: parts.join("").replaceAll("&amp;", "&").replaceAll("&lt;", "<"),
  }));
const unseen = fc
  .constantFrom(
    "<script>var 站;</script>",
    "<style>站{}</style>",
    "<!--站-->",
    "<template>站</template>",
    "<img alt='站'>",
  )
  .map((html): Piece => ({ html, seen: "" }));
const lone = fc.constantFrom("<br>", "<hr>", "<wbr>").map((html): Piece => ({ html, seen: "" }));
const NAMES = [
  "div",
  "p",
  "span",
  "b",
  "a",
  "ul",
  "li",
  "table",
  "td",
  "h1",
  "h3",
  "section",
  "center",
  "form",
  "header",
  "footer",
  "blockquote",
  "pre",
  "font",
  "nav",
  "article",
  "figcaption",
  "button",
  "label",
  "x-own",
];

const { page } = fc.letrec<{ page: Piece; element: Piece }>((tie) => ({
  page: fc
    .array(fc.oneof({ maxDepth: 4 }, words, unseen, lone, tie("element")), { maxLength: 5 })
    .map(joined),
  element: fc
    .tuple(
      fc.constantFrom(...NAMES),
      fc.constantFrom("", " class='a b'", " hidden", " style='display:none'", " href='/x'"),
      tie("page"),
    )
    .map(([name, attributes, inner]): Piece => ({
      html: `<${name}${attributes}>${inner.html}</${name}>`,
      seen: inner.seen,
    })),
}));

describe("every page", () => {
  test("has each visible character exactly once, in page order", () => {
    fc.assert(
      fc.property(page, ({ html, seen }) => {
        expect(withoutSpaces(textsOf(html).join(""))).toBe(withoutSpaces(seen));
      }),
      { numRuns: 500 },
    );
  });

  test("has blocks that are lines, each with something to see, and facts that agree", () => {
    fc.assert(
      fc.property(page, ({ html }) => {
        for (const [at, { index, text, facts }] of blocksOf(html).entries()) {
          expect(index).toBe(at);
          expect(text).not.toMatch(/[\n\r\t]|^ | $| {2}/u);
          expect(facts.chars).toBe(Array.from(withoutSpaces(text)).length);
          expect(facts.chars).toBeGreaterThan(0);
          expect(facts.linkChars).toBeLessThanOrEqual(facts.chars);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function joined(pieces: readonly Piece[]): Piece {
  return { html: pieces.map(({ html }) => html).join(""), seen: pieces.map(({ seen }) => seen).join("") };
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/gu, "");
}
