/** Features of the blocks of a page, by name: a value for each block, in their order. */
export type Columns<Name extends string> = Readonly<Record<Name, ArrayLike<number>>>;

/** The columns of these names. */
export function columnsOf<Name extends string>(
  names: readonly Name[],
  columnOf: (name: Name, at: number) => ArrayLike<number>,
): Columns<Name> {
  return Object.fromEntries(names.map((name, at) => [name, columnOf(name, at)])) as Record<
    Name,
    ArrayLike<number>
  >;
}

/** A column of so many values. A loop: `Float64Array.from` takes ten times as long. */
export function columnFrom(size: number, valueAt: (at: number) => number | boolean): Float64Array {
  const column = new Float64Array(size);
  for (let at = 0; at < size; at += 1) column[at] = Number(valueAt(at));
  return column;
}

/**
 * The same values by row.
 *
 * @returns the row of a place, its values in the order of the names
 */
export function rowsOf<Name extends string>(
  names: readonly Name[],
  columns: Columns<Name>,
  size: number,
): (at: number) => Float64Array {
  const width = names.length;
  const values = new Float64Array(size * width);
  for (const [feature, name] of names.entries()) {
    const column = columns[name];
    for (let at = 0; at < size; at += 1) values[at * width + feature] = column[at]!;
  }
  return (at) => values.subarray(at * width, (at + 1) * width);
}
