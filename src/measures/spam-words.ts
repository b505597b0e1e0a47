/** Signs of spam in the words of a text: what it offers, how it calls, who speaks. */
import { findPhrases, type FoundPhrase } from "../cues/find-phrases.ts";
import { mayHold } from "../cues/match.ts";
import { matchKey } from "../cues/match-key.ts";
import type { Cues } from "../types.ts";
import type { Shape } from "./shape.ts";
import { pointsOf, type Sign, type Steps } from "./signs.ts";
import { calls, customerAddressed, promises, sellerNamed, withoutQuotes } from "./voice.ts";

interface Words {
  readonly kind: string;
  readonly steps: Steps;
  readonly whose: string;
}

/** The cue files that tell of spam, and the points for so many of their phrases. */
const WORDS: readonly Words[] = [
  { kind: "sales", steps: { 1: 1, 2: 2, 4: 3 }, whose: "sales pages" },
  { kind: "betting", steps: { 1: 2, 2: 3 }, whose: "betting sites" },
  { kind: "illicit", steps: { 1: 1, 2: 2, 3: 3 }, whose: "illicit offers" },
  { kind: "spun", steps: { 2: 2, 4: 3 }, whose: "rewriting programs" },
  { kind: "mill", steps: { 1: 1, 2: 2, 4: 3 }, whose: "mills of texts" },
];
const KINDS = WORDS.map(({ kind }) => kind);
const OFFERS = ["betting", "illicit"];

/**
 * Below this share of the text, lines with such words may be planted in somebody's story: then all of
 * them are one kind of evidence, and something else has to agree.
 */
const SHARE_AT_LEAST = 0.25;

const NUMBER_TO_CALL =
  /(?<!\d)(?:1[3-9]\d(?:[ -]?\d{4}){2}|400[ -]?\d{3,4}[ -]?\d{3,4}|0\d{2,3}[ -]?\d{7,8})(?!\d)/u;
const CALLS = /欢迎|咨询|合作|热线|销售|订购|订货|微信|经理/u;

/** An account to add: 「QQ：10000」, 「微信 qw0000」. */
const ACCOUNT = /(?:QQ|扣扣|微信|薇信|[Vv]信?|飞机)[号:：\s]{0,4}@?[A-Za-z0-9_-]{5,}/u;

interface Line {
  readonly key: string;
  readonly phrases: readonly FoundPhrase[];
  readonly seller: number;
  readonly customer: number;
  readonly promised: readonly string[];
  readonly called: readonly string[];
  /** It offers something, or somebody sells in it. */
  readonly isTelling: boolean;
  readonly hasNumber: boolean;
}

/**
 * @param page all lines of the document
 * @param left what is left of it
 * @param contacts how many sales lines were taken away
 */
export function wordSigns(
  page: readonly Shape[],
  left: readonly Shape[],
  contacts: number,
  cues: Cues,
): readonly Sign[] {
  const lines = left.map((shape) => readLine(shape, cues));
  const phrases = lines.flatMap((line) => line.phrases);
  const soaked = share(
    sum(phrases, ({ phrase }) => phrase.length),
    lines,
  );
  const seller = sum(lines, (line) => line.seller);
  const customer = sum(lines, (line) => line.customer);
  const numbers = lines.filter((line) => line.hasNumber).length;
  const signs: readonly Sign[] = [
    ...WORDS.map((words) => phraseSign(words, phrases)),
    ...pitchSigns(lines),
    {
      kind: "soaked",
      points: pointsOf(soaked, { 0.07: 1, 0.14: 2 }),
      says: `${Math.round(soaked * 100)} % of the text is such phrases.`,
    },
    { kind: "voice", points: pointsOf(seller, { 1: 1, 2: 2 }), says: `A shop names itself ${seller} times.` },
    {
      kind: "voice",
      points: pointsOf(customer, { 2: 1 }),
      says: `The reader is addressed as a customer ${customer} times.`,
    },
    {
      kind: "number",
      points: pointsOf(numbers, { 1: 1 }),
      says: `${numbers} lines ask to call a number or to add an account.`,
    },
    {
      kind: "contact",
      points: pointsOf(contacts, { 1: 1 }),
      says: `${contacts} sales lines with a contact were taken away.`,
    },
    {
      kind: "around",
      points: hasOffers(page, cues) && !hasOffers(left, cues) ? 1 : 0,
      says: "Words of betting or illicit offers stood around the text or in it.",
    },
  ];
  const telling = lines.filter(({ isTelling }) => isTelling);
  const few =
    share(
      sum(telling, ({ key }) => key.length),
      lines,
    ) < SHARE_AT_LEAST;
  return few ? signs.map((sign) => ({ ...sign, kind: "words" })) : signs;
}

/** What stands in quotes is spoken of. */
function readLine(shape: Shape, cues: Cues): Line {
  const { text } = shape;
  const said = withoutQuotes(text).replace(/\p{Cc}/gu, "");
  const isWhole = said === text;
  const key = isWhole ? shape.key : matchKey(said);
  const phrases = isWhole && !mayHold(shape, KINDS, cues) ? [] : findPhrases(key, KINDS, cues);
  const seller = sellerNamed(key);
  const customer = customerAddressed(key);
  const promised = promises(key);
  const called = calls(key);
  return {
    key,
    phrases,
    seller,
    customer,
    promised,
    called,
    isTelling: phrases.length + seller + customer + promised.length + called.length > 0,
    hasNumber: (NUMBER_TO_CALL.test(text) && CALLS.test(text)) || ACCOUNT.test(text),
  };
}

/** How dense promises and calls are: per 100 characters, of which a short text has no fewer. */
function pitchSigns(lines: readonly Line[]): readonly Sign[] {
  const length = sum(lines, ({ key }) => key.length);
  const per100 = (words: readonly string[]) => (100 * words.length) / Math.max(100, length);
  const promised = lines.flatMap((line) => line.promised);
  const called = lines.flatMap((line) => line.called);
  return [
    {
      kind: "pitch",
      points: new Set(promised).size < 3 ? 0 : pointsOf(per100(promised), { 1.5: 1, 2.5: 2, 3.5: 3 }),
      says: `${promised.length} promises and gains: ${[...new Set(promised)].slice(0, 4).join("、")}.`,
    },
    {
      kind: "calls",
      points: new Set(called).size >= 2 && per100(called) >= 1 ? 1 : 0,
      says: `${called.length} calls to do something: ${[...new Set(called)].slice(0, 4).join("、")}.`,
    },
  ];
}

function hasOffers(lines: readonly Shape[], cues: Cues): boolean {
  return lines.some((line) => mayHold(line, OFFERS, cues) && findPhrases(line.key, OFFERS, cues).length > 0);
}

function phraseSign({ kind, steps, whose }: Words, found: readonly FoundPhrase[]): Sign {
  const phrases = [...new Set(found.filter((one) => one.kind === kind).map(({ phrase }) => phrase))];
  return {
    kind,
    points: pointsOf(phrases.length, steps),
    says: `${phrases.length} phrases of ${whose}: ${phrases.slice(0, 4).join("、")}.`,
  };
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

/** 0 to 1. */
function share(length: number, lines: readonly Line[]): number {
  return Math.min(
    1,
    length /
      Math.max(
        1,
        sum(lines, ({ key }) => key.length),
      ),
  );
}
