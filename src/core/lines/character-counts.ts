/** Counts the characters of a line by kind, in one pass. */

/** Each character is of the first kind that it belongs to. Code points. */
const KINDS = {
  stops: /[。！？!?；;]/u,
  commas: /[，,、]/u,
  digits: /\p{Nd}/u,
  latin: /[A-Za-zＡ-Ｚａ-ｚ]/u,
  marks: /[\p{P}\p{S}]/u,
  spaces: /\s/u,
  functionWords: /[的了是在和與与對对從从為为被把將将及就也都而但]/u,
} as const;

type CharacterKind = keyof typeof KINDS;

export type CharacterCounts = Readonly<Record<CharacterKind, number>>;

const patterns = Object.values(KINDS);
const OTHER = patterns.length;
const UNKNOWN = OTHER + 1;

/** Of each code unit: what a pattern said of it is remembered. */
const kinds = new Uint8Array(0x1_0000).fill(UNKNOWN);
const FIRST_OF_PAIR = 0xd800;
const SECOND_OF_PAIR = 0xdc00;

/** `stops` and `commas` are among the `marks` too. */
export function countCharacters(text: string): CharacterCounts {
  const counts = new Uint32Array(UNKNOWN);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    let kind = kinds[unit]!;
    if (kind === UNKNOWN) {
      kind = kindOf(String.fromCodePoint(text.codePointAt(at)!));
      if (unit < FIRST_OF_PAIR || unit >= SECOND_OF_PAIR) kinds[unit] = kind;
      else if (text.codePointAt(at)! > unit) at += 1;
    }
    counts[kind]! += 1;
  }
  const [stops, commas, digits, latin, marks, spaces, functionWords] = counts as unknown as Counts;
  return { stops, commas, digits, latin, marks: marks + stops + commas, spaces, functionWords };
}

/** In the order of `KINDS`. */
type Counts = readonly [number, number, number, number, number, number, number];

function kindOf(character: string): number {
  const kind = patterns.findIndex((pattern) => pattern.test(character));
  return kind === -1 ? OTHER : kind;
}
