/** Where the readers' comments begin. */
import { cuesIn } from "../cues/match.ts";
import type { Cues } from "../document/cue.ts";
import type { Block } from "../document/document.ts";
import { recurringTexts } from "./repeated-texts.ts";
import { shapeOf } from "../cues/line-shape.ts";

/** What comments carry on lines of their own, and reports about comments in sentences: a reply button, a floor, a time of day. */
const COMMENT_CONTROLS =
  /(?<!\p{Script=Han})回复|举报|\d楼|(?:分钟|小时|天)前|顶\s*\[|赞\s*[(（[]?\d|\d{1,2}:\d{2}|匿名|登录/u;

/** Visible code points. */
const ENTRY_AT_MOST = 4;

/** The controls stand at the first comments, or above them. */
const CONTROLS_WITHIN = 12;

/**
 * A heading over comments, and one sign besides it that comments follow: their controls, or that the
 * page sets them elsewhere than the paragraphs above. 「网友评论」 can head a part of an article too.
 */
export function opensComments(blocks: readonly Block[], at: number, cues: Cues): boolean {
  const block = blocks[at]!;
  if (block.kind === "title" || block.facts.headingLevel === 1) return false;
  const found = cuesIn(block, "comment", cues).filter(({ weight }) => weight >= 2);
  if (found.length === 0 || !shapeOf(block).isLabel) return false;
  if (standsInMenu(blocks, at)) return false;
  // Below each entry of a live report it is a button.
  if (recurringTexts(blocks).has(block.text)) return false;
  const following = blocks.slice(at + 1, at + 1 + CONTROLS_WITHIN);
  if (following.length === 0 || found.every(({ opens }) => !opens)) return true;
  if ([block, ...following].some((line) => shapeOf(line).isLabel && COMMENT_CONTROLS.test(line.text)))
    return true;
  const above = blocks.slice(0, at).findLast((line) => shapeOf(line).isProse);
  return above !== undefined && above.path !== "" && following.every(({ path }) => path !== above.path);
}

/** 「调查 评论 国际 焦点」: between names of sections, each a line. */
function standsInMenu(blocks: readonly Block[], at: number): boolean {
  const isEntry = (line: Block | undefined) =>
    line !== undefined &&
    line.kind !== "title" &&
    shapeOf(line).isLabel &&
    shapeOf(line).chars <= ENTRY_AT_MOST &&
    !COMMENT_CONTROLS.test(line.text);
  return at > 0 && [at - 1, at, at + 1, at + 2, at + 3].every((other) => isEntry(blocks[other]));
}
