/** Kinds of articles that were refused, or might be: by their words, by the shape of their lines, by what stands beside. */
import { describe, expect, test } from "vitest";
import { cleanHtml, cleanText } from "../../../src/index.ts";

const kinds: readonly [kind: string, lines: readonly string[]][] = [
  [
    "an essay with two everyday phrases of sellers",
    [
      "外婆的针线筐",
      "外婆的针线筐是竹编的，编它的篾匠早就不在了，筐还好好的，提梁磨得发亮，用起来很放心。",
      "筐里什么都有：顶针、碎布、一把生了锈的剪刀，还有半块没有用完的划粉，拿出来还能画线。",
      "她总说，东西只要用得着，就不要扔。我小时候不懂，现在懂了，可筐已经空了一半。",
      "去年搬家，妹妹问我筐还要不要。我说要。她笑，说你要它做什么，你连扣子都不会钉。",
      "我把筐放在窗台上，太阳照进去，竹片的影子落在地上，一格一格的，和从前一样。",
    ],
  ],
  [
    "an explanation that addresses its reader",
    [
      "怎样给老房子防潮",
      "您家的老房子一到梅雨天就返潮，先别急着刷漆，看看水是从哪里来的。",
      "如果墙根湿、上面干，多半是地下的潮气，您可以在墙外挖一条浅沟，把雨水引走。",
      "如果墙角一圈都湿，就要看屋檐：檐沟堵了，雨水会顺着墙流下来，清一清就好。",
      "刷墙之前，请您把旧墙皮铲干净，晾上半个月，用手摸着不凉了再动手。",
    ],
  ],
  [
    "a programme of short lines",
    [
      "青湾镇第九届灯会节目单",
      "第一幕 开灯",
      "19:30 锣鼓《迎灯》 白石村锣鼓队",
      "19:40 合唱《水口谣》 青湾小学",
      "19:50 舞龙 柳林村舞龙队",
      "第二幕 说唱",
      "20:05 快板《新桥颂》 何大山",
      "20:15 评书选段 韩松年",
      "20:30 二胡独奏《秋湖月》 孟小鱼",
      "第三幕 放灯",
      "20:45 河灯表演 全体演员",
      "21:00 焰火",
      "21:15 散场",
    ],
  ],
  [
    "a poem without marks",
    [
      "摆渡",
      "天还没有亮",
      "船已经在水上",
      "竹篙点一下",
      "岸就远一点",
      "父亲说",
      "水是路",
      "路是水",
      "我数过对岸的灯",
      "一盏是学校",
      "一盏是供销社",
      "还有一盏",
      "一直没有人认领",
      "后来有了桥",
      "船翻过来晒太阳",
      "像一只睡着的兽",
      "只有我知道",
      "它梦见的",
      "全是过河的人",
    ],
  ],
  [
    "a poem with marks",
    [
      "老井",
      "井绳在石头上，",
      "磨出七道沟，",
      "一道是爷爷的，",
      "一道是奶奶的，",
      "还有一道，",
      "是那年大旱，",
      "全村人的。",
      "后来有了自来水，",
      "井口盖了一块石板，",
      "石板上，",
      "晒着谁家的豆子。",
      "我趴下去听，",
      "听见水还在里面，",
      "一声不响。",
      "奶奶说，",
      "井是不会干的，",
      "只是人不来了。",
      "人不来，",
      "水就睡着，",
      "像从前的日子，",
      "压在石板底下，",
      "谁掀开，",
      "谁就看见自己小时候的脸。",
    ],
  ],
  [
    "a recipe",
    [
      "艾草糍粑",
      "糯米粉500克",
      "鲜艾草200克",
      "红糖150克",
      "花生碎100克",
      "清水适量",
      "粽叶10张",
      "艾草洗净焯水",
      "挤干切碎捣成泥",
      "与糯米粉和匀揉团",
      "包入红糖花生",
      "上锅蒸15分钟",
      "晾到不烫手再吃",
      "艾草要选清明前的嫩叶",
      "焯水时放一小勺碱面",
      "颜色才会一直是绿的",
      "糯米粉分三次加水",
      "揉到不粘手也不开裂",
      "红糖要先炒过再包",
      "不然蒸的时候会流出来",
      "粽叶剪成巴掌大垫在底下",
      "吃不完的放进冰箱",
      "第二天切片用油煎",
      "两面煎到起壳最香",
    ],
  ],
  [
    "a letter",
    [
      "给青湾小学同学们的一封信",
      "同学们：",
      "你们好。",
      "你们寄来的画，我都贴在了船舱里。",
      "有一张画的是夜里的渡口，灯画得比月亮还大，我很喜欢。",
      "等水退了，请你们来坐船。",
      "祝学习进步。",
      "韩松年",
      "五月三日",
    ],
  ],
  [
    "a statute",
    [
      "青湾镇河道管理办法",
      "第一条 为了加强河道管理，制定本办法。",
      "第二条 本办法适用于镇内各河道。",
      "第三条 任何人不得向河道倾倒垃圾。",
      "第四条 河道内禁止下列行为：",
      "（一）围河造田",
      "（二）炸鱼、电鱼",
      "（三）擅自采砂",
      "（四）损毁护岸",
      "第五条 违反本办法的，由镇政府责令改正。",
      "第六条 本办法自七月一日起施行。",
    ],
  ],
  [
    "a tender notice in fields",
    [
      "青湾镇水渠清淤工程成交结果公告",
      "项目编号：QW-2031-017",
      "项目名称：青湾镇水渠清淤工程",
      "采购方式：竞争性磋商",
      "成交供应商：白石水利工程队",
      "成交金额：18.60万元",
      "工期：四十日",
      "评审专家：何静、孟长河、周一鸣",
      "公告期限：1个工作日",
      "采购人：青湾镇人民政府",
      "联系电话：0700-5550021",
    ],
  ],
  [
    "an obituary",
    [
      "讣告",
      "青湾小学退休教师陶静先生，因病于五月二日凌晨在家中去世，享年八十七岁。",
      "遵照遗愿，丧事从简，不设灵堂，不收花圈。",
      "告别仪式定于五月五日上午九时在县殡仪馆举行。",
      "亲属 敬告",
    ],
  ],
  [
    "an event calendar",
    [
      "文化馆六月活动",
      "6月1日 儿童画展开幕",
      "6月3日 皮影戏 两场",
      "6月8日 老电影 渡江",
      "6月12日 书法课 第三讲",
      "6月15日 端午赛诗会",
      "6月19日 剪纸课",
      "6月22日 读书会 老井",
      "6月26日 河灯制作",
      "6月29日 月末音乐会",
      "每周二 老年合唱队排练 晚上七点",
      "每周四 少年象棋班 下午四点半",
      "每周六 木工角开放 上午九点到十一点",
      "每周日 旧书交换 带一本来 换一本走",
      "六月的画展由青湾小学三年级的孩子们布置",
      "皮影戏请的是柳林村的老艺人孟长河",
      "赛诗会不限年纪 方言也可以",
      "端午那天文化馆门口煮粽子，来的人都可以尝一个。",
      "地点 文化馆二楼",
      "凭身份证入场",
    ],
  ],
  [
    "code beside Chinese",
    [
      "写一个小程序数树",
      "先把每棵树的编号读进来，一行一个，空行跳过去。",
      ...Array.from(
        { length: 24 },
        (_, at) => `const tree${at} = await readNextTreeNumber(forestFile, index + ${at})`,
      ),
      "运行以后，屏幕上会打印出总数，和纸上的数对一对，差了就回头检查。",
    ],
  ],
  [
    "a results table",
    [
      "春季运动会成绩",
      "男子100米 1.韩冬 12秒3 2.陈果 12秒6 3.陶然 12秒9",
      "女子100米 1.白露 13秒8 2.何雨 14秒0 3.林小满 14秒1",
      "男子跳远 1.孟小飞 5米21 2.周一鸣 5米08 3.陈秋生 4米97",
      "女子跳远 1.何静 4米33 2.许多多 4米20 3.孟小鱼 4米11",
      "接力 1.柳林队 2.白石队 3.水口队",
      "男子铅球 1.何大山 9米87 2.韩冬 9米45 3.周一鸣 9米20",
      "女子铅球 1.陶静 7米66 2.何静 7米31 3.白露 7米02",
      "男子1500米 1.陈果 4分52秒 2.孟小飞 4分58秒 3.陶然 5分03秒",
      "女子800米 1.林小满 3分01秒 2.许多多 3分07秒 3.何雨 3分12秒",
      "拔河 1.石门队 2.双桥队 3.长岭队",
      "跳绳 1.青湾小学五年级 2.青湾小学六年级 3.柳林小学五年级",
    ],
  ],
];

