/** Finds the elements that contain a page's text, by their prose. */
import { columnFrom } from "../text/columns.ts";
import { type ElementTree, NONE, RunningSums } from "../structure/element-tree.ts";
import type { LineMeasures } from "./line-measures.ts";
import type { RepeatedSiblings } from "./repeated-siblings.ts";

/** Numbers of elements; NONE where there is none. */
export interface Containers {
  /** With the greatest score. */
  readonly best: number;
  /** What share of the best one's score the next one has that neither holds it nor lies in it. */
  readonly margin: number;
  /** The innermost with half of the prose that is neither in records nor in comments. */
  readonly half: number;
}

const HALF = 0.5;

/**
 * By what the elements around a paragraph divide its prose: its own element, or where that is one, the one around it;
 * and so on outward.
 */
const SHARES = [1, 1.6, 2.6, 4];

/** Elements that contain only a paragraph or a heading. */
const PARAGRAPHS = new Set(["p", "h1", "h2", "h3", "h4", "li", "blockquote"]);

export function findContainers(
  elements: ElementTree,
  lines: LineMeasures,
  records: RepeatedSiblings,
  inComments: (at: number) => boolean,
): Containers {
  const scores = scoreElements(elements, lines, records);
  // Stable: of two with one score the outer one.
  const ranked = Array.from(scores.keys())
    .filter((element) => scores[element]! > 0)
    .toSorted((a, b) => scores[b]! - scores[a]!);
  const best = ranked[0] ?? NONE;
  const second =
    ranked.find(
      (one) => elements.last[one]! < elements.first[best]! || elements.first[one]! > elements.last[best]!,
    ) ?? NONE;
  const prose = new RunningSums(
    columnFrom(lines.chars.length, (at) =>
      records.isRecord[at] === 1 || inComments(at) ? 0 : lines.proseWeight[at]!,
    ),
  );
  return {
    best,
    margin: second === NONE ? 0 : scores[second]! / scores[best]!,
    half: innermostWithHalf(elements, prose),
  };
}

/** As in Readability: prose scores for its ancestors, decreasing outward; links count against them. */
function scoreElements(elements: ElementTree, lines: LineMeasures, records: RepeatedSiblings): Float64Array {
  const scores = new Float64Array(elements.count);
  for (let at = 0; at < lines.proseWeight.length; at += 1) {
    const weight = lines.proseWeight[at]!;
    if (weight === 0 || records.isRecord[at] === 1) continue;
    const own = elements.innermost[at]!;
    const isParagraph = own !== NONE && PARAGRAPHS.has(elements.tags[own]!) && elements.parents[own] !== NONE;
    let element = isParagraph ? elements.parents[own]! : own;
    for (const share of SHARES) {
      if (element === NONE) break;
      scores[element]! += weight / share;
      element = elements.parents[element]!;
    }
  }
  const chars = new RunningSums(lines.chars);
  const linkChars = new RunningSums(
    columnFrom(lines.chars.length, (at) => lines.chars[at]! * lines.linkShare[at]!),
  );
  return scores.map((score, element) =>
    score === 0
      ? 0
      : score * (1 - elements.sum(element, linkChars) / Math.max(elements.sum(element, chars), 1)),
  );
}

function innermostWithHalf(elements: ElementTree, prose: RunningSums): number {
  const least = HALF * Math.max(prose.total, 1);
  let innermost = NONE;
  for (let element = 0; element < elements.count; element += 1) {
    if (elements.sum(element, prose) >= least && elements.depth(element) > elements.depth(innermost))
      innermost = element;
  }
  return innermost;
}
