import type { Stage } from "../types.ts";

/** Declares a stage: infers its reasons and options, and lets the list of stages hold it. */
export function defineStage<Reason extends string, Options extends object>(
  stage: Stage<Reason, Options>,
): Stage {
  return stage as unknown as Stage;
}
