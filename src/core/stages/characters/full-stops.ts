/** Points that end a Chinese sentence: at its end behind a word or a quantity, and between two sentences of a line. */
import { isTraditional } from "../../text/scripts.ts";
import { findSpans, isCovered } from "../../text/spans.ts";

/** km, km², m/s, kWh */
const UNIT =
  "(?:(?:[kcmμn]?m|[kmμ]?g|t|[KMGT]B|m?[lL]|[kM]?Wh?|[kKMG]?Hz|[km]?V|m?Ah?|[kM]?Pa|k?J|dB|mol|Ω)[²³23]?(?:/(?:h|s|min|kg|m[²³]?|d))?)";

/** Two Chinese characters, or a number with a measure word, a percentage, a unit: 30岁, 3-4级, 3.5%, 12km. */
const ENDING = String.raw`(?:\p{Script=Han}\s*\p{Script=Han}|\p{Script=Han}[^。！？]{0,30}\d\s?(?:\p{Script=Han}|[%％‰℃°]C?|${UNIT}))`;

/** At the end of the line or of a quotation; inside a line a point may be part of a name or a file. */
const FINAL = new RegExp(String.raw`\.(?<=${ENDING}[\s”’」』）)"']*\.)(?=[\s”’」』）)"']*$|[”’」』"])`, "gu");

const MIDDLE = new RegExp(
  String.raw`(?<=[\p{Script=Han}%％℃”’」』）)》]|\p{Script=Han}\d{1,9}(?:\.\d{1,9})?\s?${UNIT})\.(?=\s?[\p{Script=Han}《“「])`,
  "gu",
);

/** 「渡口已開．船將到」 */
const TYPED = /\p{Script=Han}\.\p{Script=Han}/u;

/** In the title of a work a point stands for a dot: 《沁园春.雪》. */
const TITLE = /《[^《》]*》/gu;

/** So far (code units) to the left of a point is seen what it may belong to. */
const NEAR = 16;

/** Numbers and labels: 「一.总则」, 「第三章.总则」, 「（二）.渡口」, 「答.」. */
const LABEL =
  /(?:^|[\s。！？；：，、.,:;!?])(?:\p{Script=Han}|第?[一二三四五六七八九十百零〇\d]{1,4}[编章节条款项课回卷部步点]?|[（(][^（）()]{1,4}[）)])$/u;

/** Kinds of verse and books of old, in front of the title of a poem or a chapter. */
const WORK =
  /(?:沁园春|水调歌头|念奴娇|满江红|蝶恋花|浣溪沙|西江月|菩萨蛮|如梦令|卜算子|清平乐|虞美人|浪淘沙|临江仙|鹧鸪天|忆秦娥|采桑子|七律|七绝|五律|五绝|诗经|论语|孟子|庄子|礼记|左传|周易|史记|汉书)$/u;

/** Addresses: 「青湾网.中国」. */
const DOMAIN = /^(?:中国|公司|网络|网址|政务|公益|在线|中文网|集团|商城)(?!\p{Script=Han})/u;

/** Names of other languages are spelt with these, and their parts are joined by a dot: 约翰.史密斯. */
const SPELLING =
  /^[阿埃艾安奥巴贝本比彼伯博布查达戴丹德迪蒂丁杜多顿恩尔法菲费芬佛弗夫福盖戈格古哈海汉赫亨胡华怀基吉加贾杰金卡凯坎柯科克肯库奎拉莱兰朗劳勒雷里丽利林隆卢鲁伦罗洛吕马玛迈买曼梅门蒙米密明莫默姆穆纳奈内尼娜南诺欧帕派佩皮珀普齐奇恰乔切琴茹瑞萨赛桑森沙莎山舍申史斯丝苏索塔泰坦汤特提图吐托瓦威韦维魏温文沃乌西希夏谢辛休雅亚扬耶叶伊依英尤约翰泽扎詹珍治朱兹佐孜]$/u;

/** Offsets (code units) of the points that stand for 。; those of a line's end first. */
export function findFullStops(text: string): readonly number[] {
  const titles = findSpans(text, TITLE);
  const final = Array.from(text.matchAll(FINAL), ({ index }) => index);
  // Some Traditional texts use ． throughout, on purpose.
  if (isTraditional([text])) return TYPED.test(text) ? [] : final;
  const middle = Array.from(text.matchAll(MIDDLE), ({ index }) => index).filter(
    (at) => !isCovered(titles, at) && endsSentence(text, at),
  );
  return [...final, ...(joinsParts(text) ? [] : middle)];
}

function endsSentence(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - NEAR), at);
  const after = text.slice(at + 1, at + 1 + NEAR).trimStart();
  return !LABEL.test(before) && !WORK.test(before) && !DOMAIN.test(after) && !isInName(before, after);
}

/** Both sides of the point are spelt, or a surname alone stands behind it: 雅各布.卢, 安娜.李. */
function isInName(before: string, after: string): boolean {
  const spelt = Array.from(before)
    .slice(-2)
    .filter((character) => SPELLING.test(character)).length;
  const isFollowed = SPELLING.test(Array.from(after)[0] ?? "");
  return isFollowed ? spelt > 0 : spelt === 2 && /^\p{Script=Han}{1,2}(?!\p{Script=Han})/u.test(after);
}

const CLAUSE_OR_END = /[，。；！？,;!?]|\.\s*$/u;
/** Frequent in prose, absent from names. */
const GRAMMAR = /[的了着是在们你我他她它这那很吗呢吧不有就也都]/u;

/** 「青禾.云溪」, 「时政.国内.青湾」, 「第一场:渡口.码头」: in a line that is no sentence they join its parts. */
function joinsParts(text: string): boolean {
  return !CLAUSE_OR_END.test(text) && (/[:：]/u.test(text) || !GRAMMAR.test(text));
}
