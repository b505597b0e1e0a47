/** Everything that is learned. This is the only registry: a trainer is one line here. */
import { lineModel, lineNgrams } from "./line-model.ts";
import { pageModel } from "./page-model.ts";
import type { Trainer } from "./trainer.ts";

export const trainers: readonly Trainer[] = [pageModel, lineNgrams, lineModel];
