/** A range of a line, in UTF-16 code units; lists of spans are sorted and do not overlap. */
export type Span = readonly [from: number, to: number];

/** @param pattern a global one */
export function findSpans(text: string, pattern: RegExp): readonly Span[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: found }) => [index, index + found.length] as const);
}

/** Whether one of the spans covers the place. */
export function isCovered(spans: readonly Span[], at: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]![1] <= at) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low]![0] <= at;
}
