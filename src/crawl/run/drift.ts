/** Drift: a run whose figures lie far from those of the runs before it. It knows no site, only what was usual there. */
import { RUNS_COMPARED } from "../../archive/records/past-runs.ts";
import type { Evidence, Reason } from "../../core/document/finding.ts";
import type { RunCounts, RunProblem, RunProblemId, RunRecord } from "../../archive/records/runs.ts";
import { amounts, type Figure, means, type FigureSample } from "./drift-figures.ts";
import { median, NORMAL } from "../../core/text/numbers.ts";

/** The run that is judged. */
export type JudgedRun = Pick<RunRecord, "sources" | "settings" | "pipeline" | "bySource" | "byHost">;

/** Among more documents than these, it is the days that differ and not the documents. */
const DOCUMENTS_AT_MOST = 25;

/** The bound for outliers, in robust standard deviations. */
const DEVIATIONS = 3.5;

/** So many times the usual is well above it. */
const WELL_ABOVE = 1.5;

type Drift = Reason<Extract<RunProblemId, `drift-${string}`>>;

interface Band {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/**
 * What left its band, by source, and by host where a host is not the whole of a source.
 *
 * A band is the median of the runs before and, to each side, 3.5 robust standard deviations: the modified z-score of
 * B. Iglewicz and D. C. Hoaglin, "How to Detect and Handle Outliers" (1993). Deviations of means are weighed by the
 * root of the number of their documents, as control charts for samples of different sizes do it: a day with three
 * articles may lie farther off than one with thirty. An amount that an earlier run has shown is no drift.
 *
 * @param past the runs before it, the latest first. Those count that ended without a problem of the source or host,
 *   and under the same settings
 */
export function findDrift(run: JudgedRun, past: readonly RunRecord[]): readonly RunProblem[] {
  return [...driftOfSources(run, past), ...driftOfHosts(run, past)];
}

function driftOfSources(run: JudgedRun, past: readonly RunRecord[]): readonly RunProblem[] {
  return run.sources.flatMap((source) => {
    const usual = past
      .filter((record) => isAlike(run, record, [source]))
      .filter(({ problems }) => !problems.some((problem) => problem.source === source));
    return drift([...amounts, ...means], run, usual, ({ bySource }) => bySource[source]).map(
      ({ id, evidence }) => ({ source, id, evidence: { ...evidence, source } }),
    );
  });
}

function driftOfHosts(run: JudgedRun, past: readonly RunRecord[]): readonly RunProblem[] {
  const [source, ...others] = run.sources;
  return partialHosts(run).flatMap((host) => {
    const usual = past
      .filter((record) => isAlike(run, record, run.sources))
      .filter(({ problems }) => !problems.some((problem) => problem.host === host));
    return drift(means, run, usual, ({ byHost }) => byHost[host]).map((problem) => ({
      ...(source === undefined || others.length > 0 ? {} : { source }),
      host,
      ...problem,
    }));
  });
}

/** Hosts that say more than the sources do: none of these has just the same documents. */
function partialHosts({ bySource, byHost }: JudgedRun): readonly string[] {
  const documentsOf = ({ articles, rejected, rawChars }: RunCounts) => `${articles} ${rejected} ${rawChars}`;
  const whole = new Set(Object.values(bySource).map(documentsOf));
  return Object.keys(byHost).filter((host) => !whole.has(documentsOf(byHost[host]!)));
}

/** Whether a run ended by itself, and with the same settings of those of the sources that it was for. */
function isAlike({ settings }: JudgedRun, record: RunRecord, sources: readonly string[]): boolean {
  const shared = sources.filter((source) => record.settings?.[source] !== undefined);
  return (
    (record.outcome === "ok" || record.outcome === "degraded") &&
    shared.length > 0 &&
    shared.every((source) => record.settings?.[source] === settings?.[source])
  );
}

/** Each figure that left its band. */
function drift(
  figures: readonly Figure[],
  run: JudgedRun,
  usual: readonly RunRecord[],
  countsOf: (run: JudgedRun) => RunCounts | undefined,
): readonly Drift[] {
  const counts = countsOf(run);
  if (counts === undefined) return [];
  return figures.flatMap((figure) => {
    const past = usual
      .filter(({ pipeline }) => !figure.isOfText || pipeline === run.pipeline)
      .flatMap((record) => countsOf(record) ?? [])
      .filter((before) => figure.sample(before) !== undefined)
      .slice(0, RUNS_COMPARED);
    return driftOf(figure, counts, past) ?? [];
  });
}

function driftOf(figure: Figure, counts: RunCounts, past: readonly RunCounts[]): Drift | undefined {
  const now = figure.sample(counts);
  if (now === undefined || past.length < figure.runsAtLeast) return undefined;
  if (now.size < figure.documentsAtLeast) return undefined;
  const band = bandOf(
    figure,
    past.map((before) => figure.sample(before)!),
    now.size,
  );
  if (isInside(figure, band, now.value) || !hasCause(figure, counts, past)) return undefined;
  return { id: `drift-${figure.name}`, evidence: evidenceOf(figure, band, now.value, past.length) };
}

/** @param size documents that the figure to be judged is a mean of */
function bandOf({ reach, spread, isOfText }: Figure, samples: readonly FigureSample[], size: number): Band {
  const values = samples.map(({ value }) => value);
  const middle = median(values);
  const deviations = samples.map((sample) => Math.abs(sample.value - middle) * weight(sample.size));
  const deviation = Math.max(spread, NORMAL * median(deviations));
  const distance = Math.max(reach, (DEVIATIONS * deviation) / weight(size));
  const shown = isOfText ? [] : values;
  return {
    low: Math.min(middle - distance, ...shown),
    middle,
    high: Math.max(middle + distance, ...shown),
  };
}

function isInside({ sides }: Figure, { low, high }: Band, value: number): boolean {
  return !(sides.includes("below") && value < low) && !(sides.includes("above") && value > high);
}

function hasCause({ cause }: Figure, counts: RunCounts, past: readonly RunCounts[]): boolean {
  return cause === undefined || cause(counts) > WELL_ABOVE * median(past.map(cause));
}

/** What the figure is now and was usually, what was expected, and after how many runs. */
function evidenceOf(
  { sides, show }: Figure,
  { low, middle, high }: Band,
  value: number,
  runs: number,
): Evidence {
  return {
    now: show(value),
    usual: show(middle),
    ...(sides.includes("below") && { least: show(low) }),
    ...(sides.includes("above") && { most: show(high) }),
    runs,
  };
}

function weight(size: number): number {
  return Math.sqrt(Math.min(size, DOCUMENTS_AT_MOST));
}
