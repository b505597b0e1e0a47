import { describe, expect, test } from "vitest";
import {
  clean,
  describeStage,
  HEADLINE,
  metadataOf,
  STORY,
  type Keep,
  type Removal,
} from "../../../support/stage-tables.ts";

const DIARY = "早上下了雨，来阅览室的人少，沈月桥把散了的书页又理了一遍。";

const between = (line: string, reason = "byline"): Removal => ({ text: { between: line }, reason });
const end = (line: string): Removal => ({ text: { end: line }, reason: "byline" });

/** The last paragraph, and what is glued to it. */
const glued = (credit: string): Removal => ({
  text: [HEADLINE, ...STORY.slice(0, 4), STORY[4]! + credit].join("\n"),
  lines: [credit],
  reason: "closing-credit",
});

/** A credit in brackets at the end of the first paragraph. */
const credited = (credit: string): Removal => ({
  text: [HEADLINE, STORY[0]! + credit, ...STORY.slice(1)].join("\n"),
  lines: [credit],
  reason: "closing-credit",
});
/** So many lines of an index above the text. */
const index = (lines: number) => Array.from({ length: lines }, (_, at) => `第${at + 1}间粮仓`).join("\n");
const LABELS =
  "来源：青湾日报　作者：许三桥　编辑：屠老满　校对：沈月桥　审核：连秀　摄影：陆远山　绘图：沈小桥　栏目：邻里　浏览：三百次";
const LAST_HOUR = "2031年3月2日 20:47";
/** What the text says in short, in so many lines. */
const abstract = (lines: number) =>
  `<ol>${Array.from({ length: lines }, (_, at) => `<li>老粮站的第${at}间仓房空了二十六年，今年春天改成了一间阅览室。</li>`).join("")}</ol><p>《青湾晚报》记者 许三桥</p>`;

