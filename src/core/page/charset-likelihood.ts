/** How likely bytes are in a charset: by the characters that they become, beside those of another reading. */
import { FREQUENT_HAN, FREQUENT_TRADITIONAL_HAN } from "../text/frequent-han.ts";

/**
 * What a character costs, in nats: minus the logarithm of its share in the texts of its script. A reading that
 * costs n nats less is e^n times likelier, however many characters each makes of the bytes.
 */
const COSTS = {
  ascii: 4,
  commonHan: 6.5,
  /** ，。：“”《》 and their like. */
  punctuation: 5.5,
  /** Of an alphabet other than the Latin one. */
  letter: 4.5,
  accentedLatin: 6,
  /** Of those that a standard names first. */
  ordinaryHan: 9,
  /** Kana in a charset of Japan, Hangul in one of Korea. */
  atHome: 6.5,
  /** One of some thousands: other Han, kana and Hangul elsewhere, symbols. */
  rest: 11,
  /** Of Unicode's extensions; the two halves of a pair cost so much together. */
  rareHan: 13,
  /** Private use and control characters. */
  odd: 14,
  /** A damaged byte may leave two or three. */
  broken: 12,
};

/** What a character is to its neighbours. */
const KINDS = ["other", "asciiLetter", "accentedLatin", "letter", "han", "broken"] as const;
type Kind = (typeof KINDS)[number];

/** What two neighbours cost beyond themselves: words are of one script, and accents stand among plain letters. */
const NEIGHBOURS: readonly (readonly [before: Kind, after: Kind, cost: number])[] = [
  ["asciiLetter", "han", 3],
  ["han", "asciiLetter", 3],
  ["accentedLatin", "han", 3],
  ["han", "accentedLatin", 6],
  ["other", "accentedLatin", 3],
  ["accentedLatin", "accentedLatin", 3],
  ["other", "letter", 5],
  ["asciiLetter", "letter", 5],
  ["accentedLatin", "letter", 5],
  ["han", "letter", 5],
  ["broken", "accentedLatin", 3],
  ["broken", "letter", 5],
  // So that a character of two bytes costs as much in UTF-8 as one of three in GB18030: on a mixed page, most of them win.
  ["broken", "broken", -3.5],
];

const PUNCTUATION =
  /[\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u3000-\u3002\u3008-\u3011\uff01-\uff5e·©®°]/u;

function classify(char: string): readonly [cost: number, kind: Kind] {
  if (char === "\0") return [COSTS.odd, "other"];
  if (char <= "\u007f") return [COSTS.ascii, /[a-z]/iu.test(char) ? "asciiLetter" : "other"];
  if (char === "\ufffd") return [COSTS.broken, "broken"];
  if (char >= "\u4e00" && char <= "\u9fff") return [COSTS.rest, "han"];
  if (PUNCTUATION.test(char)) return [COSTS.punctuation, "other"];
  if (/\p{Surrogate}/u.test(char)) return [COSTS.rareHan / 2, "han"];
  if (/\p{Script=Han}/u.test(char)) return [COSTS.rareHan, "han"];
  if (/[\p{Co}\p{Cc}\p{Cn}]/u.test(char)) return [COSTS.odd, "other"];
  if (/\p{Script=Latin}/u.test(char)) return [COSTS.accentedLatin, "accentedLatin"];
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(char)) return [COSTS.rest, "han"];
  return /\p{L}/u.test(char) ? [COSTS.letter, "letter"] : [COSTS.rest, "other"];
}

/** The first level of a standard, which holds what is written every day: all double bytes between these. */
const FIRST_LEVELS = [
  ["gb18030", 0xb0a1, 0xd7f9],
  ["big5", 0xa440, 0xc67e],
] as const;

function ordinaryHan(): string {
  return FIRST_LEVELS.map(([encoding, first, last]) => {
    const bytes = new DataView(new ArrayBuffer(2 * (last - first + 1)));
    for (let code = first; code <= last; code += 1) bytes.setUint16(2 * (code - first), code);
    return new TextDecoder(encoding).decode(bytes);
  }).join("");
}

/** Elsewhere they cost much: what Big5 has most of becomes kana in GB18030, and GB18030 in UTF-16 Hangul. */
const KANA = [0x3041, 0x30fc] as const;
const AT_HOME: Readonly<Record<string, readonly [first: number, last: number]>> = {
  "euc-jp": KANA,
  shift_jis: KANA,
  "iso-2022-jp": KANA,
  "euc-kr": [0xac00, 0xd7a3],
};

interface Tables {
  /** By UTF-16 code unit. */
  readonly costs: Float32Array;
  /** By UTF-16 code unit: the place in `KINDS`. */
  readonly kinds: Uint8Array;
  /** By kind of the one before, and kind. */
  readonly neighbours: Float32Array;
}

let tables: Tables | undefined;

/** Made when the first page is weighed: most pages say what they are. */
function makeTables(): Tables {
  const costs = new Float32Array(0x1_0000);
  const kinds = new Uint8Array(0x1_0000);
  for (let unit = 0; unit < costs.length; unit += 1) {
    const [cost, kind] = classify(String.fromCharCode(unit));
    costs[unit] = cost;
    kinds[unit] = KINDS.indexOf(kind);
  }
  for (const char of ordinaryHan())
    if (char >= "\u4e00" && char <= "\u9fff") costs[char.charCodeAt(0)] = COSTS.ordinaryHan;
  for (const char of FREQUENT_HAN + FREQUENT_TRADITIONAL_HAN) costs[char.charCodeAt(0)] = COSTS.commonHan;
  const neighbours = new Float32Array(KINDS.length ** 2);
  for (const [before, after, cost] of NEIGHBOURS) {
    neighbours[KINDS.indexOf(before) * KINDS.length + KINDS.indexOf(after)] = cost;
  }
  return { costs, kinds, neighbours };
}

/** The costs of a reading in this encoding. */
function costsIn(encoding: string, { costs }: Tables): Float32Array {
  const home = AT_HOME[encoding];
  return home === undefined ? costs : costs.slice().fill(COSTS.atHome, home[0], home[1] + 1);
}

/** Bytes that are decoded at a time. */
const CHUNK = 64 * 1024;

/**
 * What it costs to read these bytes in an encoding.
 *
 * @param encoding a label that `TextDecoder` knows
 * @param atMost no longer reading than one that costs so much is looked at to its end
 * @returns nats; at least `atMost` where it is above
 */
export function costOf(bytes: Uint8Array, encoding: string, atMost = Number.POSITIVE_INFINITY): number {
  tables ??= makeTables();
  const { kinds, neighbours } = tables;
  const costs = costsIn(encoding, tables);
  const decoder = new TextDecoder(encoding);
  let total = 0;
  let before = 0;
  for (let from = 0; from < bytes.length && total < atMost; from += CHUNK) {
    const chunk = bytes.subarray(from, from + CHUNK);
    const text = decoder.decode(chunk, { stream: from + CHUNK < bytes.length });
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      const kind = kinds[unit]!;
      total += costs[unit]! + neighbours[before * KINDS.length + kind]!;
      before = kind;
    }
  }
  return total;
}
