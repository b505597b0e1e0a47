/** The innermost element that two blocks have around them, of their elements from the outermost on. */
export function elementAround(elements: readonly number[], others: readonly number[]): number | undefined {
  return elements.findLast((id, depth) => others[depth] === id);
}
