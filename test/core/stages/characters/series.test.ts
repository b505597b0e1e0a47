/** Series that only spaces keep apart stay apart; prose that spaces were put into is closed up. */
import { describe, expect, test } from "vitest";
import { findSeparators } from "../../../../src/core/stages/characters/series.ts";
import { repairText } from "../../../../src/core/pipeline/repair.ts";
import { clean, STORY } from "../../../support/stage-tables.ts";

/** The spaces separate. */
const kept: Readonly<Record<string, readonly string[]>> = {
  names: [
    "列席会议的有沈月桥 陆远山 宋一帆等同志，会后合影留念。",
    "一等奖得主是许静 孟小川 白露，三人都在白石小学读书。",
    "到场的有 沈月桥 陆远山 宋一帆，别的人没有来。",
    "值班的有林 远 沈月桥 周 敏 陆远山，换班在六点。",
    "沈月桥（镇长） 陆远山（木匠） 宋一帆（教师）等人发言，会议开了半天。",
    "唱歌的有欧阳青 司马白 尉迟红三人，听的人不少。",
    "出席會議的有沈月橋 陸遠山 宋一帆等人，會後合影。",
  ],
  "two names": [
    "记者沈月桥 陆远山报道，渡口昨天重新开了。",
    "沈月桥 陆远山等人到了渡口，船还没有来。",
    "白石 青湾两村共修一条路，年底通车。",
  ],
  places: [
    "这条路经过柳河村 白石村 石岭村，年底铺到云溪镇。",
    "客车停靠柳河 白石 石岭三站，一天四班。",
    "雨下在柳河 白石 石岭 云溪一带，河水涨了半尺；柳河 白石 石岭的学校停课。",
    "红星 东风 长征三座水库，今年都蓄满了水。",
  ],
  "papers, goods, columns": [
    "办证请带户口簿 身份证 照片两张，窗口在二楼。",
    "清单上写着毛巾 脸盆 热水瓶，每人一份。",
    "参加的有县教育局 县卫生健康局 县市场监督管理局，会议由县长主持。",
    "姓名 性别 年龄 住址，一样都不能少填。",
    "分成甲 乙 丙 丁四组，每组五人。",
  ],
  "names and values in rows": [
    "获奖名单：一等奖 沈月桥、二等奖 陆远山、三等奖 宋一帆。",
    "药方：当归 三钱，黄芪 五钱，甘草 二钱。",
    "渡船票价：成人 四元，儿童 两元。",
    "值班：周一 沈月桥、周三 陆远山，其余的日子没有人。",
    "各村人口：白石村 三百，柳河村 五百，都比去年少。",
  ],
  "single characters that are counted off": [
    "旗有红 黄 蓝 绿 四种，各二十面。",
    "木牌上写着子 丑 寅 卯，磨得发亮。",
    "他数到一 二 三 四，船就开了。",
    "剪纸剪了鼠 牛 虎 兔，还差八样。",
    "药铺抽屉上写着金 木 水 火 土，按这个找。",
  ],
  "titles of works": [
    "他借走了《石岭志 卷三》，至今没有还。",
    "《青湾县志 上》今年重印，印了五百本。",
    "架上有《石岭志》 《青湾志》 《云溪志》，每本三十元。",
    "读《诗经 国风》，不必从头读起。",
    "《渡口旧事 船工的话》，是他晚年写的。",
  ],
  "verse and couplets": [
    "上联：一江春水千帆过 下联：两岸青山百鸟啼，横批：风调雨顺。",
    "上联是一江春水千帆过 下联是两岸青山百鸟啼，贴在门上。",
    "诗里写道：春风吹绿岸 新燕筑旧巢，读来亲切。",
    "柳色青青河水满 渔舟点点日光斜，是他写的句子。",
    "春日柳条长 夏日荷花香 秋日稻谷黄 冬日雪茫茫，孩子们都会背。",
    "墙上写着勤俭持家 和睦邻里 尊老爱幼 诚实守信，字很大。",
    "竹影扫阶尘 月轮穿海底，水流任急境 花落意闲长。",
  ],
  "quoted names of events": [
    "镇里办了“书香青湾 悦读人生”活动，来了三百人。",
    "以“守正 创新”为题，讲了两个钟头。",
    "“青湾杯 龙舟赛”下月开桨，报名到月底。",
    "墙上是“团结 紧张 严肃 活泼”，八个大字。",
    "展览名叫「河與岸 老照片」，免費參觀。",
  ],
};

