/** Misspellings that evade advertising law and filters, as listed words only: 蕞 alone is a place, 蕞尔 an idiom. */
import type { Block } from "../types.ts";
import { defineStage } from "./define.ts";

type Reason = "superlative" | "rank" | "contact";

interface Dodge {
  readonly reason: Reason;
  /** Finds the characters to replace; the rest of the listed word stands around them. */
  readonly pattern: RegExp;
  readonly replacement: string;
}

const AFTER_MOST =
  "新|小|好|佳|高|低|多|少|快|强|优|美|终|初|早|热门|火爆|全面|齐全|先进|完善|便宜|实惠|适合|值得|重要|严格|权威|专业|受欢迎|具|大(?![败破胜捷军])|近(?=[一几两三、，。日年月])|后(?=[一，。、])";

const DODGES: readonly Dodge[] = [
  // Armies attack, hold and leave the place of that name.
  {
    reason: "superlative",
    pattern: new RegExp(`(?<![攻伐围取克战守至于])蕞(?=${AFTER_MOST})`, "gu"),
    replacement: "最",
  },
  {
    reason: "superlative",
    pattern: /(?<![A-Za-z\u2e80-\u2fd5])(?:zui|ZUI|Zui)(?=[新大好佳高低优强美])/gu,
    replacement: "最",
  },
  { reason: "rank", pattern: /(?<=(?:全国|全球|世界|行业|销量|排名|国内)第)①(?![\u2e80-\u2fd5])/gu, replacement: "一" },
  { reason: "rank", pattern: /(?<=第)①(?=品牌|大品牌|名的|家专业)/gu, replacement: "一" },
  {
    reason: "contact",
    pattern:
      /薇(?=信(?:公众号|号(?=\s?[：:为是A-Za-z0-9])|群|扫|联系|咨询|小程序|视频|朋友圈|支付|同号|客服))|(?<=加|扫码|咨询|关注)薇(?=信)/gu,
    replacement: "微",
  },
  { reason: "contact", pattern: /(?<=[加入进]|微信|QQ|粉丝|交流|读者)君羊/gu, replacement: "群" },
];

/** Who writes about such words quotes them: then the whole text is left alone. */
const ABOUT =
  /谐音|諧音|同音字|形近字|错别字|錯別字|错字|生僻字|拼音|读作|写作|写成|寫成|改成|换成|代替|替代|规避|規避|绕过|极限词|违禁词|敏感词|广告法|廣告法/u;

export const dodges = defineStage({
  name: "dodges",
  summary:
    "Writes listed misspellings that evade advertising law and filters (蕞新, zui大, 加薇信) as what they mean.",
  reasons: {
    superlative: "A superlative in disguise: 蕞新, zui大",
    rank: "A first rank in disguise: 全国第①",
    contact: "A means of contact in disguise: 加薇信, 入君羊",
  } satisfies Record<Reason, string>,
  defaults: {},
  *run({ blocks }) {
    const affected = blocks.filter(({ text }) => POSSIBLE.test(text));
    if (affected.some(({ text }) => ABOUT.test(text))) return;
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

const POSSIBLE = /[蕞薇①]|君羊|zui/iu;

/** 「“蕞新”」 names the word. */
function isQuoted({ text }: Block, [from, to]: readonly [number, number]): boolean {
  const before = text.slice(Math.max(0, from - 3), from);
  const after = text.slice(to, to + 5);
  return /[“‘「『"'][^”’」』]*$/u.test(before) && /^[^“‘「『]*[”’」』"']/u.test(after);
}
