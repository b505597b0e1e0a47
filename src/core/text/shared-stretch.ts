/** Length of the longest common substring: code units. */
export function sharedStretch(a: string, b: string): number {
  if (b.includes(a)) return a.length;
  let longest = 0;
  for (let from = 0; from + longest < a.length; from += 1) {
    while (from + longest < a.length && b.includes(a.slice(from, from + longest + 1))) longest += 1;
  }
  return longest;
}
