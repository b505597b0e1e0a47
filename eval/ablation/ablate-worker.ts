/** A thread of `npm run ablate`: the figures of newsift without one part, each site by models that never saw it. */
import { workerData } from "node:worker_threads";
import { shippedCues } from "../../src/core/cues/shipped.ts";
import { readPage } from "../../src/core/page/read.ts";
import type { Document } from "../../src/core/document/document.ts";
import { type Outcome, outcomeOf, type Part, variantOf } from "./ablation.ts";
import { casesOfFold, readCases } from "../cases.ts";
import { learnedWithout } from "../learning/fold-models.ts";
import { FOLDS } from "../folds.ts";
import { joinScores } from "../scoring/left-out.ts";
import { measure, type MeasureOptions } from "../scoring/measure.ts";
import { trainers } from "../learning/trainers.ts";
import { answerTasks } from "../workers.ts";

const { corpus } = workerData as { readonly corpus: string };
const cases = readCases({ corpus });
const folds = Array.from({ length: FOLDS }, (_, fold) => ({ fold, cases: casesOfFold(cases, fold) }));
const learned = learnedWithout(corpus, trainers);
const documents = new Map<string, Document>();

/** Pages are read once. What is remembered of a list of blocks may come from cues that are gone: each time it is a new list. */
const read: NonNullable<MeasureOptions["read"]> = (metric, name, page) => {
  const key = `${metric}/${name}`;
  let document = documents.get(key);
  if (document === undefined) documents.set(key, (document = readPage(page(), name)));
  return { ...document, blocks: [...document.blocks] };
};

answerTasks((part: Part): Outcome => {
  const { pipeline, ignoresVerdict } = variantOf(part, shippedCues());
  const scores = folds.map(({ fold, cases: own }) =>
    measure(own, { pipeline: { ...learned(fold), ...pipeline }, ignoresVerdict, read }),
  );
  return outcomeOf(joinScores(scores));
});
