/** The pipeline: from a document to its clean text and receipt. */
import { findHeadline } from "../article/headline.ts";
import { articleModelsOf, type Models, shippedModels } from "../article/models.ts";
import { findPageArticle } from "../article/page-article.ts";
import { findTextArticle, type LineModel } from "../article/text-article.ts";
import { headlineOfText } from "../article/text-headline.ts";
import { shippedCues } from "../cues/shipped.ts";
import type { Cues } from "../document/cue.ts";
import type { Block, Document, Metadata } from "../document/document.ts";
import type { Overrides } from "../document/overrides.ts";
import type { Profile } from "../document/profile.ts";
import type { Receipt } from "../document/receipt.ts";
import type { Context, Stage } from "../document/stage.ts";
import type { Verdict } from "../document/verdict.ts";
import { isInChinese } from "../lines/in-chinese.ts";
import { hostOf } from "../page/resolve-address.ts";
import { completeMetadata } from "../page/metadata.ts";
import { lineOf } from "../page/text-blocks.ts";
import { stages as shippedStages } from "../stages/index.ts";
import { mojibakeReason } from "../text/mojibake.ts";
import { sha256 } from "../text/sha256.ts";
import { classify, PROSE_OVERRULES } from "../verdict/classify.ts";
import { shippedVerdictModels, type VerdictModels, verdictModelsOf } from "../verdict/models.ts";
import type { VerdictSignal } from "../verdict/signal.ts";
import { verdictSignals } from "../verdict/signals.ts";
import { withoutUndefined } from "../without-undefined.ts";
import { type ConfiguredStage, configuredStages, leaveOut, type StageSettings } from "./configure.ts";
import { makeReceipt } from "./make-receipt.ts";
import { dedupeChanges } from "./overrides.ts";
import { runStages, type StagesRun, type Step, untilStable } from "./run-stages.ts";

export interface PipelineOptions {
  /** The stages, in their order; default: all that newsift has. */
  readonly stages?: readonly Stage[];
  /** By stage: `false` switches it off, an object changes thresholds named in its `defaults`. */
  readonly stageSettings?: StageSettings;
  /** Stages, reasons, or `stage/reason` whose findings are ignored. */
  readonly without?: readonly string[];
  /** Phrases of boilerplate; default: those that newsift ships. */
  readonly cues?: Cues;
  /** Verdict signals; default: all that newsift has. */
  readonly verdictSignals?: readonly VerdictSignal[];
  /** `zh` (default): a text in another language is not an article. `any`: language does not matter. */
  readonly language?: "zh" | "any";
  /** The learned models; default: those that newsift ships. */
  readonly models?: Partial<Models & VerdictModels>;
  /** Profiles by host; default: none. */
  readonly profileOf?: (host: string) => Profile | undefined;
  /** A digest of the core's code, for the hash; default: the hash does not cover the code. */
  readonly code?: string;
}

/** The result for a document. */
export interface Cleaned {
  /** Headline on line 1, then one paragraph a line, a newline at the end; "" unless the verdict is `article`. */
  readonly text: string;
  readonly verdict: Verdict;
  readonly metadata: Metadata;
  readonly receipt: Receipt;
}

export interface DocumentOptions {
  readonly onStep?: (step: Step) => void;
  /** People's decisions about this document; default: none. */
  readonly overrides?: Overrides;
}

export interface Pipeline {
  /** 16 hex digits that name all that can change a text: code, stages, thresholds, cues, models, verdict signals. */
  readonly hash: string;
  /** @throws {StageError} where a stage throws or yields a finding that does not fit the document. */
  clean(document: Document, options?: DocumentOptions): Cleaned;
}

/**
 * @throws {StageError} where an option names a stage or threshold that does not exist.
 * @throws {ModelError} where a model does not fit the features that are measured
 */
