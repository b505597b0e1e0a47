/** The figures that runs are compared by, and how far each may lie from what is usual. */
import { hundredths } from "../../core/text/numbers.ts";
import type { RunCounts } from "../../archive/records/runs.ts";

/** What a figure is in one run, on the scale where runs are compared. */
export interface FigureSample {
  readonly value: number;
  /** Documents that it is a mean of; 1 for an amount. */
  readonly size: number;
}

/** Something that is told of each run. */
export interface Figure {
  readonly name: "links" | "new" | "articles" | "removed" | "length";
  /** undefined where a run says nothing about it. */
  sample(counts: RunCounts): FigureSample | undefined;
  /** On which side of the usual it is drift. */
  readonly sides: readonly ("below" | "above")[];
  /** Nothing nearer to the median is drift: a history without variation is no promise that there will be none. */
  readonly reach: number;
  /** How much single documents differ at the least: a standard deviation. */
  readonly spread: number;
  /** Runs before it that say something about it, and documents in the run itself. */
  readonly runsAtLeast: number;
  readonly documentsAtLeast: number;
  /** Comes from the cleaned documents: only runs of the same pipeline compare. */
  readonly isOfText: boolean;
  /** It is drift only where this is well above the usual too. */
  cause?(counts: RunCounts): number;
  /** On the scale of people: an amount, or a share. */
  show(value: number): number;
}

/** What a run is compared with at the least: fewer say nothing about what is usual. */
const RUNS_AT_LEAST = 5;

/** Amounts follow the week: seven daily runs hold a weekend. */
const RUNS_OF_A_WEEK = 7;

/** Amounts compare by ratio. The start (Tukey's started logarithm) makes little of a few more or less of a few. */
function amount(name: "links" | "new", start: number, figure: Pick<Figure, "sides" | "reach">): Figure {
  return {
    ...figure,
    name,
    sample: (counts) => ({ value: Math.log(counts[name] + start), size: 1 }),
    spread: 0,
    runsAtLeast: RUNS_OF_A_WEEK,
    documentsAtLeast: 1,
    isOfText: false,
    show: (value) => Math.max(0, Math.round(Math.exp(value) - start)),
  };
}

export const amounts: readonly Figure[] = [
  amount("links", 2, {
    sides: ["below", "above"],
    reach: Math.log(2.5),
  }),
  // Few new pages are a quiet day; where a list is at fault, its links tell.
  amount("new", 10, {
    sides: ["above"],
    reach: Math.log(5),
  }),
];

const ofText = { runsAtLeast: RUNS_AT_LEAST, isOfText: true } as const;

/**
 * What the documents of a run come to on average. The spreads are those of lively sources: an article in seven pages
 * that is none, one page twice as wordy around its text as another, articles of 200 and of 1,500 characters.
 */
export const means: readonly Figure[] = [
  {
    ...ofText,
    name: "articles",
    sample: ({ articles, rejected }) => mean(articles, articles + rejected),
    sides: ["below"],
    reach: 0.2,
    spread: 0.35,
    documentsAtLeast: 3,
    show: asShare,
  },
  {
    ...ofText,
    name: "removed",
    sample: ({ rawChars, cleanChars, articles }) =>
      articles === 0 ? undefined : { value: 1 - cleanChars / rawChars, size: articles },
    sides: ["above"],
    reach: 0.12,
    spread: 0.12,
    documentsAtLeast: 2,
    // Short articles lose a larger share, but not more.
    cause: ({ rawChars, cleanChars, articles }) => (rawChars - cleanChars) / articles,
    show: asShare,
  },
  {
    ...ofText,
    name: "length",
    sample: ({ cleanChars, articles }) =>
      articles === 0 ? undefined : { value: Math.log(cleanChars / articles), size: articles },
    // More than usual is a long story.
    sides: ["below"],
    reach: Math.log(2),
    spread: 1,
    documentsAtLeast: 3,
    show: (value) => Math.round(Math.exp(value)),
  },
];

function mean(sum: number, size: number): FigureSample | undefined {
  return size === 0 ? undefined : { value: sum / size, size };
}

function asShare(value: number): number {
  return hundredths(Math.min(1, Math.max(0, value)));
}
