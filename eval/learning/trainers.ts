/** Everything that is learned. This is the only registry: a trainer is one line here. */
import { headlineModel } from "./headline-model.ts";
import { lineModel, lineNgrams } from "./line-model.ts";
import { listingModel } from "./listing-model.ts";
import { otherPageModel, pageModel } from "./page-model.ts";
import { spamModel } from "./spam-model.ts";
import type { Trainer } from "./trainer.ts";

export const trainers: readonly Trainer[] = [
  headlineModel,
  pageModel,
  otherPageModel,
  lineNgrams,
  lineModel,
  listingModel,
  spamModel,
];
