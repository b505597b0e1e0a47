/** Additive evidence on a whole document: many small signs, none of which decides alone. */

/** One thing that was seen. */
export interface Sign {
  /** Signs of one kind are not independent: two of them are no second opinion. */
  readonly kind: string;
  /** How far it tells; below zero where it speaks against. */
  readonly points: number;
  /** One short sentence with its number. */
  readonly says: string;
}

/** Whether the signs reach this sum, and of how many kinds at the least those in favour are. */
export function isSure(signs: readonly Sign[], pointsAtLeast: number, kindsAtLeast = 2): boolean {
  const kinds = new Set(signs.filter(({ points }) => points > 0).map(({ kind }) => kind));
  return kinds.size >= kindsAtLeast && signs.reduce((sum, { points }) => sum + points, 0) >= pointsAtLeast;
}

/** What the signs in favour say, most telling first. */
export function sayings(signs: readonly Sign[]): readonly string[] {
  return signs
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points)
    .map(({ says }) => says);
}

/** Points from this number on: `{ 1: 1, 4: 3 }` gives one point from 1 and three from 4 on. Lowest first. */
export type Steps = Readonly<Record<number, number>>;

/** The points of the highest step that a number reaches; 0 below the first. */
export function pointsOf(number: number, steps: Steps): number {
  return Object.entries(steps).findLast(([least]) => number >= Number(least))?.[1] ?? 0;
}
