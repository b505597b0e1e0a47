/** Which blocks of a page are its article, by what was learned from labelled pages. */
import type { Document, PageArticle } from "../../types.ts";
import { columnFrom } from "../features/columns.ts";
import { NONE } from "../features/element-tree.ts";
import { PAGE_FEATURES, pageFeatures } from "../features/page-features.ts";
import { measurePage } from "../features/page-measures.ts";
import { type BoostedTrees, explain, probabilityOf } from "./boosted-trees.ts";
import { chooseBlocks } from "./choose-blocks.ts";

/**
 * @param document a page as it was read: what stages would take away is part of what it looks like
 * @param model made for PAGE_FEATURES
 */
export function findPageArticle(document: Document, model: BoostedTrees): PageArticle {
  const measures = measurePage(document);
  const headline = document.headline[0] ?? NONE;
  const columns = pageFeatures(measures);
  const inOrder = PAGE_FEATURES.map((name) => columns[name]);
  const row = new Float64Array(PAGE_FEATURES.length);
  const rowOf = (block: number) => {
    for (const [feature, column] of inOrder.entries()) row[feature] = column[block]!;
    return row;
  };
  const probabilities = columnFrom(document.blocks.length, (at) => probabilityOf(model, rowOf(at)));
  return {
    headline,
    probabilities,
    choose: (left) => chooseBlocks(left, measures, probabilities, headline),
    evidenceOf: (block) => explain(model, rowOf(block)),
  };
}
