/** Whether a page as it came is a frame that only its scripts fill. */
import { visibleLength } from "../measures/characters.ts";
import { isProse } from "../measures/sentences.ts";
import { parse } from "../page/parse.ts";
import { readHtml } from "../page/read.ts";
import { namesTracker } from "./trackers.ts";

/** A page with this much running text is somebody's story, whatever its scripts add: visible code points. */
const STORY_AT_LEAST = 120;

/**
 * @param html the page as decoded text
 * @param articles for a list page: how many it links to
 */
export function needsBrowser(html: string, articles?: number): boolean {
  const isPoor = articles === undefined ? proseLength(html) < STORY_AT_LEAST : articles === 0;
  return isPoor && hasScripts(html);
}

/** Running text of a page: visible code points. */
export function proseLength(html: string): number {
  return readHtml(html)
    .blocks.filter(({ kind, text }) => kind !== "title" && isProse(text))
    .reduce((sum, { text }) => sum + visibleLength(text), 0);
}

/** Scripts that may add to the text: data and the counting of readers do not. */
function hasScripts(html: string): boolean {
  let isFound = false;
  let script: { readonly type: string; code: string } | undefined;
  parse(html, {
    open(name, { type = "", src = "" }) {
      if (name === "script") script = { type, code: src };
    },
    text(data) {
      if (script !== undefined) script.code += data;
    },
    close() {
      isFound ||= script !== undefined && maySayMore(script.type, script.code);
      script = undefined;
    },
    get isDone() {
      return isFound;
    },
  });
  return isFound;
}

function maySayMore(type: string, code: string): boolean {
  return /^$|javascript|^module$/iu.test(type) && code !== "" && !namesTracker(code);
}
