import { describe, expect, test } from "vitest";
import {
  clean,
  describeStage,
  HEADLINE,
  metadataOf,
  STORY,
  type Keep,
  type Removal,
} from "../../../support/stage-tables.ts";

const post = (settings: readonly string[], fence = "---", body: readonly string[] = STORY) =>
  [fence, ...settings, fence, "", ...body].join("\n");

const row = (text: string, lines: readonly string[], reason = "front-matter"): Removal => ({
  text,
  lines,
  reason,
});

const settings = (lines: number) => Array.from({ length: lines }, (_, at) => `shelf-${at}: ${at}`);
const TITLE = `title: ${HEADLINE}`;
/** The headline stands so many lines below the fence. */
const headedAfter = (lines: number) =>
  post([TITLE, "author: 许三桥"], "---", [
    ...["镇里的事", "邻里", "书香", "老人", "孩子"].slice(0, lines),
    HEADLINE,
    ...STORY,
  ]);

const removes: readonly Removal[] = [
  row(post([TITLE, ...settings(30)]), ["shelf-0: 0", "shelf-29: 29"]),
  row(headedAfter(2), [TITLE]),
  row(headedAfter(4), ["title:"], "front-matter-title"),
  row(post(["layout: post", `title: ${HEADLINE}`, "date: 2031-03-02 09:20:00"]), [
    "layout: post",
    "date: 2031-03-02 09:20:00",
  ]),
  row(post([`title: ${HEADLINE}`, "tags:", "  - 阅览室", "  - 老粮站"]), ["tags:", "- 阅览室", "- 老粮站"]),
  row(post(["title = 'x'", "draft = false"], "+++", [HEADLINE, ...STORY]), ["+++", "draft = false"]),
  row(post([`title: ${HEADLINE}`], "---", [HEADLINE, ...STORY]), ["---", `title: ${HEADLINE}`]),
  row(post([`title: ${HEADLINE}`, "author: 许三桥"]), ["title:"], "front-matter-title"),
  row(post([`title: "${HEADLINE}"`, "author: 许三桥"]), [`title: "`, `"`], "front-matter-title"),
  row(post([`  title: '${HEADLINE}' `, "author: 许三桥"]), [`title: '`, `'`], "front-matter-title"),
];

const keeps: readonly Keep[] = [
  // A rule between two parts of a text is no fence.
  {
    text: [HEADLINE, STORY[0], "---", STORY[1], "---", STORY[2]].join("\n"),
    lines: [STORY[0]!, STORY[1]!, STORY[2]!],
  },
  { text: ["---", STORY[0], STORY[1], "---", STORY[2], STORY[3]].join("\n"), lines: [STORY[0]!, STORY[1]!] },
  {
    text: post(["title: x", "她说：这不是设置。这是一句话，写在两条横线中间。"], "---"),
    lines: ["她说：这不是设置。这是一句话，写在两条横线中间。"],
  },
  { text: { inside: "title：这是孩子们给晒谷场写的英文牌子上的第一个词。" } },
  { html: { inside: "<p>---</p><p>layout: post</p><p>---</p>" }, lines: ["layout: post"] },
  { text: ["---", ...STORY].join("\n"), lines: STORY },
];

describeStage("front-matter", removes, keeps, {
  leaves: [{ text: post([TITLE, ...settings(50)]), lines: ["shelf-0: 0", "shelf-49: 49"] }],
});

test("a setting without a value says nothing", () => {
  expect(metadataOf({ text: post([TITLE, "author:"]) }).author).toBeUndefined();
});

describe("the title", () => {
  test.each([
    `title: ${HEADLINE}`,
    `title: "${HEADLINE}"`,
    `title: '${HEADLINE}'`,
    `title: “${HEADLINE}”`,
    `title:   ${HEADLINE}   `,
    `title = "${HEADLINE}"`,
  ])("is the headline where the text has none: %s", (title) => {
    const { text, metadata } = clean({ text: post(["layout: post", title]) });
    expect(text).toBe([HEADLINE, ...STORY, ""].join("\n"));
    expect(metadata.title).toBe(HEADLINE);
  });

  test("is not printed twice", () => {
    const { text } = clean({ text: post([`title: "${HEADLINE}"`], "---", [HEADLINE, ...STORY]) });
    expect(text).toBe([HEADLINE, ...STORY, ""].join("\n"));
  });
});

test("date, author and source are metadata", () => {
  const settings = [
    `title: ${HEADLINE}`,
    "date: 2031-03-02 09:20:00 +0800",
    "author: 许三桥",
    `source: "青湾日报"`,
    "layout: post",
  ];
  expect(metadataOf({ text: post(settings) })).toMatchObject({
    title: HEADLINE,
    published: "2031-03-02T09:20:00+08:00",
    author: "许三桥",
    source: "青湾日报",
  });
});