const menu = (from: number) =>
  `<ul>${Array.from(
    { length: 24 },
    (_, at) =>
      `<li><a href="/lanmu/${from + at}/">${["镇内要闻", "乡村教育", "农事提醒", "水上交通"][at % 4]!}${from + at}</a></li>`,
  ).join("")}</ul>`;

const page = ([headline, ...lines]: readonly string[], below = menu(24)) =>
  `<html><head><title>${headline}</title></head><body>${menu(0)}<div><h1>${headline}</h1><div>${lines
    .map((line) => `<p>${line}</p>`)
    .join("")}</div></div>${below}</body></html>`;

const others = [
  "白石村的石桥通车了",
  "柳林小学的操场修好了",
  "河灯节下月开始报名",
  "水口镇的老戏台翻新",
  "渡口新添了两条船",
  "镇里的图书馆延长开放",
  "今年的春茶收成好",
  "文化馆招募讲解员",
  "石门村通了自来水",
  "老粮站改成了阅览室",
];

const related = `<div><h3>相关新闻</h3><ul>${others.map((text, at) => `<li><a href="/a/${at}.html">${text}</a></li>`).join("")}</ul></div>`;

describe("as a text it is an article:", () => {
  test.each(kinds)("%s", (_, lines) => {
    expect(cleanText(lines.join("\n")).verdict).toMatchObject({ kind: "article" });
  });
});

