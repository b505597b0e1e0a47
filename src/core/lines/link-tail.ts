/** Links to other pages within a line of the text: after its last sentence, or after a heading of their own. */
import { hanLength, visibleLength } from "../text/characters.ts";
import { matchKey } from "../text/match-key.ts";
import { shapeOf } from "../cues/line-shape.ts";
import type { Span } from "../text/spans.ts";
import type { Block } from "../document/document.ts";

/** Code units: a headline and its heading. */
const TAIL_AT_MOST = 80;

/** Behind the last sentence of a line: what follows no sentence ends. */
const BEHIND_SENTENCE = /(?<=[。！？!?…][”’」』"]?)\s*([^。！？!?…\s”’」』"][^。！？!?…]*)$/u;

/** 返回首页, 查看更多, 更多报道: of keys. */
const WAY =
  /^[>»▶►]*(?:返回|回到|查看更多|阅读更多|看更多|了解更多|点击(?:查看|进入|阅读|浏览)|更多(?:报道|报导|新闻|精彩|内容|资讯)|(?:延伸|相关|推荐)(?:阅读|报道|新闻))|(?:首页|查看更多|阅读更多|更多)[>»]{1,3}$/u;

/** 「（白石村修好了晒坝）」 is a headline; 「（见《办法》）」, 「（附件）」 and 「（图）」 belong to the sentence. */
const HEADLINE_AT_LEAST = 8;
const NO_HEADLINE = /^[（(【[]?\s*(?:见|見|参|參|详|詳|附|注|註|图|圖|来源|來源|《|https?:|www\.)/u;

/**
 * A link behind the last sentence of a line, nothing of which stands outside it.
 *
 * @param isLast nothing of the text follows: a headline in brackets there is another page's
 */
export function findLinkTail({ text, facts }: Block, isLast: boolean): Span | undefined {
  if (facts.links === 0) return undefined;
  const found = BEHIND_SENTENCE.exec(text.slice(-TAIL_AT_MOST));
  if (found === null) return undefined;
  const rest = found[1]!.trim();
  const inner = rest.replace(/^[（(【[](.*)[）)】\]]$/u, "$1");
  if (![rest, inner].some((part) => visibleLength(part) === facts.linkChars)) return undefined;
  const isHeadline =
    inner !== rest && isLast && hanLength(inner) >= HEADLINE_AT_LEAST && !NO_HEADLINE.test(inner);
  return isHeadline || WAY.test(matchKey(inner)) ? [text.length - found[0].length, text.length] : undefined;
}

/** 「此前报道：」, 「更多新闻」, 「你可能还想看」: of keys. */
const HEADING =
  /^[\p{P}\p{S}]{0,3}(?:(?:此前|相关|更多|延伸|推荐|往期|热门|精彩|同类|关联)(?:报道|报导|新闻|阅读|资讯|文章|链接|推荐|回顾)(?:请关注|请看|请点击)?|看更多|(?:你|您)(?:可能|也许)(?:还|也)?(?:想看|喜欢|感兴趣)|猜(?:你|您)喜欢|大家(?:都|还)在看)(?:(?!《)[\p{P}\p{S}]){1,3}/u;

/** A shorter word behind it says how many there are, or that there are more: Chinese characters. */
const BEHIND_AT_LEAST = 5;

/** 「此前报道：白石村修好了晒坝」: a line with its own heading; 「推荐阅读：《青湾镇志》」 is a book. */
export function isHeaded(block: Block): boolean {
  if (block.text.length > TAIL_AT_MOST) return false;
  const { key } = shapeOf(block);
  const rest = key.slice(HEADING.exec(key)?.[0].length ?? key.length);
  return hanLength(rest) >= BEHIND_AT_LEAST && !rest.startsWith("《");
}

/** A line with its own heading, and nothing but a link behind that: 「此前报道：白石村修好了晒坝」. */
export function isHeadedLink(block: Block): boolean {
  const { text, facts } = block;
  if (facts.links === 0 || text.length > TAIL_AT_MOST) return false;
  const heading = HEADING.exec(shapeOf(block).key)?.[0];
  return (
    heading !== undefined &&
    [visibleLength(text), visibleLength(text) - visibleLength(heading)].includes(facts.linkChars)
  );
}
