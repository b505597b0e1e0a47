/** Numbers as people read them, in both languages. */

/** `12,345` */
export function count(value: number): string {
  return value.toLocaleString("en");
}

/** A part of a whole: `12 %`; what is there and less than half a percent is not nothing. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return "<1 %";
  return `${Math.round(share * 100)} %`;
}
