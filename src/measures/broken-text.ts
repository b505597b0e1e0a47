/** Text that nobody wrote: put together by a machine out of pieces. */

/** Letters of both cases and digits mixed through: no word, no number, no model. */
const TOKEN = /(?<![A-Za-z0-9/=_.%#@-])[A-Za-z0-9]{12,24}(?![A-Za-z0-9/=_.%@-])/gu;
const CHANGE = /[a-z](?=[A-Z0-9])|[A-Z](?=[0-9])|[0-9](?=[A-Za-z])/gu;
const CHANGES_AT_LEAST = 5;

/** Quoted entries with commas between them, in brackets: a list as a program prints it. */
const LISTING =
  /\[\s?\]|\[\s?[‘'"’“][^\][]{1,200}[’'"‘”]\s?,\s?[‘'"’“]|[’'"”]\s?[,，]\s?[‘'"“][^'’"”\][]{1,60}[’'"”]\s?\]/gu;

/** Two marks where pieces were joined: 「结合实际。，着力」. */
const SEAM = /(?<!。)。。(?!。)|[。！？][，、；：]|[，、；：]{2}|[，、；：][。！？]/gu;

/** A line that opens with what can only follow a word. */
const OPENS_MIDWAY =
  /^[，。、；：！？”’）》】]|^[‘’'][，,、]|^(?:的(?![士确哥卢])|们)\p{Script=Han}|^\d{1,4}(?:\.\d{1,3})?(?:之间|所示|以上|以下|左右)/u;

/** Codes that no keyboard types. */
const CONTROL = /[\u0001-\u0008\u000b\u000e-\u001f]/gu;

export interface Breaks {
  /** 「ls6utgDbOeKZnI6L」 in the middle of a Chinese text. */
  readonly tokens: readonly string[];
  readonly controls: number;
  readonly listings: number;
  readonly seams: number;
  readonly midway: number;
  /** Lines with a square bracket that has no other. */
  readonly brackets: number;
}

/** Control characters within these lines. */
export function countControls(lines: readonly string[]): number {
  return count(lines, CONTROL);
}

export function findBreaks(lines: readonly string[]): Breaks {
  return {
    tokens: lines.flatMap((line) => (line.match(TOKEN) ?? []).filter(isRandom)),
    controls: countControls(lines),
    listings: count(lines, LISTING),
    seams: count(lines, SEAM),
    midway: lines.filter((line) => OPENS_MIDWAY.test(line.trim())).length,
    brackets: lines.filter((line) => line.split("[").length !== line.split("]").length).length,
  };
}

function count(lines: readonly string[], pattern: RegExp): number {
  return lines.reduce((sum, line) => sum + (line.match(pattern)?.length ?? 0), 0);
}

function isRandom(token: string): boolean {
  return (
    /[a-z]/u.test(token) &&
    /[A-Z]/u.test(token) &&
    /\d/u.test(token) &&
    (token.match(CHANGE)?.length ?? 0) >= CHANGES_AT_LEAST
  );
}
