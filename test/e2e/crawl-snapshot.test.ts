/** The text of shadow roots and frames is in the page that a browser made, where a reader sees it; what is not is named. */
import { describe, expect, test } from "vitest";
import type { Fetched } from "../../src/crawl/fetch/fetch-page.ts";
import { readPage } from "../../src/core/page/read.ts";
import type { NotShown } from "../../src/core/document/document.ts";
import { startBrowser } from "../support/crawl-browser-site.ts";
import { type Routes, startSite } from "../support/crawl-site.ts";
import { chromium, needsChromium } from "../support/needs.ts";

/** What a reader sees of a page, line by line; names in ⟨⟩ are those of what is not shown. */
function seen({ rendered }: Fetched): readonly string[] {
  const document = readPage(rendered!);
  return [
    ...document.blocks.filter(({ kind, facts }) => kind !== "title" && !facts.hidden).map(({ text }) => text),
    ...(document.notShown ?? []).map(nameOf),
  ];
}

function nameOf(one: NotShown): string {
  if (one.kind === "frame") return `⟨frame ${one.url}⟩`;
  return one.kind === "shadow-root" ? `⟨${one.mode} shadow root⟩` : `⟨${one.kind} ${one.text}⟩`;
}

const page = (body: string) =>
  `<!doctype html><html><head><meta charset="utf-8"><title>题</title></head><body>${body}</body></html>`;

const attach = (selector: string, mode: "open" | "closed", html: string, options = "") =>
  `<script>document.querySelector("${selector}").attachShadow({ mode: "${mode}"${options} }).innerHTML = ${JSON.stringify(html)}</script>`;

type Row = readonly [what: string, body: string, lines: readonly string[], further?: Routes];

/** Each was lost without a word, or stood in another place. */
const opened: readonly Row[] = [
  [
    "a shadow root made by a script",
    `<p>一</p><my-text></my-text><p>三</p>${attach("my-text", "open", "<p>二</p>")}`,
    ["一", "二", "三"],
  ],
  [
    "a declarative one",
    `<p>一</p><div><template shadowrootmode="open"><p>二</p></template></div><p>三</p>`,
    ["一", "二", "三"],
  ],
  [
    "one within another",
    `<my-page></my-page>${attach("my-page", "open", "<p>一</p><div><template></template></div><p>三</p>")}
     <script>document.querySelector("my-page").shadowRoot.querySelector("div").attachShadow({ mode: "open" }).innerHTML = "<p>二</p>"</script>`,
    ["一", "二", "三"],
  ],
  [
    "named slots, in the order in which they are seen",
    `<div><template shadowrootmode="open"><div><slot name="head">无题</slot></div><div><slot></slot></div><p>末</p></template><p>正文</p><h1 slot="head">题目</h1></div>`,
    ["题目", "正文", "末"],
  ],
  [
    "a slot that nothing is put into shows what it holds itself",
    `<div><template shadowrootmode="open"><slot name="head"><p>无题</p></slot><slot></slot></template><p>正文</p></div>`,
    ["无题", "正文"],
  ],
  [
    "what a script assigns to a slot",
    `<my-text><p>甲</p><p>乙</p></my-text>${attach("my-text", "open", "<slot></slot>", `, slotAssignment: "manual"`)}
     <script>{ const host = document.querySelector("my-text"); host.shadowRoot.querySelector("slot").assign(host.children[1]); }</script>`,
    ["乙"],
  ],
  [
    "a frame of the same site",
    `<p>一</p><iframe src="/frame.html"></iframe><p>三</p>`,
    ["一", "二", "三"],
    { "/frame.html": page("<p>二</p>") },
  ],
  ["srcdoc", `<p>一</p><iframe srcdoc="<p>二 &amp;amp; 半</p>"></iframe><p>三</p>`, ["一", "二 & 半", "三"]],
  [
    "a frame in a frame, with a shadow root in it",
    `<p>一</p><iframe src="/outer.html"></iframe>`,
    ["一", "二", "三"],
    {
      "/outer.html": page(`<p>二</p><iframe src="/inner.html"></iframe>`),
      "/inner.html": page(`<div><template shadowrootmode="open"><p>三</p></template></div>`),
    },
  ],
  [
    "a frame that scripts fill",
    `<iframe src="/frame.html"></iframe>`,
    ["二"],
    { "/frame.html": page(`<div id="a"></div><script>a.innerHTML = "<p>二</p>"</script>`) },
  ],
  [
    "a frame in a sandbox",
    `<p>一</p><iframe sandbox srcdoc="<p>二</p>"></iframe><iframe sandbox src="/frame.html"></iframe>`,
    ["一", "二", "三"],
    { "/frame.html": page("<p>三</p>") },
  ],
  [
    "a frame that a script writes into",
    `<p>一</p><iframe></iframe><script>{ const { contentDocument: d } = document.querySelector("iframe"); d.open(); d.write("<p>二</p>"); d.close(); }</script>`,
    ["一", "二"],
  ],
];

