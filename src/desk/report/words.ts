/** Numbers and names as the page writes them. */

const numbers = new Intl.NumberFormat("en");

/** `12,345` */
export function count(number: number): string {
  return numbers.format(number);
}

/** `1 document`, `12 documents` */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** `38 %`, which no line breaks; what is not quite nothing or all is not called so. */
export function percent(part: number, whole = 1): string {
  if (whole === 0) return "–";
  const share = (100 * part) / whole;
  if (share > 0 && share < 1) return "<\u00a01\u00a0%";
  if (share > 99 && share < 100) return ">\u00a099\u00a0%";
  return `${Math.round(share)}\u00a0%`;
}

/** `2026-11-20 08:05 UTC` */
export function minute(time: string): string {
  return `${time.slice(0, 16).replace("T", " ")} UTC`;
}

/** `2026-11-20`, or `2026-11-18 to 2026-11-20`. */
export function days(first: string, last: string): string {
  const [from, to] = [first.slice(0, 10), last.slice(0, 10)];
  return from === to ? from : `${from} to ${to}`;
}
