/** How Chinese clauses are punctuated: what is put right, and what stays as it is. */
import { describe, expect, test } from "vitest";
import { punctuation } from "../../../../src/core/stages/characters/punctuation.ts";
import { applyStages, documentOf, findingsOf, repair } from "../../../support/apply-stages.ts";

type Row = readonly [before: string, after: string];

const repaired: Readonly<Record<string, readonly Row[]>> = {
  "commas, colons, semicolons, question and exclamation marks between Chinese words": [
    ["青禾镇今年种下三千亩稻子,收成不错。", "青禾镇今年种下三千亩稻子，收成不错。"],
    ["会议指出:要把水渠修好。", "会议指出：要把水渠修好。"],
    ["一是修路;二是通水;三是建桥。", "一是修路；二是通水；三是建桥。"],
    ["这座桥何时通车?", "这座桥何时通车？"],
    ["云溪县加油!", "云溪县加油！"],
    ["真的吗?真的!", "真的吗？真的！"],
    ["太好了!!!大家都来了", "太好了！！！大家都来了"],
    ["怎么会这样?!没有人知道。", "怎么会这样？！没有人知道。"],
    ["同志们:", "同志们："],
    ["路虽远,行则将至;事虽难,做则必成.", "路虽远，行则将至；事虽难，做则必成。"],
    ["他说 ,明天再来。", "他说 ，明天再来。"],
    ["早稻已收, 晚稻待插。", "早稻已收， 晚稻待插。"],
    ["㛃县与䶮镇,都在𠮷河边上。", "㛃县与䶮镇，都在𠮷河边上。"],
    ["二〇二六年,新馆开放。", "二〇二六年，新馆开放。"],
    ["カラオケ大会,很热闹。", "カラオケ大会，很热闹。"],
  ],
  "a mark after a number, a unit or a Latin word of a Chinese sentence": [
    ["全年收入768亿元,增长8.1%,排名第三。", "全年收入768亿元，增长8.1%，排名第三。"],
    ["产量达到1,500吨,比上年多200吨。", "产量达到1,500吨，比上年多200吨。"],
    ["新机支持5G,续航两天。", "新机支持5G，续航两天。"],
    ["他在APP,小程序上都能办。", "他在APP，小程序上都能办。"],
    ["同源策略(SOP,Same-Origin Policy)不严。", "同源策略（SOP，Same-Origin Policy）不严。"],
    ["比较了SOP,CSRF两种情况", "比较了SOP，CSRF两种情况"],
    ["林远用过Go,Rust,Zig三种语言。", "林远用过Go，Rust，Zig三种语言。"],
    ["新手机Nova 11:64GB售2499元", "新手机Nova 11：64GB售2499元"],
    ["存储有128GB,256GB两种", "存储有128GB，256GB两种"],
    ["增幅为35%,2.3个百分点的差距仍在", "增幅为35%，2.3个百分点的差距仍在"],
    ["评论员:Anna Lee", "评论员：Anna Lee"],
    ["Anna:我明天就到云溪。", "Anna：我明天就到云溪。"],
    ["本季冠军是FCB!记者在现场看到", "本季冠军是FCB！记者在现场看到"],
    ["指标如下:GDP增长6%;", "指标如下：GDP增长6%；"],
    ["你用过XPhone吗?用过XPhone?", "你用过XPhone吗？用过XPhone？"],
    ["咨询QQ:30012,或者来电", "咨询QQ：30012，或者来电"],
    ["两部热线为13200001111,13200002222", "两部热线为13200001111，13200002222"],
    ["该算法(由A. Chen提出),后来改名。", "该算法（由A. Chen提出），后来改名。"],
    ["他说“OK!”,转身走了。", "他说“OK！”，转身走了。"],
    ["2012年至今:新的阶段", "2012年至今：新的阶段"],
    ["上午10:30,大会开始", "上午10:30，大会开始"],
    ["比分3:0,主队胜", "比分3:0，主队胜"],
    ["网址是https://example.invalid/a,b/c.html,请收藏", "网址是https://example.invalid/a,b/c.html，请收藏"],
    ["链接:https://example.invalid/x?id=1;来源:县志办", "链接：https://example.invalid/x?id=1；来源：县志办"],
    ["写信到info@example.invalid,三日内回复", "写信到info@example.invalid，三日内回复"],
    ["下载表格.docx,填好交来", "下载表格.docx，填好交来"],
  ],
  "marks beside quotes and titles": [
    ["“好”,他说。", "“好”，他说。"],
    ["社科所所长林远说,“这很难”。", "社科所所长林远说，“这很难”。"],
    ["他问:“去不去?”", "他问：“去不去？”"],
    ["《青禾志》,三卷本,今年付印。", "《青禾志》，三卷本，今年付印。"],
    ["《青禾县办法》;《云溪县细则》", "《青禾县办法》；《云溪县细则》"],
    ["【快讯】:大桥合龙", "【快讯】：大桥合龙"],
    ["“青禾”“云溪”:两座小城", "“青禾”“云溪”：两座小城"],
  ],
  "brackets, both together": [
    ["项目(一期)已经开工", "项目（一期）已经开工"],
    ["(一)总体要求", "（一）总体要求"],
    ["(1)提高认识", "（1）提高认识"],
    ["1)提高认识", "1）提高认识"],
    ["跨站脚本(XSS)很常见", "跨站脚本（XSS）很常见"],
    ["来自实验室的tomato(番茄老师)说", "来自实验室的tomato（番茄老师）说"],
    ["开放授权OAuth(Open Authorization)作为协议", "开放授权OAuth（Open Authorization）作为协议"],
    ["青禾(云溪)产业园", "青禾（云溪）产业园"],
    ["林远(左二)、周宁(右一)在现场", "林远（左二）、周宁（右一）在现场"],
    ["今日(23日)出发", "今日（23日）出发"],
    ["新馆(含地下室)(不含走廊)共三层", "新馆（含地下室）（不含走廊）共三层"],
    ["外层(里面(最里)外面)结束", "外层（里面（最里）外面）结束"],
    ["一边全一边半（海工)的写法", "一边全一边半（海工）的写法"],
    ["一边半一边全(海工）的写法", "一边半一边全（海工）的写法"],
    ["广场舞火了。(林远)", "广场舞火了。（林远）"],
    ["该词(", "该词（"],
    ["(记者林远、周宁", "（记者林远、周宁"],
    ["票价(单位:元)", "票价（单位：元）"],
    ["国家创新体系(NIS)》", "国家创新体系（NIS）》"],
    ["函数名(见附录)不变", "函数名（见附录）不变"],
    ["增长率(1.74%)略低", "增长率（1.74%）略低"],
    ["(完)", "（完）"],
    ['新版APP("青禾通")上线', '新版APP（"青禾通"）上线'],
    ["新机Nova(国行)开售", "新机Nova（国行）开售"],
    ["他叫Kim(King's College)。", "他叫Kim（King's College）。"],
  ],
  "the one missing quote that is certain": [
    ["落实“第一课堂”四下基层”等制度", "落实“第一课堂”“四下基层”等制度"],
    ["推进“河长制”林长制”、“田长制”", "推进“河长制”“林长制”、“田长制”"],
    ["打造“数字乡村”智慧农业”“云上集市”", "打造“数字乡村”“智慧农业”“云上集市”"],
  ],
  "ellipses, dashes and full stops": [
    ["他想了很久......终于开口。", "他想了很久……终于开口。"],
    ["累计完成19.9亿......", "累计完成19.9亿……"],
    ["跳舞、跑步......公园里很热闹", "跳舞、跑步……公园里很热闹"],
    ["他想了很久...终于开口。", "他想了很久……终于开口。"],
    ["航班取消...春运路太难了", "航班取消……春运路太难了"],
    ["他想了很久。。。终于开口", "他想了很久……终于开口"],
    ["“我……不......”", "“我……不……”"],
    ["沉默............然后离开", "沉默…………然后离开"],
    ["三天三夜--他没有合眼", "三天三夜——他没有合眼"],
    ["--在全县大会上的讲话", "——在全县大会上的讲话"],
    ["三天三夜 -- 他没有合眼", "三天三夜 —— 他没有合眼"],
    ["这条路修了两年.", "这条路修了两年。"],
    ["他说:“这条路修了两年.”", "他说：“这条路修了两年。”"],
    ['他说"修了两年."', '他说"修了两年。"'],
    ["这条路修了两年（见图）.", "这条路修了两年（见图）。"],
    ["这条路修了两年. ", "这条路修了两年。 "],
  ],
  "Chinese after English and English after Chinese": [
    [
      "标题为Adding more symptoms will save lives,作者是林远。",
      "标题为Adding more symptoms will save lives，作者是林远。",
    ],
    ["题为《ROPs are for the 99%》的演讲,很受欢迎", "题为《ROPs are for the 99%》的演讲，很受欢迎"],
    ["那么made in Yunxi,也就很难算便宜了", "那么made in Yunxi，也就很难算便宜了"],
    ["Anna常说never give up,我们都记得", "Anna常说never give up，我们都记得"],
  ],
};

