import { describe, expect, test } from "vitest";
import { createPipeline } from "../../../../src/core/pipeline/create-pipeline.ts";
import {
  clean,
  describeStage,
  documentOf,
  HEADLINE,
  STORY,
  type Keep,
  type Removal,
} from "../../../support/stage-tables.ts";

const reason = "printed-again";
const ONCE = [HEADLINE, ...STORY, ""].join("\n");
const ADVERTS = ["水口镇春茶上市，欢迎选购", "白石村晒坝招租", "双桥澡堂今日半价"];

const paragraphs = (lines: readonly string[] = STORY) => lines.map((line) => `<p>${line}</p>`).join("\n");
const between = (lines: readonly string[], others: readonly string[]) =>
  lines.flatMap((line, at) => (at < others.length ? [line, others[at]!] : [line]));

const again = STORY.join("\n");
const withHeadline = [HEADLINE, ...STORY].join("\n");
const withAdverts = between(STORY, ADVERTS).join("\n");

const removes: readonly Removal[] = [
  { text: { below: again }, reason },
  { text: { below: withHeadline }, reason },
  { text: { below: withAdverts }, lines: STORY, reason },
  { text: { below: `${withHeadline}\n${withHeadline}` }, reason },
  { text: { below: STORY.slice(0, 4).join("\n") }, reason },
  {
    html: { below: `<div class="print"><h1>${HEADLINE}</h1>${paragraphs()}</div>` },
    lines: [HEADLINE, ...STORY],
    reason,
  },
  { html: { below: `<div class="mobile">${paragraphs()}</div>` }, lines: STORY, reason },
  // A part of it in an element of its own.
  {
    html: { below: `<div class="plain">${paragraphs(STORY.slice(0, 3))}</div>` },
    lines: STORY.slice(0, 3),
    reason,
  },
  { html: { end: paragraphs(between(STORY, ADVERTS)) }, lines: STORY, reason },
  {
    html: { below: `<div class="pad">${paragraphs()}</div><div class="phone">${paragraphs()}</div>` },
    lines: STORY,
    reason,
  },
  { html: { above: `<div style="display:none">${paragraphs()}</div>` }, lines: STORY, reason },
];

const CHORUS = ["渡船慢慢摇呀，摇过了青湾。", "岸上的灯呀，一盏接着一盏。", "谁家的孩子呀，还在数着船。"];
const SONG = [
  "正月里来是新春，家家门口贴红纸。",
  "老粮站的木门呀，吱呀一声开了。",
  ...CHORUS,
  "三月里来桃花开，塘里的水满了。",
  "沈老师的书架呀，一排排立好了。",
  ...CHORUS,
  "八月里来稻谷黄，晒谷场上金灿灿。",
  "陆师傅的棉线呀，又订好一本书。",
  "腊月里来雪花飘，炉子烧得红彤彤。",
  "读书的人儿呀，夜深了还不散。",
];
const OATH = [
  "我宣誓：爱护每一册书，不折角，不涂画。",
  "我宣誓：按时还书，不让别的孩子久等。",
  "我宣誓：把读到的故事，讲给不识字的老人听。",
];
const TERMS = [
  "投标人应当有独立承担民事责任的能力，并提供营业执照的副本。",
  "投标人三年之内没有重大违法记录，由投标人书面声明。",
  "投标文件应当在截止时间之前送到镇政府三楼，过时不收。",
];
const TENDER = [
  "青湾镇人民政府就老粮站的修缮公开招标，欢迎合格的投标人前来投标。",
  "第一标段：阅览室的屋顶和门窗，工期六十天，预算十八万元。",
  ...TERMS,
  "第二标段：晒谷场的地面和排水沟，工期四十五天，预算十二万元。",
  ...TERMS,
  "开标地点在镇政府三楼会议室，开标时请法定代表人带上身份证明。",
  "投标人对招标文件有疑问的，应当在截止时间十日之前书面提出。",
  "本公告在镇政府的公示栏和青湾在线同时发布，发布期限为五个工作日。",
];