export function createPipeline(options: PipelineOptions = {}): Pipeline {
  const cues = options.cues ?? shippedCues();
  const all = options.stages ?? shippedStages;
  const stages = leaveOut(configuredStages(all, options.stageSettings ?? {}), options.without ?? []);
  const language = options.language ?? "zh";
  const signals = options.verdictSignals ?? verdictSignals;
  const files = { ...shippedModels, ...shippedVerdictModels, ...options.models };
  const models = { ...articleModelsOf(files), ...verdictModelsOf(files) };
  const byName = new Map(stages.map(({ stage }) => [stage.name, stage]));
  const hash = hashOf([
    options.code,
    language,
    [...cues],
    files,
    stages.map(({ stage, options }) => [stage.name, options]),
    [PROSE_OVERRULES, signals.map(({ id, thresholds }) => [id, thresholds])],
    options.without ?? [],
  ]);

  return {
    hash,
    clean(read, { onStep, overrides } = {}) {
      const isPage = read.format === "html";
      const original = {
        ...read,
        headline: isPage ? findHeadline(read, models.headline) : headlineOfText(read.blocks, cues),
      };
      const host = hostOf(read.url);
      const profile = host === undefined ? undefined : options.profileOf?.(host);
      const article = isPage ? findPageArticle(original, models.page) : undefined;
      const sources = withoutUndefined({ cues, stages: byName, article, profile, overrides });
      const run = runPasses(stages, original, models.line, sources, onStep);
      const { document: remaining, changes, overruled } = run;
      const metadata = completeMetadata(original, remaining, [...changes, ...overruled]);
      const verdict = classify(
        { original, remaining, changes, metadata, language, ...sources, models },
        signals,
      );
      const made = makeReceipt({
        original,
        remaining,
        changes,
        overruled,
        metadata,
        verdict: withMisread(verdict, original),
        article,
        overrides,
        pipeline: profile === undefined ? hash : `${hash}+${profile.hash}`,
      });
      return { ...made, verdict: made.receipt.verdict, metadata: made.receipt.metadata };
    },
  };
}

/** Passes until nothing changes, then the stages marked as last. */
function runPasses(
  stages: readonly ConfiguredStage[],
  document: Document,
  lineModel: LineModel,
  sources: Omit<Context, "changes">,
  onStep?: (step: Step) => void,
): StagesRun {
  const inPasses = stages.filter(({ stage }) => !stage.isLast);
  const { runs, left, pass } = untilStable(
    document,
    (read, pass) => {
      // The line model was learned from Chinese texts; the lines of others are kept.
      const article =
        read.format === "text" && isInChinese(read.blocks)
          ? { textArticle: findTextArticle(read.blocks, sources.cues, lineModel) }
          : {};
      return runStages(inPasses, read, { ...sources, ...article }, pass, onStep);
    },
    ({ document: kept, changes }, { format }) =>
      changes.length === 0 && format === "text" ? undefined : asText(kept, sources.cues),
  );
  const last = stages.filter(({ stage }) => stage.isLast);
  const lastRun = runStages(last, left, sources, pass, onStep);
  const all = [...runs, lastRun];
  return {
    document: lastRun.document,
    changes: all.flatMap(({ changes }) => changes),
    overruled: dedupeChanges(all.flatMap(({ overruled }) => overruled)),
  };
}

/**
 * What is left, as it will be read when somebody cleans the clean text again. A line that is one already stays the
 * same block, with all that was found out about it.
 */
function asText(document: Document, cues: Cues): Document {
  const isLine = ({ raw, text, facts }: Block) =>
    document.format === "text" && raw === text && facts.gapBefore === 0;
  const blocks = document.blocks.map((block) => (isLine(block) ? block : lineOf(block)));
  return { ...document, format: "text", blocks, headline: headlineOfText(blocks, cues) };
}

/** A text decoded with the wrong charset is reported, never repaired. */
function withMisread(verdict: Verdict, { blocks }: Document): Verdict {
  const misread = mojibakeReason(blocks.map(({ text }) => text));
  return misread === undefined ? verdict : { ...verdict, reasons: [...verdict.reasons, misread] };
}

/** 16 hex digits. */
function hashOf(parts: readonly unknown[]): string {
  return sha256(JSON.stringify(parts)).slice(0, 16);
}