/** They show nothing more, and are named where there is more than a reader could see here. */
const kept: readonly Row[] = [
  [
    "a closed shadow root",
    `<p>一</p><my-text></my-text>${attach("my-text", "closed", "<p>二</p>")}`,
    ["一", "⟨closed shadow root⟩"],
  ],
  [
    "a closed one, but for what the page puts into its slot",
    `<div><template shadowrootmode="closed"><p>二</p><div><slot></slot></div></template><p>一</p></div>`,
    ["一", "⟨closed shadow root⟩"],
  ],
  [
    "an open one within a closed one",
    `<p>一</p><my-text></my-text><script>{ const root = document.querySelector("my-text").attachShadow({ mode: "closed" }); root.innerHTML = "<div></div>"; root.firstChild.attachShadow({ mode: "open" }).innerHTML = "<p>二</p>"; }</script>`,
    ["一", "⟨closed shadow root⟩"],
  ],
  ["a template", `<p>一</p><template><p>二</p></template>`, ["一"]],
  [
    "children that no slot takes",
    `<p>一</p><div><template shadowrootmode="open"><p>三</p></template><p>二</p></div>`,
    ["一", "三"],
  ],
  [
    "a frame of another site",
    `<p>一</p><iframe src="http://other.invalid/a.html"></iframe>`,
    ["一", "⟨frame http://other.invalid/a.html⟩"],
  ],
  [
    "a frame that the server sends to another site",
    `<p>一</p><iframe src="/away.html"></iframe>`,
    ["一", "⟨frame /away.html⟩"],
    { "/away.html": (_, response) => response.writeHead(302, { location: "http://localhost:9/" }).end() },
  ],
  [
    "a frame that robots.txt forbids",
    `<p>一</p><iframe src="/private.html"></iframe>`,
    ["一", "⟨frame /private.html⟩"],
    { "/robots.txt": "User-agent: *\nDisallow: /private", "/private.html": page("<p>二</p>") },
  ],
  ["a frame without an address", `<p>一</p><iframe></iframe>`, ["一"]],
  ["what stands in an iframe for old browsers", `<p>一</p><iframe>您的浏览器不支持框架</iframe>`, ["一"]],
  [
    "details, fields and other elements with roots of the browser's own",
    `<details open><summary>一</summary>二</details><textarea>三</textarea><input value="四">`,
    ["一", "二", "三"],
  ],
];

