import { describeStage, type Keep, type Removal } from "../../../support/stage-tables.ts";

const below = (line: string): Removal => ({ text: { below: line }, reason: "copyright" });

const removes: readonly Removal[] = [
  below("版权所有：青湾镇融媒体中心"),
  below("Copyright © 2015-2031 qingwan.example All Rights Reserved. 版权所有"),
  below("某ICP备00000000号-1 某公网安备 00000000000000号"),
  below("Ｃｏｐｙｒｉｇｈｔ　２０３１　青湾在线"),
  below("主办单位：青湾镇人民政府办公室 技术支持：镇信息中心 网站标识码：0000000000"),
  below("违法和不良信息举报电话：0700-0000000"),
  below("版權所有　青灣日報社"),
  below("信息网络传播视听节目许可证：0000000"),
  {
    html: { below: `<div class="foot"><p>© 2031 青湾在线　<a href="/icp">某ICP备00000000号</a></p></div>` },
    lines: ["© 2031 青湾在线　某ICP备00000000号"],
    reason: "copyright",
  },
  {
    html: { end: `<p>版权所有 青湾在线 某ICP备00000000号-2</p>` },
    lines: ["版权所有 青湾在线 某ICP备00000000号-2"],
    reason: "copyright",
  },
];

const SUPPORT = "主办单位：青湾镇人民政府办公室 技术支持：镇信息中心";
const LINES = ["老粮站", "晒谷场", "读书会", "修鞋铺", "豆腐坊"];

const keeps: readonly Keep[] = [
  { text: { inside: "影片《版权所有》讲的是一个剧本被偷走的故事。" } },
  { text: { above: "电影《版权所有》在青湾镇放映" } },
  { text: { inside: "开馆活动由镇文化站主办，四个村子承办，来了两千多人。" } },
  { text: { end: "主办单位：青湾镇文化站\n承办单位：老粮站阅览室" } },
  { text: { inside: "老站长说，办ICP备案跑了三趟，材料比砖还厚。" } },
  { text: { end: "技术支持来自省农科院的两位博士。" } },
  { text: { inside: "营业执照、卫生许可证、租房合同，三样都贴在门后。" } },
  { text: { end: "陆远山说，这门手艺的版权所有人是全镇的木匠。" } },
];

/** The owner, and so many lines further what else it has to say. */
const apart = (lines: number) =>
  ["版权所有：青湾镇融媒体中心", ...LINES.slice(0, lines - 1), SUPPORT].join("\n");

describeStage(
  "copyright",
  [...removes, { text: { below: apart(3) }, lines: [SUPPORT], reason: "copyright" }],
  keeps,
  { leaves: [{ text: { below: apart(5) }, lines: [SUPPORT] }, { text: { below: SUPPORT } }] },
);
