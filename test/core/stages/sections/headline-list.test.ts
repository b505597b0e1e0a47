import { describeStage, type Keep, type Removal } from "../../../support/stage-tables.ts";

const STRANGERS = [
  "白石村修好了晒坝",
  "柳林小学迎来新操场",
  "水口茶农赶制春茶",
  "双桥集市重新开张",
  "石门渡口换了新船",
  "长岭养蜂人的春天",
  "秋湖开闸放水",
];

const numbered = (number: (at: number) => string) =>
  STRANGERS.map((line, at) => `${number(at + 1)}${line}`).join("\n");
const list = (text: string): Removal => ({ text: { below: text }, reason: "numbered-headlines" });
const dated = (line: (headline: string, at: number) => string) => STRANGERS.slice(0, 4).map(line).join("\n");

const removes: readonly Removal[] = [
  list(numbered((at) => `${at}. `)),
  list(numbered((at) => `${at}、`)),
  list(numbered((at) => `[${at}] `)),
  list(numbered((at) => `0${at}．`)),
  list(numbered((at) => `（${at}）`)),
  // Works are in headlines too, with nobody behind them.
  list(STRANGERS.map((line, at) => `${at + 1}. 《故园》剧组走进${line.slice(0, 2)}`).join("\n")),
  { text: { above: numbered((at) => `${at}. `) }, reason: "numbered-headlines" },
  { text: { below: dated((line, at) => `${line} 2031-03-0${at + 1}`) }, reason: "dated-headlines" },
  { text: { below: dated((line, at) => `2031年3月${at + 1}日 ${line}`) }, reason: "dated-headlines" },
  { text: { below: dated((line, at) => `[2031/03/0${at + 1}] ${line}`) }, reason: "dated-headlines" },
  {
    html: { below: `<div>${STRANGERS.map((line, at) => `<p>${at + 1}. ${line}</p>`).join("")}</div>` },
    lines: STRANGERS.map((line, at) => `${at + 1}. ${line}`),
    reason: "numbered-headlines",
  },
];

const inside = (lines: readonly string[]): Keep => ({ text: { inside: lines.join("\n") } });

const BAGGAGE = [
  "自家的茶杯",
  "借书的本子",
  "一支铅笔",
  "旧书两册",
  "擦手的毛巾",
  "装书的布袋",
  "防雨的油纸",
];
const end = (lines: readonly string[]): Keep => ({ text: { end: lines.join("\n") } });

const keeps: readonly Keep[] = [
  // Lists of the text's own: announced, or rows of a table.
  end(["来借书的人请带上：", ...BAGGAGE.map((line, at) => `${at + 1}.${line}`)]),
  end(BAGGAGE.map((line, at) => (at === 0 ? `附件：1.${line}` : `${at + 1}.${line}`))),
  end(STRANGERS.map((line, at) => `${at + 1}.${line.slice(0, 2)}村队 ${at + 1}小时${at + 11}分`)),
  // Numbered, but too few.
  end(BAGGAGE.slice(0, 4).map((line, at) => `${at + 1}.${line} 2031-03-0${at + 1}`)),
  inside(["1.刨平木板", "2.搭好书架", "3.收来旧书", "4.给书编号", "5.贴上村名", "6.开门迎客"]),
  inside(["一、修屋顶", "二、通水电", "三、砌火炉", "四、收旧书", "五、定规矩", "六、请人管"]),
  {
    text: {
      end: [1, 2, 3, 4, 5, 6]
        .map((at) => `${at}.第${at}间粮仓改好以后，先通风一个月，再搬进桌椅和书架。`)
        .join("\n"),
    },
  },
  { text: { end: ["1.白石村", "2.柳林村", "3.水口村"].join("\n") } },
  // What happened when: a chronicle at the end of a story, in sentences.
  {
    text: {
      end: [
        "2031年1月8日，沈月桥第一次走进老粮站。",
        "2031年2月1日，木板全部刨平。",
        "2031年3月2日，阅览室开门。",
      ].join("\n"),
    },
  },
  // A programme: works, and who performs them.
  {
    text: {
      below:
        "1. 鼓书《老粮站》 沈月桥\n2. 合唱《月光光》 镇小学\n3. 快板《订书》 陆远山\n4. 独舞《晒谷》 连秀\n5. 相声《借书》 读书会\n6. 渔鼓《送粮》 屠老满",
    },
  },
  { text: { end: "青湾镇人民政府\n2031年3月2日" } },
  { text: { end: "阅览室开门的日子：2031年3月2日\n炉子生起来的日子：2031年3月9日" } },
  { html: { inside: `<ol>${STRANGERS.map((line) => `<li>${line}</li>`).join("")}</ol>` }, lines: STRANGERS },
];

describeStage("headline-list", removes, keeps);