const removes: readonly Removal[] = [
  credited("（稿源：青湾日报）"),
  credited("（责编：许三桥）"),
  credited("（文章出处：青湾日报）"),
  between("青湾日报（1998-03-02 09:20）", "date"),
  between(LABELS),
  // A lead may stand above it.
  {
    text: [HEADLINE, STORY[0], "来源：青湾日报", ...STORY.slice(1)].join("\n"),
    lines: ["来源：青湾日报"],
    reason: "byline",
  },
  // One line that begins with a day makes no diary.
  {
    text: [HEADLINE, "2031年3月1日，镇里的人都来了，屋里坐不下，门口也坐满了。", ...STORY, LAST_HOUR].join(
      "\n",
    ),
    lines: [LAST_HOUR],
    reason: "credit",
  },
  {
    text: { between: `采写：南湾见习记者 许三桥\n${index(8)}` },
    lines: ["采写：南湾见习记者 许三桥"],
    reason: "credit",
  },
  {
    html: { between: `<p><a href="/1">青湾日报记者 许三桥</a> 报道</p>` },
    lines: ["青湾日报记者 许三桥 报道"],
    reason: "credit",
  },
  {
    html: { between: `<p><a href="/1">来源：青湾日报</a> 编辑：许三桥</p>` },
    lines: ["来源：青湾日报 编辑：许三桥"],
    reason: "byline",
  },
  { html: { between: abstract(8) }, lines: ["《青湾晚报》记者 许三桥"], reason: "credit" },
  // Two lines away from a label of the subject, but not from the third.
  {
    text: { end: "书名：老粮站\n一个老人\n一条船\n作者：许三桥" },
    lines: ["作者：许三桥"],
    reason: "byline",
  },
  between("来源：青湾日报　作者：许三桥"),
  between("发布时间：2031-03-02 09:20 来源：镇融媒体中心 浏览次数：312"),
  between("2031年03月02日 09:20:31 字号：[大 中 小]"),
  between("稿源: 青湾日报 | 责编: 许三桥"),
  between("admin3个月前 (2031-03-02)镇里的事126"),
  between("來源：青灣日報　責任編輯：許三橋"),
  between("【打印】【关闭】"),
  between("2031-03-02", "date"),
  between("2031年3月2日 星期日", "date"),
  between("青湾日报 2031-03-02 09:20+-", "date"),
  between("2031-03-02 09:20 青湾日报", "date"),
  between("青湾日报 2031年03月02日 第03版", "date"),
  between("青湾日报 第1940期 2031年3月2日", "date"),
  between("2031-03-02 11:20 PM 来源：青湾日报"),
  between("2031年3月2日 下午3:20", "date"),
  between("2031/3/2 上午 9:20:00 青湾日报", "date"),
  between("青湾日报 2031-03-02 09:20 (GMT+8)", "date"),
  between("民國120年3月2日", "date"),
  between("發布日期：120-03-02"),
  between("更新时间：2031-03-05 10:00"),
  {
    html: { head: '<meta name="pubdate" content="2031-03-02">', between: "<p>2 March 2031 3:20 PM</p>" },
    lines: ["2 March 2031 3:20 PM"],
    reason: "date",
  },
  {
    html: { between: '<div><time datetime="2031-03-02T15:20:00+08:00">Mar 2, 2031</time></div>' },
    lines: ["Mar 2, 2031"],
    reason: "date",
  },
  between("March 2, 2031 来源：青湾日报"),
  between("03-02 09:20 来源：青湾日报"),
  between("来源：青湾日报 3月2日"),
  {
    html: { between: '<p><time datetime="2031-03-02T09:20:00+08:00">3月2日</time></p>' },
    lines: ["3月2日"],
    reason: "date",
  },
  {
    html: { head: '<meta name="pubdate" content="2031-03-02">', between: "<p>03-02 09:20</p>" },
    lines: ["03-02 09:20"],
    reason: "date",
  },
  between("3天前 来源：青湾日报"),
  between("青湾日报 3天前"),
  between("昨天 18:30", "date"),
  end("责任编辑：许三桥"),
  end("编辑丨许三桥"),
  end("一审丨许三桥 二审丨陆远山 三审丨何小满"),
  end("文图：许三桥"),
  end("栏目：镇内新闻"),
  end("编辑：许三桥　审核：陆远山"),
  end("2031-03-02 11:39:52重新编辑"),
  {
    html: {
      between: `<div class="info"><span>2031-03-02 09:20</span> <span>来源：<a href="/">青湾日报</a></span> <span>点击：<i>58</i></span></div>`,
    },
    lines: ["2031-03-02 09:20 来源：青湾日报 点击：58"],
    reason: "byline",
  },
  { html: { end: "<p>（责任编辑：许三桥）</p>" }, lines: ["（责任编辑：许三桥）"], reason: "byline" },
  { text: { between: "原标题：老粮站里的灯，为谁亮着？" }, reason: "original-title" },
  between("青湾日报（2031-03-02 09:20）", "date"),
  between("来源于：青湾日报"),
  between("原创：青湾日报 2031-03-02 09:20:31"),
  between("执笔：许三桥"),
  ...[
    "（原题为《老粮站里的一盏灯》）",
    "(原标题：《老粮站里的一盏灯》)",
    "本文原标题：《定了！老粮站改成阅览室》",
    "【原题为“老粮站里的一盏灯”】",
    "原标题为《老粮站》",
    "本文原标题《老粮站》",
  ].map((line): Removal => ({ text: { end: line }, reason: "original-title" })),
  glued("（责任编辑：许三桥）"),
  glued("(来源:青湾日报)"),
  glued("【编辑：许三桥】"),
  glued("（编辑：许三桥）1200302"),
  glued("（记者 许三桥 通讯员 陆远山）"),
  glued("（许三桥）"),
  glued("（图源：青湾镇档案室资料图）"),
  // A line of its own, of a shape that no word gives away.
  ...[
    "青湾日报网 2031-03-02 10:45:07 转自梅溪新闻网",
    "社會中心／綜合報導",
    "青湾日报记者 许三桥",
    "采写：南湾见习记者 许三桥",
    "6:34 pm",
    "2031年03月",
    "香港時間",
    "新华社",
    "12633",
    "記者許三橋／青灣報導",
  ].map((line) => between(line, "credit")),
  ...[
    "（记者 许三桥）",
    "（许三桥）",
    "（小滿 / 綜合報導）",
    "微信编辑：小满",
    "文：許三橋\n美術：陸遠山",
    "本文转自：青湾网",
    "链接网址：www.qingwan.example",
    "2031年3月2日 20:47",
    "推荐关键字：粮站",
    "點閱數：369",
  ].map((line): Removal => ({ text: { end: line }, reason: "credit" })),
  // Below a picture and its caption.
  {
    html: {
      between: `<figure><img src="/1.jpg"><figcaption>老粮站的木门，门板是新刨的，门环是旧的。</figcaption></figure><div class="day">2031年3月2日</div>`,
    },
    lines: ["2031年3月2日"],
    reason: "date",
  },
  // Where the people in the next line work.
  {
    html: { between: "<div>青湾大学咨询中心</div><div>许三桥 心理师</div>" },
    lines: ["青湾大学咨询中心", "许三桥 心理师"],
    reason: "credit",
  },
  // Between a list of what the text says, and the text.
  {
    html: {
      between: `<ol><li>老粮站空了二十六年，今年春天改成了一间阅览室，放学的孩子都爱去。</li><li>桌子是粮仓的木板做的，一共做了四十多张，书是从三个村收来的。</li></ol><p>《青湾晚报》记者 许三桥</p>`,
    },
    lines: ["《青湾晚报》记者 许三桥"],
    reason: "credit",
  },
];

