/** What a document is, with the cases on the border. */
import { describe, expect, test } from "vitest";
import { cleanHtml, cleanText } from "../../../src/index.ts";
import type { VerdictKind } from "../../../src/core/document/verdict.ts";
import { HEADLINE, STORY } from "../../support/stage-tables.ts";

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

/** Articles that share a word, a number or a shape with what is refused. */
const lookAlikes: readonly [kind: string, text: string][] = [
  [
    "short news",
    "青湾老桥今起限重\n青湾镇老桥从今天起限重五吨，货车请走新桥，公交车不受影响。镇里说，加固要用四十天。",
  ],
  [
    "one-paragraph weather",
    "明后两天有雨\n记者从云溪县气象台获悉，明后两天全县有中到大雨，山区局部有暴雨，江边停航与否看水位再定。",
  ],
  [
    "water levels",
    "各站今晨水位\n青湾站12.3m\n白石站11.8m\n石门站10.2m\n长岭站9.9m\n水口站9.1m\n双桥站8.7m\n县水文站说，各站都在警戒水位以下，夜里雨停后还会慢慢落下去，沿江的渡口今天照常开船，请乘客听从船工安排。",
  ],
  [
    "power cut notice",
    "关于10kV青湾线停电检修的通知\n因线路检修，10kV青湾线5月6日8时至17时停电。\n停电范围：白石村、柳林村、水口村。\n请用户提前做好准备，检修提前结束即恢复送电，不另行通知。\n云溪供电所\n5月3日",
  ],
  [
    "tender with contacts",
    "云溪县人民医院CT设备采购公告\n现对CT设备一套公开招标，欢迎合格的供应商参加。\n技术参数：探测器宽度不小于40mm，球管热容量不小于8MHU，孔径不小于780mm。\n联系人：周老师，电话：0700-5551234。\n标书费用：每套300元，售后不退。\n云溪县人民医院\n2031年4月2日",
  ],
  [
    "tender with parameters",
    "青湾镇路灯采购询价公告\n采购人：青湾镇人民政府\n规格参数如下：\n灯杆高度 6000mm\n灯头功率 60W\n工作电压 12V\n电池容量 60Ah\n光源寿命不少于 50000h\n底座 300 x 300 mm\n供应商须在4月9日前把报价送到镇政府二楼，逾期不收；成交结果在镇政府门口和网站上公示三天。",
  ],
  [
    "land sale",
    "国有建设用地使用权出让公告\n经批准，云溪县以拍卖方式出让一宗地，面积13400平方米，用途为工业，年限50年。\n竞买人可在4月20日前到县公共资源交易中心报名，联系电话：0700-5556677。\n特此公告。",
  ],
  [
    "appointments",
    "一批干部任职公示\n陈秋生，拟任云溪县水利局局长；\n何雨，拟任云溪县林业局副局长；\n孟长河，拟任云溪县交通运输局副局长。\n公示期内，如有意见，请向县委组织部反映，电话：0700-5550011。",
  ],
  [
    "names of winners",
    "全县少年作文比赛结果公布\n一等奖：林小满、许多多\n二等奖：周一鸣、陈果、何静\n三等奖：孟小鱼、韩冬、陶然、白露\n评委说，今年写家里老人的最多，写得也最好，有两篇让几位老师读了好几遍，获奖的作文要印成一本小书。",
  ],
  [
    "recruiting for a school",
    "青湾小学招聘两名代课老师\n青湾小学因两名老师休产假，招聘数学、音乐代课老师各一名，五月到岗。\n在线报名或到学校传达室填表都可以，咨询电话：0700-5558899。\n试讲定在4月12日上午，带上身份证和毕业证。",
  ],
  [
    "police on betting",
    "青湾警方端掉一个网络赌球团伙\n民警发现，团伙打着“好运体育官网”的旗号拉人下注，手机版下载链接藏在二维码里。\n办案民警说，所谓“注册送彩金”是诱饵，后台随时可以改赔率。\n目前十一人被刑拘，涉案四百多万元，案件还在办理。",
  ],
  [
    "court on betting",
    "开设时时彩投注点 夫妻俩双双获刑\n法院查明，二人两年间为他人提供时时彩、北京赛车投注，收取手续费二十三万元。\n一审以开设赌场罪判处二人有期徒刑三年和一年六个月，并处罚金。\n宣判后，二人没有上诉。",
  ],
  [
    "warning against betting",
    "赌球没有赢家\n记者采访了三名戒赌的人。他们都从“亚盘”“大小球”学起，最后都借了高利贷。\n老陶说，百家乐、老虎机他都玩过，输掉的是两套房子。\n戒赌志愿者说，打举报电话不丢人，回头就有路。",
  ],
  [
    "legal lottery",
    "县里一个小站中出双色球二等奖\n昨天的开奖结果出来后，青湾镇的福利彩票站门口围满了人，中奖的票是十元机选的。\n站主说，他卖彩票十九年，头一回碰上这样的奖。\n领奖人没有露面，只托人来问怎么办手续。",
  ],
  [
    "football preview",
    "县队明晚主场迎战双桥\n县队明晚七点半在人民体育场迎战双桥队，这是两队今年第三次交手。\n双桥队近五场四胜一平，前锋孟小飞进了六个球。\n教练说，赔率怎么开跟我们没关系，球是踢出来的。",
  ],
  [
    "transfer scam",
    "买卖账号被骗 十九岁小伙报警\n小伙在网上看到“账号交易”的帖子，先后转出三千元，对方收款后把他拉黑。\n派出所民警提醒，游戏账号买卖不受平台保护，凡是要先交保证金的都要当心。\n案件已经受理。",
  ],
  [
    "private detectives",
    "“私家侦探”跟踪他人获刑\n法院查明，被告人以婚外情取证为名，在他人车上装定位器四十多次，获利九万元。\n法官说，取证要合法，跟踪、偷拍侵犯的是公民个人信息。\n被告人被判处有期徒刑一年两个月。",
  ],
  [
    "forged papers",
    "“当天出证、正规办理”都是骗局\n记者扮作顾客联系了三家代办资质的中介，对方都说“包过”“无效退款”。\n交了定金以后，三家的电话再也打不通了。\n县住建局说，资质转让要经过审批，花钱买来的证一查就知道。",
  ],
  [
    "consumer report",
    "十二款电饭煲哪款好\n县消协买了十二款电饭煲做比较试验，功率从500W到900W，价格从99元到899元。\n结果有三款的内胆涂层不合格，最贵的一款煮饭反而最慢。\n消协提醒，哪家好不能只看广告，先看检验报告。",
  ],
  [
    "phone news",
    "新款Nova Pro 11发布\nNova Pro 11今天发布，屏幕6.7英寸，电池5200mAh，支持90W快充。\n起售价2499元，下周五开卖，线上线下同价。\n发布会上还说，旧机可以折价，最高抵一千元。",
  ],
  [
    "machine news",
    "本县造的插秧机出口了\n青湾农机厂专业生产插秧机二十三年，昨天第一批六台装船出口，收货的是一家南方的农场。\n厂长说，这款机器行距可调，一天能插六十亩，订单排到了秋天。\n工人们在码头上放了一挂鞭炮。",
  ],
  [
    "factory shop",
    "辣酱厂家直销店开到村口\n白石村的辣酱一直卖到外省，昨天在村口开了自己的店，价格优惠，量大从优的牌子是村支书写的。\n第一天卖出四千瓶，账本就挂在墙上，谁都能看。\n村里说，赚的钱先修水渠。",
  ],
  [
    "park news",
    "云溪开发区一季度签约九个项目\n云溪开发区一季度签约九个项目，总投资二十一亿元，其中七个是老客户增资。\n招商干部说，来电咨询的企业比去年多了一半，问得最多的是用工和水电。\n下个月，开发区要把三栋旧厂房改成孵化器。",
  ],
  [
    "house prices",
    "县城房价连降三个月\n县住建局公布的数据显示，三月新房均价每平方米4860元，比上月降了1.2%。\n中介说，看房的人多了，成交的还少，多少钱一平方还要再谈。\n专家认为，明年会稳下来。",
  ],
  [
    "medical news",
    "慢性支气管炎患者入冬要当心\n县医院呼吸科主任说，慢性支气管炎患者入冬后要保暖，慢性支气管炎容易反复，咳嗽超过三周就该看医生。\n他提醒，不要自己买药，也不要信偏方。\n门诊时间是每周一到周五上午，带上以前的片子。",
  ],
  [
    "medical question",
    "胃不好能不能喝茶\n问：我今年五十六岁，胃不好，还能不能喝茶？\n答：可以喝，别太浓，饭后半小时再喝，空腹不要喝。\n问：红茶和绿茶哪种好？\n答：看自己的感觉，喝了不难受就行，难受就停下来看医生。",
  ],
  [
    "health turns",
    "喝水也有讲究\n很多人一天也想不起喝一口水，等口渴了才大口灌下去，这样并不好。\n营养师建议每天喝七八杯，一次喝一两百毫升，早起一杯最要紧。\n希望对大家有所帮助，也别忘了提醒家里的老人。",
  ],
  [
    "recipe",
    "端午包碱水粽\n糯米1000克\n食用碱10克\n粽叶60张\n棉线一卷\n糯米泡四个小时，沥干，拌上碱水，颜色微微发黄就好。\n粽叶折成漏斗，填八分满，扎紧，冷水下锅，煮两个半小时，焖一夜最香。",
  ],
  [
    "recipe with temperatures",
    "烤红薯不用炭\n红薯挑细长的，洗净不削皮，用叉子扎几个孔。\n烤箱先预热到200°C，烤40分钟，翻一面，再烤20分钟。\n用180°C烤得慢一些，糖汁出得更多，孩子们更爱吃。",
  ],
  [
    "interview",
    "“船在人就在”\n记者：您撑船多少年了？\n韩松年：四十三年。我父亲撑了一辈子，我接着撑。\n记者：以后谁来撑？\n韩松年：有人来就教，没人来我就撑到撑不动。\n记者：舍得吗？\n韩松年：舍不得也要舍得，桥通了是好事。",
  ],
  [
    "poem",
    "渡口\n水还是那个水，\n船换了三代；\n竹篙记得祖父的手，\n我记得竹篙的疼。\n\n灯一盏一盏亮起来，\n对岸的人喊我的名字，\n我应了一声，\n水也应了一声。\n\n明年桥就通了，\n船要拖上岸去，\n让它晒一晒太阳，\n让它做一个没有水的梦。",
  ],
  [
    "refrain",
    "开学第一课\n校长在台上说，我们要做一个诚实的人，要做一个能吃苦的人。\n孩子们跟着说，我们要做一个诚实的人，要做一个能吃苦的人。\n散会了，走廊里还有人在喊，我们要做一个诚实的人，要做一个能吃苦的人。\n老校工听见了，放下扫帚，也跟着小声念了一遍。",
  ],
  [
    "headline in the text",
    "我的家乡在哪里\n清明回乡，走到村口，我忽然不认识路了。我的家乡在哪里？\n老屋拆了，井填了，只有那棵樟树还在，树下坐着几个老人，他们认得我。\n回城的车上，孩子问我，我的家乡在哪里？我指了指窗外的山。",
  ],
  [
    "essay that breaks off",
    "母亲的菜园\n母亲走后，菜园荒了一半，我每次回去都不敢看那一畦韭菜，怕看了走不动路，也怕邻居问我什么时候再回来……\n父亲却天天去，浇水，拔草，站一会儿，再回来。\n他说，菜认得人。我想说什么，话到嘴边又咽下去，只好帮他把水桶提到地头，看他一瓢一瓢地浇……\n今年春天，韭菜割了头一茬，父亲包了饺子，摆了三副碗筷，一副是母亲的。",
  ],
  [
    "guide in steps",
    "老年证怎么办\n一、准备材料：身份证、户口簿、两张一寸照片。\n二、到户籍所在地的社区登记，填一张表。\n三、社区三天内送到街道，街道核对后发证。\n四、行动不便的老人，可以打电话请工作人员上门办理，不收费用。",
  ],
  [
    "headings with one word",
    "云溪文旅半年回顾\n云溪文旅人气旺\n上半年，来云溪的游客有一百二十万人次，比去年多了三成，民宿常常订不到房。\n云溪文旅收入增\n门票不再是大头，吃住和手信占了七成，渔家乐的收入翻了一番。\n云溪文旅再出发\n下半年，县里要修两条步道，开一条夜航线，欢迎大家再来走走。",
  ],
  [
    "minutes by the clock",
    "县长热线接听实录\n9:02 第一个电话来自白石村，问水渠什么时候修。县长说，五月开工，六月通水。\n9:15 一位老人问公交车为什么改线，交通局长解释了原因，并答应加开早班车。\n9:40 一位店主反映门口的下水道堵了，住建局说当天就派人去看。",
  ],
  [
    "serials in a text",
    "快递柜密钥泄露怎么办\n昨天，一名网友贴出一张截图，上面是快递柜后台的密钥，形如Ab9xQ2mZt7Lk，随后被删除。\n厂家说，密钥已经更换，旧的不能再用，没有用户受影响。\n专家提醒，密钥不要写在代码里，更不要截图发到群里。",
  ],
  [
    "a slip of marks",
    "老粮站里的象棋赛\n全镇四十二名棋手在老粮站下了两天棋，最小的九岁，最大的八十一岁。，\n冠军是修鞋的何师傅，他说自己是在鞋摊上练出来的。\n奖品是一袋米，他当场分给了邻座的老人。",
  ],
  [
    "letters to the editor",
    "读者来信\n编辑同志：我们村的路灯坏了半年，打了几次电话也没人修，晚上走路很不方便。\n我们希望有关部门早点来看看，老人和孩子都盼着。\n白石村村民 何大山\n编者按：收到来信后，记者联系了供电所，对方表示本周内修好。",
  ],
  [
    "opening of a shop",
    "县城第一家无人面馆开张\n欢迎光临的声音是机器发出来的，煮面的也是机器，一碗面四十八秒出锅，价格八元。\n老板是返乡的大学生，他说机器不会累，但汤还得人熬。\n第一天卖出三百二十碗，排队的多半是来看热闹的。",
  ],
  [
    "travel notes",
    "石门古道走一趟\n从青湾镇出发，沿江走七里，就是石门古道的入口，路边有一眼泉，水是甜的。\n爬到半山有座凉亭，亭柱上的字是光绪年间刻的，还看得清。\n山顶有人卖茶，两元一碗，喝完顺着另一边下山，天黑前能赶上末班车。",
  ],
  [
    "traditional script",
    "青灣鎮老粮站改成閱覽室\n記者獲悉，青灣鎮的老粮站今年春天改成了閱覽室，甚麼書都有，孩子們放學就來。\n管理員說，書是從鄰村募來的，一共四千多本。",
  ],
];

