/** Numbers and names as the page writes them. */
import { formatCount, formatShare } from "../../core/words/say.ts";

/** `1 document`, `12 documents` */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${formatCount(number)} ${number === 1 ? one : many}`;
}

/** `38 %`, which no line breaks. */
export function percent(part: number, whole = 1): string {
  return whole === 0 ? "–" : formatShare(part / whole).replaceAll(" ", "\u00a0");
}

/** `2026-11-20`, or `2026-11-18 to 2026-11-20`. */
export function days(first: string, last: string): string {
  const [from, to] = [first.slice(0, 10), last.slice(0, 10)];
  return from === to ? from : `${from} to ${to}`;
}
