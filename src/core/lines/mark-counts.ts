/** Counts marks, Chinese characters and digits of a line, in one pass. */

export interface MarkCounts {
  /** Marks that end a sentence. */
  readonly sentences: number;
  /** Commas and colons. */
  readonly clauses: number;
  readonly han: number;
  readonly digits: number;
}

const SENTENCE = 1;
const CLAUSE = 2;
const HAN = 3;
const DIGIT = 4;
/** Ends a sentence where a space, a closing quotation mark or nothing follows. */
const POINT = 5;

/** Of each code unit. */
const classes = new Uint8Array(0x1_0000);
classes.fill(HAN, 0x3400, 0xa000);
classes.fill(DIGIT, 0x30, 0x3a);
classes.fill(DIGIT, 0xff10, 0xff1a);
for (const mark of "。！？；!?…") classes[mark.charCodeAt(0)] = SENTENCE;
for (const mark of "，、,：:；") classes[mark.charCodeAt(0)] ||= CLAUSE;
classes[".".charCodeAt(0)] = POINT;

const BEHIND_POINT = /[\s"”’]/u;

export function countMarks(text: string): MarkCounts {
  const counts = new Uint32Array(POINT + 1);
  for (let at = 0; at < text.length; at += 1) {
    const found = classes[text.charCodeAt(at)]!;
    if (found !== POINT) counts[found]! += 1;
    else if (at + 1 === text.length || BEHIND_POINT.test(text[at + 1]!)) counts[SENTENCE]! += 1;
  }
  return {
    sentences: counts[SENTENCE]!,
    clauses: counts[CLAUSE]!,
    han: counts[HAN]!,
    digits: counts[DIGIT]!,
  };
}