describe("articles that look like something else", () => {
  test.each(lookAlikes)("%s", (_, text) => {
    const { verdict } = cleanText(text);
    expect(verdict).toMatchObject({ kind: "article" });
  });
});

/** Texts that were set up for search engines or for a sale: nothing but their words speaks against them. */
const spamLike: readonly [name: string, text: string][] = [
  [
    "a keyword between the sentences",
    [
      "什么牌子的蜂蜜好",
      "蜂蜜是很多人家里常备的食品，什么牌子的蜂蜜好，这个问题良多人都想知道，小编为大家整理了一些材料。",
      "挑蜂蜜先看颜色，什么牌子的蜂蜜好，颜色浅的味道清淡，颜色深的味道浓，只管即便不要买太便宜的。",
      "存放要避光，什么牌子的蜂蜜好，可以经由过程低温来延长时间，这样就不容易坏了。",
    ].join("\n"),
  ],
  [
    "a betting site's words in somebody else's text",
    [
      "好运体育官网",
      "简要描述：秋天到了，晒场上铺满了玉米，老人们坐在屋檐下剥玉米，孩子们在玉米堆里打滚，一直闹到天黑。",
      "本文摘要：秋天到了，晒场上铺满了玉米，老人们坐在屋檐下剥玉米，孩子们在玉米堆里打滚，一直闹到天黑。",
      "秋天到了，晒场上铺满了玉米，老人们坐在屋檐下剥玉米，孩子们在玉米堆里打滚，一直闹到天黑。",
      "本文关键词：好运体育app,玉米,晒场,了,老人",
    ].join("\n"),
  ],
  [
    "blurbs of companies under odds",
    [
      "幸运飞艇开奖 飞艇人工计划",
      "青湾农机厂专业生产插秧机，品种齐全，实力雄厚，厂家直销，价格优惠，产品畅销全国各地，深受用户好评。",
      "北京赛车开奖",
      "白石轴承厂常年现货供应各种轴承，型号齐全，量大从优，真诚为您服务，欢迎新老客户前来洽谈订购。",
      "时时彩平台注册送彩金",
    ].join("\n"),
  ],
  [
    "pieces glued by a machine",
    [
      "彩钢瓦资质转让（可面谈）专业承接",
      "第三十二条　乡镇人民政府应当加强日常检查，对不按照要求开展工作的，予以督促整改或者通报批评。，",
      "的以来，对秋收工作做出了一系列部署。陶然表示下一步推动仓储建设取得了进展。，着力提高水平。",
      "xK7utQbPeRZn2Lw9技术，施工，管理等角度。各单位共一百五十余人参加培训，课程安排了三天。",
    ].join("\n"),
  ],
  [
    "a page of goods",
    [
      "加厚雨鞋",
      "产品名称：加厚雨鞋",
      "产品编号：QW-203",
      "产品分类：劳保用品",
      "本厂的雨鞋用料厚实，鞋底防滑，适合工地、鱼塘、菜市场使用，颜色有黑、蓝、绿三种，鞋码从35到46。",
      "厂家直销，批发价格另谈，欢迎来电，销售电话13800000000。",
    ].join("\n"),
  ],
  [
    "a data sheet",
    [
      "QW 320",
      "QW 320全自动打包机适用于纸箱、木箱的打包，操作简单，维护方便，一个人就能看管两台机器，坏了也容易修。",
      "外形尺寸 1400 x 620 x 1500 mm",
      "框架尺寸 800 x 600 mm",
      "打包速度 2.5 s/道",
      "工作电压 220 VAC",
      "整机功率 1.2 kW",
      "捆紧力 5-60 bar",
      "带宽 9-15 mm",
      "控制电压 24 VDC",
      "可选配滚轮和护栏",
      "适合多种规格的打包带",
    ].join("\n"),
  ],
  [
    "a form with questions from a shop",
    [
      "在线报名",
      "您的真实姓名，请使用中文。",
      "电话请正确填写，赶紧拿起电话咨询吧！",
      "您可以选择下列快捷留言，投资此项目所需的费用有哪些？",
      "12 13:21:05 报名：面点类",
      "备注：面点是我们这里最受欢迎的课程，老师手把手教，学会为止，包吃住，随到随学。",
      "12 13:20:10 报名：卤菜类",
      "12 13:19:42 报名：烧烤类",
      "12 13:19:31 报名：小吃类",
      "12 13:19:21 报名：面点类",
    ].join("\n"),
  ],
];

