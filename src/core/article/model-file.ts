/** A learned model as it lies on disk: its trees, and which features they were learned for. */
import { ModelError } from "../errors.ts";
import type { BoostedTrees, DecisionTree } from "./boosted-trees.ts";
import type { LinearModel } from "./linear-model.ts";

/** The version of the format that is written and read. */
const VERSION = 1;

/** What every model's JSON file says. */
interface AnyModelFile {
  readonly version: number;
  /** In the order of the values of a row. */
  readonly features: readonly string[];
}

/** The content of a JSON file of trees. */
export interface ModelFile extends AnyModelFile {
  readonly base: number;
  readonly trees: readonly DecisionTree[];
}

/** The content of a JSON file of a logistic regression. */
export interface LinearModelFile extends AnyModelFile, LinearModel {}

/**
 * The model of a file, for rows whose values stand in the order of `features`.
 *
 * @param name what messages call it: `page-model`
 * @throws {ModelError} where the file is of another format, or was learned for other features.
 */
export function modelOf(file: ModelFile, features: readonly string[], name: string): BoostedTrees {
  refuseUnfit(file, features, name);
  return { features, base: file.base, trees: file.trees };
}

/** The same for a logistic regression. */
export function linearModelOf(file: LinearModelFile, features: readonly string[], name: string): LinearModel {
  refuseUnfit(file, features, name);
  const { base, weights, means, deviations } = file;
  return { features, base, weights, means, deviations };
}

/** @returns what `modelOf` or `linearModelOf` reads */
export function fileOf<Model extends BoostedTrees | LinearModel>(
  model: Model,
): { readonly version: number } & Model {
  return { version: VERSION, ...model };
}

function refuseUnfit(file: AnyModelFile, features: readonly string[], name: string): void {
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
