/** Lines of credits by their shape, and lines that only look like some. */
import { describe, expect, test } from "vitest";
import {
  isBareCredit,
  isSignature,
  isWorkplace,
  readCreditLine,
} from "../../../src/core/lines/credit-line.ts";

const signsOf = (text: string) => [...(readCreditLine(text)?.signs ?? [])].toSorted().join(" ");

describe("a line is of a credit where each of its parts is", () => {
  test.each([
    // A date with its minute, between names.
    ["青湾日报网 2031-03-02 10:45:07 转自梅溪新闻网", "minute"],
    ["http://www.qingwan.example 2031年03月02日 14:11 青湾晚报", "minute"],
    ["2031-03-02 21:40:51 首页", "minute"],
    ["青湾日报 2031-03-02 11:11 显示图片", "minute"],
    ["渔火 2031-03-02 21:38:07", "minute"],
    ["镇闻 » 新鲜 2031-03-02", "day"],
    ["6:34 pm", "minute"],
    ["最新回复：2031年3月2日 23点41分", "minute"],
    ["远岸123 3160字2031年03月02日 07:15", "minute"],
    // Reporters.
    ["青湾日报记者 许三桥 陆远山", "office"],
    ["本报记者 许三桥", "office"],
    ["新华社记者", "office"],
    ["《晒谷场》作者 许三桥", "office"],
    ["記者許三橋／青灣報導 2031-03-02 15:04", "minute office report"],
    ["社會中心／綜合報導", "report"],
    ["（小滿 / 綜合報導）", "report"],
    ["青灣文化運動｜許三橋、陸遠山報導", "report"],
    // Labels, whatever stands for their colon.
    ["采写：南湾见习记者 许三桥", "label"],
    ["微信编辑：小满", "label"],
    ["文：許三橋", "label"],
    ["美術：陸遠山", "label"],
    ["文/许三桥（San Qiao）；译/陆远山", "label"],
    ["出品︱青湾故事 许三桥", "label"],
    ["文书科供稿 摄影/许三桥 编辑/陆远山", "label"],
    ["本文转自：青湾网", "label"],
    ["链接网址：www.qingwan.example", "label"],
    ["推荐关键字：粮站", "keywords"],
    ["Data Source: 青湾镇档案室", "label"],
    ["采访：许三桥 / 2031年3月2日", "day label"],
    ["图：许三桥", "label"],
    // Counters.
    ["點閱數：369", "counter"],
    ["被阅读次数 11", "counter"],
    ["查看60", "counter"],
    ["1234人看过", "counter"],
    ["123 人次瀏覽", "counter"],
    ["點擊率：123", "counter"],
    // Those who took part otherwise, with a person's name.
    ["值班编委：许三桥", "label"],
    ["视频拍摄/剪辑：许三桥", "label"],
    ["插画/许三桥", "label"],
    ["题图：许三桥、陆远山", "label"],
    ["一审一校：许三桥 二审二校：陆远山", "label"],
    ["青湾广播电视台记者：许三桥 陆远山", "label"],
    ["录入人：许三桥", "label"],
    ["撰文者：許三橋", "label"],
    ["实习生 许三桥", "office"],
    // A label without its colon.
    ["整理 许三桥", "label"],
    ["口述 许三桥 整理 陆远山", "label"],
    ["文・許三橋", "label"],
    ["（许三桥/文）", "label"],
    ["By Chen Fang", "label"],
    // Marks and brackets around.
    ["■本报记者 许三桥", "office"],
    ["□ 许三桥", "office"],
    ["（记者许三桥）", "office"],
    ["【記者許三橋青灣報導】", "office"],
    ["〔記者許三橋／青灣報導〕", "office report"],
    ["（本报综合消息）", "report"],
    ["綜合外電", "report"],
    ["编辑部整理", "report"],
    ["许三桥 青湾报道", "report"],
    ["本報記者許三橋", "office"],
    ["青灣報 記者許三橋", "office"],
    ["採訪・撰文／許三橋", "label"],
    ["浏览人数：123", "counter"],
    ["刊发时间：2031-03-02", "day label"],
    ["许三桥 | 青湾日报", "office"],
    // When it appeared.
    ["上稿日期：2031-03-02", "day label"],
    ["03-02 09:20", "minute"],
    ["昨天 09:20", "minute"],
  ])("%s", (text, signs) => {
    expect(signsOf(text)).toBe(signs);
  });
});

