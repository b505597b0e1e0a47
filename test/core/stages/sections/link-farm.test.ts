import { expect, test } from "vitest";
import { clean, describeStage, STORY, type Keep, type Removal } from "../../../support/stage-tables.ts";

const PLACES = ["白石", "柳林", "水口", "双桥", "石门", "长岭", "秋湖", "青湾"];
const OFFERS = PLACES.map((place) => `${place}厂房出租`);
const GAMBLING = "真人荷官 送彩金 大发快三 北京赛车";

/** Known places: their names alone tell of a farm. */
const MANY_CITIES =
  "石家庄 唐山 太原 沈阳 长春 南京 合肥 南昌 济南 郑州 武汉 长沙 南宁 海口 成都 贵阳 昆明 兰州".split(" ");
const CITIES = MANY_CITIES.slice(0, 9);

/** What no keyword makes alike. */
const SHOPS =
  "读书会 晒谷场 老粮站 修鞋铺 豆腐坊 学堂路 渡口茶摊 磨坊 油坊 戏台 祠堂 碾房 水车 竹器社 米酒坊".split(" ");
const OFFER = "送彩金的真人荷官都在大发快三，北京赛车等你来。";

/** A story that speaks of such things itself keeps a word of them, and no line. */
const POLICE = "镇派出所的民警来过两次，给老人讲怎么识破诈骗电话。";
const ADULT = "国产精品一区二区，久久精品无码，欧美日韩午夜福利，人妻激情视频。";

const below = (line: string, reason: string): Removal => ({ text: { below: line }, reason });
const links = (names: readonly string[], href: (at: number) => string, between = " ") =>
  names.map((name, at) => `<a href="${href(at)}">${name}</a>`).join(between);

const removes: readonly Removal[] = [
  below(OFFERS.join(" "), "keyword-over-places"),
  below(OFFERS.join("|"), "keyword-over-places"),
  below(OFFERS.join("\u00a0\u00a0"), "keyword-over-places"),
  below(OFFERS.join("\n"), "keyword-over-places"),
  below(`热门城市：${OFFERS.join(" ")}`, "keyword-over-places"),
  below("劳务派遣公司 白石劳务派遣 劳务派遣价格 劳务派遣哪家好 正规劳务派遣", "keyword-list"),
  below(
    CITIES.map((city) => `${city}租房`)
      .join(" ")
      .concat(" 厂房出租"),
    "keyword-over-places",
  ),
  below(
    CITIES.map((city) => `厂房出租${city}`)
      .join(" ")
      .concat(" 厂房出租"),
    "keyword-over-places",
  ),
  below(CITIES.map((city) => `${city}招商`).join("\n"), "keyword-over-places"),
  // Nothing is sold, but so many places are a farm's.
  below(MANY_CITIES.map((city) => `${city}旅行团`).join(" "), "keyword-over-places"),
  // Most of the entries are alike.
  below([...OFFERS, ...SHOPS.slice(0, 5)].join(" "), "keyword-list"),
  { text: { inside: POLICE, below: GAMBLING }, lines: [GAMBLING], reason: "gambling-words" },
  { text: { inside: POLICE, below: ADULT }, lines: [ADULT], reason: "gambling-words" },
  { text: { inside: `${POLICE}\n${GAMBLING}` }, lines: [GAMBLING], reason: "gambling-words" },
  // A sentence, but hardly of anything else.
  { text: { inside: POLICE, below: OFFER }, lines: [OFFER], reason: "gambling-words" },
  // A link is no quotation.
  {
    html: { inside: `<p>${POLICE}</p><p><a href="/7.html">“百家乐” 老虎机 真人荷官</a></p>` },
    lines: ["“百家乐” 老虎机 真人荷官"],
    reason: "gambling-words",
  },
  {
    html: { inside: `<div style="display:none"><a href="https://a.example/">百家乐</a></div>` },
    lines: ["百家乐"],
    reason: "gambling-words",
  },
  {
    html: { below: OFFERS.map((offer) => `<p>${offer}</p>`).join("\n") },
    lines: OFFERS,
    reason: "keyword-over-places",
  },
];

const inside = (line: string): Keep => ({ text: { inside: line } });

const stays = (line: string): Keep => ({ text: { below: line } });

