import type { Finding, Stage } from "../types.ts";

/** Declares a stage: infers its reasons and options, and lets the list of stages hold it. */
export function defineStage<Reason extends string, Options extends object>(
  stage: Stage<Reason, Options>,
): Stage {
  return stage as unknown as Stage;
}

/** By block, the first of the findings that take it: a block that several rules know is taken once. */
export function firstOfEachBlock<Reason extends string>(
  findings: Iterable<Finding<Reason>>,
): ReadonlyMap<number, Finding<Reason>> {
  const first = new Map<number, Finding<Reason>>();
  for (const finding of findings) if (!first.has(finding.block)) first.set(finding.block, finding);
  return first;
}
