import { describeStage, type Keep, type Removal } from "../../../support/stage-tables.ts";

const below = (line: string): Removal => ({ text: { below: line }, reason: "prev-next" });

const removes: readonly Removal[] = [
  below("上一篇：白石村修好了晒坝"),
  below("下一篇： 没有了"),
  below("上一条:“三下乡”到了柳林村"),
  below("【下一条】水口茶农赶制春茶"),
  below("下一页"),
  below("上一頁　下一頁"),
  below("前 一 篇 ： 双桥集市重新开张"),
  { text: { above: "上一篇：白石村修好了晒坝" }, reason: "prev-next" },
  {
    html: {
      end: `<p>上一篇：<a href="/7059.html">白石村修好了晒坝</a></p><p>下一篇：<a href="/7061.html">柳林小学迎来新操场</a></p>`,
    },
    lines: ["上一篇：白石村修好了晒坝", "下一篇：柳林小学迎来新操场"],
    reason: "prev-next",
  },
  {
    html: { inside: `<div class="page"><a href="/7060_2.html">下一页</a></div>` },
    lines: ["下一页"],
    reason: "prev-next",
  },
];

const keeps: readonly Keep[] = [
  { text: { inside: "上一篇小说里，她写的是码头；这一篇写的是山。" } },
  { text: { inside: "翻到下一页，是一张发黄的合影。" } },
  { text: { end: "陆远山说，下一篇还要写桥。" } },
  { text: { end: "上一条路修了八年，这一条只用了八个月。" } },
  { text: { end: "下篇文章将介绍晒谷场的修复过程。" } },
  { text: { inside: "没有了门槛，轮椅可以直接推进来。" } },
  { text: { between: "——《旧秤》的下一页" } },
];

describeStage("prev-next", removes, keeps);
