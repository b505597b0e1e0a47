/** Text that was right stays byte for byte: a hundred and more lines of every kind that news sites print. */
import { expect, test } from "vitest";
import { repair, repairText } from "../../../../src/core/pipeline/repair.ts";

const right: Readonly<Record<string, string>> = {
  "a report": `
青禾渡口昨日开船 云溪两岸十年后再通航
本报青禾3月1日电（记者 林远）清晨6:30，第一班渡船离开北岸，载着42名乘客驶向对岸。
“十年了，总算又听见桨声。”今年71岁的老船工周守义站在岸边，说得很慢。
据了解，渡口2014年因水位下降停航，沿岸3个村、1.2万人过河要绕行36公里。
2023年，县里投入3,860万元疏浚河道，新建码头两座，购入电动渡船4艘（每艘核载48人）。
渡口开放时间为6:30—19:00，票价2元，65岁以上老人免费；遇大风、大雾停航。
“这条路通了，菜就能卖到对岸去了。”菜农沈桂芳算了一笔账：一天两趟，一年能多挣1.5万元。
镇长陆平说，下一步要把渡口、老街、茶园“连成一条线”，让游客“来得了、留得住”。
截至3月1日18时，渡口共运送乘客1,876人次，其中学生占35%。
渡口旁的石碑上刻着四个字：有渡无类。
（原题为《青禾渡口，开船！》，略有删节）
新华书店旁的老茶馆也重新开了门……
来源：青禾日报 编辑：周宁`,
  "a notice": `
云溪县人民政府关于印发《云溪县渡口管理办法（试行）》的通知
云政发〔2024〕12号
各镇人民政府，县政府各部门、各直属单位：
《云溪县渡口管理办法（试行）》已经2024年第3次常务会议审议通过，现印发给你们，请遵照执行。
第一章 总则
第一条 为了加强渡口管理，保障人民群众生命财产安全，根据有关法律、法规，制定本办法。
第二条 本办法所称渡口，是指设置在江河、湖泊、水库上，供渡船渡运人员、货物的场所。
第三条 渡口管理坚持“安全第一、便民利民、属地负责”的原则。
第四条 渡船载客不得超过核定人数；超载的，责令改正，处500元以上2000元以下罚款。
（一）设置渡口的申请书；
（二）渡口位置图（比例尺1:2000）；
（三）渡船检验证书（编号见附件2）。
第五条 本办法自2024年5月1日起施行，有效期2年。
附件：1.渡口名录
2.渡船检验证书编号（JSJF06-HLG2022108等）
云溪县人民政府
2024年4月12日`,
  "talk and scenes": `
“你见过海吗？”她问。
“没有。”他想了想，又说，“可我见过涨水的云溪，白茫茫一片，也看不到边。”
“那不一样。”
“哪里不一样？！水就是水！”
她笑了：“海是咸的。”
他沉默了很久……终于开口：“那……我去尝尝。”
父亲说过，“船有船的命，人有人的路”——他一直记得。
“‘有渡无类’这四个字，”老师说，“是谁刻的？”
没有人回答——只有风，从北岸吹到南岸。
啊，青禾！啊，云溪！
“什么？”“没什么。”
他喊：“停——船——”`,
  "figures and finance": `
一季度，全县实现地区生产总值128.6亿元，同比增长6.3%，增速比上年同期提高0.8个百分点。
其中，第一、二、三产业增加值分别为12.4亿元、58.1亿元和58.1亿元，比例约为1:4.7:4.7。
截至收盘，青禾股份（600000.SH）报12.35元，涨2.15%；云溪水务（NYSE:YXW）跌0.6%。
公司预计全年净利润为1.2亿元～1.5亿元，同比增长20%—50%。
人民币兑美元中间价报7.1023，较前一交易日上调35个基点。
投资1-3亿元的项目12个，3-5亿元的项目5个，5亿元以上的2个。
按1∶1配套，县财政出资2,500万元，企业自筹2,500万元。
气温-3℃～8℃，相对湿度45%，PM2.5浓度为35μg/m³。
合同编号：YX-2024-007；联系电话：0512-53660000转802。
报名热线400-012-3021，邮箱boat@example.invalid，网址https://example.invalid/baoming?id=3。
占地面积300㎡，建筑面积1,200㎡，容积率4.0，绿地率≥30%。
男子组成绩：第一名周宁（2'30"5），第二名林远（2'31"）。`,
  "sport and time": `
北京时间5月1日19:35，青禾队坐镇主场迎战云溪队，最终以3:2险胜。
五局比分为25:21、22:25、25:18、23:25和15:13。
第88分钟，替补出场的7号陆小满头球破门，2:1！
下一轮，青禾队将于5月8日（周三）15:00客场挑战白露队。
16:9的大屏幕前，坐满了球迷。`,
  "technology and English": `
这款手机搭载6.1英寸屏幕，支持5G+Wi-Fi 6，内存有8GB+128GB、12GB+256GB两种。
系统升级到v2.0.1后，用户可以在“设置—通用—关于”里查看版本。
他在论文中写道：“The old ferry, built in 1935, is still open.”
所谓API（Application Programming Interface，应用程序接口），就是程序之间的约定。
运行 npm install 之后，打开 index.html，就能看到首页。
跨站脚本（XSS）和跨站请求伪造（CSRF）是两种常见的攻击。
开源项目地址：https://example.invalid/qinghe/ferry.git
她的座右铭是“Never give up”。
C++、C#、Go、Rust，他都会一点。
AI“数字船工”上岗，24小时在线答疑。
2+4+N产业体系、“互联网+”行动、“5G+医疗”应用……
Q：渡船什么时候开？A：每天6:30。`,
  "lists and headings": `
一、修渠
（一）清淤
1.清除淤泥
2.加固堤岸
（1）石笼
（2）草皮
①选址
②施工
● 时间：每周六9:00
◆ 地点：青禾渡口
★★★ 三星推荐
· 自备雨具
春天播种·秋天收割
三水·新都会
【快讯】青禾大桥合龙
［注］表中数据为初步核算数
图1 渡口位置
表2-1 历年水位（单位：米）
图/周宁 文/林远
林远 摄`,
  "titles and names": `
《云溪县志》《青禾志》
《〈渡口〉序》
《渡口（上）》
《The Old Ferry》
安娜·李、约翰·史密斯
阿布都热依木·买买提
㙍镇、䶮村、𠮷河
“河长制”“林长制”“田长制”
国家级、省级、市级
“一带一路”倡议
9·8投洽会
“双11”“618”`,
  "a poem": `
渡口
船来，船往，
水长，水短；
岸上的人老了，
岸边的柳，
还是
那么软。`,
};

