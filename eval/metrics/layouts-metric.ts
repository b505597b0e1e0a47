/**
 * Scores texts extracted from pages of many layouts, in character 4-grams: whole-page failures matter here.
 * The gold is the body; the headline counts neither way.
 */
import type { LayoutCase } from "./corpus.ts";
import { difference, countNgrams, intersection, sumOf, total } from "./ngram-counts.ts";
import { normalizeHtml } from "./html-metric.ts";

const LENGTH = 4;

export interface LayoutScore {
  readonly name: string;
  readonly set: string;
  readonly url: string;
  readonly type: LayoutCase["type"];
  readonly isRejected: boolean;
  /** Of articles; 0 for the others. */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** @param output Headline on the first line, then the body; empty where the page was rejected. */
export function scoreLayout(page: LayoutCase, output: string): LayoutScore {
  const seam = output.indexOf("\n");
  const [head, body] = seam < 0 ? [output, ""] : [output.slice(0, seam), output.slice(seam + 1)];
  const gold = countNgrams(normalizeHtml(page.gold), LENGTH);
  const extracted = countNgrams(normalizeHtml(body), LENGTH);
  const headline = sumOf(
    countNgrams(normalizeHtml(head), LENGTH),
    countNgrams(normalizeHtml(page.title), LENGTH),
  );
  const hit = total(intersection(gold, extracted));
  const found = total(intersection(gold, sumOf(extracted, headline)));
  const extra = total(difference(difference(extracted, gold), headline));
  const isArticle = page.type === "article";
  const precision = !isArticle || hit + extra === 0 ? 0 : hit / (hit + extra);
  const recallOfArticle = gold.size === 0 ? 1 : found / total(gold);
  const recall = isArticle ? recallOfArticle : 0;
  return {
    name: page.name,
    set: page.set,
    url: page.url,
    type: page.type,
    isRejected: output.trim() === "",
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}
