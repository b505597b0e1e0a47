/** What a document is, with the cases on the border. */
import { describe, expect, test } from "vitest";
import { cleanHtml, cleanText } from "../src/index.ts";
import type { VerdictKind } from "../src/types.ts";
import { HEADLINE, STORY } from "./stage-tables.ts";

const page = (body: string, title = HEADLINE) =>
  `<html><head><title>${title}</title></head><body>${body}</body></html>`;
const article = `<div class="main"><h1>${HEADLINE}</h1><div>${STORY.map((line) => `<p>${line}</p>`).join("")}</div></div>`;
const PLACES = ["白石", "柳林", "水口", "双桥", "石门", "长岭", "秋湖", "青湾"];
const GAMBLING = ["真人荷官", "送彩金", "大发快三", "北京赛车", "百家乐", "老虎机", "新葡京", "开元棋牌"];
const headlines = [
  "白石村修好了晒坝",
  "柳林小学迎来新操场",
  "水口茶农赶制头一锅春茶",
  "双桥集市重新开张 第一天卖空三个摊",
  "石门渡口换了新船",
  "长岭养蜂人的春天",
  "秋湖开闸放水 下游三万亩稻田喝上头道水",
  "镇医院的中药房搬到了楼下",
  "放映队进山：一块银幕走了九个村",
  "老桥加固完工 今起恢复通车",
];
const entries = (names: readonly string[], date = "") =>
  `<ul>${names.map((name, at) => `<li><a href="/${at}.html">${name}</a>${date}</li>`).join("")}</ul>`;
const offers = (at: number) => [...GAMBLING.slice(at % 8), ...GAMBLING.slice(0, at % 8)];
const farm = (times: number) =>
  `<div>${Array.from(
    { length: times },
    (_, at) =>
      `<p>${offers(at)
        .map((word) => `<a href="https://bet${at}.example/">${word}</a>`)
        .join(" ")}</p>`,
  ).join("")}</div>`;
const places = PLACES.map((place) => `${place}厂房出租 ${place}劳务派遣公司`).join(" ");

/** 150 characters: as short as local news gets. */
const SHORT = [STORY[0]!, STORY[1]!, STORY[2]!].join("");

