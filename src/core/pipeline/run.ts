/** The runner: hands a document to each stage in order, stamps, checks and applies what they find, and keeps it all. */
import { createHash } from "node:crypto";
import { judge, PROSE_OVERRULES } from "../verdict/judge.ts";
import { listingModelOf } from "../verdict/listing-model.ts";
import { shippedVerdictModels, type VerdictModels } from "../verdict/models.ts";
import { spamModelOf } from "../verdict/spam-likelihood.ts";
import type { VerdictSignal } from "../verdict/signal.ts";
import { verdictSignals } from "../verdict/signals.ts";
import { shippedCues } from "../cues/shipped.ts";
import { findHeadline } from "../article/headline.ts";
import { isInChinese } from "../lines/in-chinese.ts";
import { headlineOfText } from "../article/text-headline.ts";
import { type Models, shippedModels } from "../article/models.ts";
import { linearModelOf, modelOf } from "../article/model-file.ts";
import { ngramsOf } from "../article/ngram-file.ts";
import { findPageArticle } from "../article/page-article.ts";
import { findTextArticle, type LineModel } from "../article/text-article.ts";
import { HEADLINE_FEATURES } from "../features/headline-features.ts";
import { PAGE_FEATURES } from "../features/page-features.ts";
import { TEXT_FEATURES } from "../features/text-features.ts";
import { type ConfiguredStage, configuredStages, leaveOut, type StageSettings } from "./configure.ts";
import { StageError } from "../errors.ts";
import { decideVerdict, onceEach, staleDecisions } from "./overrides.ts";
import { visibleLength } from "../text/characters.ts";
import { findParatext } from "../features/paratext.ts";
import { findFlags } from "./flags.ts";
import { findMisread } from "../text/mojibake.ts";
import { shapeOf } from "../cues/line-shape.ts";
import { apply, textOf } from "./replay.ts";
import type { Cues } from "../document/cue.ts";
import type { Block, Document, Metadata } from "../document/document.ts";
import type { Change, Finding } from "../document/finding.ts";
import type { Judged } from "../document/overrides.ts";
import type { Profile } from "../document/profile.ts";
import type { Counts, KeptBlock, Receipt } from "../document/receipt.ts";
import type { Context, PageArticle, Stage } from "../document/stage.ts";
import type { Verdict } from "../document/verdict.ts";
import { hostOf } from "../page/host.ts";
import { completeMetadata, titleOf } from "../page/metadata.ts";
import { lineOf } from "../page/text-blocks.ts";

export interface PipelineOptions {
  /** Per stage: `false` switches it off, an object changes thresholds named in its `defaults`. */
  readonly stages?: StageSettings;
  /** Stages, reasons, or `stage/reason`, whose findings are left out: the text as if nobody had seen them. */
  readonly without?: readonly string[];
  /** Phrases of boilerplate; default: those that newsift ships. */
  readonly cues?: Cues;
  /** What may speak against a document; default: all that newsift has. */
  readonly verdictSignals?: readonly VerdictSignal[];
  /** `zh` (default): a text in another language is not an article. `any`: language does not matter. */
  readonly language?: "zh" | "any";
  /** What was learned from labelled pages; default: what newsift ships. */
  readonly models?: Partial<Models & VerdictModels>;
  /** What the pages of a host repeat; default: nothing is known of any host. */
  readonly profileOf?: (host: string) => Profile | undefined;
}

/** What becomes of a document. */
export interface Cleaned {
  /** Headline on line 1, then one paragraph a line, a newline at the end; "" unless the verdict is `article`. */
  readonly text: string;
  readonly verdict: Verdict;
  readonly metadata: Metadata;
  readonly receipt: Receipt;
}

/** What one stage did in one pass, told as soon as it is done. */
export interface Step {
  readonly stage: string;
  readonly pass: number;
  /** As the stage saw it. */
  readonly document: Document;
  readonly changes: readonly Change[];
  readonly milliseconds: number;
}

export interface DocumentOptions {
  readonly onStep?: (step: Step) => void;
  /** What people decided about this document; default: nobody judged it. */
  readonly judged?: Judged;
}

