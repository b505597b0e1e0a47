import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHtml } from "../../../../src/core/page/read.ts";
import { createPipeline } from "../../../../src/core/pipeline/create-pipeline.ts";
import { profileFrom } from "../../../../src/archive/upkeep/learn-profiles.ts";
import { noisyHtml } from "../../../support/noisy-pages.ts";
import {
  clean,
  describeStage,
  documentOf,
  HEADLINE,
  STORY,
  type Keep,
  type Removal,
} from "../../../support/stage-tables.ts";

/** What the site's own stages know: behind it the site speaks. */
const SHARE_BAR = `<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a> <a href="#">QQ空间</a></div>`;

const ABOUT =
  "青湾镇新闻网是全镇人自己的网站，每天说说田里的收成、河里的水位、学堂里的书声，也说说谁家的老屋翻了新，谁家的孩子考上了县里的中学。网站开了十一年，没有停过一天，来稿请投镇文化站门口的绿信箱，来电请在上午。";
const OATH = "我们在老粮站的门前立下约定：爱惜书，爱惜粮，爱惜每一个坐下来读书的人。";
const PHONE = "老人说，公众号他会看了，微博也会翻了，就是还不会点赞。";
const LAMP = "他说，老粮站从此有了一盏不灭的灯。";
const NOTE = "编者按：从今天起，本网请镇里的老人讲讲自己的手艺，每周一篇，愿读者从中看见一个镇的来路。";

const removes: readonly Removal[] = [
  {
    html: { above: `<div class="slogan">青山绿水 湾里人家</div>` },
    lines: ["青山绿水 湾里人家"],
    reason: "beyond-text",
  },
  {
    html: { above: `<div class="about"><p>${ABOUT}</p></div>` },
    lines: [ABOUT],
    reason: "beyond-text",
  },
  {
    html: { below: `${SHARE_BAR}<div class="about"><p>${ABOUT}</p></div>` },
    lines: [ABOUT],
    reason: "beyond-text",
  },
  {
    html: { below: `${SHARE_BAR}<div class="made">青湾镇文化站 镇融媒体工作室 联合出品</div>` },
    lines: ["青湾镇文化站 镇融媒体工作室 联合出品"],
    reason: "beyond-text",
  },
  {
    html: { inside: `<p><a href="/app/">打开青湾手机报看大图</a></p>` },
    lines: ["打开青湾手机报看大图"],
    reason: "linked-label",
  },
  {
    html: { between: `<div><a href="/zt/">进入青湾丰收节专栏</a></div>` },
    lines: ["进入青湾丰收节专栏"],
    reason: "linked-label",
  },
  // Some of it is no link.
  {
    html: { inside: `<p><a href="/shu/">翻开青湾电子书</a>看全文</p>` },
    lines: ["翻开青湾电子书看全文"],
    reason: "linked-label",
  },
  {
    html: { inside: `<p>咱们公众号里见 记得点赞</p>` },
    lines: ["咱们公众号里见 记得点赞"],
    reason: "cue",
  },
  {
    html: { end: `<p>镇里的事 都在青湾发布公众号</p>` },
    lines: ["镇里的事 都在青湾发布公众号"],
    reason: "cue",
  },
  {
    html: { end: `<p>以上是作者本人的观点</p>` },
    lines: ["以上是作者本人的观点"],
    reason: "cue",
  },
  {
    html: { end: `<p>已有1280位乡亲关注</p>` },
    lines: ["已有1280位乡亲关注"],
    reason: "cue",
  },
  {
    html: { end: `<p>新鲜的事天天有，关注公众号，每晚八点为您送到，也请点赞。</p>` },
    lines: ["新鲜的事天天有，关注公众号，每晚八点为您送到，也请点赞。"],
    reason: "cue",
  },
];

const keep = (place: "inside" | "end" | "between", html: string, ...lines: readonly string[]): Keep => ({
  html: { [place]: html },
  lines,
});