const inside = (line: string): Keep => ({ text: { inside: line } });

const diary = (...times: readonly string[]) => times.flatMap((time, at) => [time, STORY[at]!]).slice(0, -1);
const hours = (days: readonly string[]): Keep => ({
  text: [HEADLINE, ...diary(...days)].join("\n"),
  lines: days.slice(-1),
});

const keeps: readonly Keep[] = [
  // Hours and days of a diary.
  hours(["20:47", "21:10", "22:15", "23:00"]),
  hours(["3月2日 20:47", "3月3日 21:10", "3月4日 22:15", "3月5日 23:00"]),
  // Beside a label of the subject.
  ...[
    "会议地点",
    "活动地点",
    "举办地点",
    "演出地点",
    "展览地点",
    "地点",
    "书名",
    "定价",
    "导演",
    "编舞",
    "作曲",
  ].map((label): Keep => ({ text: { end: `${label}：老粮站\n作者：许三桥` }, lines: ["作者：许三桥"] })),
  { text: { end: "书名：老粮站\n一个老人\n作者：许三桥" }, lines: ["作者：许三桥"] },
  { text: { between: "编辑，收书的人来了，读书的人也来了" } },
  {
    text: { between: "2031-03-02 老粮站改成了阅览室以后镇里的人每天晚上都来坐一坐听老人说书也说自己的事情" },
  },
  { text: { between: "2031年3月2日沈月桥来了。" } },
  { html: { between: "<div>青湾大学咨询中心</div>" }, lines: ["青湾大学咨询中心"] },
  inside("记者：这间屋子为什么空了这么久？"),
  inside("记者：书从哪里来？\n沈月桥：从三个村子，一本一本收来的。"),
  inside("点击量突破十万次，沈月桥才第一次听说什么叫“流量”。"),
  inside("编辑部只有六个人，却要对付四个版面。"),
  inside("阅读量最大的是一本讲养蜂的旧书，封皮换过三次。"),
  inside("作者：许三桥，作品《旧秤》\n作者：陆远山，作品《晒谷场》\n作者：何小满，作品《秋收》"),
  inside("《青湾镇志》责任编辑：许三桥"),
  inside("编辑丨字怎么写，许三桥想了一夜，他把一竖画了又擦。"),
  inside("2031年3月2日的青湾日报第3版登了这张照片。"),
  inside("栏目换了三次，读者还是那些读者。"),
  inside("原题为《旧秤》的那首诗，后来改叫《老粮站》。"),
  inside("原标题：老粮站里的灯，为谁亮着？"),
  inside("青湾日报（2031年3月2日）说，老粮站的灯亮了。"),
  inside("原标题为何改了三次？许三桥自己也说不清。"),
  inside("（原题为何，已不可考）"),
  inside("原题：某数加上它的一半等于九，求某数。"),
  inside("《老粮站》（原题为《旧秤》）写了两年。"),
  inside("原创作品只收本镇人写的，一篇也不例外。"),
  inside("执笔的是许三桥，念稿的是陆远山。"),
  inside("2031年3月2日：第一批书上架\n2031年3月9日：屋里生起炉子"),
  inside("2031年3月2日下午3:20，老粮站的灯亮了。"),
  inside("3天前，沈月桥才把最后一张桌子修好。"),
  inside("3天前他还在船上"),
  inside("昨天 18:30，屋里坐满了人。"),
  inside("民國120年3月2日的舊報紙上登過這座糧倉。"),
  inside("Mar 2, 2031"),
  { text: { between: "Mar 2, 2031" } },
  { text: { between: "Mar 2, 2031 is the day on which the reading room opened" } },
  { text: { between: "March Madness 2031" } },
  // A page that says no date of its own, another day, a diary, a clause.
  { text: { between: "3月2日" } },
  {
    html: { head: '<meta name="pubdate" content="2031-03-05">', inside: "<p>3月2日</p>" },
    lines: ["3月2日"],
  },
  {
    html: {
      head: '<meta name="pubdate" content="2031-03-02">',
      inside: `<p>3月2日</p><p>${DIARY}</p><p>3月3日</p>`,
    },
    lines: ["3月2日", "3月3日"],
  },
  { text: { between: "3月2日，记者：这间屋子空了多久" } },
  { text: { between: "3月2日 记者从镇里获悉" } },
  // Of a credit only where it stands right below the headline.
  { text: { end: "新华社" } },
  { text: { end: "2031年03月" } },
  inside("关键词：粮站；阅览室"),
  { text: { end: "（参与采写：记者 许三桥 通讯员 陆远山）" } },
  { text: { between: "本报评论员 许三桥" } },
  inside("新华社"),
  inside("社會中心／綜合報導"),
  inside("（许三桥）"),
  inside("6:34 pm"),
  // No names, or not behind the last sentence.
  { text: { end: "（全文完）" } },
  { text: [HEADLINE, ...STORY.slice(0, 4), `${STORY[4]}（完）`].join("\n"), lines: [`${STORY[4]}（完）`] },
  {
    text: [HEADLINE, `${STORY[0]}（记者 许三桥）`, ...STORY.slice(1)].join("\n"),
    lines: [`${STORY[0]}（记者 许三桥）`],
  },
  {
    text: [HEADLINE, `${STORY[0]}（许三桥）`, ...STORY.slice(1)].join("\n"),
    lines: [`${STORY[0]}（许三桥）`],
  },
  {
    text: [HEADLINE, ...STORY.slice(0, 4), "管阅览室的是一位退休教师，修桌子的是一位木匠（陆远山）"].join(
      "\n",
    ),
    lines: ["管阅览室的是一位退休教师，修桌子的是一位木匠（陆远山）"],
  },
  // The agency before the first sentence.
  {
    text: [HEADLINE, `青湾社梅溪3月2日电（记者 许三桥）${STORY[0]}`, ...STORY.slice(1)].join("\n"),
    lines: [`青湾社梅溪3月2日电（记者 许三桥）${STORY[0]}`],
  },
  // A diary, and the hours of a day.
  {
    text: [
      HEADLINE,
      "2031年3月2日 20:47",
      STORY[0],
      "2031年3月3日 21:10",
      STORY[1],
      "2031年3月4日 20:15",
      STORY[2],
    ].join("\n"),
    lines: ["2031年3月3日 21:10", "2031年3月4日 20:15"],
  },
  { text: { between: "文：一个字的来历" } },
  { text: { between: "记者手记" } },
  { text: { between: "报名截止时间：2031年5月2日17:00" } },
  { text: { between: "活动时间：2031年5月2日至2031年5月9日" } },
  // A notice ends with its own place and time, and is signed.
  { text: { end: "时间：2031年3月2日上午9时\n地点：老粮站阅览室" } },
  { text: { end: "灯光：陆远山\n服装：沈月桥\n摄影：许三桥" } },
  { text: { end: "青湾镇人民政府\n2031年3月2日" } },
  {
    html: {
      inside:
        "<table><tr><td>年份</td><td>册数</td></tr><tr><td>2030</td><td>3120</td></tr></table><p>来源：镇统计站</p>",
    },
    lines: ["年份", "册数", "2030", "3120", "来源：镇统计站"],
  },
  {
    html: { end: "<p>青湾镇人民政府</p><p>2031年3月2日</p>" },
    lines: ["青湾镇人民政府", "2031年3月2日"],
  },
];

