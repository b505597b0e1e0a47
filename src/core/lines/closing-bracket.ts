/** Brackets at the end of a line, where credits and rights are attached to the last sentence. */

/** Code units: a longer one is a text of its own. */
const AT_MOST = 90;

/** With the number of its day behind it perhaps: 「（編輯：陳芳）1200302」. */
const CLOSING = /\s*([（(【[][^（(【[）)\]】]{1,60}[）)\]】])\s*\d{0,8}\s*$/u;
const SENTENCE_END = /[。！？!?…][”’」』"]?$/u;

export interface ClosingBracket {
  /** UTF-16 code units, without the white space before it. */
  readonly from: number;
  readonly bracket: string;
  readonly isBehindSentence: boolean;
}

export function findClosingBracket(text: string): ClosingBracket | undefined {
  const found = CLOSING.exec(text.slice(-AT_MOST));
  if (found === null) return undefined;
  const from = text.length - found[0].length;
  return {
    from,
    bracket: found[1]!,
    isBehindSentence: SENTENCE_END.test(text.slice(Math.max(from - 2, 0), from)),
  };
}
