/** A signal: one kind of evidence that a document is no article, and its input. */
import type { Cues } from "../document/cue.ts";
import type { Document, Metadata } from "../document/document.ts";
import type { Change, Reason } from "../document/finding.ts";
import type { Context, PageArticle } from "../document/stage.ts";
import type { VerdictKind } from "../document/verdict.ts";
import type { LinearModel } from "../article/linear-model.ts";
import type { KeptText } from "./kept-text.ts";
import type { ListingModel } from "./listing-model.ts";

/** The input of a signal. */
export interface VerdictInput {
  readonly original: Document;
  readonly remaining: Document;
  readonly kept: KeptText;
  /** The page model's probabilities of the blocks; absent for a text. */
  readonly article?: PageArticle;
  readonly changes: readonly Change[];
  /** As stages see them. */
  readonly stages: Context["stages"];
  readonly metadata: Metadata;
  readonly language: "zh" | "any";
  readonly cues: Cues;
  readonly models: { readonly listing: ListingModel; readonly spam: LinearModel };
}

export interface VerdictSignal<Id extends string = string> {
  /** By which it is switched off. */
  readonly id: string;
  /** What it says a document is. */
  readonly kind: Exclude<VerdictKind, "article">;
  /** Applies to long texts too, since it does not depend on shape. */
  readonly overrulesProse?: true;
  /** Part of the pipeline's hash. */
  readonly thresholds: Readonly<Record<string, number>>;
  /** @returns the reasons, strongest first; undefined if there are none */
  find(document: VerdictInput): readonly Reason<Id>[] | undefined;
}