const untouched: Readonly<Record<string, readonly string[]>> = {
  "what is already right": [
    "青禾镇今年种下三千亩稻子，收成不错。",
    "“青禾”“云溪”，两座小城：一北一南（相距十里）；谁更美？都美！",
    "他说：“这是‘第一’。”——林远……",
    "三水·新都会",
    "《青禾志》、《云溪志》与【附录】",
    "促进合作――记青禾大桥",
    "累计完成19.9亿……",
    "国家级园区第一方阵，‘三比一提升’勇争第一",
    "“个转企”“小升规”“规改股”“股上市”",
    "他想了很久…没有说话",
  ],
  "decimals, thousands, times, scores, ratios, ranges": [
    "收入23.46亿元",
    "共1,500人",
    "合计1,234,567元",
    "上午10:30开会",
    "发布时间10:01:31",
    "2023-10-03 11:39:52更新",
    "主队3:0获胜",
    "比例为1:1",
    "按1:500的比例尺",
    "投资1-3亿元",
    "2019-2021年",
    "增幅1.35-2.7%",
    "第16:9屏幕",
    "参考约翰福音3:16",
    "增长8.1%、23.9%、7.8%和7.9%",
    "图1,2所示",
    "坐标12,30处",
    "温度-3.5℃",
    "跑出2'30\"的成绩",
    "北纬31°14'20\"附近",
    "主队凭借21:19险胜",
    "ISO 9001:2015认证",
    "GB/T 1234:2020标准",
  ],
  "numbers, codes and telephones": [
    "电话0755-8882 8155",
    "热线+86-0512-53660000",
    "致电(0512)53660000",
    "拨打400 0123 021",
    "编号JSJF06-HLG2022108",
    "股票代码600000.SH",
    "在NYSE:ABC上市",
    "代码SH:600000已停牌",
    "服务器00:1A:2B:3C:4D:5E上线",
    "端口example.invalid:8080可用",
    "5G+服务中心",
    "“2+4+N”产业集群",
    "“1230”政策",
    "2021-43地块",
    "招商AB岗制度",
    "1.攻项目、重实效",
    "1. 攻项目",
    "①加强领导",
    "占地300㎡",
    "Ⅱ级响应",
    "v1.2.3版本",
    "第12(3):45页",
  ],
  "addresses, files and code": [
    "见https://example.invalid/news/2024-01/05/c_1.htm",
    "见http://example.invalid/a?b=1,2;c=3",
    "邮箱info@example.invalid",
    "网站www.example.invalid/a:b",
    "打开C:\\青禾\\年报.txt",
    "路径D:/data里",
    "文件年报.docx",
    "调用main()函数",
    "函数f(x)在此处连续",
    "设P(A|B)为条件概率",
    '运行print("你好")即可',
    "命名空间std::list很常用",
    "当a != b时",
    "令x := 1后继续",
    "化学式Ca(OH)2表示熟石灰",
    "其中y=(a+b)/2为均值",
    "计算2*(3+4)的值",
    "输入`a, b`两个值",
    '<a href="https://example.invalid/" title="青禾">青禾</a>',
    '{"name": "青禾", "id": 3}',
    "样式{margin:0; padding:0}如下",
    "空格&nbsp;写法",
    "[返回首页](//example.invalid/index.html)",
    "正则a.*?b很慢",
  ],
  "English clauses and quotations": [
    "Hello, world!",
    "She said: yes (maybe).",
    "他的座右铭是“Yes, we can!”",
    "书名Letting students know, and letting them speak",
    "The word 稻 means rice, and it is old.",
    "Lin Yuan (林远) said that the plan was good, and left.",
    "他写道:Keep calm, and carry on".replace(":", "："),
    "由Smith, John翻译",
    "引自the XSS (cross-site scripting) attack一文",
    "公司名Yunxi, Inc.不变",
    "歌名“Don't stop me now”",
    "'90s的音乐",
    "Anna's店",
    "rock 'n' roll音乐",
    "数据（431.2, 7.37, 1.74%）略",
    "“Who, me?”是口头禅",
    "今天真cool!",
    "中文在前。This is English, of course; is it not?",
  ],
  "quotes and brackets in doubt": [
    '他说"明天去。',
    '“半边"的引号',
    '27"和32"两种屏幕',
    "“打造‘三农’样板”工程",
    "“青禾”和云溪”",
    "“青禾”的小镇”",
    "“青禾”小镇”很美",
    "“甲”乙”丙”等",
    "好的:)",
    "哭了:-(",
    "再见;)",
  ],
  "points, dashes and ellipses in doubt": [
    "雅各布.卢到访",
    "一.总体要求",
    "定了！青禾邮轮港即将开通！直达+免...",
    "更重要的是...",
    "第一章 总则......12",
    "目录..................3",
    "第一章...5",
    "稻子--rice",
    "湯圓---好吃",
    "长线------",
    "略..",
    "北京.doc",
    "青禾.云溪",
  ],
  "what is never guessed": [
    "苹果，梨，桃",
    "苹果 梨 桃",
    "加大***力度",
    "某某××公司",
    "价格~100元",
    "占比％",
    "A/B两组",
    "#青禾#话题",
    "[1]见附录",
    "<青禾>",
  ],
  "lines without a Chinese character": ["a,b;c:d(e)!", "10:30", "...", "--", "", '"x"'],
};