export interface Pipeline {
  /** 16 hex digits that name the stages, their thresholds and the cues. */
  readonly hash: string;
  /** @throws {StageError} where a stage throws or yields a finding that does not fit the document. */
  clean(document: Document, options?: DocumentOptions): Cleaned;
}

/**
 * Cleaning a clean text must change nothing, so what is left is read again as a text until the stages
 * are silent. Two passes are the rule; more than these would be a stage that undoes its own work.
 */
const PASSES_AT_MOST = 5;

/** Changes to the rules that neither options nor cues show: raised by hand with each one. */
const RULES_VERSION = 7;

/**
 * @throws {StageError} where an option names a stage or threshold that does not exist.
 */
export function createPipeline(options: PipelineOptions = {}): Pipeline {
  const cues = options.cues ?? shippedCues();
  const stages = leaveOut(configuredStages(options.stages ?? {}), options.without ?? []);
  const language = options.language ?? "zh";
  const models = { ...shippedModels, ...shippedVerdictModels, ...options.models };
  const headlineModel = linearModelOf(models.headline, HEADLINE_FEATURES, "headline-model");
  const pageModels = {
    chinese: modelOf(models.page, PAGE_FEATURES, "page-model"),
    other: modelOf(models.otherPage, PAGE_FEATURES, "page-model-other"),
  };
  const lineModel = {
    trees: modelOf(models.line, TEXT_FEATURES, "line-model"),
    ngrams: ngramsOf(models.lineNgrams, "line-ngrams"),
  };
  const verdictModels = { listing: listingModelOf(models.listing), spam: spamModelOf(models.spam) };
  const signals = options.verdictSignals ?? verdictSignals;
  const hash = createHash("sha256")
    .update(
      JSON.stringify([
        RULES_VERSION,
        language,
        [...cues],
        models,
        stages.map(({ stage, options }) => [stage.name, options]),
        [PROSE_OVERRULES, signals.map(({ id, thresholds }) => [id, thresholds])],
        ...(options.without ?? []),
      ]),
    )
    .digest("hex")
    .slice(0, 16);

  return {
    hash,
    clean(read, { onStep, judged } = {}) {
      const document = {
        ...read,
        headline:
          read.format === "html" ? findHeadline(read, headlineModel) : headlineOfText(read.blocks, cues),
      };
      const host = hostOf(document.url);
      const profile = host === undefined ? undefined : options.profileOf?.(host);
      const article = document.format === "html" ? findPageArticle(document, pageModels) : undefined;
      const sources = {
        cues,
        ...(article === undefined ? {} : { article }),
        ...(profile === undefined ? {} : { profile }),
        ...(judged === undefined ? {} : { judged }),
      };
      const {
        document: current,
        changes,
        overruled,
      } = runUntilSilent(stages, document, lineModel, sources, onStep);
      const told = completeMetadata(document, current, [...changes, ...overruled]);
      const found = judge(
        {
          original: document,
          remaining: current,
          changes,
          metadata: told,
          language,
          ...sources,
          models: verdictModels,
        },
        signals,
      );
      const misread = findMisread(document.blocks.map(({ text }) => text));
      const own = misread === undefined ? found : { ...found, reasons: [...found.reasons, misread] };
      const decided = decideVerdict(own, judged, current.blocks);
      const { verdict } = decided;
      const flags = findFlags(current.blocks);
      const marked =
        decided.verdict.kind === "article" ? findParatext(withElements(document.blocks, current.blocks)) : [];
      const isArticle = verdict.kind === "article";
      const metadata = isArticle ? { ...told, ...titleOf(current) } : told;
      const text = isArticle ? textOf(current.blocks) : "";
      const stale = judged === undefined ? [] : staleDecisions(judged, changes, decided);
      return {
        text,
        verdict,
        metadata,
        receipt: {
          version: 2,
          document: document.id,
          ...(document.url === undefined ? {} : { url: document.url }),
          ...decided,
          metadata,
          counts: count(document.blocks, current.blocks, changes),
          ...(text === "" ? {} : { textSha256: sha256(text) }),
          pipeline: profile === undefined ? hash : `${hash}+${profile.hash}`,
          changes,
          ...(article === undefined || !isArticle ? {} : { kept: keptBlocks(current.blocks, article) }),
          ...(overruled.length === 0 ? {} : { overruled }),
          ...(stale.length === 0 ? {} : { stale }),
          ...(isArticle && document.isCut
            ? { incomplete: true as const, incompleteBecause: ["too-long" as const] }
            : {}),
          ...(document.notShown === undefined ? {} : { notShown: document.notShown }),
          ...(marked.length === 0 ? {} : { marked }),
          ...(flags.length === 0 ? {} : { flags }),
        },
      };
    },
  };
}

