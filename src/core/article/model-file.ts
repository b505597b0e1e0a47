/** A learned model as it lies on disk: its trees, and which features they were learned for. */
import { ModelError } from "../../errors.ts";
import type { BoostedTrees, Tree } from "./boosted-trees.ts";

/** The version of the format that is written and read. */
const VERSION = 1;

/** The content of a model's JSON file. */
export interface ModelFile {
  readonly version: number;
  /** In the order in which the trees count them. */
  readonly features: readonly string[];
  readonly base: number;
  readonly trees: readonly Tree[];
}

/**
 * The model of a file, for rows whose values stand in the order of `features`.
 *
 * @param name what messages call it: `page-model`
 * @throws {ModelError} where the file is of another format, or was learned for other features.
 */
export function modelOf(file: ModelFile, features: readonly string[], name: string): BoostedTrees {
  if (file.version !== VERSION) {
    throw new ModelError(
      `The model ${name} is of format ${file.version}, and this newsift reads format ${VERSION}. Train it again: npm run train -- --write`,
    );
  }
  if (file.features.join() !== features.join()) {
    throw new ModelError(
      `The model ${name} was learned for features ${fingerprint(file.features)}, and this newsift measures ${fingerprint(features)}: ` +
        `${difference(file.features, features)}. Train it again: npm run train -- --write`,
    );
  }
  return { features, base: file.base, trees: file.trees };
}

/** @returns what `modelOf` reads */
export function fileOf({ features, base, trees }: BoostedTrees): ModelFile {
  return { version: VERSION, features, base, trees };
}

function difference(learned: readonly string[], measured: readonly string[]): string {
  const gone = learned.filter((name) => !measured.includes(name));
  const added = measured.filter((name) => !learned.includes(name));
  if (gone.length + added.length === 0) return "they stand in another order";
  return [
    ...(gone.length === 0 ? [] : [`${gone.join(", ")} is not measured any more`]),
    ...(added.length === 0 ? [] : [`${added.join(", ")} is not in the model`]),
  ].join("; ");
}

/** The version of a list of features: their number, and 8 hex digits of their names and order (FNV-1a). */
function fingerprint(features: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const char of features.join()) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193) >>> 0;
  return `${features.length}-${hash.toString(16).padStart(8, "0")}`;
}
