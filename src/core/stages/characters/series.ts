/** Series: members that nothing but white space keeps apart (names, places, papers, verse), and what only looks like one. */
import { beginsWithGrammar, hasGrammar, isGrammarWord } from "../../text/grammar-words.ts";

/** A place where white space separates: the offset (code units) at which the white space begins. */
export type Separators = ReadonlySet<number>;

/** Stretches without a mark; what is enclosed without a clause of its own is one member, or part of one. */
const STRETCH = /[^。！？；，、：…—,:;!?|｜/"“”‘’「」『』《》〈〉（）()【】[\]]+/gu;
/** What is bracketed belongs to the member before it. */
const ENCLOSED =
  /《[^《》]*》|“[^“”]*”|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|\s{0,4}(?:（[^（）]*）|\([^()]*\))|【[^【】]*】/gu;
const CLAUSE_MARK = /[。！？；，,;!?]/u;
/** Stands for what is enclosed, unit by unit. */
const ENCLOSED_UNIT = "\ue000";

/** Of a title or a quotation, whose words may have a gap: 《石岭志 卷三》, “守正 创新”. */
const TITLE = /《[^《》]*》|“[^“”]*”|‘[^‘’]*’|「[^「」]*」|『[^『』]*』/gu;

/**
 * The white space of a line that separates the members of a series.
 *
 * Prose that a space was put into has words of grammar at it, or single characters; members have neither. Where more of
 * the line is cut up like that than stands in series, it is the line that was cut up.
 */
export function findSeparators(text: string): Separators {
  const outside = text.replaceAll(ENCLOSED, (part) =>
    CLAUSE_MARK.test(part) ? part : ENCLOSED_UNIT.repeat(part.length),
  );
  const stretches = [...outside.matchAll(STRETCH)].flatMap(({ index, 0: stretch }) =>
    /\S\s+\S/u.test(stretch) ? [readStretch(outside, index, stretch)] : [],
  );
  const pairs = stretches.filter(({ members }) => members.length === 2);
  const near = new Map(
    pairs.map((pair, at) => [pair, pairs.slice(Math.max(at - PAIRS_NEAR, 0), at + PAIRS_NEAR + 1)]),
  );
  const isSeries = (stretch: Stretch) =>
    stretch.members.length === 2 ? isPair(stretch, near.get(stretch)!) : isEnumeration(stretch);
  const [series, others] = partition(stretches, isSeries);
  const cut = gapsIn(others.filter(({ members }) => members.length > 2)).length;
  const separating = gapsIn(series);
  return new Set([...(separating.length > cut ? separating : []), ...gapsInTitles(text)]);
}

/** Pairs of one row stand by each other: a pair is compared with so many before it and behind, so a line takes linear time. */
const PAIRS_NEAR = 8;

interface Stretch {
  /** What is enclosed is masked. */
  readonly members: readonly string[];
  /** Where white space between two Chinese members begins. */
  readonly gaps: readonly number[];
  /** The mark before it, the one behind it; "" at the edge of the line. */
  readonly before: string;
  readonly after: string;
}

const GAP = /(?<=[\p{Script=Han}\ue000])\s+(?=[\p{Script=Han}\ue000])/gu;

function readStretch(text: string, index: number, stretch: string): Stretch {
  return {
    members: stretch.match(/\S+/gu) ?? [],
    gaps: [...stretch.matchAll(GAP)].map((gap) => index + gap.index),
    before: text[index - 1] ?? "",
    after: text[index + stretch.length] ?? "",
  };
}

function gapsIn(stretches: readonly Stretch[]): readonly number[] {
  return stretches.flatMap(({ gaps }) => gaps);
}

function partition<T>(
  items: readonly T[],
  holds: (item: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [items.filter(holds), items.filter((item) => !holds(item))];
}

// Three members and more

/** The first follows the words that lead to it, the last goes over into what follows: the ones between tell. */
function isEnumeration({ members: parts, gaps }: Stretch): boolean {
  if (gaps.length < 2) return false;
  if (isVerse(parts)) return true;
  if (parts.length === 3 && GOES_WITH_NEXT.test(parts[0]!)) return false;
  const members = joinPaddedNames(LEAD.test(parts[0]!) ? parts.slice(1) : parts);
  return (
    members.length > 2 &&
    members.slice(1, -1).every(isMember) &&
    !members.some((part) => isGrammarWord(part) || isSingle(part)) &&
    !beginsWithGrammar(members.at(-1)!)
  );
}

/** 「故事里的 影音书 链接」: the space behind it was put in. */
const GOES_WITH_NEXT = /[的了着在是]$/u;
/** 「有 李明 王芳 赵云飞」 */
const LEAD = /^[是有为為由请請与與和及]$/u;

/** Code points. The name of an authority is this long; a clause is longer. */
const MEMBER_AT_MOST = 12;
const HAN_OR_ENCLOSED = /^[\p{Script=Han}\ue000·・A-Za-z0-9]+$/u;
/** What is counted off by single characters: 甲 乙 丙, 春 夏 秋 冬, 红 黄 蓝. */
const ORDINAL =
  /^[一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥东南西北東春夏秋冬金木水火土红黄蓝绿青紫黑白紅黃藍綠鼠牛虎兔龙蛇马羊猴鸡狗猪]$/u;

function isMember(part: string): boolean {
  const length = Array.from(part.replaceAll(ENCLOSED_UNIT, "")).length;
  return length <= MEMBER_AT_MOST && HAN_OR_ENCLOSED.test(part) && !hasGrammar(part);
}

function isSingle(part: string): boolean {
  return hanLength(part) === 1 && !ORDINAL.test(part);
}

/** Lines of verse, mottoes: all of one length, but for what leads to the first or follows the last. */
function isVerse(parts: readonly string[]): boolean {
  const lengths = parts.map(hanLength);
  const [length = 0] = lengths.slice(1, -1);
  if (length < VERSE_AT_LEAST) return false;
  const others = lengths.filter((other) => other !== length).length;
  return lengths.slice(1, -1).every((other) => other === length) && others <= 1;
}

const VERSE_AT_LEAST = 4;
const VERSE_AT_MOST = 11;

/** 0 where it is not all Chinese. */
function hanLength(part: string): number {
  return /^\p{Script=Han}+$/u.test(part) ? Array.from(part).length : 0;
}

/** Rosters pad names of two characters to the width of three: 林 远 顾长河 周 敏. */
function joinPaddedNames(parts: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at]!;
    const next = parts[at + 1] ?? "";
    const isSurname = at === 0 ? SURNAME.test(part) : SURNAME.test(part) && hanLength(part) === 1;
    const isPadded =
      isSurname &&
      !isGrammarWord(next) &&
      (hanLength(next) === 1 || (next !== "" && at + 2 === parts.length));
    joined.push(isPadded ? part + next : part);
    if (isPadded) at += 1;
  }
  return joined;
}