/** What is left, in the elements that it stood in. */
function withElements(page: readonly Block[], left: readonly Block[]): readonly Block[] {
  return left.map((block) => ({ ...findBlock(page, block.index)!, text: block.text }));
}

/** What stages made of a document, and what they would have taken, had no person brought it back. */
interface StagesRun {
  readonly document: Document;
  readonly changes: readonly Change[];
  readonly overruled: readonly Change[];
}

/** Pass after pass, then those stages that have the last word. */
function runUntilSilent(
  stages: readonly ConfiguredStage[],
  document: Document,
  lineModel: LineModel,
  sources: Omit<Context, "changes">,
  onStep?: (step: Step) => void,
): StagesRun {
  const inPasses = stages.filter(({ stage }) => !stage.isLast);
  const runs: StagesRun[] = [];
  let current = document;
  let pass = 1;
  for (; pass <= PASSES_AT_MOST; pass += 1) {
    // Lines were learned from texts in Chinese: of others a doubt keeps them.
    const article =
      current.format === "text" && isInChinese(current.blocks)
        ? { textArticle: findTextArticle(current.blocks, sources.cues, lineModel) }
        : {};
    const run = runStages(inPasses, current, { ...sources, ...article }, pass, onStep);
    runs.push(run);
    if (run.changes.length === 0 && current.format === "text") break;
    current = asText(run.document, sources.cues);
  }
  const last = stages.filter(({ stage }) => stage.isLast);
  runs.push(runStages(last, current, sources, pass, onStep));
  return {
    document: runs.at(-1)!.document,
    changes: runs.flatMap(({ changes }) => changes),
    overruled: onceEach(runs.flatMap(({ overruled }) => overruled)),
  };
}

/** One pass: each stage sees what the stages before it in this pass left and changed. */
export function runStages(
  stages: readonly ConfiguredStage[],
  document: Document,
  sources: Omit<Context, "changes">,
  pass: number,
  onStep?: (step: Step) => void,
): StagesRun {
  let current = document;
  const changes: Change[] = [];
  const overruled: Change[] = [];
  for (const { stage, options } of stages) {
    const start = performance.now();
    const found = withoutHeadline(
      stage,
      current,
      runStage(stage, options, current, { ...sources, changes }, pass),
    );
    const saved = findSaved(current.blocks, found, (block) => sources.judged?.keep.has(block) ?? false);
    const upheld = found.filter(({ block }) => !saved.has(block));
    const blocks = apply(current.blocks, upheld);
    for (const change of found) (saved.has(change.block) ? overruled : changes).push(change);
    const milliseconds = performance.now() - start;
    onStep?.({ stage: stage.name, pass, document: current, changes: upheld, milliseconds });
    if (upheld.length > 0) current = { ...current, blocks };
  }
  return { document: current, changes, overruled };
}

/** What a stage found, but for what would take away a line that the document declares its headline. */
function withoutHeadline(
  { mayTakeHeadline }: Stage,
  { blocks, headline }: Document,
  changes: readonly Change[],
): readonly Change[] {
  if (mayTakeHeadline) return changes;
  const saved = findSaved(blocks, changes, (block) => headline.includes(block));
  return saved.size === 0 ? changes : changes.filter(({ block }) => !saved.has(block));
}

