/** The labelled cases that a run works on, and which of them belong to a fold. */
import { ScoreError } from "../src/core/errors.ts";
import {
  type HtmlCase,
  type LayoutCase,
  readHtmlCases,
  readLayoutCases,
  readTextCases,
  readVerdictCases,
  type TextCase,
  type VerdictCase,
} from "./metrics/corpus.ts";
import { foldOf } from "./folds.ts";

export interface Cases {
  readonly html: readonly HtmlCase[];
  readonly text: readonly TextCase[];
  /** Pages that are no article. */
  readonly verdicts: readonly VerdictCase[];
  /** Absent where nobody asked for them. */
  readonly layouts?: readonly LayoutCase[];
}

export interface CaseOptions {
  /** A folder with `html/` and `text/`, `verdicts/` perhaps, and `layouts/` where that is asked for. */
  readonly corpus: string;
  /** Takes only cases whose name begins so; default: all. */
  readonly only?: string;
  /** Also the pages of many layouts: many, so slow. */
  readonly layouts?: boolean;
}

/** @throws {ScoreError} where the corpus cannot be read, or holds no case that was asked for. */
export function readCases({ corpus, only = "", layouts = false }: CaseOptions): Cases {
  const cases = {
    html: readHtmlCases(corpus, only),
    text: readTextCases(corpus, only),
    verdicts: readVerdictCases(corpus, only),
    ...(layouts && { layouts: readLayoutCases(corpus, only) }),
  };
  if (Object.values(cases).every((own) => own.length === 0)) {
    throw new ScoreError(`No case of ${corpus} begins with "${only}". Name one of its folders with --only.`);
  }
  return cases;
}

/** The cases that are left out while the models of a fold are learned. */
export function casesOfFold({ html, text, verdicts, layouts }: Cases, fold: number): Cases {
  const isIn = (site: string) => foldOf(site) === fold;
  return {
    html: html.filter(({ site }) => isIn(site)),
    text: text.filter(({ name }) => isIn(siteOfText(name))),
    verdicts: verdicts.filter(({ site }) => isIn(site)),
    ...(layouts && { layouts: layouts.filter((page) => isIn(siteOfLayout(page))) }),
  };
}

/** The sites of texts are unknown: each counts as its own site. */
export function siteOfText(name: string): string {
  return name;
}

export function siteOfLayout({ url, name }: Pick<LayoutCase, "url" | "name">): string {
  return URL.parse(url)?.hostname ?? name;
}