const leaves: readonly Keep[] = [
  { text: { between: `${LABELS}　${"老粮站的灯亮了一夜".repeat(8)}` } },
  { text: { between: `采写：南湾见习记者 许三桥\n${index(14)}` }, lines: ["采写：南湾见习记者 许三桥"] },
  // Nearly all of it is link.
  {
    html: { between: `<p><a href="/1">青湾日报记者 许三桥 陆远山 沈月桥</a> 文</p>` },
    lines: ["青湾日报记者 许三桥 陆远山 沈月桥 文"],
  },
  {
    html: { between: `<p><a href="/1">来源：青湾日报 编辑：许三桥 校对：连秀</a> 文</p>` },
    lines: ["来源：青湾日报 编辑：许三桥 校对：连秀 文"],
  },
];

describeStage("byline", removes, keeps, { leaves });

describe("metadata", () => {
  test("names when and where the text appeared, and who wrote and edited it", () => {
    const line = "2031-03-02 09:20 来源：青湾日报 作者：许三桥 责任编辑：陆远山 浏览次数：1,312 点击：58";
    expect(metadataOf({ text: { between: line } })).toMatchObject({
      title: HEADLINE,
      published: "2031-03-02T09:20:00+08:00",
      source: "青湾日报",
      author: "许三桥",
      editor: "陆远山",
      fields: { 浏览次数: "1,312", 点击: "58" },
    });
  });

  test("comes together from several lines", () => {
    expect(
      metadataOf({ text: { between: "2031年3月2日\n来源：青湾日报", end: "（责任编辑：陆远山）" } }),
    ).toMatchObject({ published: "2031-03-02", source: "青湾日报", editor: "陆远山" });
  });

  test("comes from a credit that closes the last paragraph", () => {
    const { metadata, text } = clean(glued("（文章来源：青湾日报）"));
    expect(metadata.source).toBe("青湾日报");
    expect(text.split("\n")).toContain(STORY[4]);
  });

  test("says nothing where nothing trustworthy says it", () => {
    expect(metadataOf({ text: {} })).toEqual({ title: HEADLINE, language: "cmn", script: "Hans" });
  });
});
