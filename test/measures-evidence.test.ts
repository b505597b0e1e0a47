import { describe, expect, test } from "vitest";
import { builtInCues } from "../src/cues/load.ts";
import { EVIDENCE, weigh, type Weights } from "../src/measures/evidence.ts";
import { readHtml } from "../src/page/read.ts";
import { gatherPageEvidence } from "../src/measures/page-article.ts";
import learned from "../src/stages/content-weights.json" with { type: "json" };

const page = readHtml(`<title>老粮站改成了阅览室_青湾在线</title>
<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/zhen/">镇内新闻</a></li><li><a href="/shu/">网上书屋</a></li></ul></div>
<div class="main"><h1>老粮站改成了阅览室</h1>
<p>青湾镇的老粮站空了二十六年，今年春天改成了一间阅览室，三千册旧书都是居民捐的。</p>
<p>管理员许三桥在粮站当过三十年保管员，如今每天早上七点开门，晚上九点关灯。</p>
<p>“以前管粮，现在管书。”许三桥说，书架是拿粮仓的木板钉的，结实得很。</p></div>
<div class="side"><p>青湾镇融媒体中心</p><p><a href="/a.html">白石村修好了晒坝</a></p></div>`);

const found = gatherPageEvidence(page, builtInCues(), [])!;
const scoreOf = (text: string) =>
  weigh(found.evidence[page.blocks.findIndex((block) => block.text.startsWith(text))]!, learned);

test("the learned weights are named as the evidence is", () => {
  expect(Object.keys(learned)).toEqual([...EVIDENCE]);
});

test("every measure lies between 0 and 1", () => {
  for (const signs of found.evidence) {
    expect(Object.keys(signs)).toEqual([...EVIDENCE]);
    for (const value of Object.values(signs)) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  }
});

test("the headline is found with it", () => {
  expect(page.blocks[found.headline]!.text).toBe("老粮站改成了阅览室");
});

describe("paragraphs are told from what surrounds them", () => {
  test.each(["青湾镇的老粮站", "管理员许三桥", "“以前管粮"])("%s…", (text) => {
    expect(scoreOf(text)).toBeGreaterThan(0);
  });

  test.each(["首页", "镇内新闻", "青湾镇融媒体中心", "白石村修好了晒坝"])("%s", (text) => {
    expect(scoreOf(text)).toBeLessThan(scoreOf("管理员许三桥"));
  });
});

describe("what others say is no prose of the article", () => {
  const own = [
    "青湾镇的老粮站空了二十六年，今年春天改成了一间阅览室，三千册旧书都是居民捐的。",
    "管理员许三桥在粮站当过三十年保管员，如今每天早上七点开门，晚上九点关灯。",
    "“以前管粮，现在管书。”许三桥说，书架是拿粮仓的木板钉的，结实得很。",
    "镇里打算明年把粮站后面的晒谷场也整修出来，放一台旧打谷机，给孩子们看一看。",
  ];
  // Longer than each paragraph of the article, and shorter than all of them.
  const said =
    "我小时候常常跟着爷爷去粮站卖粮，排队要排一整天，中午就在大树底下吃自己带的饼子，现在那棵树还在，粮站却成了读书的地方，真是没有想到，下次回来一定要带着孩子进去坐一坐，看一看。";
  const evidenceOf = (others: string, line: string) => {
    const html = readHtml(
      `<div class="main">${own.map((text) => `<p>${text}</p>`).join("")}</div>${others}<div class="foot"><i>青湾</i></div>`,
    );
    const { evidence } = gatherPageEvidence(html, builtInCues(), [])!;
    return evidence[html.blocks.findIndex(({ text }) => text === line)]!;
  };

  test("the fixture is what it says", () => {
    expect(Math.max(...own.map(({ length }) => length))).toBeLessThan(said.length);
    expect(said.length).toBeLessThan(own.join("").length);
  });

  test.each([
    ["inComments", `<div class="comment-list"><p>${said}</p></div>`],
    ["inComments", `<div id="pinglun"><p>${said}</p></div>`],
    ["inNotes", `<ol class="references"><li>${said}</li></ol>`],
    ["inNotes", `<div class="footnotes"><p>${said}</p></div>`],
    ["inPopup", `<dialog><p>${said}</p></dialog>`],
    ["inPopup", `<div class="modal-body"><p>${said}</p></div>`],
    ["inConsent", `<div class="cookie-bar"><p>${said}</p></div>`],
    ["inConsent", `<div id="gdpr"><p>${said}</p></div>`],
  ] as const)("%s: %s", (part, others) => {
    expect(evidenceOf(others, said)).toMatchObject({
      [part]: 1,
      proseOnPath: 0,
      meanProseOnPath: 0,
      meanProseInGroup: 0,
    });
    expect(evidenceOf(others, own[0]!)).toMatchObject({ [part]: 0, proseOnPath: 1 });
  });

  test.each(["aside", "div class='related'", "div class='notice'", "div class='story'"])(
    "but in <%s> it may be",
    (element) => {
      const others = `<${element}><p>${said}</p></${element.split(" ")[0]}>`;
      expect(evidenceOf(others, said).proseOnPath).toBeGreaterThan(0);
      expect(evidenceOf(others, own[0]!).proseOnPath).toBeLessThan(1);
    },
  );

  test("unless it is most of the page: then its name is wrong", () => {
    const others = `<div class="comment-list"><p>${said}</p><p>${own.join("")}</p></div>`;
    expect(evidenceOf(others, said)).toMatchObject({ inComments: 0 });
    expect(evidenceOf(others, own[0]!).proseOnPath).toBeLessThan(1);
  });
});

test("a page without running text has no evidence to give", () => {
  expect(
    gatherPageEvidence(readHtml("<ul><li>首页</li><li>新闻</li></ul>"), builtInCues(), []),
  ).toBeUndefined();
});

test("the sum is the weights' alone", () => {
  const none = Object.fromEntries(EVIDENCE.map((name) => [name, 0])) as Weights;
  expect(weigh(found.evidence[0]!, none)).toBe(0);
  expect(weigh(found.evidence[0]!, { ...none, always: 2 })).toBe(2);
});