test.each(Object.entries(right))("%s", (_, text) => {
  expect(repair(text).changes).toEqual([]);
  expect(repairText(text)).toBe(text);
  expect(repair(text).flags).toEqual([]);
});

/** NFKC folds more than marks; what else it folds, nobody can tell afterwards. */
const KEPT_MARKS = "，：；！？（）…";
const foldAllButMarks = (text: string) =>
  Array.from(text, (char) => (KEPT_MARKS.includes(char) ? char : char.normalize("NFKC"))).join("");

test.each(Object.entries(right))("%s: after NFKC every mark comes back", (_, text) => {
  const damaged = text.normalize("NFKC");
  expect(damaged).not.toBe(foldAllButMarks(text));
  expect(repairText(damaged)).toBe(foldAllButMarks(text));
});

test("all of them as one text", () => {
  const all = Object.values(right).join("\n");
  expect(all.split("\n").filter(Boolean).length).toBeGreaterThan(100);
  expect(repairText(all)).toBe(all);
});

test.each([
  "「船來了。」他說。",
  "這個渡口（舊稱「禾口」）已有三百年歷史；「『有渡無類』是誰刻的？」沒有人知道。",
  "《雲溪縣志》記載：渡口設於清康熙五十二年——也就是1713年。",
  "著作、著名、穿著、後來、皇后、頭髮、發展、裡面、公里",
  "他想了很久……終於開口。",
])("Traditional: %s", (text) => {
  expect(repairText(text)).toBe(text);
});
