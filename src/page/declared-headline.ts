/** The headline of a text: its first line, where its prose follows. */
import { matchKey } from "../cues/match-key.ts";
import { isTitleShaped } from "../measures/lines.ts";
import { shapeOf } from "../measures/shape.ts";
import type { Block } from "../types.ts";

/** A section, a site: 「清溪新闻网」, 「要闻频道」. */
const SITE_NAME =
  /(?:网|網|网站|網站|在线|在線|门户|門戶|频道|頻道|日报|日報|晚报|晚報|早报|早報|官网|首页|首頁|栏目|欄目)$/u;
const SITE_NAME_AT_MOST = 14;

/** In a text: its first line, where its prose follows; a page's title with its site's name is none. */
export function declaredInText(blocks: readonly Block[]): readonly number[] {
  const [first, second] = blocks.filter(({ facts }) => facts.chars > 0);
  const isHeadline =
    first !== undefined &&
    second !== undefined &&
    isTitleShaped(first.text) &&
    !isSiteName(bare(first.text)) &&
    !/[_|｜]/u.test(first.text) &&
    !shapeOf(first).isProse &&
    shapeOf(second).isProse;
  return isHeadline ? [first.index] : [];
}

/** Letters and digits alone: the marks of a headline and of the page's title differ. */
function bare(text: string): string {
  return matchKey(text).replaceAll(/[\s\p{P}\p{S}]/gu, "");
}

function isSiteName(name: string): boolean {
  return name.length <= SITE_NAME_AT_MOST && SITE_NAME.test(name);
}
