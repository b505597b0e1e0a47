import { isAdLabel, isAdNotice, isRequest, isSale, isSolicitation } from "../../lines/solicitation.ts";
import { matchCuePart } from "../../structure/cue-line.ts";
import { matchKey } from "../../text/match-key.ts";
import { cueWeight } from "../../cues/match.ts";
import { linePositions } from "../../structure/line-positions.ts";
import { unlikeParagraphs } from "../../structure/line-positions.ts";
import { positionOf, proseRange, type ProseRange, proseWeights } from "../../structure/prose-range.ts";
import { type Shape, shapeOf } from "../../cues/line-shape.ts";
import type { Span } from "../../text/spans.ts";
import type { Block } from "../../document/document.ts";
import { defineStage } from "../../document/stage.ts";

/** Names of elements with appeals to readers. */
const BOX =
  /newsletter|subscri|sign-?up|donat|fundrais|helpline|lifeline|promo(?:tion)?(?![a-z])|juankuan|dingyue/iu;

/** Appeals to readers (follow, subscribe, donate), also in polite sentences. */
export const appeal = defineStage({
  name: "appeal",
  kind: "site",
  zone: "any",
  summary:
    "Removes appeals to the reader: newsletters, donations, apps, helplines, ads that the text goes on below.",
  reasons: {
    box: "within a box that the page names so, beside words of such an appeal",
    line: "a line of such words outside the text, or one that begins with them",
    ask: "a line that asks for something, says where and what for: outside the text, or between paragraphs in another make",
    "ad-label":
      "a line that says that an ad stands here: in another make than paragraphs, or with a word to read on",
  },
  defaults: {
    // Maximum share of the page's prose in such an element.
    boxShare: 0.3,
  },
  *run({ blocks }, { boxShare }, { cues }) {
    const positionIn = linePositions(blocks, cues);
    const prose = proseWeights(blocks, cues);
    const sum = (positions: readonly number[]) =>
      positions.reduce((total, at) => total + Math.max(prose[at]!, 0), 0);
    const whole = sum([...blocks.keys()]);
    const isAppeal = (at: number) => cueWeight(blocks[at]!, "appeal", cues) >= 2;
    const boxes = Map.groupBy(
      [...blocks.keys()].filter((at) => BOX.test(blocks[at]!.path)),
      (at) => boxOf(blocks[at]!),
    );
    const inBox = new Set(
      [...boxes.values()].flatMap((within) =>
        within.some(isAppeal) && sum(within) <= boxShare * whole ? within : [],
      ),
    );
    const range = withoutAsking(blocks, proseRange(blocks, cues));
    const isUnlikeParagraphs = unlikeParagraphs(blocks);
    let beside = false;
    for (const [at, block] of blocks.entries()) {
      const { key } = shapeOf(block);
      const sentence = at === range?.last ? lastSentence(block.text) : undefined;
      const isHeading = block.kind === "title" || block.facts.headingLevel > 0;
      const isApart = () => isUnlikeParagraphs(block) || positionOf(at, range) === "tail";
      if (inBox.has(at)) yield { block: block.index, reason: "box" };
      else if (!isHeading && (isAdNotice(key) || (isAdLabel(key) && isApart())))
        yield { block: block.index, reason: "ad-label" };
      else if (
        !isHeading &&
        ((isRequest(key) && isUnlikeParagraphs(block)) || ((isSolicitation(key) || isSale(key)) && isApart()))
      )
        yield { block: block.index, reason: "ask" };
      else {
        const position = positionIn(at);
        const found = matchCuePart(block, position, "appeal", cues);
        const isDetail: boolean = beside && position === "tail" && isAppeal(at);
        if (found) yield { block: block.index, reason: "line", ...found };
        else if (isDetail) yield { block: block.index, reason: "line", evidence: { position, beside } };
        else if (sentence !== undefined) yield { block: block.index, span: sentence, reason: "ask" };
        beside = found !== undefined || isDetail;
      }
    }
  },
});

/** The outermost element around a block that is called so. */
function boxOf({ path, facts }: Block): number | undefined {
  return facts.containers[path.split(">").findIndex((step) => BOX.test(step))];
}

/** The text ends above the lines that ask for something, though they are sentences. */
function withoutAsking(blocks: readonly Block[], range: ProseRange | undefined): ProseRange | undefined {
  if (range === undefined) return undefined;
  let { last } = range;
  const asks = ({ key }: Shape) => isSolicitation(key) || isSale(key);
  while (last > range.first && asks(shapeOf(blocks[last]!))) last -= 1;
  return { ...range, last };
}

/** The last sentence is looked for in so many code units. */
const SENTENCE_AT_MOST = 100;

/** Glued to a sentence it also says the address: an author may ask for a kind word himself. */
const ADDRESS = /\d{5}|www\.|https?:|公众号|客户端|app(?![a-z])|二维码/u;

const LAST_SENTENCE = /(?<=[。！？!?…][”’」』"]?)[^。！？!?…]{8,80}[。！？!?…]?$/u;

/** Where the last sentence of a paragraph begins and ends, if it asks for something and the ones before it do not. */
function lastSentence(text: string): Span | undefined {
  const found = LAST_SENTENCE.exec(text.slice(-SENTENCE_AT_MOST))?.[0];
  if (found === undefined) return undefined;
  const key = matchKey(found);
  return isSolicitation(key) && ADDRESS.test(key) ? [text.length - found.length, text.length] : undefined;
}
