/**
 * The row to beat: every mark that stands next to a Chinese character, or to a mark that Chinese has and English has not, gets its
 * full-width form back.
 */

const FULL_WIDTH: Readonly<Record<string, string>> = {
  ",": "，",
  ";": "；",
  ":": "：",
  "!": "！",
  "?": "？",
  "(": "（",
  ")": "）",
};

const CHINESE = "[\\p{Script=Han}、。《》〈〉「」『』【】“”‘’—]";
const MARK = new RegExp(`(?<=${CHINESE})[,;:!?()]|[,;:!?()](?=${CHINESE})`, "gu");
const POINTS = new RegExp(`(?<=${CHINESE})(?:\\.{3})+|(?:\\.{3})+(?=${CHINESE})`, "gu");

export function widenBesideHan(line: string): string {
  return line
    .replace(MARK, (mark) => FULL_WIDTH[mark]!)
    .replace(POINTS, (points) => "…".repeat(points.length / 3));
}
