/** What a page has that its blocks do not hold is named in the receipt: nothing is left out without a word. */
import { describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { cleanHtml, createPipeline } from "../../../src/index.ts";
import { readHtml, readPage } from "../../../src/core/page/read.ts";
import type { NotShown } from "../../../src/core/document/document.ts";
import { say } from "../../../src/core/words/say.ts";
import { en } from "../../../src/core/words/en.ts";

const named: readonly (readonly [what: string, html: string, found: readonly NotShown[]])[] = [
  ["a frame", `<p>甲</p><iframe src="/a.html"></iframe>`, [{ kind: "frame", url: "/a.html" }]],
  [
    "a frame of a set",
    `<frameset><frame src=menu.html><FRAME SRC=" text.html "></frameset>`,
    [
      { kind: "frame", url: "menu.html" },
      { kind: "frame", url: "text.html" },
    ],
  ],
  ["srcdoc", `<iframe srcdoc="<p>甲</p>"></iframe>`, [{ kind: "frame", url: "about:srcdoc" }]],
  [
    "srcdoc, which goes before an address",
    `<iframe srcdoc="<p>甲</p>" src="/a.html"></iframe>`,
    [{ kind: "frame", url: "about:srcdoc" }],
  ],
  [
    "an open shadow root",
    `<div><template shadowrootmode="open"><p>甲</p></template></div>`,
    [{ kind: "shadow-root", mode: "open" }],
  ],
  [
    "a closed shadow root",
    `<div><template shadowrootmode=CLOSED><p>甲</p></template></div>`,
    [{ kind: "shadow-root", mode: "closed" }],
  ],
  ["a formula", "<p>深<math><mi>h</mi><mo>=</mo><mn>4</mn></math>米</p>", [{ kind: "formula", text: "h=4" }]],
  [
    "a drawing in which a form ends",
    "<form><svg><text>渡</form>船</text></svg>",
    [{ kind: "drawing", text: "渡船" }],
  ],
  [
    "a formula without its source",
    "<math><semantics><mfrac><mn>1</mn><mn>2</mn></mfrac><annotation>\\frac12</annotation></semantics></math>",
    [{ kind: "formula", text: "12" }],
  ],
  [
    "the words of a drawing",
    "<svg><title>图</title><g><text> 渡口 <tspan>码头</tspan></text></g></svg>",
    [{ kind: "drawing", text: "渡口 码头" }],
  ],
  [
    "the words of one that a paragraph breaks off",
    "<svg><text>渡口</text><p>甲</p><svg><text>码头</text></svg>",
    [
      { kind: "drawing", text: "渡口" },
      { kind: "drawing", text: "码头" },
    ],
  ],
  [
    "the beginning of long ones",
    `<svg><text>${"渡".repeat(5000)}</text></svg>`,
    [{ kind: "drawing", text: "渡".repeat(200) }],
  ],
  [
    "all of them, in page order",
    `<iframe src="/1"></iframe><b><template shadowrootmode="open"></template></b><iframe src="/2"></iframe>`,
    [
      { kind: "frame", url: "/1" },
      { kind: "shadow-root", mode: "open" },
      { kind: "frame", url: "/2" },
    ],
  ],
];

const silent: readonly (readonly [what: string, html: string])[] = [
  ["a frame without an address", "<p>甲</p><iframe></iframe>"],
  ["an empty address", `<iframe src=" "></iframe>`],
  ["a blank page", `<iframe src="about:blank"></iframe>`],
  ["a script instead of an address", `<iframe src="javascript:''"></iframe>`],
  [
    "a frame for browsers without scripts",
    `<noscript><iframe src="https://a.example/ns"></iframe></noscript>`,
  ],
  ["a template", "<template><p>甲</p></template>"],
  ["a template of another mode", `<template shadowrootmode="shut"><p>甲</p></template>`],
  ["a frame within a template", `<template><iframe src="/a.html"></iframe></template>`],
  ["what only looks like one", "<p>&lt;iframe src=/a.html&gt;</p><!-- <iframe src=/a.html></iframe> -->"],
  ["an icon", "<svg><title>分享</title><desc>图标</desc><path d='m'/></svg>"],
  ["the style of a drawing", "<svg><style>a{}</style><defs><text>甲</text></defs></svg>"],
  ["a drawing within a template", "<template><svg><text>甲</text></svg></template>"],
  ["an empty formula", "<math> </math>"],
  ["a formula in a script", "<script>var a = '<math>1</math>'</script>"],
  ["a frame in a script", `<script>document.write('<iframe src="/a.html"></iframe>')</script>`],
];

describe("a receipt names", () => {
  test.each(named)("%s", (_, html, found) => {
    expect(cleanHtml(html).receipt.notShown).toEqual(found);
  });

  test("no more than a hundred, and no address at any length", () => {
    const html = Array.from({ length: 200 }, (_, n) => `<iframe src="/${n}${"a".repeat(9000)}"></iframe>`);
    const { notShown } = cleanHtml(html.join("")).receipt;
    expect(notShown).toHaveLength(100);
    expect(JSON.stringify(notShown).length).toBeLessThan(250_000);
  });
});

test.each(silent)("a receipt does not name %s", (_, html) => {
  expect(cleanHtml(html).receipt).not.toHaveProperty("notShown");
});

describe("scripts may add to a page", () => {
  test.each<[may: boolean, what: string, html: string]>([
    [true, "a script", "<script>fill()</script>"],
    [true, "a script elsewhere", `<script src="/app.js"></script>`],
    [true, "a module", `<script type="module" src="/app.js"></script>`],
    [true, "a script named as such", `<SCRIPT type="text/javascript">fill()</SCRIPT>`],
    [true, "a script beside others", `<script type="application/json">{}</script><script>fill()</script>`],
    [false, "no script", "<p>甲</p>"],
    [false, "data", `<script type="application/ld+json">{"a":1}</script>`],
    [false, "an empty one", "<script> </script>"],
    [false, "a template of text", `<script type="text/template"><p>甲</p></script>`],
    [false, "a service that counts readers", `<script src="https://hm.baidu.com/hm.js?1"></script>`],
    [false, "the same in code", `<script>load("https://s4.cnzz.com/z.js")</script>`],
  ])("%s: %s", (may, _, html) => {
    expect(readHtml(html).isScripted).toBe(may ? true : undefined);
  });

  test("but not where a browser has run them", () => {
    const bytes = Buffer.from("<script>fill()</script>");
    expect(readPage(new Page(bytes)).isScripted).toBe(true);
    expect(readPage(new Page(bytes, { renderedFrom: { used: "utf-8" } })).isScripted).toBeUndefined();
  });
});

describe("a page with too little text says where the rest may stand", () => {
  const SCRIPTS =
    "Scripts may fill the page: set `render: auto` in its source, or use `newsift ingest --render`.";
  const notRead = (n: number) => `${n} of its frames and shadow roots were not read: the receipt names them.`;
  const short = "<h1>石桥通车</h1>";

  test.each<[what: string, html: string, said: readonly string[]]>([
    ["scripts", `${short}<div id="app"></div><script src="/app.js"></script>`, [SCRIPTS]],
    ["a script of its own", `${short}<script>fill()</script>`, [SCRIPTS]],
    ["a frame", `${short}<iframe src="/text.html"></iframe>`, [notRead(1)]],
    ["a frameset", `<frameset><frame src="/a.html"><frame src="/b.html"></frameset>`, [notRead(2)]],
    ["a shadow root", `${short}<p><template shadowrootmode="open">文</template></p>`, [notRead(1)]],
    ["both", `${short}<script>fill()</script><iframe src="/a.html"></iframe>`, [SCRIPTS, notRead(1)]],
    ["nothing", short, []],
    ["data", `${short}<script type="application/ld+json">{}</script>`, []],
    ["a counter of readers", `${short}<script src="https://hm.baidu.com/hm.js?1"></script>`, []],
    ["a blank frame", `${short}<iframe src="about:blank"></iframe>`, []],
    ["a template", `${short}<template>文</template>`, []],
  ])("%s", (_, html, said) => {
    const { verdict } = cleanHtml(html);
    expect(verdict.kind).toBe("thin");
    expect(verdict.reasons.slice(1).map((reason) => say(en.verdictReasons, reason))).toEqual(said);
  });

  test("but says nothing of it where a browser has run the scripts, or the page is an article", () => {
    const bytes = Buffer.from(`${short}<script>fill()</script>`);
    const rendered = new Page(bytes, { renderedFrom: { used: "utf-8" } });
    expect(createPipeline().clean(readPage(rendered)).verdict.reasons).toHaveLength(1);
    const story = "<p>青禾镇的石桥昨天通车，镇上的居民都到河边去看，老人说等这一天等了三十年。</p>".repeat(4);
    const { verdict } = cleanHtml(`${short}${story}<script>fill()</script>`);
    expect(verdict).toMatchObject({ kind: "article" });
    expect(verdict.reasons.map(({ id }) => id)).not.toContain("scripted");
  });
});

test("a browser finds no more in a formula or a drawing", () => {
  const { reasons } = cleanHtml("<p>甲</p><svg><text>渡口</text></svg><math><mn>1</mn></math>").verdict;
  expect(reasons.map(({ id }) => id)).not.toContain("not-opened");
});
