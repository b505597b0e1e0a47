/** Numbers of printed pages between the paragraphs of a text: 「— 1 —」, 「- 2 -」, 「3」. */
import type { Block } from "../document/document.ts";

const DASHED = /^\s*[-—–－―]{1,2}\s*(\d{1,4})\s*[-—–－―]{1,2}\s*$/u;
const BARE = /^\s*(\d{1,4})\s*$/u;

/** One is a line of its own making; so many that count on are pages. */
const NUMBERS_AT_LEAST = 2;

/** Positions of the lines that are page numbers. Bare ones are told by dashed ones that they count on with. */
export function findPageNumbers(blocks: readonly Block[]): ReadonlySet<number> {
  const numbers = blocks.flatMap(({ text }, at) => {
    const dashed = DASHED.exec(text)?.[1];
    const number = dashed ?? BARE.exec(text)?.[1];
    return number === undefined ? [] : [{ at, number: Number(number), isDashed: dashed !== undefined }];
  });
  const dashed = numbers.filter(({ isDashed }) => isDashed);
  if (
    dashed.length < NUMBERS_AT_LEAST ||
    !dashed.every(({ number }, at) => at === 0 || number > dashed[at - 1]!.number)
  )
    return new Set();
  const first = numbers.findIndex(({ isDashed }) => isDashed);
  const last = numbers.findLastIndex(({ isDashed }) => isDashed);
  const within = numbers.slice(first, last + 1);
  const countsOn = within.every(({ number }, at) => at === 0 || number === within[at - 1]!.number + 1);
  return new Set((countsOn ? within : dashed).map(({ at }) => at));
}