const pages: Readonly<Record<VerdictKind, readonly [name: string, html: string][]>> = {
  article: [
    ["a story", page(article)],
    ["a story of 150 characters", page(`<h1>${HEADLINE}</h1><p>${SHORT}</p>`)],
    [
      "a story of one paragraph beside a long menu",
      page(
        `${entries(headlines)}<h1>${HEADLINE}</h1><div><p>${SHORT}</p></div>${entries(headlines.toReversed())}`,
      ),
    ],
    ["a hijacked page that still has its story", page(`${farm(20)}${article}`)],
    [
      "two paragraphs and a planted line",
      page(`<h1>${HEADLINE}</h1><p>${STORY[0]}</p><p>${STORY[1]}</p>${farm(1)}`),
    ],
    [
      "a hijacked page whose story is hidden among the links",
      page(`<div style="display:none">${farm(4)}</div>${article}<div style="display:none">${farm(4)}</div>`),
    ],
    [
      "a story that quotes 404",
      page(article.replace("<p>木匠", "<p>404路公交车今天起停在老粮站门口，每天四班。</p><p>木匠")),
    ],
    [
      "a story that quotes an error page",
      page(
        article.replace(
          "<p>木匠",
          "<p>“页面不存在”</p><p>他把书目网站的这行字改成了“书还没有找到”。</p><p>木匠",
        ),
      ),
    ],
    [
      "a story about maintenance",
      page(`<h1>系统维护三天 窗口照常办理</h1><p>${SHORT}</p>`, "系统维护三天 窗口照常办理"),
    ],
    [
      "a story about gambling",
      page(
        `<h1>青湾警方打掉一个网络赌场</h1><p>警方打掉一个以百家乐、老虎机为名的网络赌场，抓获十一人，缴获现金四十万元。</p><p>${STORY[1]}</p>`,
        "青湾警方打掉一个网络赌场",
      ),
    ],
    [
      "a story in traditional script",
      page(
        "<h1>青灣鎮老糧站改成了閱覽室</h1><p>青灣鎮的老糧站空了二十六年。今年春天，鎮裡把它改成了一間閱覽室，放學的孩子和趕集的老人都愛去坐一坐。</p>",
        "青灣鎮老糧站改成了閱覽室",
      ),
    ],
    [
      "a story with two sentences that break off",
      page(article.replace("怎么来的。", "怎么来的……").replace("都爱去坐一坐。", "都爱去坐一坐……")),
    ],
    [
      "a story that names many products in Latin letters",
      page(
        `<h1>新款Nova Pro 11在青湾开卖</h1><p>新款Nova Pro 11搭载Qwave X2芯片，支持Wi-Fi 7和Bluetooth 6，售价2499元，今天在青湾开卖，第一天卖出九十台。</p>`,
        "新款Nova Pro 11在青湾开卖",
      ),
    ],
  ],
  listing: [
    ["a list of headlines", page(`<h2>镇内新闻</h2>${entries(headlines)}`, "镇内新闻")],
    [
      "a list of headlines with dates",
      page(
        `<h2>镇内新闻</h2>${entries(headlines, " [2031-03-02 09:20]")}<p>共12页 首页 上页 下页 尾页</p>`,
        "镇内新闻",
      ),
    ],
    [
      "a list of teasers that are not linked",
      page(
        headlines
          .map(
            (name, at) =>
              `<p>${name}：3月${at + 1}日，记者从现场获悉，今年春天这里的工程已经全部完工，当天就有三百多人来看热闹，村里还摆了流水席，客人一直坐到天黑……</p>`,
          )
          .join(""),
        "镇内新闻",
      ),
    ],
    [
      "a list with teasers",
      page(
        headlines
          .slice(0, 8)
          .map(
            (name, at) =>
              `<div><h3><a href="/${at}.html">${name}</a></h3><p>3月${at + 1}日，记者从现场获悉，今年春天这里的工程已经全部完工，当天就有三百多人来看热闹，村里还摆了流水席...</p></div>`,
          )
          .join(""),
        "镇内新闻",
      ),
    ],
    [
      "a front page",
      page(
        ["要闻", "民生", "文化"].map((name) => `<h2>${name}</h2>${entries(headlines)}`).join(""),
        "青湾在线",
      ),
    ],
  ],
  spam: [
    ["gambling links", page(farm(30), "真人荷官")],
    ["gambling links and a slogan", page(`${farm(30)}<p>青湾在线欢迎您。</p>`, "青湾在线")],
    [
      "one keyword over places",
      page(`<div>${Array.from({ length: 10 }, () => `<p>${places}</p>`).join("")}</div>`, "厂房出租"),
    ],
  ],
  thin: [
    ["an empty page", ""],
    ["a page of nothing visible", page("<p> </p>", "")],
    ["a player and one caption", page(`<h1>${HEADLINE}</h1><p>视频加载中</p><p>图为阅览室一角。</p>`)],
    ["a headline", page(`<h1>${HEADLINE}</h1>`)],
    ["a page that waits for its script", page(`<div id="app"></div><p>正在加载</p>`)],
  ],
  blocked: [
    ["a page that is not there", page("<h1>404 Not Found</h1><p>您访问的页面不存在</p>", "404 Not Found")],
    [
      "a page that is not there, with a menu",
      page(
        `${entries(["首页", "新闻", "政务"])}<p>抱歉，您访问的页面不存在，请返回首页。</p><p>版权所有：青湾在线</p>`,
        "青湾在线",
      ),
    ],
    ["a captcha", page("<p>访问过于频繁，请输入验证码</p><input>", "安全验证")],
    ["an article that was taken down", page("<p>该内容已被发布者删除</p>", "")],
    ["a page in traditional script that is not there", page("<p>頁面不存在</p>", "")],
  ],
  "not-chinese": [
    [
      "English",
      page(
        "<h1>Old granary becomes a reading room</h1><p>The old granary stood empty for twenty-six years. This spring the town turned it into a reading room, and children and old people like to sit there.</p>",
        "Old granary",
      ),
    ],
    [
      "Japanese",
      page(
        "<h1>古い倉庫が読書室に</h1><p>青い湾の古い倉庫が、この春、読書室になりました。子供たちもお年寄りも、毎日のように本を読みに来ています。冬にはストーブも置かれます。</p>",
        "古い倉庫",
      ),
    ],
    [
      "Korean",
      page(
        "<h1>열람실</h1><p>오래된 곡물 창고가 올봄에 열람실로 바뀌었습니다. 아이들과 어르신들이 자주 찾습니다. 겨울에는 난로도 놓입니다. 책은 이웃 마을에서 모았습니다.</p>",
        "열람실",
      ),
    ],
  ],
};

describe.each(Object.entries(pages))("%s", (kind, rows) => {
  test.each(rows)("%s", (_, html) => {
    const { verdict, text, receipt } = cleanHtml(html, { url: "https://www.qingwan.example/zhen/7060.html" });
    expect(verdict.kind).toBe(kind);
    expect(verdict.reasons).not.toEqual([]);
    expect(text !== "").toBe(kind === "article");
    expect(receipt.verdict).toEqual(verdict);
  });
});

describe("a text", () => {
  test.each<[VerdictKind, string, string]>([
    ["article", "a story", [HEADLINE, ...STORY].join("\n")],
    ["article", "a story of 150 characters", `${HEADLINE}\n${SHORT}`],
    ["article", "a story with planted links around it", [places, HEADLINE, ...STORY, places].join("\n")],
    ["listing", "headlines", headlines.join("\n")],
    ["spam", "keywords over places", Array.from({ length: 10 }, () => places).join("\n")],
    ["thin", "nothing", ""],
    ["thin", "blank lines", "\n\n　\n"],
    ["thin", "a headline", HEADLINE],
    ["blocked", "an error page", "404 Not Found\n您访问的页面不存在"],
    [
      "not-chinese",
      "English",
      "Old granary\nThe old granary stood empty for twenty-six years. This spring the town turned it into a reading room, and children like it.",
    ],
  ])("%s: %s", (kind, _, text) => {
    expect(cleanText(text).verdict.kind).toBe(kind);
  });
});

describe("what the story of a page is does not depend on its junk", () => {
  test.each([0, 1, 5, 20])("with %i planted lines the text is the same", (lines) => {
    expect(cleanHtml(page(`${farm(lines)}${article}${farm(lines)}`)).text).toBe(
      [HEADLINE, ...STORY, ""].join("\n"),
    );
  });
});

test("another language is an article where the language does not matter", () => {
  const [, html] = pages["not-chinese"][0]!;
  const { verdict, text } = cleanHtml(html, { language: "any" });
  expect(verdict.kind).toBe("article");
  expect(text).toContain("The old granary stood empty");
});