const keeps: readonly Keep[] = [
  keep("inside", `<p>${OATH}</p>`, OATH),
  keep("end", `<p>${OATH}</p>`, OATH),
  keep("inside", `<p>${NOTE}</p>`, NOTE),
  keep("between", `<div class="story"><p>${NOTE}</p></div>`, NOTE),
  // A chorus.
  keep("inside", `<p>粮满仓，书满窗</p><p>灯一盏，人一双</p>`, "粮满仓，书满窗", "灯一盏，人一双"),
  // A notice ends as all notices of the place do.
  keep("end", `<p>特此通知。</p>`, "特此通知。"),
  keep("end", `<p>青湾镇人民政府</p><p>2031年5月2日</p>`, "青湾镇人民政府", "2031年5月2日"),
  keep("end", `<p>联系人：沈月桥 联系电话：0700-1280</p>`, "联系人：沈月桥 联系电话：0700-1280"),
  keep("end", `<p>（此件公开发布）</p>`, "（此件公开发布）"),
  keep("end", `<p>附件：1.借书登记表</p>`, "附件：1.借书登记表"),
  // The numbers are the news.
  keep("inside", `<p>白菜每斤1280文</p><p>萝卜每斤1280文</p>`, "白菜每斤1280文", "萝卜每斤1280文"),
  keep("inside", `<p>登记请用<a href="/b.doc">第1280号表格文件</a></p>`, "登记请用第1280号表格文件"),
  keep("inside", `<p>全部书目都写在<a href="/mu/">青湾书屋</a></p>`, "全部书目都写在青湾书屋"),
  keep("inside", `<h2>专家观点</h2>`, "专家观点"),
  keep("inside", `<h2>今日关注</h2>`, "今日关注"),
  keep("inside", `<h2>谁的观点，谁的立场</h2>`, "谁的观点，谁的立场"),
  keep("inside", `<p>${PHONE}</p>`, PHONE),
  keep("inside", `<p>他说，<a href="/deng.html">老粮站从此有了一盏不灭的灯。</a></p>`, LAMP),
  keep("inside", `<p>本报讯</p>`, "本报讯"),
];

/** A word or two of the site's in a sentence. */
const FOLLOWERS = "新鲜的事天天有，镇里人爱看公众号，也爱点赞。";
const leaves: readonly Keep[] = [
  { html: { below: `<div class="note"><p>${FOLLOWERS}</p></div>` }, lines: [FOLLOWERS] },
];

const HOST = "www.qingwan.example";

/** A page of the host's own with all that the rows add; what counts goes on counting. The headline is one of a series. */
function hostPage(number: number): string {
  const fragments = [...removes, ...keeps, ...leaves].flatMap((row) =>
    "html" in row && typeof row.html !== "string" ? Object.values(row.html) : [],
  );
  const story = `<p>第${number}天的故事讲的是镇里第${number}位手艺人，他说自己做了${20 + number}年，还要再做下去。</p>`;
  return `<title>${HEADLINE}</title><h1>${HEADLINE}</h1><div class="story">${story}</div>${fragments
    .join("\n")
    .replaceAll("1280", String(1280 + number))
    .replaceAll("5月2日", `5月${number + 1}日`)}`;
}

const profile = profileFrom(
  HOST,
  Array.from({ length: 12 }, (_, number) => ({
    id: `${String(number).padStart(3, "0")}_0000000000000000`,
    seen: `2031-05-${String(number + 1).padStart(2, "0")}T01:00:00.000Z`,
    blocks: readHtml(hostPage(number)).blocks,
  })),
)!;

const known = { profileOf: (host: string) => (host === HOST ? profile : undefined) };

describeStage("site-template", removes, keeps, { leaves, ...known });

const SIGNATURE = `<div class="sign">青湾镇人民政府</div>`;

/** What follows must judge these by itself: repetition has found no company. */
const undecided: readonly (readonly [string, Keep])[] = [
  ["in an element of its own, right below the text", { html: { below: SIGNATURE } }],
  ["behind the site's words, in the text's element", { html: { end: SHARE_BAR + SIGNATURE } }],
  [
    "behind the site's words, made as the text is",
    { html: { below: `${SHARE_BAR}<div class="main"><div class="story"><p>青湾镇人民政府</p></div></div>` } },
  ],
  [
    "behind the site's words, with a number that changes",
    { html: { below: `${SHARE_BAR}<div class="price">白菜每斤1280文</div>` } },
  ],
  [
    "in the element of a text that is one paragraph",
    { html: `<h1>${HEADLINE}</h1><div class="story"><p>${STORY[0]}</p>${SHARE_BAR}${SIGNATURE}</div>` },
  ],
  [
    "that is the main heading, with the site's words below it",
    { html: `<h1>${HEADLINE}</h1>${SHARE_BAR}<div class="story"><p>${STORY[0]}</p></div>` },
  ],
  [
    "that is the title, where the headline is another line",
    {
      html: `<title>${HEADLINE}</title>${SHARE_BAR}<h1>老人说书</h1><div class="story">${STORY.map((line) => `<p>${line}</p>`).join("")}</div>`,
    },
  ],
  [
    "that reads as the title does, with the site's words below it",
    {
      html: `<title>${HEADLINE}_青湾镇新闻网</title><div class="tit">${HEADLINE}</div>${SHARE_BAR}<div class="story"><p>${STORY[0]}</p></div>`,
    },
  ],
];

