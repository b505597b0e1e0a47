/** One thing that may speak against a document, and what it is asked of. */
import type { Cues } from "../document/cue.ts";
import type { Document, Metadata } from "../document/document.ts";
import type { Change, Reason } from "../document/finding.ts";
import type { Context, PageArticle } from "../document/stage.ts";
import type { VerdictKind } from "../document/verdict.ts";
import type { LinearModel } from "../article/linear-model.ts";
import type { KeptText } from "./kept-text.ts";
import type { ListingModel } from "./listing-model.ts";

/** What a verdict is judged by. */
export interface VerdictInput {
  readonly original: Document;
  readonly remaining: Document;
  readonly kept: KeptText;
  /** What the model of pages says of its blocks; absent for a text. */
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
  /** It may speak against a long text too: it does not judge by shape. */
  readonly overrulesProse?: true;
  /** Part of the pipeline's hash. */
  readonly thresholds: Readonly<Record<string, number>>;
  /** @returns the reasons, most telling first; undefined where it has nothing to say */
  find(document: VerdictInput): readonly Reason<Id>[] | undefined;
}
