/** Ablation: the figures without each part, compared with the whole. */
import { verdictSignals } from "../../src/core/verdict/signals.ts";
import { stages } from "../../src/core/stages/index.ts";
import type { PipelineOptions } from "../../src/core/pipeline/create-pipeline.ts";
import type { Cues } from "../../src/core/document/cue.ts";
import { siteKey } from "../folds.ts";
import type { Scores } from "../scoring/measure.ts";

/** A part that can be taken out. */
export interface Part {
  readonly kind: "stage" | "cues" | "verdict" | "signal";
  readonly name: string;
}

/** Newsift without a part. */
export interface Variant {
  readonly pipeline: PipelineOptions;
  readonly ignoresVerdict: boolean;
}

/** The figures of a variant that rows of the table compare. */
export interface Outcome {
  /** By site: mean F1 of its pages. */
  readonly html: Readonly<Record<string, number>>;
  readonly dump: Readonly<Record<string, number>>;
  /** Mean F1 of the texts that are articles. */
  readonly text: number;
  readonly htmlExact: number;
  readonly dumpExact: number;
  /** Lines of texts. */
  readonly lost: number;
  /** Articles, as pages, as bare text and as texts. */
  readonly refused: number;
  /** Lists, spam and the like. */
  readonly others: number;
}

/** Every part, in the order of the table. */
export function partsOf(cues: Cues): readonly Part[] {
  return [
    ...stages.map(({ name }) => ({ kind: "stage", name }) as const),
    ...[...cues.keys()].map((name) => ({ kind: "cues", name }) as const),
    { kind: "verdict", name: "verdict" },
    ...verdictSignals.map(({ id }) => ({ kind: "signal", name: id }) as const),
  ];
}

export function variantOf({ kind, name }: Part, cues: Cues): Variant {
  return {
    pipeline: {
      ...(kind === "stage" && { stageSettings: { [name]: false } }),
      ...(kind === "cues" && { cues: new Map([...cues].filter(([other]) => other !== name)) }),
      ...(kind === "signal" && { verdictSignals: verdictSignals.filter(({ id }) => id !== name) }),
    },
    ignoresVerdict: kind === "verdict",
  };
}

export function outcomeOf({ html, dump, text, verdicts }: Scores): Outcome {
  const pages = html.filter(({ isNearCopy }) => !isNearCopy);
  const lines = dump.filter(({ isNearCopy }) => !isNearCopy);
  const articles = text.filter(({ verdict, isVerdictUnsure }) => verdict === "article" && !isVerdictUnsure);
  const strangers = [
    ...verdicts.filter(({ verdict, isVerdictUnsure }) => verdict !== "other" && !isVerdictUnsure),
    ...text.filter(({ verdict, isVerdictUnsure }) => verdict !== "article" && !isVerdictUnsure),
  ];
  const count = <Row>(rows: readonly Row[], counts: (row: Row) => boolean) => rows.filter(counts).length;
  return {
    html: bySite(pages),
    dump: bySite(lines),
    text: mean(articles.map(({ f1 }) => f1)),
    htmlExact: count(pages, ({ isExact }) => isExact),
    dumpExact: count(lines, ({ isExact }) => isExact),
    lost: articles.reduce((sum, { lost }) => sum + lost.length, 0),
    refused: count([...pages, ...lines, ...articles], ({ isRejected }) => isRejected),
    others: count(strangers, ({ isRejected }) => isRejected),
  };
}

function bySite(pages: Scores["html"]): Readonly<Record<string, number>> {
  const sites = Map.groupBy(pages, ({ site }) => siteKey(site));
  return Object.fromEntries([...sites].map(([site, own]) => [site, mean(own.map(({ f1 }) => f1))]));
}

/** What a part adds: the figures of the whole less those without it. */
export interface Worth {
  readonly part: Part;
  readonly html: Gain;
  readonly dump: Gain;
  readonly text: number;
  readonly lost: number;
  readonly refused: number;
  readonly others: number;
}

export interface Gain {
  /** Mean F1 over sites. */
  readonly f1: number;
  /** Pages. */
  readonly exact: number;
  /** Sites that are better with it, and worse. */
  readonly better: number;
  readonly worse: number;
}

export function worthOf(part: Part, whole: Outcome, without: Outcome): Worth {
  return {
    part,
    html: gain(whole.html, without.html, whole.htmlExact - without.htmlExact),
    dump: gain(whole.dump, without.dump, whole.dumpExact - without.dumpExact),
    text: whole.text - without.text,
    lost: whole.lost - without.lost,
    refused: whole.refused - without.refused,
    others: whole.others - without.others,
  };
}

/** Smaller differences are noise. */
const NOTICEABLE = 0.0005;

function gain(whole: Outcome["html"], without: Outcome["html"], exact: number): Gain {
  const gains = Object.entries(whole).map(([site, f1]) => f1 - without[site]!);
  return {
    f1: mean(gains),
    exact,
    better: gains.filter((own) => own > NOTICEABLE).length,
    worse: gains.filter((own) => own < -NOTICEABLE).length,
  };
}

/** No metric improves with it. */
export function isWorthless({ html, dump, text, others }: Worth): boolean {
  return (
    [html, dump].every(({ f1, exact }) => f1 < NOTICEABLE / 10 && exact <= 0) &&
    text < NOTICEABLE / 10 &&
    others <= 0
  );
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
