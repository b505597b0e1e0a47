/** What learns a model from labelled cases, and how newsift is made to use it. */
import type { PipelineOptions } from "../../src/core/pipeline/create-pipeline.ts";
import type { Cases } from "../cases.ts";

/** Something that is learned from labelled cases. */
export interface Trainer {
  readonly name: string;
  /** Where newsift has it: relative to the project. */
  readonly file: string;
  /** Measures what it learns from, once. */
  learner(cases: Cases): Learner;
  /** Options of newsift, and this model in place of the shipped one. */
  using(model: unknown, options: PipelineOptions): PipelineOptions;
}

/**
 * Learns from all examples but those of sites that are left out.
 * @returns JSON; the same examples give the same model
 */
export type Learner = (isLeftOut: (site: string) => boolean) => unknown;

/** The parts of a trainer, in the types of its own. */
interface Parts<Example extends { readonly site: string }, Model> {
  readonly name: string;
  readonly file: string;
  examplesOf(cases: Cases): readonly Example[];
  train(examples: readonly Example[]): Model;
  using(model: Model, options: PipelineOptions): PipelineOptions;
}

export function trainerOf<Example extends { readonly site: string }, Model>({
  name,
  file,
  examplesOf,
  train,
  using,
}: Parts<Example, Model>): Trainer {
  return {
    name,
    file,
    learner(cases) {
      const examples = examplesOf(cases);
      return (isLeftOut) => train(examples.filter(({ site }) => !isLeftOut(site)));
    },
    using: (model, options) => using(model as Model, options),
  };
}
