/** Lines of a data sheet: a property and its figure in units of engineering. */
import { countSentenceEnds } from "./sentences.ts";

const FIGURE =
  /\d\s?(?:mm|cm|μm|um|nm|kg\/|m\/s|mm\/s|[kMG]?Hz|[kKMG]B|[kM]?bps|[mk]?VA?|VAC|VDC|[mμu]?A|mAh|[kM]?W|[kM]?Ω|k?Pa|MPa|bar|rpm|r\/min|dBm?)(?![a-z])|\d\s?[x×*]\s?\d|(?:IP|DN|ISO|GB\/T|ATEX|Q235|SUS)\s?\d/u;

/** Code units; longer lines are text. */
const LINE_AT_MOST = 120;

export function isDataLine(line: string): boolean {
  return line.length <= LINE_AT_MOST && FIGURE.test(line) && countSentenceEnds(line) === 0;
}
