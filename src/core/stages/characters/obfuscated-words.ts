/** Spellings that evade advertising law and filters. Only listed words: 蕞 alone is a place, 蕞尔 an idiom. */
import type { Block } from "../../document/document.ts";
import { defineStage } from "../../document/stage.ts";

type Reason = "superlative" | "rank" | "contact" | "rights" | "spaced";

interface Dodge {
  readonly reason: Reason;
  /** Finds the characters to replace; the rest of the listed word stands around them. */
  readonly pattern: RegExp;
  readonly replacement: string;
}

/** A pattern of listed words; the white space within them may only be repaired later. */
function words(list: string): string {
  return list
    .split(" ")
    .map((word) => Array.from(word).join(String.raw`\s*`))
    .join("|");
}

const AFTER_MOST = words(
  "新 小 好 佳 高 低 多 少 快 强 优 美 终 初 早 具 热门 火爆 全面 齐全 先进 完善 便宜 实惠 适合 值得 重要 严格 权威 专业 受欢迎",
);
const RANKED = words("全国第 全球第 世界第 行业第 销量第 排名第 国内第");
const BEHIND_WECHAT = words(
  "信公众号 信群 信扫 信联系 信咨询 信小程序 信视频 信朋友圈 信支付 信同号 信客服 信号：",
);
const BEFORE_WECHAT = words("加 扫码 咨询 关注");
const BEHIND_AUTHORITY = words("信公众号 信小程序 信群 信号： 信号: 信扫码 信扫一扫 信朋友圈 信支付 信客服");
const BEFORE_GROUP = words("加 入 进 微信 QQ 粉丝 交流 读者");

const DODGES: readonly Dodge[] = [
  {
    reason: "superlative",
    // Armies attack, hold and leave the place of that name, and lose there.
    pattern: new RegExp(
      String.raw`蕞(?<![攻伐围取克战守至于]\s*蕞)(?=\s*(?:${AFTER_MOST}|大(?!\s*[败破胜捷军])|近\s*[一几两三、，。日年月]|后\s*[一，。、]))`,
      "gu",
    ),
    replacement: "最",
  },
  {
    reason: "superlative",
    pattern: /(?:zui|ZUI|Zui)(?<![A-Za-z\u2e80-\u2fd5][A-Za-z]{3})(?=[新大好佳高低优强美])/gu,
    replacement: "最",
  },
  {
    reason: "superlative",
    // 九鼎级 and 三鼎级 are of tripods.
    pattern:
      /鼎(?<![一二三四五六七八九]\s*鼎)(?=\s*级\s*(?:豪宅|别墅|配置|享受|体验|品质|奢|团队|专家|资源|服务|装备))/gu,
    replacement: "顶",
  },
  {
    reason: "rank",
    pattern: new RegExp(String.raw`①(?<=(?:${RANKED})\s*①)(?!\s*[②\u2e80-\u2fd5])`, "gu"),
    replacement: "一",
  },
  {
    reason: "rank",
    pattern: new RegExp(String.raw`(?:di|DI)(?<=(?:${RANKED.replaceAll("第", "")})\s*di)(?=\s*一)`, "giu"),
    replacement: "第",
  },
  {
    reason: "contact",
    pattern: new RegExp(
      String.raw`薇(?=\s*(?:${BEHIND_WECHAT}))|薇(?<=(?:${BEFORE_WECHAT})\s*薇)(?=\s*信)`,
      "gu",
    ),
    replacement: "微",
  },
  {
    reason: "contact",
    // 威信 is prestige, and 威信扫地 the loss of it; 安徽 may stand before 信.
    pattern: new RegExp(String.raw`(?:威|(?<!安)徽|(?<![A-Za-z])[VvⅤ])(?=\s*(?:${BEHIND_AUTHORITY}))`, "gu"),
    replacement: "微",
  },
  {
    reason: "contact",
    pattern: new RegExp(String.raw`君\s*羊(?<=(?:${BEFORE_GROUP})\s*君\s*羊)`, "gu"),
    replacement: "群",
  },
  {
    reason: "rights",
    pattern: /荃(?<=[版侵维]\s*荃)(?=\s*(?:所有|归|声明|方|必究|删|联系|热线|投诉|行为))/gu,
    replacement: "权",
  },
  {
    reason: "spaced",
    // 「古城之最 新貌」 has a space that separates.
    pattern: /(?<=(?<!之)[最蕞])\s+(?=[佳优新低高强])|(?<=国家|世界|殿堂)\s+(?=级(?!别))/gu,
    replacement: "",
  },
];

/** Texts about such words quote them: the whole text is left unchanged. */
const ABOUT =
  /谐音|諧音|同音字|形近字|错别字|錯別字|错字|生僻字|拼音|读作|写作|写成|寫成|改成|换成|代替|替代|规避|規避|绕过|极限词|违禁词|敏感词|广告法|廣告法/u;

/** Words of texts about such spellings. */
const ABOUT_DODGES = /谐音字|諧音字|极限词|極限詞|违禁词|違禁詞|敏感词|敏感詞|错别字|錯別字/u;

export const obfuscatedWords = defineStage({
  name: "obfuscated-words",
  kind: "characters",
  zone: "any",
  summary: "Restores listed spellings that evade advertising law and filters (蕞新, zui大, 加薇信).",
  reasons: {
    superlative: "a superlative in disguise: 蕞新, zui大",
    rank: "a first rank in disguise: 全国第①",
    contact: "a means of contact in disguise: 加薇信, 入君羊, 威信公众号",
    rights: "rights in disguise: 版荃所有, 侵荃必究",
    spaced: "a listed word with a space in it: 最 佳, 国家 级",
  } satisfies Record<Reason, string>,
  defaults: {},
  *run({ blocks }) {
    const affected = blocks.filter(({ text }) => POSSIBLE.test(text));
    if (affected.length === 0 || affected.some(({ text }) => ABOUT.test(text))) return;
    if (blocks.some(({ text }) => ABOUT_DODGES.test(text))) return;
    for (const block of affected) {
      for (const { reason, pattern, replacement } of DODGES) {
        for (const { index, 0: found } of block.text.matchAll(pattern)) {
          const span = [index, index + found.length] as const;
          if (!isQuoted(block, span)) yield { block: block.index, span, replacement, reason };
        }
      }
    }
  },
});

const POSSIBLE = /[蕞薇①君鼎荃]|[Zz][Uu][Ii]|[Dd][Ii]\s*一|[威徽VvⅤ]\s*信|[最家界堂]\s+[佳优新低高强级]/u;

/** 「“蕞新”」 names the word. */
function isQuoted({ text }: Block, [from, to]: readonly [number, number]): boolean {
  const before = text.slice(Math.max(0, from - 3), from);
  const after = text.slice(to, to + 5);
  const isOpen =
    /[“‘「『][^”’」』]*$/u.test(before) || (STRAIGHT.test(before) && isUnpaired(text.slice(0, from)));
  return isOpen && /^[^“‘「『]*[”’」』"']/u.test(after);
}

const STRAIGHT = /["'][^"'”’」』]*$/u;

/** Straight quotes open and close alike: the last of an even number closed. */
function isUnpaired(text: string): boolean {
  return ['"', "'"].some((quote) => text.split(quote).length % 2 === 0);
}
