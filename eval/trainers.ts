/** Everything that is learned. This is the only registry: a trainer is one line here. */
import { lineWeights, pageWeights } from "./content-weights.ts";
import type { Trainer } from "./trainer.ts";

export const trainers: readonly Trainer[] = [pageWeights, lineWeights];
