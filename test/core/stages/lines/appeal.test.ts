import { expect, test } from "vitest";
import {
  clean,
  describeStage,
  HEADLINE,
  STORY,
  type Keep,
  type Removal,
} from "../../../support/stage-tables.ts";

const below = (line: string, reason = "line"): Removal => ({ text: { below: line }, reason });

/** Between paragraphs, in an element of its own. */
const apart = (line: string, reason: string): Removal => ({
  html: { inside: `<div class="box">${line}</div>` },
  lines: [line],
  reason,
});

/** A box of this name with a word of such an appeal, and so many sentences. */
const box = (name: string, sentences = 1): string => {
  const paragraphs = Array.from(
    { length: sentences },
    (_, at) => `<p>第${at + 1}天早上把镇里的消息送到邮箱，随时可以退，一分钱也不收。</p>`,
  );
  return `<div class="${name}"><h4>订阅我们的电子报</h4>${paragraphs.join("")}</div>`;
};
const LETTERS = "订阅我们的电子报";
const BOXES = [
  "newsletter",
  "subscribe",
  "sign-up",
  "signup-box",
  "donate",
  "fundraiser",
  "helpline",
  "lifeline",
  "promo",
  "promotion",
  "juankuan",
  "dingyue",
];

const removes: readonly Removal[] = [
  ...BOXES.map((name): Removal => ({ html: { inside: box(name) }, lines: [LETTERS], reason: "box" })),
  // A fifth of all that is said.
  { html: { inside: box("newsletter", 2) }, lines: [LETTERS], reason: "box" },
  below("下载青湾新闻客户端，随时随地看新闻！", "ask"),
  below("珍惜生命，自杀不能解决难题，求救请打热线。"),
  below("守护自由空间，请支持青湾文化社"),
  below("户名：青湾文化社　开户行：青湾农商银行"),
  { text: { inside: "ADVERTISEMENT" }, reason: "line" },
  below("廣告", "ad-label"),
  { text: { inside: "[廣告]請繼續往下閱讀..." }, reason: "ad-label" },
  { text: { inside: "广告 - 内容未结束请往下滚动" }, reason: "ad-label" },
  ...["廣告", "AD", "贊助", "推广"].map((line) => apart(line, "ad-label")),
  apart("點我加入青灣新聞LINE好友", "ask"),
  apart("原价￥199 现价￥99", "ask"),
  below("更多“粮站”的相关资讯请关注www.qingwan.example", "ask"),
  {
    html: { end: "<p>喜欢本文，欢迎转发到朋友圈！</p><p>更多好文，请下载青湾APP。</p>" },
    lines: ["喜欢本文，欢迎转发到朋友圈！", "更多好文，请下载青湾APP。"],
    reason: "ask",
  },
  {
    html: {
      inside: `<div class="newsletter"><h4>订阅我们的电子报</h4><p>每天早上把镇里的消息送到你的邮箱，随时可以退订。</p></div>`,
    },
    lines: ["订阅我们的电子报", "每天早上把镇里的消息送到你的邮箱，随时可以退订。"],
    reason: "box",
  },
];

test("a last sentence goes that asks for something and names an address", () => {
  const last = STORY.at(-1)!;
  const ending = (sentence: string) =>
    clean({ text: [HEADLINE, ...STORY.slice(0, -1), `${last}${sentence}`].join("\n") }).text;
  const whole = ending("");
  expect(ending("想交流的乡亲可以进群交流（119607907、129125982）")).toBe(whole);
  expect(ending("更多好文，请下载青湾APP。")).toBe(whole);
  // An author's own words, and a notice's.
  expect(ending("喜欢这篇文章的话，请帮忙点赞，这对小编很重要。")).not.toBe(whole);
  expect(ending("报名请于3月5日前发邮件到 du@qingwan.example。")).not.toBe(whole);
});

const inside = (line: string): Keep => ({ text: { inside: line } });

const keeps: readonly Keep[] = [
  inside("珍惜生命里每一个能晒太阳的下午，沈月桥常这样说。"),
  inside("开户行换过三次名字，存折上的数目一直没有变。"),
  inside("订阅报纸的人家只剩下四户，镇里还是每天送来一份。"),
  inside("广告"),
  inside("更多好文，请下载青湾APP。"),
  // A word that heads a part of the story.
  { html: { inside: "<h3>广告</h3><p>老粮站的墙上还有三十年前的广告，写的是化肥。</p>" }, lines: ["广告"] },
  // What is made as paragraphs are may be one.
  { html: { inside: "<p>广告</p>" }, lines: ["广告"] },
  {
    html: { inside: "<p>現價99元，搶購要排隊，這是鎮上第一家超市。</p>" },
    lines: ["現價99元，搶購要排隊，這是鎮上第一家超市。"],
  },
  { text: { end: "他把二维码贴在门上，来的人一扫码，就能听到老粮站的故事。" } },
  { text: { end: "报名请于3月5日前发送至 du@qingwan.example，名单另行公布。" } },
  { text: { end: "具体安排请关注青湾镇政府网站。" } },
  inside("捐款的名单贴在门口，一笔一笔写得清楚。"),
  // A box that the page names so and that appeals to nobody.
  {
    html: { inside: `<div class="promo"><p>老粮站的门是两扇木门，关上要两个人一起推。</p></div>` },
    lines: ["老粮站的门是两扇木门，关上要两个人一起推。"],
  },
];

const reasonsOf = (html: string) =>
  clean({ html: { inside: html } })
    .receipt.changes.filter(({ stage }) => stage === "appeal")
    .map(({ reason }) => reason);

describeStage("appeal", removes, keeps);

test("an element is no box of the site's that has another name, or more than three tenths of the prose", () => {
  expect(reasonsOf(box("promoted-story"))).not.toContain("box");
  expect(reasonsOf(box("newsletter", 2))).toContain("box");
  expect(reasonsOf(box("newsletter", 5))).not.toContain("box");
});