describe("on a page between menus it is an article:", () => {
  test.each(kinds)("%s", (_, lines) => {
    expect(cleanHtml(page(lines), { url: "https://www.qingwan.example/a/7060.html" }).verdict).toMatchObject({
      kind: "article",
    });
  });
});

describe("on a page above headlines of other articles it is an article:", () => {
  test.each(kinds)("%s", (_, lines) => {
    const html = page(lines, related);
    expect(cleanHtml(html, { url: "https://www.qingwan.example/a/7060.html" }).verdict).toMatchObject({
      kind: "article",
    });
  });
});

test("two dated paragraphs beside 120 teasers are an article, and the teasers alone are a list", () => {
  const [headline, ...paragraphs] = kinds[1]![1];
  const teaser = (at: number) =>
    `<div><a href="/a/${at}.html">${others[at % others.length]!}（之${at}）</a><p>记者从镇里获悉，第${at}件事昨天有了眉目，两岸的人家都说好...</p><span>03-0${(at % 9) + 1}</span></div>`;
  const teasers = `<div>${Array.from({ length: 120 }, (_, at) => teaser(at)).join("")}</div>`;
  const lines = [headline!, "2031-03-02 09:20", ...paragraphs.slice(0, 2)];
  expect(cleanHtml(page(lines, teasers)).verdict).toMatchObject({ kind: "article" });
  expect(cleanHtml(page([headline!], teasers)).verdict).toMatchObject({ kind: "listing" });
});

test("one word of fortune-tellers in a long text refuses nothing", () => {
  const paragraph = "渡口的石阶有四十二级，涨水的时候淹掉一半，船工每天早上都要数一遍，再决定开不开船。";
  const lines = ["石阶", ...Array.from({ length: 300 }, (_, at) => `${paragraph}这是第${at + 1}天。`)];
  lines.splice(150, 0, "也有人在渡口摆摊算命，说自己会看风水，没有人去理他。");
  expect(cleanText(lines.join("\n")).verdict.kind).toBe("article");
});
