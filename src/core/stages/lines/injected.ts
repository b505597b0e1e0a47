import { findPhrases, type FoundPhrase } from "../../cues/find-phrases.ts";
import { mayHold } from "../../cues/match.ts";
import { toSimplified } from "../../text/scripts.ts";
import { hanLength } from "../../text/characters.ts";
import { findPlantedPrompts } from "../../lines/planted-prompts.ts";
import { runsOf } from "../../text/runs.ts";
import { shapeOf } from "../../cues/line-shape.ts";
import { findSpans, type Span } from "../../text/spans.ts";
import type { Cues } from "../../document/cue.ts";
import type { Block } from "../../document/document.ts";
import type { Finding } from "../../document/finding.ts";
import { defineStage } from "../../document/stage.ts";

type Reason = "offer" | "keyword" | "prompt";

interface Options {
  readonly otherCharsAtMost: number;
  readonly offerCharsAtMost: number;
  readonly timesAtLeast: number;
  readonly shareAtMost: number;
}

/** Cue files whose words are planted in texts of other subjects. */
const OFFERS = ["link-farm", "betting", "illicit"];

/** Texts about these subjects may name them. */
const SUBJECT =
  /赌|博彩|彩票|彩民|棋牌|游戏|电竞|体育|诈|骗|非法|违法|犯罪|涉嫌|警|法院|检察|色情|黑客|賭|詐|騙|違法|檢察/u;

/** An address, an account to add, a number to call. */
const CONTACT =
  /https?:\/\/[\w.-]{2,60}|(?:www|wap|m)\s?[.．]\s?[\w-]{2,40}|[\w-]{2,40}\.(?:com|cn|net|org|cc|vip|top|xyz|info|example)(?![\w-])|(?:qq群?|扣扣|企鹅号?|微信号?|薇信|威信|v信|飞机|电报|客服号?)[:：\s]{0,3}@?[a-z0-9_-]{5,20}|(?<!\d)1[3-9]\d{9}(?!\d)/gu;

