/** Finds the article blocks of a page with the learned model. */
import type { Document } from "../document/document.ts";
import type { PageArticle } from "../document/stage.ts";
import { columnFrom, rowsOf } from "../text/columns.ts";
import { NONE } from "../structure/element-tree.ts";
import { isInChinese } from "../lines/in-chinese.ts";
import { PAGE_FEATURES, pageFeatures } from "../features/page-features.ts";
import { measurePage } from "../features/page-measures.ts";
import { type BoostedTrees, explain, probabilityOf } from "./boosted-trees.ts";
import { chooseBlocks } from "./choose-blocks.ts";

/** Both made for PAGE_FEATURES: how long paragraphs are, and which marks they have, differs between languages. */
export interface PageModels {
  readonly chinese: BoostedTrees;
  readonly other: BoostedTrees;
}

/** @param document a page as it was read: what stages would take away is part of what it looks like */
export function findPageArticle(document: Document, models: PageModels): PageArticle {
  const model = isInChinese(document.blocks) ? models.chinese : models.other;
  const measures = measurePage(document);
  const headline = document.headline[0] ?? NONE;
  const { length: size } = document.blocks;
  const rowOf = rowsOf(PAGE_FEATURES, pageFeatures(measures, headline), size);
  const probabilities = columnFrom(size, (at) => probabilityOf(model, rowOf(at)));
  return {
    probabilities,
    choose: (left) => chooseBlocks(left, measures, probabilities, headline),
    evidenceOf: (block) => explain(model, rowOf(block), probabilities[block]!),
  };
}