const keeps: readonly Keep[] = [
  { text: { inside: SONG.join("\n") } },
  { html: { inside: paragraphs(SONG) }, lines: SONG },
  { text: { inside: [...OATH, "孩子们跟着沈月桥，一句一句念：", ...OATH].join("\n") } },
  { text: [HEADLINE, ...TENDER].join("\n"), lines: TENDER },
  {
    html: `<title>${HEADLINE}</title><h1>${HEADLINE}</h1><div class="story">${paragraphs(TENDER)}</div>`,
    lines: TENDER,
  },
  { text: { end: STORY[2]! } },
  { text: { end: STORY.slice(0, 3).join("\n") } },
  { html: { end: paragraphs(STORY.slice(0, 3)) }, lines: STORY.slice(0, 3) },
  { text: { inside: `${TERMS[0]}\n${TERMS[1]}\n陆远山又念了一遍：\n${TERMS[0]}\n${TERMS[1]}` } },
  { text: { end: STORY.toReversed().join("\n") } },
  { text: { end: [2, 0, 3, 1, 4].map((at) => STORY[at]).join("\n") } },
  // Two paragraphs are the whole of it.
  { text: [HEADLINE, ...STORY.slice(3), ...STORY.slice(3)].join("\n"), lines: STORY.slice(3) },
  // Only their numbers are other ones.
  {
    text: { end: STORY.map((line) => line.replace("。", "，是第二年的事。")).join("\n") },
  },
];

describeStage("duplicate-body", removes, keeps);

/** Blocks that this stage takes, and what they say. */
function taken(input: Parameters<typeof clean>[0]) {
  const { blocks } = documentOf(input);
  return clean(input)
    .receipt.changes.filter(({ stage, pass = 1 }) => stage === "duplicate-body" && pass === 1)
    .map(({ block }) => blocks[block]!);
}

describe("the text stands once", () => {
  test.each([
    ["printed twice", { text: { below: again } }],
    ["with its headline", { text: { below: withHeadline } }],
    ["three times", { text: { below: `${withHeadline}\n${withHeadline}` } }],
    [
      "with other commas",
      { text: { below: STORY.map((line) => `　　${line.replaceAll("，", ", ")}`).join("\n") } },
    ],
    ["for print", { html: { below: `<div class="print"><h1>${HEADLINE}</h1>${paragraphs()}</div>` } }],
    ["hidden above", { html: { above: `<div style="display:none">${paragraphs()}</div>` } }],
    [
      "hidden above and below",
      {
        html: {
          above: `<div hidden>${paragraphs()}</div>`,
          below: `<div hidden>${paragraphs()}</div>`,
        },
      },
    ],
  ])("%s", (_, input) => {
    expect(clean(input).text).toBe(ONCE);
  });

  test("and is left alone when it is cleaned again", () => {
    for (const { text } of [
      clean({ text: { below: withAdverts, above: ADVERTS.join("\n") } }),
      clean({ html: { below: `<div>${paragraphs(between(STORY, ADVERTS))}</div>${paragraphs()}` } }),
      clean({ text: { between: again, end: withAdverts } }),
    ]) {
      expect(text).toContain(again.slice(0, 20));
      expect(clean({ text })).toMatchObject({ text, receipt: { changes: [] } });
    }
  });
});

describe("of two copies", () => {
  test("the second goes", () => {
    const first = documentOf({ text: { below: again } }).blocks.length - STORY.length;
    expect(taken({ text: { below: again } }).map(({ index }) => index)).toEqual(
      STORY.map((_, at) => first + at),
    );
  });

  test("the hidden one goes, wherever it stands", () => {
    for (const place of ["above", "below"]) {
      const gone = taken({ html: { [place]: `<div style="display:none">${paragraphs()}</div>` } });
      expect(gone.map(({ text }) => text)).toEqual(STORY);
      expect(gone.every(({ facts }) => facts.hidden)).toBe(true);
    }
  });

  test("other lines within it are not the copy's", () => {
    expect(taken({ text: { below: withAdverts } }).map(({ text }) => text)).toEqual(STORY);
  });
});

test("the share that the copies must have may be set", () => {
  const { receipt } = clean({ text: [HEADLINE, ...TENDER].join("\n") });
  expect(receipt.changes.filter(({ stage }) => stage === "duplicate-body")).toEqual([]);
  const document = documentOf({ text: [HEADLINE, ...TENDER].join("\n") });
  const gone = createPipeline({ stageSettings: { copies: { shareAtLeast: 0.1 } } })
    .clean(document)
    .receipt.changes.filter(({ stage }) => stage === "duplicate-body");
  expect(gone.map(({ before }) => before)).toEqual(TERMS);
});

describe("of a hidden text and a visible one", () => {
  test("the hidden one of two goes, where both stand below a headline that is shown", () => {
    const story = (attribute: string) => `<h1>${HEADLINE}</h1><div${attribute}>${paragraphs()}</div>`;
    const gone = taken({ html: `${story(" hidden")}${story("")}` });
    expect(gone.filter(({ text }) => STORY.includes(text)).every(({ facts }) => facts.hidden)).toBe(true);
  });

  test("the paragraphs keep their order, where the whole is hidden and its opening shown below", () => {
    const html = `<h1>${HEADLINE}</h1><div hidden>${paragraphs()}</div><div>${paragraphs(STORY.slice(0, 4))}</div>`;
    expect(clean({ html }).text).toBe(ONCE);
  });
});
