/** Paratext: parts of an article that some count as its text and others do not: captions, datelines, standfirsts. */
import { shapeOf } from "../cues/line-shape.ts";
import type { Block } from "../document/document.ts";
import type { Paratext } from "../document/receipt.ts";

/** Names of elements of captions and of standfirsts. */
const CAPTION_NAME =
  /(?:caption|(?:^|[.#_-])(?:pic|img|image|photo|tu)[_-]?(?:desc|info|text|txt|note|explain|title|zhu|shuo))(?![a-z])/iu;
const STANDFIRST_NAME =
  /(?:^|[.#_-])(?:standfirst|summary|abstract|dek|deck|lead|intro|sub-?title|sub-?head(?:line)?|daodu|zhaiyao|article__announce)(?![a-z])/iu;

/** So many elements around a line speak of it. */
const STEPS = 3;

/** 「图为…」, 「▲…」, 「图1：…」, and who took the picture at the end. Visible code points. */
const CAPTION_AT_MOST = 120;
const CAPTION_START =
  /^\s*(?:[（(]?(?:[图圖][为為]|[上下左右]?[图圖]\s?[\d一二三四五六七八九十]{0,2}[:：]|资料图|資料[图圖照])|[▲△▼▽◀▶])/u;
const CAPTION_END =
  /(?:\p{Script=Han}{1,4}\s?[摄攝]|供[图圖]|[资資]料[图圖照]片?|新华社发|[图圖](?:源|片?来源|片?來源)?\s?[:：／/|丨]\s?[^，。]{1,20}|Photo(?: by|:)[^。]{1,40})\s?[)）】\]。]?\s*$/u;

/** 「导读：」, 「【摘要】」 */
const STANDFIRST_START =
  /^\s*[【[(（]?\s*(?:导读|導讀|摘要|核心提示|内容提要|內容提要|内容摘要|提要|导语|導語)\s*[】\])）:：]/u;

/** How many lines below the headline one may stand. */
const STANDFIRST_WITHIN = 2;

/** 「青湾社梅溪3月2日电（记者 许三桥）」, 「本报讯」, 「【青灣專訊】」, 「青湾网3月2日消息，」; RIVERTON (AP) — */
const DATELINE = new RegExp(
  [
    String.raw`[（(【[]?(?:\p{Script=Han}|[A-Za-z·]){2,14}?\s?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日\s?(?:电|電|讯|訊|消息)[）)】\]]?(?:\s?[（(][^（()）]{2,40}[）)])?[，,：:]?`,
    String.raw`本[报報网網刊台臺][讯訊](?:\s?[（(][^（()）]{2,40}[）)])?[：:]?`,
    String.raw`【\p{Script=Han}{2,8}[专專综綜][讯訊合][^【】]{0,10}】`,
    String.raw`[A-Z][A-Z .,'-]{2,40}\s?(?:\([A-Za-z]{2,12}\))?\s?[—–-]{1,2}(?=\s)`,
  ]
    .map((form) => `(?:${form})`)
    .join("|"),
  "uy",
);

/**
 * @param blocks an article's, the headline first
 * @returns in the order of the blocks, one for a block at most
 */
export function findParatext(blocks: readonly Block[]): readonly Paratext[] {
  let hasDateline = false;
  return blocks.flatMap((block, at): Paratext[] => {
    if (at === 0) return [];
    const { index, text } = block;
    if (isCaption(block)) return [{ block: index, kind: "caption" }];
    if (at <= STANDFIRST_WITHIN && at + 1 < blocks.length && isStandfirst(block))
      return [{ block: index, kind: "standfirst" }];
    const end = hasDateline || !shapeOf(block).isProse ? 0 : endOfDateline(text);
    if (end === 0) return [];
    hasDateline = true;
    return [{ block: index, kind: "dateline", span: [0, end] }];
  });
}

function isCaption(block: Block): boolean {
  const { kind, text } = block;
  if (kind === "caption" || CAPTION_NAME.test(namesAround(block))) return true;
  return shapeOf(block).chars <= CAPTION_AT_MOST && (CAPTION_START.test(text) || CAPTION_END.test(text));
}

function isStandfirst(block: Block): boolean {
  return STANDFIRST_START.test(block.text) || STANDFIRST_NAME.test(namesAround(block));
}

function namesAround({ path }: Block): string {
  return path
    .split(">")
    .slice(-STEPS)
    .join(">")
    .replaceAll(/(?:^|>)[^.#>]*/gu, "");
}

/** UTF-16 code units; 0 where the text begins with none. */
function endOfDateline(text: string): number {
  const start = /^[\s\u3000]*/u.exec(text)![0].length;
  DATELINE.lastIndex = start;
  const found = DATELINE.exec(text);
  if (found === null) return 0;
  const end = start + found[0].length;
  return end + /^[\s\u3000]*/u.exec(text.slice(end))![0].length;
}