test.each(undecided)("says nothing of a line %s", (_, row) => {
  const { receipt } = createPipeline(known).clean(documentOf(row));
  expect(receipt.changes.map(({ stage }) => stage)).not.toContain("site-template");
});

test("takes that line where the site speaks before it, and it neither changes nor looks like the text", () => {
  const { receipt } = createPipeline(known).clean(documentOf({ html: { below: SHARE_BAR + SIGNATURE } }));
  expect(receipt.changes.filter(({ stage }) => stage === "site-template")).toMatchObject([
    { reason: "beyond-text", before: "青湾镇人民政府" },
  ]);
});

describe("a profile", () => {
  const pipeline = createPipeline(known);
  const pages = [...removes, ...keeps];

  test("holds every line of both tables", () => {
    const texts = Array.from(profile.blocks.values(), ({ text }) => text.replaceAll(/\d+/gu, "0"));
    for (const line of pages.flatMap(({ lines }) => lines!)) {
      expect(texts).toContain(line.replaceAll(/\d+/gu, "0"));
    }
    expect(texts).toContain(HEADLINE);
  });

  test("is named in the receipt, with how much of the host repeats a block", () => {
    const { receipt } = pipeline.clean(documentOf(removes[0]!));
    expect(receipt.pipeline).toBe(`${pipeline.hash}+${profile.hash}`);
    expect(receipt.changes.filter(({ stage }) => stage === "site-template")).toMatchObject([
      { reason: "beyond-text", evidence: { documents: 12, share: 1, position: "head" } },
    ]);
  });

  test("of one host touches no other: all is as without any", () => {
    for (const row of pages) {
      const document = { ...documentOf(row), url: "https://www.liulin.example/1.html" };
      expect(pipeline.clean(document)).toEqual(createPipeline().clean(document));
    }
  });

  test("that is not there changes nothing", () => {
    for (const row of pages) {
      const nothing = createPipeline({ profileOf: () => undefined }).clean(documentOf(row));
      expect(nothing).toEqual(clean(row));
      expect(nothing.receipt.changes.map(({ stage }) => stage)).not.toContain("site-template");
    }
  });

  test("leaves nothing to do for a second cleaning", () => {
    for (const row of pages) {
      const { text, verdict } = pipeline.clean(documentOf(row));
      expect(verdict.kind).toBe("article");
      const again = { ...documentOf({ text }), url: `https://${HOST}/zhen/7060.html` };
      expect(pipeline.clean(again).text).toBe(text);
    }
  });

  test("makes no noisy page differ when it is cleaned again", () => {
    const halves = fc.tuple(noisyHtml, noisyHtml);
    let articles = 0;
    let taken = 0;
    const property = fc.property(noisyHtml, fc.tuple(halves, halves, halves), (shared, owns) => {
      const documents = owns.map(([above, below], at) => {
        const source = [...above, ...shared, ...below].join("\n");
        const document = readHtml(source, String(at), `https://${HOST}/${at}.html`);
        return { ...document, seen: "2031-05-02T01:00:00.000Z" };
      });
      const learned = profileFrom(HOST, documents)!;
      const cleaner = createPipeline({ profileOf: () => learned });
      for (const document of documents) {
        const { text, verdict, receipt } = cleaner.clean(document);
        taken += receipt.changes.filter(({ stage }) => stage === "site-template").length;
        if (verdict.kind !== "article") continue;
        articles += 1;
        const again = cleaner.clean({ ...documentOf({ text }), url: document.url! });
        expect({ verdict: again.verdict.kind, text: again.text }).toEqual({ verdict: "article", text });
      }
    });
    fc.assert(property, { seed: Number(process.env.FC_SEED ?? 20310502), numRuns: 40 });
    expect(Math.min(articles, taken)).toBeGreaterThan(30);
  });

  test("that knows every line leaves a page alone: nothing on it is its own", () => {
    const document = { ...documentOf({ html: hostPage(0) }), url: `https://${HOST}/1.html` };
    const all = new Map(
      profileFrom(
        HOST,
        [0, 1, 2].map((at) => ({
          id: String(at),
          seen: "2031-05-02T01:00:00.000Z",
          blocks: document.blocks,
        })),
      )!.blocks,
    );
    const { receipt } = createPipeline({ profileOf: () => ({ ...profile, blocks: all }) }).clean(document);
    expect(receipt.changes.filter(({ stage }) => stage === "site-template")).toEqual([]);
  });
});
