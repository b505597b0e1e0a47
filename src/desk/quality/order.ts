/** Which documents to look at next: those first from which the most is learned, each with the reason why it is up. */
import { visibleLength } from "../../core/text/characters.ts";
import { hostOf } from "../../core/page/resolve-address.ts";
import type { Receipt } from "../../core/document/receipt.ts";
import { shuffle } from "./seed.ts";
import { median } from "../../core/text/numbers.ts";

/** What the order looks at. */
export interface ReviewCandidate {
  readonly id: string;
  readonly host?: string | undefined;
  /** Visible code points of the raw page, and of what is left of it. */
  readonly chars: number;
  readonly keptChars: number;
  /** By `stage/reason`: what it took, and each number in its evidence at its smallest. */
  readonly rules: ReadonlyMap<string, RuleUse>;
  /** How much its words are like those of spam, 0 to 1; absent where nobody measured it. */
  readonly spamLikelihood?: number | undefined;
  /** It stands approved. */
  readonly isJudged: boolean;
}

export interface RuleUse {
  readonly chars: number;
  readonly least: ReadonlyMap<string, number>;
}

/** A document that is up. */
export interface Upcoming {
  readonly id: string;
  readonly why:
    | { readonly kind: "thin-evidence"; readonly rule: string; readonly name: string; readonly value: number }
    | { readonly kind: "seldom-judged"; readonly rule: string; readonly judged: number }
    /** Shares of what was removed: of the document, and the median of those before it. */
    | { readonly kind: "share-jumped"; readonly host: string; readonly share: number; readonly usual: number }
    | { readonly kind: "spam-like"; readonly likelihood: number }
    | { readonly kind: "random" };
}

/** What people decided themselves is no rule. */
const NO_RULES = ["review", "joining", "blank-lines"];

export function candidateOf(
  { document, url, verdict, counts, changes }: Receipt,
  isJudged: boolean,
): ReviewCandidate {
  const host = hostOf(url);
  const rules = new Map<string, { chars: number; least: Map<string, number> }>();
  for (const { stage, reason, before, evidence = {} } of changes) {
    if (NO_RULES.includes(stage)) continue;
    const rule = `${stage}/${reason}`;
    const use = rules.get(rule) ?? { chars: 0, least: new Map<string, number>() };
    use.chars += visibleLength(before);
    for (const [name, value] of Object.entries(evidence)) {
      // A score below zero speaks against a line: the nearer to zero, the less.
      if (typeof value === "number")
        use.least.set(name, Math.min(use.least.get(name) ?? Infinity, Math.abs(value)));
    }
    rules.set(rule, use);
  }
  return {
    id: document,
    host,
    chars: counts.chars,
    keptChars: counts.keptChars,
    rules,
    spamLikelihood: verdict.spamLikelihood,
    isJudged,
  };
}

/**
 * In turns: documents where a rule had little to go by, documents of rules that were seldom judged, documents that
 * lost another share than their host's before them, documents whose words are those of spam; then all others by
 * chance. What is judged is left out.
 * @param candidates in the order of their arrival
 */
export function orderForReview(candidates: readonly ReviewCandidate[], seed: number): readonly Upcoming[] {
  const wanted = new Set(candidates.filter(({ isJudged }) => !isJudged).map(({ id }) => id));
  const queues = [
    thinOnes(candidates),
    seldomJudged(candidates, seed),
    jumped(candidates),
    spamLike(candidates),
  ];
  const turns = Math.max(...queues.map(({ length }) => length));
  const inTurns = Array.from({ length: turns }, (_, turn) => queues.flatMap((queue) => queue[turn] ?? []));
  const order = inTurns.flat().filter(({ id }) => wanted.delete(id));
  return [...order, ...shuffle(wanted, seed).map((id): Upcoming => ({ id, why: { kind: "random" } }))];
}

/** The weakest part of what a rule found in the corpus is thin; of fewer documents there is no weakest part. */
const WEAKEST_SHARE = 0.1;
const DOCUMENTS_AT_LEAST = 10;