/** Blocks of which these changes would leave nothing, though they are to be kept. */
function findSaved(
  blocks: readonly Block[],
  changes: readonly Change[],
  isKept: (block: number) => boolean,
): ReadonlySet<number> {
  const wanted = changes.map(({ block }) => block).filter(isKept);
  if (wanted.length === 0) return new Set();
  const left = new Set(apply(blocks, changes).map(({ index }) => index));
  return new Set(wanted.filter((block) => !left.has(block)));
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

/** By block, and within a block by place. */
function inOrder(changes: readonly Change[]): readonly Change[] {
  return changes.toSorted((a, b) => a.block - b.block || (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0));
}

function runStage(
  stage: Stage,
  options: object,
  document: Document,
  context: Context,
  pass: number,
): readonly Change[] {
  let findings: readonly Finding[];
  try {
    findings = [...stage.run(document, options, context)];
  } catch (cause) {
    throw new StageError(
      `Stage "${stage.name}" failed on ${document.id || "the text"}: ${(cause as Error).message}`,
      { cause },
    );
  }
  if (findings.length === 0) return [];
  const changes = inOrder(findings.map((finding) => stamp(stage, finding, document.blocks, pass)));
  refuseOverlaps(stage, changes);
  return changes;
}

function stamp(stage: Stage, finding: Finding, blocks: readonly Block[], pass: number): Change {
  const block = findBlock(blocks, finding.block);
  if (block === undefined)
    throw new StageError(`Stage "${stage.name}" names block ${finding.block}, which is not there.`);
  if (!Object.hasOwn(stage.reasons, finding.reason)) {
    throw new StageError(
      `Stage "${stage.name}" gives the reason "${finding.reason}", which is not among its reasons.`,
    );
  }
  const [from, to] = finding.span ?? [0, block.text.length];
  if (!(from >= 0 && from <= to && to <= block.text.length)) {
    throw new StageError(
      `Stage "${stage.name}" names the span ${from}–${to} of block ${block.index}, which has ${block.text.length} code units.`,
    );
  }
  const before = block.text.slice(from, to);
  return pass > 1
    ? { stage: stage.name, pass, ...finding, before }
    : { stage: stage.name, ...finding, before };
}

/** Blocks stand in the order of their indices. */
function findBlock(blocks: readonly Block[], index: number): Block | undefined {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle]!.index < index) low = middle + 1;
    else high = middle;
  }
  return blocks[low]?.index === index ? blocks[low] : undefined;
}

function refuseOverlaps(stage: Stage, changes: readonly Change[]): void {
  let block: number | undefined;
  let end = 0;
  for (const change of changes) {
    const [from, to] = change.span ?? [0, Number.POSITIVE_INFINITY];
    if (change.block === block && from < end)
      throw new StageError(`Stage "${stage.name}" changes the same characters of block ${block} twice.`);
    block = change.block;
    end = to;
  }
}

function keptBlocks(blocks: readonly Block[], article: PageArticle): readonly KeptBlock[] {
  return blocks.map(({ index }) => ({ block: index, evidence: article.evidenceOf(index) }));
}

function count(raw: readonly Block[], kept: readonly Block[], changes: readonly Change[]): Counts {
  const removed: Record<string, number> = {};
  const replaced: Record<string, number> = {};
  for (const change of changes) {
    const isRemoval = change.replacement === undefined || change.replacement === "";
    const chars = visibleLength(change.before);
    if (isRemoval && chars > 0) {
      removed[change.stage] = (removed[change.stage] ?? 0) + chars;
    } else if (!isRemoval) {
      replaced[change.stage] = (replaced[change.stage] ?? 0) + 1;
    }
  }
  const sum = (blocks: readonly Block[], chars: (block: Block) => number) =>
    blocks.reduce((total, block) => total + chars(block), 0);
  return {
    blocks: raw.length,
    keptBlocks: kept.length,
    chars: sum(raw, ({ facts }) => facts.chars),
    keptChars: sum(kept, (block) => shapeOf(block).chars),
    removed,
    replaced,
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
