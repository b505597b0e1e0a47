import { describeStage, type Keep, type Removal } from "./stage-tables.ts";

const below = (line: string): Removal => ({ text: { below: line }, reason: "row" });

const removes: readonly Removal[] = [
  below("打印 收藏 顶"),
  below("顶 0 踩 0"),
  below("赞(12) 踩(0)"),
  below("收藏 3.2万"),
  below("[1] [2] [3] 尾页"),
  below("1 2 3 4 下一页"),
  below("【1】【2】【3】"),
  below("【打印本页】 【关闭窗口】"),
  below("点赞 12 | 在看 3"),
  { text: { above: "阅读全文 点赞 12" }, reason: "row" },
  below("打印 字体： 放大 正常 缩小 分享"),
  {
    html: { below: "<div><span>好文</span></div><div>钦佩</div><div>喜欢</div><div>泪奔</div>" },
    lines: ["好文", "钦佩", "喜欢", "泪奔"],
    reason: "column",
  },
  { text: { above: "超大\n标准\n小" }, lines: ["超大", "标准", "小"], reason: "column" },
  { html: { end: "<p>点赞 12 | 在看 3</p>" }, lines: ["点赞 12 | 在看 3"], reason: "row" },
];

const keeps: readonly Keep[] = [
  { text: { inside: "收藏 3.2万" } },
  { text: { inside: "点赞 12 在看 3" } },
  { text: { end: "第1页 第2页" } },
  { text: { end: "2031 03 02" } },
  { text: { end: "（1）（2）（4）" } },
  { text: { end: "打印机 收藏夹" } },
  { text: { end: "沈月桥 分享 18 册" } },
  { text: { end: "顶 碗 0 只" } },
  { text: { inside: "支持\n反对\n路过" } },
  { text: { end: "支持\n反对" } },
  { text: { end: "收藏与分享，是这间屋子里的两件事。" } },
];

describeStage("buttons", removes, keeps);