/** The weakest of each rule, then the second of each, and so on; of equal ones that which took the most. */
function thinOnes(candidates: readonly ReviewCandidate[]): readonly Upcoming[] {
  const uses = candidates.flatMap(({ id, rules }) =>
    [...rules].flatMap(([rule, { chars, least }]) =>
      [...least].map(([name, value]) => ({ id, rule, name, value, chars })),
    ),
  );
  const thin = [...Map.groupBy(uses, ({ rule, name }) => `${rule} ${name}`).values()].flatMap((own) => {
    if (own.length < DOCUMENTS_AT_LEAST) return [];
    const ranks = rankOf(own.map(({ value }) => value));
    return own
      .map((use) => ({ ...use, rank: ranks.get(use.value)! }))
      .filter(({ rank }) => rank <= WEAKEST_SHARE)
      .toSorted((a, b) => a.rank - b.rank || b.chars - a.chars)
      .map((use, place) => ({ ...use, place }));
  });
  return thin
    .toSorted((a, b) => a.place - b.place || a.rank - b.rank)
    .map(({ id, rule, name, value }) => ({ id, why: { kind: "thin-evidence", rule, name, value } }));
}

/** The share of values that are smaller, and half of those that are the same: what most have is not thin. */
function rankOf(values: readonly number[]): ReadonlyMap<number, number> {
  const ranks = new Map<number, number>();
  let smaller = 0;
  for (const [value, same] of [...Map.groupBy(values, (value) => value)].toSorted(([a], [b]) => a - b)) {
    ranks.set(value, (smaller + same.length / 2) / values.length);
    smaller += same.length;
  }
  return ranks;
}

/** A rule that was judged in so many documents is known. */
const JUDGED_AT_LEAST = 3;

/** The least judged rule first, a document of it by chance; what is up counts as judged. */
function seldomJudged(candidates: readonly ReviewCandidate[], seed: number): readonly Upcoming[] {
  const rules = [...new Set(candidates.flatMap(({ rules }) => [...rules.keys()]))].toSorted();
  const byId = new Map(candidates.map((one) => [one.id, one]));
  const order = shuffle(byId.keys(), seed).map((id) => byId.get(id)!);
  const judged = new Map(
    rules.map((rule) => [rule, candidates.filter((one) => one.isJudged && one.rules.has(rule)).length]),
  );
  const up: Upcoming[] = [];
  const chosen = new Set<string>();
  for (let most = 0; most < JUDGED_AT_LEAST; most += 1) {
    for (const rule of rules) {
      const count = judged.get(rule)!;
      if (count > most) continue;
      const next = order.find((one) => !one.isJudged && !chosen.has(one.id) && one.rules.has(rule));
      if (next === undefined) continue;
      chosen.add(next.id);
      up.push({ id: next.id, why: { kind: "seldom-judged", rule, judged: count } });
      for (const other of next.rules.keys()) judged.set(other, judged.get(other)! + 1);
    }
  }
  return up;
}

/** On documents that it was not learned from, 14 of 21 spam texts and 9 of 271 articles reach so much. */
const SPAM_LIKE = 0.6;

/** The likeliest first. */
function spamLike(candidates: readonly ReviewCandidate[]): readonly Upcoming[] {
  return candidates
    .flatMap(
      ({ id, spamLikelihood: likelihood = 0 }): readonly (Upcoming & { readonly likelihood: number })[] =>
        likelihood < SPAM_LIKE ? [] : [{ id, why: { kind: "spam-like", likelihood }, likelihood }],
    )
    .toSorted((a, b) => b.likelihood - a.likelihood)
    .map(({ id, why }) => ({ id, why }));
}

/** So many documents of a host make a habit. */
const HABIT_AT_LEAST = 5;
const HABIT_AT_MOST = 50;

/** A share is another when it is off by this much, and by this many times the usual distance from the median. */
const JUMP_AT_LEAST = 0.2;
const TIMES_USUAL = 4;

/** The greatest jump first. */
function jumped(candidates: readonly ReviewCandidate[]): readonly Upcoming[] {
  const found: { readonly upcoming: Upcoming; readonly jump: number }[] = [];
  for (const [host, own] of Map.groupBy(candidates, (one) => one.host)) {
    if (host === undefined) continue;
    const shares = own.map(({ chars, keptChars }) => (chars === 0 ? 0 : 1 - keptChars / chars));
    for (const [at, share] of shares.entries()) {
      const before = shares.slice(Math.max(0, at - HABIT_AT_MOST), at);
      if (before.length < HABIT_AT_LEAST) continue;
      const usual = median(before);
      const distance = median(before.map((one) => Math.abs(one - usual)));
      const jump = Math.abs(share - usual);
      if (jump < JUMP_AT_LEAST || jump < TIMES_USUAL * distance) continue;
      found.push({ upcoming: { id: own[at]!.id, why: { kind: "share-jumped", host, share, usual } }, jump });
    }
  }
  return found.toSorted((a, b) => b.jump - a.jump).map(({ upcoming }) => upcoming);
}
