/** Learns the weights of the stage `content` for the lines of texts. */
import { builtInCues } from "../src/cues/load.ts";
import { LINE_EVIDENCE } from "../src/measures/line-evidence.ts";
import { hundredths } from "../src/measures/rounding.ts";
import { gatherTextEvidence } from "../src/measures/text-article.ts";
import { type Example, readExamples } from "../src/score/examples.ts";
import { type Sample, trainWeights } from "../src/score/regression.ts";
import { trainerOf } from "./trainer.ts";

type Weights = Readonly<Record<string, number>>;

interface WeighedExample {
  readonly site: string;
  readonly samples: readonly Sample[];
}

/** A Chinese news page counts as much as so many of the other layouts, of which there are many more. */
const HTML_MASS = 4;

/** A longer block does not count more. */
const LONG = 200;

export const lineWeights = trainerOf({
  name: "line-weights",
  file: "src/stages/content-line-weights.json",
  examplesOf: (cases) =>
    readExamples(cases).map((example) => {
      const { document, changes } = example;
      return weighed(example, LINE_EVIDENCE, gatherTextEvidence(document, builtInCues(), changes));
    }),
  train: (examples) => weightsOf(examples, LINE_EVIDENCE),
  using: (lineWeights, options) => ({
    ...options,
    stages: { ...options.stages, content: { ...options.stages?.["content"], lineWeights } },
  }),
});

function weightsOf(examples: readonly WeighedExample[], evidence: readonly string[]): Weights {
  const weights = trainWeights(examples.flatMap(({ samples }) => samples));
  return Object.fromEntries(evidence.map((name, at) => [name, hundredths(weights[at]!)]));
}

/** Every page weighs the same, and in it a block by the root of its length. */
function weighed(
  { set, site, document, labels }: Example,
  evidence: readonly string[],
  gathered: readonly Weights[] = [],
): WeighedExample {
  const samples = gathered.flatMap((signs, at) => {
    const label = labels[at];
    const mass = Math.sqrt(Math.min(document.blocks[at]!.facts.chars, LONG));
    return label === undefined
      ? []
      : [{ signs: evidence.map((name) => signs[name]!), label: Number(label) as 0 | 1, mass }];
  });
  const whole = samples.reduce((sum, { mass }) => sum + mass, 0);
  const page = set === "html" ? HTML_MASS : 1;
  return { site, samples: samples.map((sample) => ({ ...sample, mass: (page * sample.mass) / whole })) };
}