describe("a rendered page", { ...needsChromium, timeout: 120_000 }, () => {
  test("shows what it can open, where a reader sees it, and names what it cannot", async () => {
    const { show } = startBrowser(chromium);
    const rows = [...opened, ...kept];
    const found = [];
    for (const [what, body, , further] of rows) {
      const site = await startSite({ "/": page(body), ...further });
      found.push([what, seen(await show(`${site.url}/`))]);
    }
    expect(found).toEqual(rows.map(([what, , lines]) => [what, lines]));
  });

  test("frames of a set stand one after the other, for a reader without frames nothing is kept", async () => {
    const site = await startSite({
      "/": `<!doctype html><html><head><meta charset="utf-8"><title>石岭报</title></head><frameset cols="20%,*"><frame src="/menu.html"><frameset rows="*,9"><frame src="/text.html" name="main"><frame src="http://other.invalid/"></frameset><noframes><body>请用支持框架的浏览器</body></noframes></frameset></html>`,
      "/menu.html": page(`<a href="a/1.html" target="main">要闻</a>`),
      "/text.html": page("<h1>石岭的春天</h1><p>山上的雪化了。</p>"),
    });
    const shown = await startBrowser(chromium).show(`${site.url}/`);
    expect(seen(shown)).toEqual(["要闻", "石岭的春天", "山上的雪化了。", "⟨frame http://other.invalid/⟩"]);
    expect(shown.rendered!.text).toContain("<title>石岭报</title>");
  });

  test("frames are asked for in their turn, so many and no more", async () => {
    const numbers = Array.from({ length: 25 }, (_, n) => n);
    const site = await startSite({
      "/": page(numbers.map((n) => `<iframe src="/${n}.html"></iframe>`).join("")),
      ...Object.fromEntries(numbers.map((n) => [`/${n}.html`, page(`<p>第${n}段</p>`)])),
    });
    const { show } = startBrowser(chromium, { delaySeconds: 0.05, totalTimeoutSeconds: 60 });
    const lines = seen(await show(`${site.url}/`));
    expect(lines.filter((line) => line.startsWith("第"))).toHaveLength(20);
    expect(lines.filter((line) => line.startsWith("⟨frame"))).toHaveLength(5);
    expect(site.paths()).toHaveLength(21);
    const gaps = site.hits.slice(1).map((hit, index) => hit.start - site.hits[index]!.end);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(45);
  });

  test("a page whose frames wait too long for their turn is shown without them", async () => {
    const numbers = Array.from({ length: 12 }, (_, n) => n);
    const site = await startSite({
      "/": page(`<p>一</p>${numbers.map((n) => `<iframe src="/${n}.html"></iframe>`).join("")}<p>末</p>`),
      ...Object.fromEntries(numbers.map((n) => [`/${n}.html`, page(`<p>第${n}段</p>`)])),
    });
    const { show } = startBrowser(chromium, { delaySeconds: 2, totalTimeoutSeconds: 16 });
    const lines = seen(await show(`${site.url}/`));
    expect(lines).toEqual(expect.arrayContaining(["一", "第0段", "末"]));
    expect(lines.filter((line) => /^(?:第|⟨frame)/u.test(line))).toHaveLength(12);
    expect(site.paths().length).toBeLessThan(8);
  });

  test("a frame that would make the page too large is left out and named, the page is kept", async () => {
    const site = await startSite({
      "/": page(`<p>一</p><iframe src="/large.html"></iframe><iframe src="/small.html"></iframe>`),
      "/large.html": page(`<p>${"长".repeat(40_000)}</p>`),
      "/small.html": page("<p>二</p>"),
    });
    const { show } = startBrowser(chromium, { maxBytes: 100_000 });
    expect(seen(await show(`${site.url}/`))).toEqual(["一", "二", "⟨frame /large.html⟩"]);
  });

  test("a frame that the server sends to another site is left out, though that has a page", async () => {
    const other = await startSite({ "/": page("<p>二</p>") });
    const site = await startSite({
      "/": page(`<p>一</p><iframe src="/away.html"></iframe>`),
      "/away.html": (_, response) => response.writeHead(302, { location: `${other.url}/` }).end(),
    });
    expect(seen(await startBrowser(chromium).show(`${site.url}/`))).toEqual(["一", "⟨frame /away.html⟩"]);
  });

  test("links in a frame lead where the frame's page says", async () => {
    const site = await startSite({
      "/": page(`<a href="own.html">本页</a><iframe src="/list/index.html"></iframe>`),
      "/list/index.html": page(`<a href="1.html">甲</a><a href="#top">顶</a>`),
    });
    const html = (await startBrowser(chromium).show(`${site.url}/`)).rendered!.text;
    expect(Array.from(html.matchAll(/href="([^"]*)"/gu), ([, href]) => href)).toEqual([
      "own.html",
      `${site.url}/list/1.html`,
      "#top",
    ]);
  });

  test("is read again as it was: entities, line ends, scripts, attributes", async () => {
    const body = `<p title='"a" &amp; <b>'>1 &lt; 2 &amp;amp; 3&nbsp;4</p><pre>\n\n 首行\n</pre><script type="application/ld+json">{"a":"</p><b>"}</script><p>末<br>行</p>`;
    const site = await startSite({ "/": page(body) });
    const shown = await startBrowser(chromium).show(`${site.url}/`);
    expect(seen(shown)).toEqual(["1 < 2 &amp; 3\u00a04", " 首行".trim(), "末", "行"]);
    const html = shown.rendered!.text;
    expect(html).toContain(`{"a":"</p><b>"}`);
    expect(html).toContain(`title="&quot;a&quot; &amp; <b>"`);
    expect(html).toContain("<pre>\n\n 首行\n</pre>");
    expect(html.startsWith("<!DOCTYPE html><html><head>")).toBe(true);
  });
});
