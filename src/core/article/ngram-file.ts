/** The weights of n-grams as they lie on disk: a byte for each bucket. */
import { ModelError } from "../errors.ts";
import { BUCKETS, type NgramWeights } from "../features/line-ngrams.ts";

/** The version of the format that is written and read. */
const VERSION = 1;

/** The content of a JSON file of n-gram weights. */
export interface NgramFile {
  readonly version: number;
  readonly base: number;
  /** What a step of a weight's byte is worth. */
  readonly step: number;
  /** Base64 of a signed byte for each bucket. */
  readonly weights: string;
}

const STEPS = 127;

/** @throws {ModelError} where the file is of another format, or has other buckets than lines are hashed into. */
export function ngramsOf({ version, base, step, weights }: NgramFile, name: string): NgramWeights {
  const bytes = Int8Array.from(atob(weights), (char) => char.charCodeAt(0));
  if (version !== VERSION || bytes.length !== BUCKETS) {
    throw new ModelError(
      `The model ${name} is of format ${version} with ${bytes.length} buckets, and this newsift reads format ${VERSION} with ${BUCKETS}. ` +
        "Train it again: npm run train -- --write",
    );
  }
  return { base, weights: Float32Array.from(bytes, (byte) => byte * step) };
}

/** @returns what `ngramsOf` reads: each weight rounded to one of 255 steps */
export function ngramFileOf({ base, weights }: NgramWeights): NgramFile {
  const largest = Array.from(weights).reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const step = largest === 0 ? 1 : largest / STEPS;
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / step));
  return {
    version: VERSION,
    base,
    step,
    weights: btoa(String.fromCharCode(...new Uint8Array(bytes.buffer))),
  };
}