describe("words refuse no text, and say which one to look at:", () => {
  test.each(spamLike)("%s", (_, text) => {
    expect(cleanText(text).verdict.kind).toBe("article");
  });

  test("most are likelier spam than an article", () => {
    const likelihoods = spamLike.map(([, text]) => cleanText(text).verdict.spamLikelihood!);
    expect(likelihoods.filter((one) => one > 0.6).length).toBeGreaterThan(0.7 * spamLike.length);
  });
});

/** Texts that lead to articles, and show it by more than that they have no prose. */
const lists: readonly [name: string, text: string][] = [
  [
    "a blog's page of entries",
    headlines
      .slice(0, 5)
      .flatMap((name) => [
        name,
        `by admin Posted in 镇内新闻 Tagged 青湾, 春天`,
        `${name} 记者昨天在现场看到，附近几个村的人都来了，有人带着干粮，有人带着小板凳，一直看到太阳落山才回家去…`,
      ])
      .join("\n"),
  ],
  [
    "teasers that break off",
    headlines
      .slice(0, 6)
      .flatMap((name) => [name, `${name}，记者昨天在现场看到，附近几个村的人都来了，一直看到太阳落山才…`])
      .join("\n"),
  ],
];

describe("texts that are lists", () => {
  test.each(lists)("%s", (_, text) => {
    expect(cleanText(text).verdict).toMatchObject({ kind: "listing" });
  });
});

