/** Measures newsift by leaving sites out: each case is cleaned with models that were learned without its site. */
import { type CaseOptions, type Cases, casesOfFold } from "../cases.ts";
import { FOLDS } from "../folds.ts";
import type { Scores } from "./measure.ts";
import { runInWorkers } from "../workers.ts";

/**
 * @param cases those of `options`
 * @param onFold called after each fold
 */
export async function measureLeftOut(
  cases: Cases,
  options: CaseOptions,
  onFold?: (fold: number) => void,
): Promise<Scores> {
  const folds = Array.from({ length: FOLDS }, (_, fold) => fold).filter((fold) =>
    Object.values(casesOfFold(cases, fold)).some((own) => own.length > 0),
  );
  const script = new URL("left-out-worker.ts", import.meta.url);
  return joinScores(await runInWorkers<number, Scores>(script, options, folds, onFold));
}

/** The scores of several lots of cases, by name as they are read. */
export function joinScores(parts: readonly Scores[]): Scores {
  const all = <Score extends { readonly name: string }>(of: (part: Scores) => readonly Score[]) =>
    parts.flatMap(of).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    html: all(({ html }) => html),
    dump: all(({ dump }) => dump),
    text: all(({ text }) => text),
    verdicts: all(({ verdicts }) => verdicts),
    ...(parts.some(({ layouts }) => layouts) && { layouts: all(({ layouts = [] }) => layouts) }),
    failures: all(({ failures }) => failures),
  };
}
