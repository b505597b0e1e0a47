/** A thread of `measureLeftOut`: learns without the sites of a fold, and cleans their cases. */
import { workerData } from "node:worker_threads";
import { type CaseOptions, casesOfFold, readCases } from "../cases.ts";
import { learnedWithout } from "../learning/fold-models.ts";
import { measure } from "./measure.ts";
import { trainers } from "../learning/trainers.ts";
import { answerTasks } from "../workers.ts";

const options = workerData as CaseOptions;
const cases = readCases(options);
const learned = learnedWithout(options.corpus, trainers);

answerTasks((fold: number) => measure(casesOfFold(cases, fold), { pipeline: learned(fold) }));
