/** Chance that can be had again. */
import { sha256 } from "../../core/text/sha256.ts";

/** The same names in an order that only the seed knows, whatever order they come in; one name more moves no other. */
export function shuffle(names: Iterable<string>, seed: number): readonly string[] {
  const keyed = Array.from(names, (name) => [sha256(`${seed} ${name}`), name] as const);
  return keyed.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}

/**
 * Numbers from 0 to under 1, each as likely as any other: Bob Jenkins's small generator (JSF32), which passes the
 * usual batteries of tests.
 */
export function randomNumbers(seed: number): () => number {
  let a = 0xf1ea5eed;
  let b = seed >>> 0;
  let c = b;
  let d = b;
  const next = () => {
    const e = (a - rotate(b, 27)) | 0;
    a = b ^ rotate(c, 17);
    b = (c + d) | 0;
    c = (d + e) | 0;
    d = (e + a) | 0;
    return (d >>> 0) / 0x1_0000_0000;
  };
  for (let round = 0; round < 20; round += 1) next();
  return next;
}

function rotate(number: number, bits: number): number {
  return (number << bits) | (number >>> (32 - bits));
}
