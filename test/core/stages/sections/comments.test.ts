import { expect, test } from "vitest";
import {
  clean,
  describeStage,
  HEADLINE,
  STORY,
  type Keep,
  type Removal,
} from "../../../support/stage-tables.ts";

const REMARKS = ["河边的石头：小时候在那里交过公粮", "稻花香 3楼 回复", "支持沈老师"];

const heading = (line: string): Removal => ({ text: { below: line }, reason: "heading" });
const section = (title: string): string => `<div class="comments">${title}${items(REMARKS)}</div>`;

const removes: readonly Removal[] = [
  heading("网友评论"),
  heading("我来说两句"),
  heading("【最新评论】"),
  heading("文明上网，理性发言"),
  heading("所有评论仅代表网友意见"),
  heading("6条评论|106人参与 网友评论"),
  { text: { below: ["网友评论", ...REMARKS].join("\n") }, lines: REMARKS, reason: "comment" },
  { html: { below: section("<h3>网友评论</h3>") }, lines: REMARKS, reason: "comment" },
  { html: { below: section(`<a href="#say">我要评论</a>`) }, lines: REMARKS, reason: "comment" },
  { html: { between: `<a class="say" href="#say">6条评论</a>` }, lines: ["6条评论"], reason: "heading" },
];

const keeps: readonly Keep[] = [
  { text: { above: "本报评论员：把好事办到群众心坎上" } },
  { text: { between: "时评：一间阅览室能装下什么" } },
  { text: { inside: "网友评论说，这才是过年的味道。" } },
  { text: { inside: "她在评论里写道：终于等到这一天。" } },
  { text: { end: "发表评论文章一百二十篇，他最看重写这间屋子的那篇。" } },
  // A subheading of the story itself.
  { text: { inside: "网友评论\n“河边的石头”写道，小时候在那里交过公粮，一晃几十年了。" } },
  {
    html: { inside: "<h3>网友评论</h3><p>“稻花香”写道，下次要带孩子去看看。</p>" },
    lines: ["网友评论", "“稻花香”写道，下次要带孩子去看看。"],
  },
];

describeStage("comments", removes, keeps);

const SENTENCES = [
  "小时候在那里交过公粮，一晃几十年了，真想回去看看。",
  "我们村的晒谷场也荒着，什么时候也能这样改一改呢？",
  "沈老师教过我三年语文，她一点都没有变，祝她身体好。",
  "书还缺不缺？我家里有两箱旧书，不知道该寄到哪里去。",
];

test("readers who write in whole sentences do not become part of the story", () => {
  const below = `<div class="comments"><h3>网友评论</h3>${items(SENTENCES)}</div>`;
  expect(clean({ html: { below } }).text).toBe([HEADLINE, ...STORY, ""].join("\n"));
});

test("neither where they write more than the journalist did", () => {
  const below = `<div class="comments"><h3>网友评论</h3>${items([...SENTENCES, ...SENTENCES.map((line) => `楼上说得对。${line}`)])}</div>`;
  expect(clean({ html: { below } }).text).toBe([HEADLINE, ...STORY, ""].join("\n"));
});

function items(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${line}</li>`).join("")}</ul>`;
}

test("an entry of a menu opens no comments, though sentences stand above it", () => {
  const masthead =
    "欢迎各位乡亲来信提供新闻线索，来信请写明真实姓名、住址和电话，编辑部每天上午开门，来访的乡亲请先到门房登记，我们会尽快和您见面。";
  const { text } = clean({
    text: [
      masthead,
      "调查",
      "评论",
      "国际",
      "焦点",
      "生活",
      "最新消息 晒坝也修好了 20:19",
      HEADLINE,
      ...STORY,
    ].join("\n"),
  });
  expect(text.split("\n")).toEqual(expect.arrayContaining([HEADLINE, ...STORY]));
});