describe("a line that says something is none", () => {
  test.each([
    "时间：2031年3月2日 9:00",
    "会议时间：2031年3月2日上午9:00",
    "报名截止时间：2031年5月2日17:00",
    "地点：老粮站阅览室",
    "文：一个字的来历",
    "原文：",
    "编辑：",
    "来源：三个村子，一本一本收来的",
    "图：老粮站旧貌与新貌",
    "（2031年3月2日青湾镇第三届代表大会通过）",
    "2031年3月2日下午3:20，老粮站的灯亮了",
    "09:20 渡船开",
    "0:00",
    "09:20",
    "作者的话",
    "记者手记",
    "战地记者",
    "本报评论员 许三桥",
    "参与采写：许三桥",
    "一个记者",
    "评论员文章",
    "编辑部的故事",
    "记者：这间屋子为什么空了",
    "沈月桥：从三个村子",
    "阅读：一生的事",
    "点击：下面的链接",
    "附件：1.名单",
    "主持：许三桥",
    "一等奖：许三桥 陆远山",
    "联系人：许三桥 电话：0571-1234567",
    "许三桥 陆远山",
    "本报讯",
    "1.6万人次",
    "58评论",
    "17万次播放",
    "十篇优秀作文150字-拜年祝福语",
    "",
    "编辑：许三桥。",
    "视频：放河灯",
    "记录人：许三桥",
    "分类：干垃圾、湿垃圾",
    "海报：方寸之间",
    "封面：一个字的来历",
    "整理 房间",
    "口述 历史",
    "□ 同意 □ 不同意",
    "□ 老粮站",
    "——许三桥",
    "（老粮站/文化站）",
    "记者节",
    "记者陈述",
    "阅览室 整理",
    "（记者许三桥摄）",
    "By the river",
    "3月2日 渡船开",
    "60人次",
    "许三桥 | 陆远山",
    "综合治理",
    "编辑：许三桥".padEnd(200, "桥"),
  ])("%s", (text) => {
    expect(readCreditLine(text)).toBeUndefined();
  });

  test("nor one with too many names that nothing explains", () => {
    const names = (count: number) => Array.from({ length: count }, () => "渔火").join(" ");
    expect(readCreditLine(`2031-03-02 21:38 ${names(5)}`)).toBeDefined();
    expect(readCreditLine(`2031-03-02 21:38 ${names(6)}`)).toBeUndefined();
    // A day alone needs shorter ones: 「2031年3月2日 …」 may be the title of an event.
    expect(readCreditLine("2031-03-02 青湾镇老粮站阅览室")).toBeDefined();
    expect(readCreditLine("2031-03-02 青湾镇老粮站阅览室 青湾文化节")).toBeUndefined();
  });
});

test.each([
  ["采写：许三桥 陆远山", { author: "许三桥 陆远山" }],
  ["摄影/许三桥 编辑/陆远山", { author: "许三桥", editor: "陆远山" }],
  ["本文转自：青湾网", { source: "青湾网" }],
  ["青湾日报记者 许三桥", { author: "许三桥" }],
  ["青湾日报 2031-03-02 11:11", { source: "青湾日报", published: "2031-03-02T11:11:00+08:00" }],
  ["推荐关键字：粮站", { fields: { 推荐关键字: "粮站" } }],
])("%s tells of its text", (text, metadata) => {
  expect(readCreditLine(text)?.metadata).toEqual(metadata);
});

describe("short lines that are credits below a headline", () => {
  test.each([
    "2031年02月",
    "香港時間",
    "12633",
    "新华社",
    "青湾日报网络版",
    "青湾人民医院 许三桥 陆远山",
    "许三桥/青湾日报",
    "許三橋 諮商心理師",
  ])("%s", (text) => {
    expect(isBareCredit(text)).toBe(true);
  });

  test.each([
    "收盘播报",
    "天气预报",
    "文明列车开进大舞台",
    "老粮站",
    "——记青湾镇老粮站",
    "3",
    "二月",
    "许三桥",
    "他在青湾日报社",
    "青湾镇供销社",
    "老粮站 工程师",
  ])("%s is none", (text) => {
    expect(isBareCredit(text)).toBe(false);
  });
});

describe("names in brackets", () => {
  test.each(["（许三桥）", "(许三桥)", "（许三桥 陆远山）", "（许三桥、陆远山）", "（镇统计站）"])(
    "%s",
    (text) => {
      expect(isSignature(text)).toBe(true);
    },
  );

  test.each([
    "（完）",
    "（全文完）",
    "（待续）",
    "（未完待续）",
    "（大笑）",
    "（掌声）",
    "（热烈鼓掌）",
    "（上篇）",
    "（略）",
    "（节选）",
    "（有删改）",
    "（笑着走开）",
    "（见第三页）",
    "许三桥",
  ])("%s are none", (text) => {
    expect(isSignature(text)).toBe(false);
  });
});

test.each([
  ["青湾大学咨询中心", true],
  ["他在青湾医院", false],
  ["青湾大学的人", false],
])("%s is a place of work: %s", (text, expected) => {
  expect(isWorkplace(text)).toBe(expected);
});
