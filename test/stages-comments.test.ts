import { describeStage, type Keep, type Removal } from "./stage-tables.ts";

const heading = (line: string): Removal => ({ text: { below: line }, reason: "heading" });
const REMARKS = ["河边的石头：小时候在那里交过公粮，一晃几十年了。", "稻花香：下次带孩子去看看。", "顶 回复 3楼"];

const removes: readonly Removal[] = [
  heading("网友评论"),
  heading("发表评论："),
  heading("【最新评论】"),
  heading("文明上网理性发言，请遵守评论服务协议"),
  heading("所有评论仅代表网友意见"),
  heading("6条评论|106人参与 网友评论"),
  { text: { below: ["网友评论", ...REMARKS].join("\n") }, lines: REMARKS, reason: "comment" },
  {
    html: {
      below: `<div class="comments"><h3>网友评论</h3>${REMARKS.map((remark) => `<p>${remark}</p>`).join("")}</div>`,
    },
    lines: REMARKS,
    reason: "comment",
  },
  {
    html: { below: `<div id="comment"><a href="#say">我要评论</a><ul><li>${REMARKS[0]}</li><li>${REMARKS[1]}</li></ul></div>` },
    lines: REMARKS.slice(0, 2),
    reason: "comment",
  },
  { html: { between: `<a class="say" href="#say">6条评论</a>` }, lines: ["6条评论"], reason: "heading" },
];

const keeps: readonly Keep[] = [
  { text: { above: "本报评论员：把好事办到群众心坎上" } },
  { text: { inside: "网友评论说，这才是过年的味道。" } },
  { text: { inside: "她在评论里写道：终于等到这一天。" } },
  // A subheading of the story, and its last paragraph below a quoted remark.
  { text: { inside: "网友评论\n“河边的石头”写道，小时候在那里交过公粮，一晃几十年了。" } },
  { html: { inside: "<h3>网友评论</h3><p>“稻花香”写道，下次要带孩子去看看。</p>" }, lines: ["网友评论", "“稻花香”写道，下次要带孩子去看看。"] },
  { text: { end: "发表评论文章一百二十篇，他最看重写这间屋子的那篇。" } },
  { text: { between: "时评：一间阅览室能装下什么" } },
];

describeStage("comments", removes, keeps);
