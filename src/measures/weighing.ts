/** Evidence as numbers from 0 to 1, added up with learned weights, and what the sum counts in the choice of a run. */
import type { Block } from "../types.ts";

type Numbers<Name extends string> = Readonly<Record<Name, number>>;

/** 1 from this much on, in proportion below it. */
export function upTo(most: number, value: number): number {
  return Math.min(value, most) / most;
}

/** 1 where it holds, else 0. */
export function yes(holds: boolean): number {
  return holds ? 1 : 0;
}

/** The evidence of these names added up: above 0 speaks for the article. */
export function addUp<Name extends string>(
  names: readonly Name[],
  evidence: Numbers<Name>,
  weights: Numbers<Name>,
): number {
  let sum = 0;
  for (const name of names) sum += evidence[name] * weights[name];
  return sum;
}

/** The evidence that speaks most against, but for `always`; undefined where none does. */
export function mostAgainst<Name extends string>(
  names: readonly Name[],
  evidence: Numbers<Name>,
  weights: Numbers<Name>,
): Name | undefined {
  const against = names.filter((name) => name !== "always" && evidence[name] * weights[name] < 0);
  return against.toSorted((a, b) => evidence[a] * weights[a] - evidence[b] * weights[b])[0];
}

/** Beyond this a score is as sure as it gets: no single block decides a document. */
const SURE = 4;

/** A longer block does not count more: visible code points. */
const LONG = 200;

/** What a block's score counts in the choice of the run: longer ones more, none for everything. */
export function valueInRun(score: number, { facts }: Block): number {
  return Math.max(-SURE, Math.min(SURE, score)) * Math.sqrt(Math.min(Math.max(facts.chars, 1), LONG));
}