describe("half-width marks of Chinese clauses become full-width", () => {
  for (const [topic, rows] of Object.entries(repaired)) {
    describe(topic, () => {
      test.for(rows)("%s", ([before, after]) => {
        expect(repair(before, [punctuation])).toBe(after);
        expect(repair(after, [punctuation])).toBe(after);
      });
    });
  }
});

describe("straight quotes among curly ones become pairs", () => {
  const curly = "他说“明天”，又说“后天”，还说“大后天”。";
  test.for<Row>([
    ['他说"明天去"。', "他说“明天去”。"],
    ['"零距离"服务', "“零距离”服务"],
    ['"青禾"和"云溪"两地', "“青禾”和“云溪”两地"],
    ['荣获2023"最美乡村"称号', "荣获2023“最美乡村”称号"],
    ['他用"Hello"打招呼', "他用“Hello”打招呼"],
    ['“青禾”与"云溪"', "“青禾”与“云溪”"],
    ["他说“那个'大个子'来了”", "他说“那个‘大个子’来了”"],
    ["所谓'零接触'办理", "所谓‘零接触’办理"],
    ["Anna's店里的'招牌菜'", "Anna's店里的‘招牌菜’"],
    ['"5G+医疗"项目', "“5G+医疗”项目"],
    ['"一网通办",一次办成', "“一网通办”，一次办成"],
  ])("%s", ([before, after]) => {
    expect(applyStages([punctuation], [before, curly])).toEqual([after, curly]);
    expect(applyStages([punctuation], [after, curly])).toEqual([after, curly]);
  });
});

