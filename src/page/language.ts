/** Which language and script a text is in. franc alone calls 2,000 Chinese characters with one kana Japanese. */
import { franc } from "franc";
import { HAN, tallyOf } from "../measures/characters.ts";

export interface Language {
  /** ISO 639-3; `und` where the text is too short to say. */
  readonly language: string;
  /** Chinese only, where characters of one script clearly prevail. */
  readonly script?: "Hans" | "Hant";
}

/** Fewer letters than this tell no language. */
const SHORTEST = 10;

/** A Japanese text carries at least this share of kana among its kana and Han characters. */
const KANA_SHARE = 0.15;

/** A Chinese text about foreign names and products still has this share of Han among its letters. */
const HAN_SHARE = 0.2;

/** So many times more characters of one script than of the other: a quoted name may be in the other. */
const PREVAILS = 2;

/** Everyday characters that the two scripts write differently, pairwise. */
const HANS =
  "们国这来个说时对学经会后发还过动问样现开长关点机进车东业见无书门马产头给让几专万与为义习乡从众优传伤华单卖卫厂历双变号员团园图场块声处备";
const HANT =
  "們國這來個說時對學經會後發還過動問樣現開長關點機進車東業見無書門馬產頭給讓幾專萬與為義習鄉從眾優傳傷華單賣衛廠歷雙變號員團園圖場塊聲處備";

const tally = tallyOf({
  han: HAN,
  kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  letters: /\p{L}/u,
  hans: new RegExp(`[${HANS}]`, "u"),
  hant: new RegExp(`[${HANT}]`, "u"),
});

/** Scripts are counted first; franc answers for the rest. */
export function detectLanguage(text: string): Language {
  const { han, kana, letters, hans, hant } = tally(text);
  if (letters < SHORTEST) return { language: "und" };
  if (kana / (han + kana || 1) >= KANA_SHARE) return { language: "jpn" };
  if (han / letters >= HAN_SHARE) return { language: "cmn", ...script(hans, hant) };
  return { language: franc(text, { minLength: SHORTEST }) };
}

function script(hans: number, hant: number): { script?: "Hans" | "Hant" } {
  if (hans > PREVAILS * hant) return { script: "Hans" };
  return hant > PREVAILS * hans ? { script: "Hant" } : {};
}
