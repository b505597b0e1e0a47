/** Characters as bytes of a charset other than UTF-8: the way back from `TextDecoder`, which has no twin for them. */

/** By character; undefined where the charset has no bytes beyond ASCII that can be looked for, or is unknown. */
type Table = ReadonlyMap<string, readonly number[]>;

const tables = new Map<string, Table>();

/**
 * @param encoding a WHATWG name
 * @returns undefined where the charset has no such character
 */
export function encodeChar(char: string, encoding: string): readonly number[] | undefined {
  const known = tableOf(encoding).get(char);
  return known === undefined && encoding === "gb18030" ? fourBytes(pointerOf(char)) : known;
}

/** Whether characters can be written in it: not in UTF-16, nor in what switches between charsets. */
export function isEncodable(encoding: string): boolean {
  return !encoding.startsWith("utf-") && tableOf(encoding).size > 0;
}

function tableOf(encoding: string): Table {
  let table = tables.get(encoding);
  if (table === undefined) tables.set(encoding, (table = makeTable(encoding)));
  return table;
}

/** Made when the first address needs it: some ten milliseconds. */
function makeTable(encoding: string): Table {
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, readonly number[]>();
  // In Big5, what stands below is of Hong Kong: it is read, and not written.
  const firstLead = encoding === "big5" ? 0xa1 : 0x81;
  const leads = range(firstLead, 0xfe);
  // GB18030 has no single byte beyond ASCII, though 0x80 is read as €.
  const singles = encoding === "gb18030" ? [] : range(0x80, 0xff).map((byte) => [byte]);
  for (const sequences of [
    singles,
    ...leads.map((lead) => range(0x40, 0xfe).map((trail) => [lead, trail])),
  ]) {
    const lines = decoder
      .decode(Uint8Array.from(sequences.flatMap((bytes) => [...bytes, LINE_FEED])))
      .split("\n");
    for (const [at, bytes] of sequences.entries()) {
      const char = lines[at]!;
      if (!isOne(char)) continue;
      // Of the characters that Big5 has twice, the later bytes are written.
      if (encoding === "big5" || !table.has(char)) table.set(char, bytes);
    }
  }
  return table;
}

const LINE_FEED = 0x0a;

/** A character, and not what stands for none. */
function isOne(text: string): boolean {
  const [char] = text;
  return char !== undefined && char.length === text.length && char !== "\ufffd" && char > "\u009f";
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

/** Where the characters beyond the first plane begin among the sequences of four bytes. */
const ASTRAL = 189_000;
const BELOW_ASTRAL = 39_420;

/** The place of a character among the sequences of four bytes: they are in the order of code points. */
function pointerOf(char: string): number {
  const codePoint = char.codePointAt(0)!;
  if (codePoint > 0xffff) return ASTRAL + codePoint - 0x1_0000;
  const decoder = new TextDecoder("gb18030");
  let [low, high] = [0, BELOW_ASTRAL - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (decoder.decode(Uint8Array.from(fourBytes(middle))).codePointAt(0)! < codePoint) low = middle + 1;
    else high = middle;
  }
  return low;
}

function fourBytes(pointer: number): readonly number[] {
  return [
    0x81 + Math.floor(pointer / 12_600),
    0x30 + (Math.floor(pointer / 1260) % 10),
    0x81 + (Math.floor(pointer / 10) % 126),
    0x30 + (pointer % 10),
  ];
}
