import { cuesIn } from "../../cues/match.ts";
import { visibleLength } from "../../text/characters.ts";
import { positionOf, proseRange } from "../../structure/prose-range.ts";
import { shapeOf } from "../../cues/line-shape.ts";
import type { Cues } from "../../document/cue.ts";
import type { Block, Metadata } from "../../document/document.ts";
import { defineStage } from "../../document/stage.ts";

/** 「首页 > 要闻 > 正文」. A slash or dash separates only between spaces: 2030/2031 and 和/或 are no paths. */
const SEPARATOR = /\s*(?:[>›»→＞]|-+>|&gt;)+\s*|\s+[/-]\s+/u;

/** 「当前位置：首页」. 「所在位置：荷塘路尽头」 says where a house stands. */
const HOME_ALONE = /[:：]\s*(?:网站)?首\s*页\s*$/u;

/** What a path without a cue begins with, or leads to. */
const HOME_OR_TEXT = /^\s*(?:网站)?首\s*页|[>›»＞]\s*正\s*文/u;

export const breadcrumb = defineStage({
  name: "breadcrumb",
  kind: "links",
  zone: "head",
  isSiteSpeech: true,
  summary: "Removes the path of sections from the front page to this one.",
  reasons: { breadcrumb: "a short path of sections above the text" },
  defaults: {
    charsAtMost: 80,
    // A path without a cue needs these many separators, and parts that are section names.
    separatorsAtLeast: 2,
    partAtMost: 30,
  },
  *run({ blocks }, options, { cues }) {
    const range = proseRange(blocks, cues);
    for (const [at, block] of blocks.entries()) {
      if (range !== undefined && positionOf(at, range) !== "head") return;
      if (!isBreadcrumb(block, cues, options)) continue;
      yield { block: block.index, reason: "breadcrumb", metadata: channelOf(block.text) };
      return;
    }
  },
});

function isBreadcrumb(
  block: Block,
  cues: Cues,
  {
    charsAtMost,
    separatorsAtLeast,
    partAtMost,
  }: { charsAtMost: number; separatorsAtLeast: number; partAtMost: number },
): boolean {
  const { text } = block;
  if (block.kind === "title" || shapeOf(block).chars > charsAtMost || !shapeOf(block).isLabel) return false;
  const cue = cuesIn(block, "breadcrumb", cues).length > 0;
  if (!cue && !HOME_OR_TEXT.test(text)) return false;
  const sections = text.split(SEPARATOR).filter((part) => part.trim() !== "");
  const separators = sections.length - 1;
  if (cue) return separators >= 1 || HOME_ALONE.test(text);
  return separators >= separatorsAtLeast && sections.every((part) => visibleLength(part) <= partAtMost);
}

function channelOf(text: string): Metadata {
  const sections = text
    .split(SEPARATOR)
    .map((part) => part.replace(/^.*[:：]/u, "").trim())
    .filter(
      (part) => part !== "" && !/^(?:网站首页|首\s*页|正\s*文|正文内容|内容|文字新闻|详情)$/u.test(part),
    );
  const channel = sections.at(-1);
  return channel === undefined || visibleLength(channel) > 12 ? {} : { channel };
}
