/** Elements that lie deeper than any page is written. */
import { expect, test } from "vitest";
import { parse, parseTree } from "../../../src/core/html/parse.ts";
import { readHtml } from "../../../src/core/page/read.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";

const DEEP = 1300;
const text = (html: string) => readHtml(html).blocks.map((block) => block.text);

test.each<[name: string, html: string, lines: readonly string[]]>([
  ["text in them", `${"<div>".repeat(DEEP)}石桥`, ["石桥"]],
  ["text behind them", `${"<div>".repeat(DEEP)}石${"</div>".repeat(DEEP)}桥`, ["石", "桥"]],
  ["text on the way", "<div>石桥".repeat(DEEP), Array.from({ length: DEEP }, () => "石桥")],
  ["a line in inline ones", `${"<b>石".repeat(DEEP)}`, ["石".repeat(DEEP)]],
  ["ones that nobody sees", `${"<svg>".repeat(DEEP)}石${"</svg>".repeat(DEEP)}<p>桥</p>`, ["桥"]],
  ["ones within one that nobody sees", `<noscript>${"<b>".repeat(DEEP)}石</noscript><p>桥</p>`, ["桥"]],
  ["a script at the very bottom", `${"<b>".repeat(512)}<script>if (a<b) "石"</script>桥`, ["桥"]],
  ["a style below it", `${"<b>".repeat(600)}<style>a>b {}</style>桥`, ["桥"]],
  ["void ones at the very bottom", `${"<b>".repeat(512)}石<br>桥<img>头`, ["石", "桥头"]],
  ["a title at the very bottom", `${"<b>".repeat(512)}<title>石</title>桥`, ["石", "桥"]],
])("%s: every visible text is read once", (_, html, lines) => expect(text(html)).toEqual(lines));

test("each element is told once, and ends", () => {
  let opened = 0;
  let closed = 0;
  const listener = { open: () => void (opened += 1), text() {}, close: () => void (closed += 1) };
  parse(`${"<a>".repeat(DEEP)}<br>`, listener);
  expect([opened, closed]).toEqual([DEEP + 1, DEEP + 1]);
});

test("a tree is no deeper than elements are read", () => {
  let depth = 0;
  for (let node = parseTree("<b>".repeat(DEEP)).root.firstChild; node !== null; depth += 1) {
    node = "firstChild" in node ? node.firstChild : null;
  }
  expect(depth).toBe(512);
});

test("what is not wanted is not read", () => {
  let opened = 0;
  parse("<p>".repeat(10), {
    open: () => void (opened += 1),
    text() {},
    close() {},
    get isDone() {
      return opened === 3;
    },
  });
  expect(opened).toBe(3);
});

test.each(["<div>", "<svg>", "<b>", "<a><p>", "<title>", "</p>", "<svg><title>", "<!doctype", "<!--", "<a "])(
  "8 MB of %s",
  async (tag) => {
    const html = tag.repeat((8 * 1024 * 1024) / tag.length);
    expect(await cpuSeconds(() => parse(html, { open() {}, text() {}, close() {} }))).toBeLessThan(20);
  },
);