/** The commonest; four of five people have one of them. */
const SURNAME =
  /[王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文]$/u;

// Two members

const PAIR_OF_LINES = new Set([5, 7, 9, 11]);

/** Two say less: they are lines of verse, or something counts or names them. */
function isPair({ members, before, after }: Stretch, pairs: readonly Stretch[]): boolean {
  const [first = "", second = ""] = members;
  if (members.some(isGrammarWord) || beginsWithGrammar(second)) return false;
  if (isPairOfNames(first, second)) return true;
  // 「上联：… 下联：…」
  if (before === "：" && after === "：" && hanLength(second) >= 2 && hanLength(second) <= 4) return true;
  const isListed = (other: Stretch) => before === "：" || other.before === "：";
  if (pairs.some((other) => isListed(other) && isRow(members, other.members))) return true;
  if (!areEven(members)) return false;
  const length = hanLength(first);
  const isRepeated = pairs.some(
    (other) => other.members !== members && areEven(other.members) && hanLength(other.members[0]!) === length,
  );
  return PAIR_OF_LINES.has(length) || isRepeated || before === "：" || areParallel(first, second);
}

/** 「奖项：一等奖 林远、二等奖 周宁」, 「药方：当归 三钱，黄芪 五钱」: at one place the pairs have what is alike but for one character. */
function isRow(members: readonly string[], others: readonly string[]): boolean {
  const areShort = [...members, ...others].every(
    (part) => hanLength(part) > 0 && hanLength(part) <= ROW_AT_MOST,
  );
  return areShort && members.some((part, at) => differInOne(part, others[at]!));
}

const ROW_AT_MOST = 4;

function differInOne(a: string, b: string): boolean {
  const characters = Array.from(b);
  const differing = Array.from(a).filter((char, at) => char !== characters[at]).length;
  return hanLength(a) > 1 && hanLength(a) === hanLength(b) && differing === 1;
}

/** 「上联是… 下联是…」: the same character at the same place. */
function areParallel(first: string, second: string): boolean {
  const characters = Array.from(second);
  return Array.from(first).some((char, at) => char === characters[at]);
}

function areEven([first = "", second = ""]: readonly string[]): boolean {
  const length = hanLength(first);
  return length >= VERSE_AT_LEAST && length <= VERSE_AT_MOST && length === hanLength(second);
}

const CREDITED =
  /(?:记者|記者|通讯员|通訊員|作者|编辑|編輯|摄影|攝影|实习生|实习记者)(?![从從在了就向对對])\p{Script=Han}{2,3}$/u;
const CREDIT_ENDS = /^\p{Script=Han}{2,3}(?:(?:联合|综合)?(?:报道|報道|報導|摄影|摄|攝|采写|整理|供图)|$)/u;
const COUNTED =
  /^[\p{Script=Han}\ue000]{2,8}?(?:等(?=$|[\d一二三四五六七八九十多几数人地同领单部村乡镇县市省处种位国企学])|[两兩二双雙][人地村乡镇县市省国家校方队位名条座所厂站级者])/u;

/** 「记者林远 周宁报道」, 「青湾 白石等地」 */
function isPairOfNames(first: string, second: string): boolean {
  if (CREDITED.test(first.slice(-10))) return CREDIT_ENDS.test(second);
  return COUNTED.test(second) && !GOES_WITH_NEXT.test(first);
}

// Titles and quotations

/** A volume: 《石岭志 上》. */
const VOLUME = /^[上中下一二三四五六七八九十]$/u;

function* gapsInTitles(text: string): Iterable<number> {
  for (const { index, 0: title } of text.matchAll(TITLE)) {
    const inside = title.slice(1, -1);
    if (!/\S\s+\S/u.test(inside) || CLAUSE_MARK.test(inside)) continue;
    const { members, gaps } = readStretch(text, index + 1, inside);
    if (isTitle(title[0] === "《", members)) yield* gaps;
  }
}

function isTitle(isOfWork: boolean, members: readonly string[]): boolean {
  const isWhole = members.every((part, at) => hanLength(part) !== 1 || (at > 0 && VOLUME.test(part)));
  if (!isWhole || isOfWork) return isWhole;
  const lengths = new Set(members.map(hanLength));
  return lengths.size === 1 || !members.some((part) => isGrammarWord(part) || /[了着是在把被]/u.test(part));
}
