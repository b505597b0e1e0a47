/** Lines with the origin of a text or its pictures, in a clause without a label: 「据新华社电」, 「本文原载于《…》」. */
import { hasGrammar } from "../text/grammar-words.ts";
import { isMedium } from "./credit-words.ts";

/** Code units. */
const LINE_AT_MOST = 90;

/** 综合自, 编译自, 据, 图据, 综合. */
const FROM =
  "(?:(?:内容|本文|文章|素材|稿件|资料|資料|图片?|圖片?)?(?:综合|綜合|整理|编译|編譯|摘编|摘編|改编|转载|轉載|摘|选|選|节选|節選|转|轉|来|來|源|援引)+(?:自|于|於)|(?:综合|綜合)?[据據]|[图圖][据據]|综合|綜合)";
/** 电, 等报道, 综合. */
const SAID = "(?:等|等媒体|等媒體)?(?:综合|綜合)?(?:[电電]|消息|报道|報導|综合|綜合|整理)";
const NAMED_SOURCES = new RegExp(`^(?<from>${FROM})?\\s?(?<names>\\S.*?)(?:等|(?<said>${SAID}))?$`, "u");
const BETWEEN_NAMES = /[、，,\s/／]+/u;
const OTHER_NAME = /^[\p{Script=Han}A-Za-z\d]{2,10}$/u;
const WORK = /^《[^《》]{2,16}》$/u;

/** 「本文原载于《青湾日报》2031年3月2日第3版」, 「本文转载自公众号《晒谷场》，作者：许三桥」 */
const FIRST_PUBLISHED =
  /^(?:(?:本文|原文|此文)(?:最早|首先|最初|原)?(?:刊登|刊载|刊載|刊|发表|發表|首发|首發|载|載|转载|轉載|分享|摘编|摘|选|選|节选|節選|改编|编译|編譯)(?:自|于|於|在)|原[载載刊](?:于|於|自)?|(?:转载|轉載|摘|选|選|节选|節選|编译|編譯)自|首发于|首發於)[:：]?[^《》。！？]{0,14}《[^《》]{2,60}》[^《》。！？，,；;]{0,24}(?:[，,；;]\s?(?:作者|原文|原题|原標題|原标题|标题|编译|译者|翻译|转载|有|略有|经|已)[^。！？]{0,40})?。?$/u;

/** 「图源网络」, 「图片由受访者提供」, 「圖／翻攝自臉書」 */
const PICTURE_FROM =
  /^(?:封面|文中|题|題|配|首|部分|以上)?(?:图片?|圖片?|照片|影片)\s?(?:[均都皆]?(?:[来來]源|源|[来來取截]自|翻[摄攝]自|自(?=网|網|互))\s?(?:自|于|於)?|[/／:：]\s?(?:[来來取截]自|翻[摄攝]自|(?=[^，。！？]{2,12}(?:提供|供图|供圖)$))|[均都皆]?由(?=[^，。！？]{2,12}(?:提供|供图|供圖)$))\s?[:：]?\s?[^，。！？!?：:；;\s]{2,14}$/u;

/** @param text a line beside a text: within it, such a line may be the text's own */
export function isOriginLine(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length > LINE_AT_MOST) return false;
  const line = trimmed.replace(/^[（(【[]([^（()）【】[\]]*)[）)】\]]$/u, "$1").trim();
  return (
    FIRST_PUBLISHED.test(line) ||
    (PICTURE_FROM.test(line) && !hasGrammar(line.replace(/^.{0,6}[自由]/u, ""))) ||
    namesSources(line, line !== trimmed)
  );
}

/** Nothing but names, one of them of a medium at least, with a word before or behind them, or brackets around. */
function namesSources(line: string, isBracketed: boolean): boolean {
  const { from, names, said } = NAMED_SOURCES.exec(line)?.groups ?? {};
  if (names === undefined || (from === undefined && said === undefined && !isBracketed)) return false;
  const each = names.split(BETWEEN_NAMES);
  return (
    each.some((name) => isMedium(name) || WORK.test(name)) &&
    each.every((name) => WORK.test(name) || (OTHER_NAME.test(name) && !hasGrammar(name)))
  );
}
