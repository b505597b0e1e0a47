/** Readings behind single characters and doubled commas that a program inserted all over a text. */
import type { Block } from "../../document/document.ts";
import type { Finding } from "../../document/finding.ts";
import { hanLength } from "../../text/characters.ts";
import { defineStage } from "../../document/stage.ts";

type Reason = "reading" | "doubled-comma";

const defaults = {
  /** Minimum number of repeated glosses of the same character: people gloss a word once. */
  repeatedAtLeast: 3,
  /** A term that is abbreviated again and again is one word. */
  differentAtLeast: 3,
  /** Readings for each Chinese character: a text for learners has them everywhere. */
  shareAtMost: 0.2,
  /** Two commas once are a slip, which may hide a lost word. */
  pairsAtLeast: 3,
};
type Options = typeof defaults;

export const insertedReadings = defineStage({
  name: "inserted-readings",
  kind: "characters",
  zone: "any",
  summary:
    "Removes what programs insert into sentences: readings behind single characters (產(chǎn)業(yè)), doubled commas.",
  reasons: {
    reading: "a reading in brackets behind a single character, one of many all over the text",
    "doubled-comma": "the second of two commas, one of many pairs all over the text",
  } satisfies Record<Reason, string>,
  defaults,
  *run({ blocks }, options) {
    yield* findReadings(blocks, options);
    yield* findDoubledCommas(blocks, options);
  },
});

const TONED = "āáǎàōóǒòēéěèêīíǐìūúǔùǖǘǚǜ";
/** With its tone, or of two letters and more: 「第三条(a)款」 names a list entry. */
const SYLLABLE = `(?=[a-zɑɡü]{2}|[a-zɡ]*[${TONED}])[bpmfdtnlɡgkhjqxzcsryw]?h?[aoeiuüvɑ${TONED}]{1,3}(?:n[gɡ]?|r)?`;
/** Behind a Chinese character. */
const READING = new RegExp(`(?<=\\p{Script=Han})(?:[(（](?<reading>${SYLLABLE})[)）])+`, "gu");
const POSSIBLE = /[(（][a-zɑɡà-ǜ]{1,6}[)）]/u;

/** A text that teaches readings. */
const ABOUT_READINGS = /拼音|注音|读音|讀音|读作|讀作|多音字|生字|词典|字典/u;

function* findReadings(
  blocks: readonly Block[],
  { repeatedAtLeast, differentAtLeast, shareAtMost }: Options,
): Iterable<Finding<"reading">> {
  const affected = blocks.filter(({ text }) => POSSIBLE.test(text));
  if (affected.length === 0 || blocks.some(({ text }) => ABOUT_READINGS.test(text))) return;
  const found = affected.flatMap(({ index: block, text }) =>
    Array.from(text.matchAll(READING), ({ index, 0: gloss, groups }) => ({
      block,
      span: [index, index + gloss.length] as const,
      glossed: `${text[index - 1]!}${groups!["reading"]!}`,
    })),
  );
  const different = new Set(found.map(({ glossed }) => glossed)).size;
  if (different < differentAtLeast || found.length - different < repeatedAtLeast) return;
  const han = blocks.reduce((sum, { text }) => sum + hanLength(text), 0);
  if (found.length > shareAtMost * han) return;
  for (const { block, span } of found) yield { block, span, reason: "reading" };
}

/** Two commas between words, of either width; three are a way to pause. */
const DOUBLED =
  /(?<=[\p{Script=Han}A-Za-z0-9%％”’」』）)》])(?<first>[，,])[，,](?=[\p{Script=Han}“‘「『（《])/gu;
const TWO_COMMAS = /[，,]{2}/u;
const PAUSE = /[，,]{3}/u;

function* findDoubledCommas(
  blocks: readonly Block[],
  { pairsAtLeast }: Options,
): Iterable<Finding<"doubled-comma">> {
  const affected = blocks.filter(({ text }) => TWO_COMMAS.test(text));
  const found = affected.flatMap(({ index: block, text }) =>
    Array.from(text.matchAll(DOUBLED), ({ index }) => ({ block, span: [index + 1, index + 2] as const })),
  );
  if (found.length < pairsAtLeast || affected.some(({ text }) => PAUSE.test(text))) return;
  for (const { block, span } of found) yield { block, span, reason: "doubled-comma" };
}
