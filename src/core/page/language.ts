/** Which language and script a text is in. franc alone calls 2,000 Chinese characters with one kana Japanese. */
import { franc } from "franc";
import { HAN, tallyOf } from "../text/characters.ts";
import { countScripts } from "../text/scripts.ts";
import { isProse } from "../text/sentences.ts";

export interface DetectedLanguage {
  /** ISO 639-3; `und` where the text is too short to say. */
  readonly language: string;
  /** Chinese only, where characters of one script clearly prevail. */
  readonly script?: "Hans" | "Hant";
}

/** Fewer letters than this tell no language. */
const SHORTEST = 10;

/** The language is that of the sentences where they come to this much, in Chinese characters: labels and code are in none. */
const PROSE_AT_LEAST = 40;

/** A text is Chinese where this share of its sentences is: quotations, originals beside it and examples may be the rest. */
const CHINESE_SHARE = 0.2;

/** A Chinese line about foreign names and products still has this share of Han among its letters. */
const HAN_SHARE = 0.2;

/** Letters of another script that count as one Chinese character. */
const LETTERS_PER_HAN = 3;

/** A Japanese line carries at least this share of hiragana among its hiragana and Han characters: endings and particles. */
const HIRAGANA_SHARE = 0.15;

/** Names and titles are quoted in their own script. */
const QUOTED =
  /“[^“”]{0,100}”|「[^「」]{0,100}」|『[^『』]{0,100}』|《[^《》]{0,100}》|[（(][^（()）]{0,100}[)）]/gu;

/** So many times more characters of one script than of the other: a quoted name may be in the other. */
const PREVAILS = 2;

const tally = tallyOf({
  han: HAN,
  hiragana: /\p{Script=Hiragana}/u,
  letters: /\p{L}/u,
});

/**
 * Line by line the script is counted; franc answers where the lines are neither Chinese nor Japanese.
 *
 * @param text a line a paragraph
 */
export function detectLanguage(text: string): DetectedLanguage {
  const { letters } = tally(text);
  if (letters < SHORTEST) return { language: "und" };
  const lines = text.split("\n");
  const prose = weigh(lines.filter(isProse));
  const { all, chinese, japanese } = prose.all >= PROSE_AT_LEAST ? prose : weigh(lines);
  if (chinese >= CHINESE_SHARE * all) return { language: "cmn", ...scriptOf(text) };
  if (japanese >= all / 2) return { language: "jpn" };
  return { language: franc(text, { minLength: SHORTEST }) };
}

/** How much of these lines is Chinese, how much Japanese, in Chinese characters. */
function weigh(lines: readonly string[]): { all: number; chinese: number; japanese: number } {
  const sums = { all: 0, chinese: 0, japanese: 0 };
  for (const line of lines) {
    const counts = tally(line);
    const weight = counts.han + (counts.letters - counts.han) / LETTERS_PER_HAN;
    const language = languageOf(line, counts);
    sums.all += weight;
    if (language !== undefined) sums[language] += weight;
  }
  return sums;
}

function languageOf(line: string, all: ReturnType<typeof tally>): "chinese" | "japanese" | undefined {
  const isMixed = all.hiragana > 0 || (all.han > 0 && all.han < HAN_SHARE * all.letters);
  const { han, hiragana, letters } = isMixed ? tally(line.replace(QUOTED, "")) : all;
  if (hiragana > 0 && hiragana >= HIRAGANA_SHARE * (han + hiragana)) return "japanese";
  return han > 0 && han >= HAN_SHARE * letters ? "chinese" : undefined;
}

function scriptOf(text: string): Pick<DetectedLanguage, "script"> {
  const { simplified, traditional } = countScripts(text);
  if (simplified > PREVAILS * traditional) return { script: "Hans" };
  return traditional > PREVAILS * simplified ? { script: "Hant" } : {};
}