const keeps: readonly Keep[] = [
  // Too few entries; too few of them alike; what ends as a sentence does; a place with a rank is no offer.
  stays(OFFERS.slice(0, 4).join(" ")),
  stays([...OFFERS, ...SHOPS].join(" ")),
  stays(`${OFFERS.join(" ")}。`),
  stays(MANY_CITIES.map((city) => `${city}站`).join(" ")),
  stays("劳务派遣公司 白石劳务派遣 劳务派遣价格 正规劳务派遣"),
  stays([...OFFERS.slice(0, 4), ...SHOPS.slice(0, 3)].join("\n")),
  inside("劳务派遣公司 白石劳务派遣 劳务派遣价格 劳务派遣哪家好 正规劳务派遣"),
  // A sentence is no heading of a farm.
  {
    text: { end: `热门城市的房价回落，镇上反而热闹起来。\n${OFFERS.join(" ")}` },
    lines: ["热门城市的房价回落，镇上反而热闹起来。"],
  },
  { text: { inside: POLICE, below: "百家乐 老虎机" }, lines: ["百家乐 老虎机"] },
  { text: { inside: POLICE, below: "热门城市 百家乐 厂房出租" }, lines: ["热门城市 百家乐 厂房出租"] },
  {
    html: { inside: `<p>${POLICE}</p><p>“百家乐” 老虎机 真人荷官</p>` },
    lines: ["“百家乐” 老虎机 真人荷官"],
  },
  { html: `<title>${GAMBLING}</title>${STORY.map((line) => `<p>${line}</p>`).join("")}`, lines: [GAMBLING] },
  { html: `<h1>${GAMBLING}</h1>${STORY.map((line) => `<p>${line}</p>`).join("")}`, lines: [GAMBLING] },
  inside("警方打掉一个以百家乐为名的网络赌场，抓获十一人，缴获老虎机六台。"),
  inside("班车途经白石站、柳林站、水口站、双桥站、石门站、长岭站、秋湖站和青湾站。"),
  inside("各村雨量：白石村32毫米，柳林村41毫米，水口村28毫米，双桥村35毫米，石门村30毫米。"),
  inside(
    PLACES.slice(0, 5)
      .map((place) => `${place}村民委员会`)
      .join("\n"),
  ),
  inside("白石中心小学 柳林中心小学 水口中心小学"),
  inside("“百家乐”的代价"),
  inside(CITIES.join(" ")),
  inside(CITIES.map((city) => `${city}：小雨`).join(" ")),
  inside(`列车途经${CITIES.join("、")}等九个车站。`),
  inside(CITIES.map((city) => `${city}代表队`).join(" ")),
  inside(CITIES.map((city) => `${city}赛区`).join("\n")),
  {
    html: { inside: `<p>列车途经${links(CITIES, (at) => `/city/${at}/`, "、")}等九个车站。</p>` },
    lines: [`列车途经${CITIES.join("、")}等九个车站。`],
  },
  inside("这篇论文研究了无码、欧美日韩、午夜福利等词为什么会出现在被入侵的政府网站上，作者查了三百个网站。"),
  inside("热门城市的房价回落，镇上反而热闹起来。"),
  inside("第一名 白石村　第二名 柳林村　第三名 水口村".replaceAll("　", " ")),
  // The weather is the same in eight places.
  inside(PLACES.map((place) => `${place}村：小雨转多云`).join("\n")),
  {
    html: { inside: `<ul>${PLACES.map((place) => `<li>${place}村：小雨转多云</li>`).join("")}</ul>` },
    lines: PLACES.map((place) => `${place}村：小雨转多云`),
  },
  inside(PLACES.map((place) => `${place}中心小学`).join("、")),
  // Whom the notice is for.
  inside(PLACES.map((place) => `${place}村村民委员会`).join("\n")),
  {
    html: {
      inside: `<p>书目可在${links(PLACES.slice(0, 6), (at) => `https://site${at}.example/`, "、")}等六家图书馆的网站上查到。</p>`,
    },
    lines: [`书目可在${PLACES.slice(0, 6).join("、")}等六家图书馆的网站上查到。`],
  },
];

const leaves: readonly Keep[] = [
  { html: { inside: `<div hidden><a href="https://a.example/">读书会</a></div>` }, lines: ["读书会"] },
];

describeStage("link-farm", removes, keeps, { leaves });

test("two farms with a heading in the line: each goes once", () => {
  const farm = `热门城市：${OFFERS.join(" ")}`;
  const { receipt } = clean({ text: { below: `${farm}\n${farm}` } });
  const gone = receipt.changes.filter(({ stage }) => stage === "link-farm");
  expect(gone.map(({ before }) => before)).toEqual([farm, farm]);
});