const CLAUSE = /[^。！？!?；;，,：:\s（）()【】[\]<>《》]+/gu;
const OPENING = /[（(【[<《]/u;
const CLOSING = /[）)】\]>》]/u;
const SENTENCE_MARK = /[。！？!?；;（(【[<《）)】\]>》]/u;
const OPENING_QUOTE = /[“「『]/gu;
const CLOSING_QUOTE = /[”」』]/gu;
const QUOTE = /[“”「」『』‘’"]/u;

/** A sentence has more to say, Chinese characters. */
const REST_AT_MOST = 3;

/** What stands between two marks, with the planted words in it. */
interface Clause {
  readonly span: Span;
  readonly text: string;
  readonly phrases: readonly FoundPhrase[];
}

/** The clauses from one end of a sentence to the next, or within brackets. */
interface Sentence {
  readonly block: Block;
  readonly clauses: readonly Clause[];
}

export const injected = defineStage<Reason, Options>({
  name: "injected",
  kind: "spam",
  zone: "any",
  summary:
    "Removes words planted in a text about something else: offers with a contact, keywords, instructions to language models.",
  reasons: {
    offer: "words of betting, sex or forged papers, with an address or an account",
    keyword: "nothing but such words between two marks, several times in the text",
    prompt: "an order to language models, in a text that speaks of them nowhere else",
  },
  defaults: {
    // Besides the words: the name of the house before 「官网登录入口」.
    otherCharsAtMost: 6,
    // Besides the words and the contact: 「加微信……领取」.
    offerCharsAtMost: 16,
    timesAtLeast: 2,
    // Of the document.
    shareAtMost: 0.25,
  },
  *run({ blocks }, options, { cues }) {
    const prompts = findPlantedPrompts(blocks);
    for (const block of prompts) yield { block, reason: "prompt" };
    const sentences = blocks
      // A title is a name: nothing is planted in it.
      .filter(({ kind, index }) => kind !== "title" && !prompts.has(index))
      .flatMap((block) => suspectSentences(block, cues));
    if (sentences.length === 0) return;
    if (!isSmallPart(sentences, blocks, options) || isAboutIt(blocks, sentences)) return;
    const keywords = keywordClauses(sentences, options);
    for (const sentence of sentences) {
      const offer = contactRange(sentence, options);
      if (offer) yield asFinding(sentence, offer, "offer");
      else yield* keywordFindings(sentence, keywords);
    }
  },
});

/** Sentences with a phrase that may be planted; quotations do not count. */
function suspectSentences(block: Block, cues: Cues): readonly Sentence[] {
  if (!mayHold(shapeOf(block), OFFERS, cues)) return [];
  const text = block.text.toLowerCase();
  // 「İ」 becomes two; then places would not be the same.
  if (text.length !== block.text.length) return [];
  const phrases = findPhrases(toSimplified(text), OFFERS, cues);
  if (phrases.length === 0) return [];
  return sentencesOf(text, phrases)
    .filter((clauses) => clauses.some(says))
    .map((clauses) => ({ block, clauses }));
}

/** The clauses of each sentence that does not begin within quotes. */
function sentencesOf(text: string, phrases: readonly FoundPhrase[]): readonly (readonly Clause[])[] {
  const sentences: Clause[][] = [];
  let open = 0;
  let end = 0;
  let next = 0;
  for (const { index, 0: clause } of text.matchAll(CLAUSE)) {
    const to = index + clause.length;
    if (end === 0 || SENTENCE_MARK.test(text.slice(end, index))) sentences.push([]);
    while (next < phrases.length && phrases[next]!.from < index) next += 1;
    const first = next;
    while (next < phrases.length && phrases[next]!.from < to) next += 1;
    if (open <= 0)
      sentences.at(-1)!.push({ span: [index, to], text: clause, phrases: phrases.slice(first, next) });
    open += (clause.match(OPENING_QUOTE)?.length ?? 0) - (clause.match(CLOSING_QUOTE)?.length ?? 0);
    end = to;
  }
  return sentences.filter((clauses) => clauses.length > 0);
}

/** A text made of such words is left to the verdict. */
function isSmallPart(
  sentences: readonly Sentence[],
  blocks: readonly Block[],
  { shareAtMost }: Options,
): boolean {
  const planted = sentences
    .flatMap(({ clauses }) => clauses)
    .filter(says)
    .reduce((sum, { text }) => sum + text.length, 0);
  return planted <= shareAtMost * blocks.reduce((sum, { text }) => sum + text.length, 0);
}

/** What the document says besides the phrases has the same subject. */
function isAboutIt(blocks: readonly Block[], sentences: readonly Sentence[]): boolean {
  const planted = Map.groupBy(sentences, ({ block }) => block.index);
  return blocks.some(({ index, text }) => {
    let rest = "";
    let at = 0;
    for (const { from, to } of (planted.get(index) ?? []).flatMap(phrasesOf)) {
      if (from > at) rest += text.slice(at, from);
      at = Math.max(at, to);
    }
    return SUBJECT.test(rest + text.slice(at));
  });
}

function phrasesOf({ clauses }: Sentence): readonly FoundPhrase[] {
  return clauses.flatMap(({ phrases }) => phrases);
}

/** The clauses from the first to the last that hold the words and a contact, where little else is said. */
function contactRange(
  { block, clauses }: Sentence,
  { offerCharsAtMost }: Options,
): readonly Clause[] | undefined {
  const start = clauses[0]!.span[0];
  const text = (from: Clause, to: Clause) => block.text.slice(from.span[0], to.span[1]).toLowerCase();
  const contacts = findSpans(text(clauses[0]!, clauses.at(-1)!), CONTACT);
  const leads = ({ span: [from, to] }: Clause) =>
    contacts.some(([first, last]) => start + first < to && start + last > from);
  const holds = (clause: Clause) => says(clause) || leads(clause);
  const last = clauses.findLastIndex(holds) + 1;
  const rest = hanLength(
    clauses
      .slice(last)
      .map((clause) => clause.text)
      .join(""),
  );
  // 「领取」 behind the account.
  const range = clauses.slice(clauses.findIndex(holds), rest <= REST_AT_MOST ? undefined : last);
  if (!range.some(leads)) return undefined;
  const whole = text(range[0]!, range.at(-1)!);
  return !QUOTE.test(whole) && otherChars(whole, range) <= offerCharsAtMost ? range : undefined;
}

function says({ phrases }: Clause): boolean {
  return phrases.length > 0;
}

/** Chinese characters of the text that belong to none of the words. */
function otherChars(text: string, clauses: readonly Clause[]): number {
  const words = clauses.flatMap(({ phrases }) => phrases);
  return hanLength(words.reduce((rest, { phrase }) => rest.replace(phrase, ""), text));
}

/** Clauses that are such words and little else; one by itself is left alone. */
function keywordClauses(
  sentences: readonly Sentence[],
  { otherCharsAtMost, timesAtLeast }: Options,
): ReadonlySet<Clause> {
  const bare = sentences
    .flatMap(({ clauses }) => clauses)
    .filter(
      (clause) =>
        says(clause) && !QUOTE.test(clause.text) && otherChars(clause.text, [clause]) <= otherCharsAtMost,
    );
  return new Set(bare.length >= timesAtLeast ? bare : []);
}

/** Adjacent clauses are removed together. */
function* keywordFindings(sentence: Sentence, keywords: ReadonlySet<Clause>): Iterable<Finding<Reason>> {
  for (const [first, last] of runsOf(sentence.clauses, 1, (clause) => keywords.has(clause))) {
    const run = sentence.clauses.slice(first, last + 1);
    yield asFinding(sentence, run, "keyword");
  }
}

/** With the brackets around them, else with one of the two adjacent marks. */
function asFinding(
  { block, clauses: all }: Sentence,
  clauses: readonly Clause[],
  reason: Reason,
): Finding<Reason> {
  const { index, text } = block;
  let [from, to] = [clauses[0]!.span[0], clauses.at(-1)!.span[1]];
  const [before = "", after = ""] = [text[from - 1], text[to]];
  const isFirst = clauses[0] === all[0];
  if (OPENING.test(before) && CLOSING.test(after)) [from, to] = [from - 1, to + 1];
  else if (isFirst && after !== "" && !CLOSING.test(after)) to += 1;
  else if (!isFirst) from -= 1;
  const words = [...new Set(clauses.flatMap(({ phrases }) => phrases.map(({ phrase }) => phrase)))];
  return { block: index, span: [from, to], reason, evidence: { words: words.join("、") } };
}
