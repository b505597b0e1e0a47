/** Captions, datelines and standfirsts, by element and by shape. */
import { describe, expect, test } from "vitest";
import { cleanHtml, cleanText, createPipeline } from "../../../src/index.ts";
import { readHtml } from "../../../src/core/page/read.ts";
import { parseReceipt, formatReceipt } from "../../../src/archive/clean/receipt.ts";
import { HEADLINE, STORY } from "../../support/stage-tables.ts";

const page = ({ between = "", inside = "", first = STORY[0]! } = {}) =>
  `<title>${HEADLINE}</title><body><article><h1>${HEADLINE}</h1>${between}<div class="story"><p>${first}</p><p>${STORY[1]}</p>${inside}${STORY.slice(
    2,
  )
    .map((text) => `<p>${text}</p>`)
    .join("")}</div></article></body>`;

/** What is marked, by kind: the words themselves. */
function markedIn(html: string) {
  const { blocks } = readHtml(html);
  const { receipt, text } = cleanHtml(html);
  return (receipt.marked ?? []).map(({ block, kind, span }) => {
    const own = blocks[block]!.text.trim();
    const said = span === undefined ? own : own.slice(...span).trim();
    expect(text).toContain(said);
    return [kind, said];
  });
}

describe("captions", () => {
  test.each([
    [
      "in a figcaption",
      `<figure><img src="1.jpg"><figcaption>阅览室开门那天的早晨</figcaption></figure>`,
      "阅览室开门那天的早晨",
    ],
    [
      "by the name of their element",
      `<div class="pic-desc">阅览室开门那天的早晨</div>`,
      "阅览室开门那天的早晨",
    ],
    ["by their first words", "<p>图为阅览室开门那天的早晨。</p>", "图为阅览室开门那天的早晨。"],
    ["by a mark", "<p>▲阅览室开门那天的早晨</p>", "▲阅览室开门那天的早晨"],
    ["by who took the picture", "<p>阅览室开门那天的早晨。陆远山 摄</p>", "阅览室开门那天的早晨。陆远山 摄"],
    [
      "by where it came from",
      "<p>阅览室开门那天的早晨（图源：青湾镇档案室）</p>",
      "阅览室开门那天的早晨（图源：青湾镇档案室）",
    ],
  ])("%s", (_, inside, caption) => {
    expect(markedIn(page({ inside }))).toEqual([["caption", caption]]);
  });

  test.each([
    "<p>图书都是旧的，封皮换过三次。</p>",
    "<p>他一辈子只拍过一张照片，拍的是粮站，那张照片至今挂在墙上。</p>",
    "<p>上图书馆要走十里路，来这里只要三步。</p>",
  ])("not %s", (inside) => {
    expect(markedIn(page({ inside }))).toEqual([]);
  });
});

describe("datelines", () => {
  test.each([
    ["青湾社梅溪3月2日电（记者 许三桥）", ""],
    ["青湾社梅溪3月2日电", "　"],
    ["本报讯（记者 许三桥）", ""],
    ["【青灣專訊】", ""],
    ["青湾网3月2日消息，", ""],
    ["（青湾社梅溪2日電）", ""],
  ])("%s", (dateline, gap) => {
    expect(markedIn(page({ first: `${dateline}${gap}${STORY[0]}` }))).toEqual([["dateline", dateline]]);
  });

  test.each([
    "3月2日，镇里把它改成了一间阅览室。",
    "本报去年登过这座粮仓的照片。",
    "3月2日电站停了一天，阅览室点起了蜡烛。",
  ])("not %s", (start) => {
    expect(markedIn(page({ first: `${start}${STORY[0]}` }))).toEqual([]);
  });

  test("one at most: a wire that a story quotes has its own", () => {
    const first = `青湾社梅溪3月2日电 ${STORY[0]}`;
    expect(
      markedIn(page({ first, inside: "<p>白石社3月1日电 白石村的晒坝也修好了，全村出工修了九天。</p>" })),
    ).toEqual([["dateline", "青湾社梅溪3月2日电"]]);
  });
});

describe("standfirsts", () => {
  test.each([
    ["by its label", `<p>导读：一座空了二十六年的粮仓，怎样成了一间阅览室。</p>`],
    ["by the name of its element", `<div class="summary">一座空了二十六年的粮仓，怎样成了一间阅览室。</div>`],
  ])("%s", (_, between) => {
    expect(markedIn(page({ between })).map(([kind]) => kind)).toEqual(["standfirst"]);
  });

  test("not within the text", () => {
    expect(markedIn(page({ inside: "<p>导读：一座空了二十六年的粮仓，怎样成了一间阅览室。</p>" }))).toEqual(
      [],
    );
  });
});

describe("left out where asked", () => {
  const html = page({
    between: "<p>导读：一座空了二十六年的粮仓，怎样成了一间阅览室。</p>",
    first: `青湾社梅溪3月2日电（记者 许三桥）${STORY[0]}`,
    inside: "<p>图为阅览室开门那天的早晨。</p>",
  });
  const linesWithout = (...without: string[]) =>
    createPipeline({ without }).clean(readHtml(html)).text.split("\n").filter(Boolean);

  test("each by itself", () => {
    const all = linesWithout();
    expect(linesWithout("captions")).toEqual(all.filter((line) => !line.startsWith("图为")));
    expect(linesWithout("standfirsts")).toEqual(all.filter((line) => !line.startsWith("导读")));
    expect(linesWithout("datelines")).toEqual(all.map((line) => line.replace(/^青湾社.*?）/u, "")));
  });

  test("all of them: what is left is the text", () => {
    const text = linesWithout("captions", "datelines", "standfirsts");
    expect(text).toEqual([HEADLINE, ...STORY]);
    expect(cleanText(text.join("\n")).receipt.marked).toBeUndefined();
  });
});

test("a receipt keeps them, and one without them is read", () => {
  const { receipt } = cleanHtml(page({ inside: "<p>图为阅览室开门那天的早晨。</p>" }));
  expect(parseReceipt(formatReceipt(receipt), "").marked).toEqual(receipt.marked);
  const { marked: _marked, ...older } = receipt;
  expect(parseReceipt(formatReceipt(older), "").marked).toBeUndefined();
});