describe("everything else stays as it is", () => {
  for (const [topic, rows] of Object.entries(untouched)) {
    describe(topic, () => {
      test.for(rows)("%s", (text) => {
        expect(repair(text, [punctuation])).toBe(text);
      });
    });
  }
});

describe("Traditional typesetting keeps its quotes", () => {
  test.for(['這座橋叫"青禾橋",很長。', '來到"雲溪國小"門口'])("%s", (text) => {
    expect(repair(text, [punctuation])).toBe(text.replace(",", "，"));
  });

  test("a Simplified line of a Traditional text is not decided alone", () => {
    const [first] = applyStages([punctuation], ['"美木"美如其名', "這時來了許多學生，說要進門參觀。"]);
    expect(first).toBe('"美木"美如其名');
  });

  test("corner quotes stay, and straight ones beside them", () => {
    const text = '他說「好」,又說"不好"。';
    expect(repair(text, [punctuation])).toBe('他說「好」，又說"不好"。');
  });
});

describe("findings", () => {
  test("name one mark each, with a reason", () => {
    const [document] = [documentOf(["他说(好),走."])];
    expect(findingsOf(punctuation, document!)).toEqual([
      { block: 0, span: [5, 6], replacement: "，", reason: "mark" },
      { block: 0, span: [2, 3], replacement: "（", reason: "bracket" },
      { block: 0, span: [4, 5], replacement: "）", reason: "bracket" },
    ]);
  });

  test("a missing quote is put in, and names its term", () => {
    expect(findingsOf(punctuation, documentOf(["“第一课堂”四下基层”等"]))).toEqual([
      { block: 0, span: [6, 6], replacement: "“", reason: "missing-quote", evidence: { term: "四下基层" } },
    ]);
  });
});
