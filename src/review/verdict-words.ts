/** Why a verdict is as it is, in Chinese: receipts say it in English. */
import type { Language } from "./words.ts";

/** English sentences with `{}` for what varies, and Chinese ones that take it in the same order, or as `{2}` `{1}`. */
const sentences: readonly (readonly [english: string, chinese: string])[] = [
  ["{} characters of running text in {} lines.", "正文共 {} 字，{} 行。"],
  ["Only {} characters of running text.", "正文只有 {} 字。"],
  [
    "Scripts may fill the page: set `render: auto` in its source, or use `newsift ingest --render`.",
    "页面可能由脚本填充：在其来源里设 `render: auto`，或使用 `newsift ingest --render`。",
  ],
  [
    "{} of its frames and shadow roots were not read: the receipt names them.",
    "有 {} 个框架或影子根没有读取：收据里列出了它们。",
  ],
  ["The page says 「{}」 and little else.", "页面只说“{}”，别无其他。"],
  ["Planted links are {} of the page.", "种下的链接占页面的 {}。"],
  ['The text is in "{}" (ISO 639-3).', "文本的语言是“{}”（ISO 639-3）。"],
  ["{} short entries, and {} characters of running text.", "{} 个短条目，正文 {} 字。"],
  ["The page has more than {} lines; the rest was not read.", "页面超过 {} 行，其余部分没有读取。"],
  ["{} of {} lines are teasers that break off.", "{2} 行里有 {1} 行是中断的摘要。"],
  ["Judged by a person on {}.", "由人在 {} 判定。"],
  [
    "Decoded with the wrong charset in {} place (「{}」): only the raw bytes can mend that.",
    "有 {} 处按错误的字符集解码（“{}”）：只有原始字节才能修复。",
  ],
  [
    "Decoded with the wrong charset in {} places (「{}」): only the raw bytes can mend that.",
    "有 {} 处按错误的字符集解码（“{}”）：只有原始字节才能修复。",
  ],
  [
    "Bytes in {} place could not be decoded: U+FFFD stands for them.",
    "有 {} 处字节无法解码，以 U+FFFD 代替。",
  ],
  [
    "Bytes in {} places could not be decoded: U+FFFD stands for them.",
    "有 {} 处字节无法解码，以 U+FFFD 代替。",
  ],
  // Spam.
  ["No person, time or office is told of as in a report.", "没有报道里该有的人、时间或单位。"],
  ["The text is somebody's report.", "文本是一篇报道。"],
  ["The text tells of an offence.", "文本讲述一起违法行为。"],
  ["The text is a notice.", "文本是一份通告。"],
  ["「{}」 is put between the sentences {} times.", "“{}”在句子之间插了 {} 次。"],
  ["One sentence stands there {} times.", "同一句话出现 {} 次。"],
  ["{} lines list tags of one keyword.", "{} 行列出同一关键词的标签。"],
  ["{} questions of buyers run into a sentence.", "{} 个买家的问句与句子连在一起。"],
  ["The text opens and closes with its headline.", "文本以标题开头，又以标题结尾。"],
  ["{} % of the text is a phrase of the headline.", "文本的 {} % 是标题里的词组。"],
  ["The headline strings keywords together.", "标题由关键词堆成。"],
  ["The headline is what a buyer asks.", "标题是买家的提问。"],
  ["{} control characters within the text.", "文本里有 {} 个控制字符。"],
  ["{} random tokens: {}.", "{} 个随机字符串：{}。"],
  ["{} lists as a program prints them.", "{} 个程序打印出来的列表。"],
  ["{} places where pieces were joined.", "{} 处拼接的痕迹。"],
  ["{} lines are those of a data sheet.", "{} 行属于参数表。"],
  ["Only {} % of the data sheet is sentences.", "参数表里只有 {} % 是句子。"],
  ["The headline is a model's name.", "标题是产品型号。"],
  ["{} lines describe goods as a shop does.", "{} 行像商店那样介绍商品。"],
  ["{} lines are labels of a mill of rewritten texts.", "{} 行是洗稿工具的标签。"],
  ["{} lines carry the clock to the second.", "{} 行带有精确到秒的时间。"],
  ["{} lines are numbers of a draw.", "{} 行是开奖号码。"],
  // Lists.
  ["The longest running text has {} characters.", "最长的连续正文有 {} 字。"],
  ["{} of the page are links, {} running text.", "页面的 {} 是链接，{} 是正文。"],
  ["{} lines are prices.", "{} 行是价格。"],
  ["{} paragraphs stand below a linked headline each.", "{} 段各在一个带链接的标题之下。"],
  ["The address is that of a home.", "地址是首页的样式。"],
  ["The address is that of a section.", "地址是栏目的样式。"],
  ["The address is that of a article.", "地址是文章的样式。"],
  ["No date of publication.", "没有发布日期。"],
  ["{} of {} paragraphs are cut off.", "{2} 段里有 {1} 段被截断。"],
  ["{} of {} paragraphs have a headline each.", "{2} 段里有 {1} 段各有标题。"],
  ["{} of {} lines hold 「{}」.", "{2} 行里有 {1} 行含有“{3}”。"],
  [
    "{} of {} lines are headlines or labels, {} of the text is sentences.",
    "{2} 行里有 {1} 行是标题或标签，文本的 {3} 是句子。",
  ],
  ["{} lines name where an entry was posted or lead on to it.", "{} 行写明条目的出处，或指向它。"],
  ["{} paragraphs repeat the headline above them.", "{} 段重复它上面的标题。"],
  ["{} short lines carry a date.", "{} 个短行带有日期。"],
];

const patterns = sentences.map(([english, chinese]) => {
  const parts = english.split("{}").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`));
  return { pattern: new RegExp(`^${parts.join("(.+?)")}$`, "su"), chinese };
});

/** A reason of a verdict in this language; as it stands where there are no words for it. */
export function reasonIn(language: Language, reason: string): string {
  if (language === "en") return reason;
  for (const { pattern, chinese } of patterns) {
    const found = pattern.exec(reason);
    if (found === null) continue;
    let next = 0;
    return chinese.replaceAll(
      /\{(\d?)\}/gu,
      (_, place: string) => found[place === "" ? (next += 1) : Number(place)]!,
    );
  }
  return reason;
}
