import { describeStage, type Keep, type Removal } from "../../../support/stage-tables.ts";

const below = (line: string): Removal => ({ text: { below: line }, reason: "share" });

const removes: readonly Removal[] = [
  below("分享到：微信 微博 QQ空间"),
  below("扫一扫在手机打开当前页"),
  below("长按识别二维码，关注青湾发布"),
  below("本文链接：http://www.qingwan.example/zhen/7060.html"),
  below("ＱＱ空间"),
  below("加入LINE好友"),
  below("分享到： 微信 ● 微博 ● 复制链接"),
  below("现在用APP看新闻 天天有奖 点击下载APP"),
  below("更多精彩内容，尽在青湾网"),
  below("本文由青湾小编整理发布，更多精彩请访问www.qingwan.example"),
  below("最新网址请记住本站"),
  below("— END —"),
  below("轻触阅读原文"),
  below("举报/反馈"),
  { text: { between: "分享到：微信 微博 QQ空间" }, reason: "share" },
  { text: { above: "点击上方蓝字，关注我们" }, reason: "share" },
  {
    html: { below: `<div><img src="/qr.png"><p>微信扫一扫</p></div>` },
    lines: ["微信扫一扫"],
    reason: "share",
  },
];

const PROGRAM = [
  "机器里的程序是陆远山的儿子写的，全文如下：",
  ...Array.from({ length: 12 }, (_, at) => `shelf.take(${at})`),
  "end",
  "就这么几行，够用了。沈月桥看不懂，但是她知道哪个按钮管借书，哪个按钮管还书，从来没有按错过。",
].join("\n");

const keeps: readonly Keep[] = [
  { text: { end: "我的分享到这里就结束了，谢谢大家。" } },
  { text: { inside: "会上，三位代表分享到了一线的做法和成果。" } },
  { text: { inside: "她把经验分享给邻村的姐妹，一分钱没收。" } },
  { text: { inside: "扫一扫墙上的码，就能听到老匠人讲竹编。" } },
  { text: { end: "关注我们的孩子，就是关注山里的明天。" } },
  { text: { end: "公众号上线三天，预约借书的老人多了一倍。" } },
  { text: { above: "分享一盏灯" } },
  { text: { inside: "为英雄点赞，为平凡人点一盏灯，这是黑板上的字。" } },
  { text: { inside: "老人学会了点击下载APP，也学会了给儿子发照片。" } },
  { text: { inside: "更多的人下载了这个APP，为的是查一本书在不在架上。" } },
  { text: { end: "更多精彩的故事，还在镇上的晒谷场里讲着。" } },
  { text: { end: "小编整理的书目贴在门口，谁都可以添上一本。" } },
  { text: { inside: "阅读原文比看译本慢，可是她愿意慢。" } },
  // An essay's abstract ends with its keywords.
  { text: { inside: "标签换了三次，书还是那本书。" } },
  // A program's block ends, far below the last paragraph before it.
  { text: { end: PROGRAM }, lines: ["end"] },
  { text: { end: "想借书的人，扫描二维码就能看到书目，微博上也有。" } },
];

describeStage("share", removes, keeps);