describe("with so much prose a document is an article, whatever its shape", () => {
  /** Ten teasers, and prose of so many Chinese characters; six full stops more are two. */
  const withProse = (han: number) => {
    const teasers = headlines.map((name) => `${name}，附近几个村的人都赶来看……`);
    const prose = Array.from({ length: 6 }, (_, line) => {
      const length = Math.floor((han + line) / 6);
      return `${Array.from({ length }, (__, at) => "天地人山水田林湖草木日月风云"[(at * (line + 2) + line) % 14]!).join("")}。`;
    });
    return [HEADLINE, ...teasers, ...prose].join("\n");
  };

  test.each([
    [297, "listing"],
    [299, "article"],
  ] as const)("%i characters and six full stops: %s", (han, kind) => {
    expect(cleanText(withProse(han)).verdict.kind).toBe(kind);
  });

  test("but planted links, notices of other pages and another language still speak", () => {
    const english = "The old granary stood empty until the town turned it into a reading room this spring. ";
    expect(cleanText(`Old granary\n${english.repeat(20)}`).verdict.kind).toBe("not-chinese");
  });
});

describe("the shape of a page", () => {
  const names = ["竹编手提菜篮加厚带盖", "老式木制洗脚盆家用", "手工棉布围裙防水款", "青花粗瓷大汤碗八寸"];
  const goods = Array.from(
    { length: 24 },
    (_, at) =>
      `<div class="goods"><h3><a href="/${at}.html">${names[at % 4]!}</a></h3><span>￥${at + 20}.00</span></div>`,
  ).join("");
  test("a story beside a shelf of goods is an article", () => {
    const { verdict } = cleanHtml(page(`${article}${goods}`), {
      url: "https://www.qingwan.example/zhen/2031-7060.html",
    });
    expect(verdict.kind).toBe("article");
  });

  test("a short undated story on a page of menus is an article", () => {
    const { verdict } = cleanHtml(
      page(
        `${entries(headlines)}<h1>${HEADLINE}</h1><p>${SHORT}</p>${entries(headlines)}${entries(headlines)}`,
      ),
    );
    expect(verdict.kind).toBe("article");
  });
});