/** The spaces were put in. */
const closed: readonly (readonly [before: string, after: string])[] = [
  ["白 石 村 在 云 溪 北 岸，风 景 很 好。", "白石村在云溪北岸，风景很好。"],
  ["今天 上午 白石 大桥 正式 通车，群众 纷纷 前来 参观。", "今天上午白石大桥正式通车，群众纷纷前来参观。"],
  ["他 在 渡口 等 了 三 年，终于 见到 了 船。", "他在渡口等了三年，终于见到了船。"],
  [
    "市 政府 高度 重视 防汛 工作，要求 各级 部门 加强 值守。",
    "市政府高度重视防汛工作，要求各级部门加强值守。",
  ],
  ["白石大桥 明年通车，全长三千米。", "白石大桥明年通车，全长三千米。"],
  ["镇里派人 连夜 赶到渡口，大家松了一口气。", "镇里派人连夜赶到渡口，大家松了一口气。"],
  ["村里的年轻人 都 赶来帮忙，老人也来了。", "村里的年轻人都赶来帮忙，老人也来了。"],
  ["这座桥 修了三年，花了两亿元。", "这座桥修了三年，花了两亿元。"],
  ["他说“我们 去柳河”，大家都同意。", "他说“我们去柳河”，大家都同意。"],
  ["《白 石 日 报》报道，渡口开了。", "《白石日报》报道，渡口开了。"],
  ["记者从镇里 获悉，路通了。", "记者从镇里获悉，路通了。"],
  ["居民 等了三年，路通了。", "居民等了三年，路通了。"],
  ["书里讲的小故事的 影音书 链接，都在文末。", "书里讲的小故事的影音书链接，都在文末。"],
  ["他走到渡口 说：“船来了。”", "他走到渡口说：“船来了。”"],
  ["这是 HRC 指数（CEI） 中最高的分数，去年没有。", "这是 HRC 指数（CEI）中最高的分数，去年没有。"],
  ["沈月桥和 陆远山、宋一帆，都是本村人。", "沈月桥和陆远山、宋一帆，都是本村人。"],
  ["大力 发展，全力 推进，渡口热闹了。", "大力发展，全力推进，渡口热闹了。"],
  ["会上要求：加固 河堤，疏通 水渠。", "会上要求：加固河堤，疏通水渠。"],
  ["水 里 有 三 条 黄 鱼，他 看 见 了。", "水里有三条黄鱼，他看见了。"],
  ["工程 由 镇里 负责，预算 三十万元。", "工程由镇里负责，预算三十万元。"],
  ["他在云溪上游的渡口 工作，每天划船。", "他在云溪上游的渡口工作，每天划船。"],
];

describe("the members of a series stay apart", () => {
  for (const [kind, rows] of Object.entries(kept)) {
    describe(kind, () => {
      test.for(rows)("%s", (text) => {
        expect(repairText(text)).toBe(text);
      });
    });
  }

  test("wide spaces between them become plain ones", () => {
    expect(repairText("列席的有沈月桥　　陆远山\u00a0宋一帆，会后合影。")).toBe(
      "列席的有沈月桥 陆远山 宋一帆，会后合影。",
    );
  });

  test("in clean as in repair", () => {
    const line = kept["names"]![0]!;
    expect(clean({ text: { inside: line } }).text.split("\n")).toContain(line);
    expect(clean({ html: { inside: `<p>${line}</p>` } }).text.split("\n")).toContain(line);
    expect(STORY).not.toContain(line);
  });
});

describe("spaces put into prose go", () => {
  test.for(closed)("%s", ([before, after]) => {
    expect(repairText(before)).toBe(after);
    expect(repairText(after)).toBe(after);
  });
});

test("a line of very many pairs takes linear time", () => {
  const line = "奖项：一等奖 林远、二等奖 周宁；".repeat(20_000);
  const start = process.cpuUsage();
  findSeparators(line);
  // Linear: a tenth of a second. Each pair beside all others: minutes.
  expect(process.cpuUsage(start).user).toBeLessThan(10_000_000);
});
