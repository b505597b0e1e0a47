/**
 * `npm run train`: learns the weights of the stage `content` from labelled pages and from the lines of the
 * same pages, and says by cross-validation what they are worth on sites that they were not learned from.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { builtInCues } from "../cues/load.ts";
import { EVIDENCE } from "../measures/evidence.ts";
import { LINE_EVIDENCE } from "../measures/line-evidence.ts";
import { hundredths } from "../measures/rounding.ts";
import { textOf } from "../replay.ts";
import { gatherPageEvidence } from "../measures/page-article.ts";
import { gatherTextEvidence } from "../measures/text-article.ts";
import { content } from "../stages/content.ts";
import { type Example, readExamples } from "./examples.ts";
import { type Sample, trainWeights } from "./regression.ts";
import type { Format } from "../types.ts";

const root = join(import.meta.dirname, "../..");

const help = `Usage: npm run train -- [options]

Learns the weights of the stage content, cross-validated by site.

  --corpus DIR   folder with html/ and layouts/ (default: ../shared/corpus)
  --write        write the weights learned from all pages to src/stages/
  --help         show this help
`;

type Weights = Readonly<Record<string, number>>;

/** What is learned: the weights of one kind of document. */
interface Kind {
  readonly name: string;
  readonly format: Format;
  /** In the order of the weights. */
  readonly evidence: readonly string[];
  /** Among the options of the stage. */
  readonly option: string;
  readonly file: string;
  gather(example: Example): readonly Weights[] | undefined;
}

const kinds: readonly Kind[] = [
  {
    name: "pages",
    format: "html",
    evidence: EVIDENCE,
    option: "weights",
    file: "content-weights.json",
    gather: ({ document, changes }) => gatherPageEvidence(document, builtInCues(), changes)?.evidence,
  },
  {
    name: "texts",
    format: "text",
    evidence: LINE_EVIDENCE,
    option: "lineWeights",
    file: "content-line-weights.json",
    gather: ({ document, changes }) => gatherTextEvidence(document, builtInCues(), changes),
  },
];

const FOLDS = 5;

/** A Chinese news page counts as much as so many of the other layouts, of which there are many more. */
const HTML_MASS = 4;

/** A longer block does not count more. */
const LONG = 200;

const { values } = parseArgs({
  options: {
    corpus: { type: "string", default: join(root, "../shared/corpus") },
    write: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(help);
else for (const kind of kinds) train(kind);

function train(kind: Kind): void {
  process.stdout.write(`${kind.name}\n`);
  const examples = readExamples(values.corpus, kind.format);
  report(kind, "as it stands", examples, () => undefined);
  const samples = new Map(examples.map((example) => [example, samplesOf(kind, example)]));
  const learn = (from: readonly Example[]) =>
    weightsOf(
      kind,
      from.flatMap((example) => samples.get(example)!),
    );
  const learned = Array.from({ length: FOLDS }, (_, fold) =>
    learn(examples.filter(({ site }) => foldOf(site) !== fold)),
  );
  report(kind, "on unseen sites", examples, ({ site }) => learned[foldOf(site)]);
  const weights = learn(examples);
  report(kind, "learned from all", examples, () => weights);
  const json = `${JSON.stringify(weights, undefined, 2)}\n`;
  if (values.write) writeFileSync(join(root, "src/stages", kind.file), json);
  else process.stdout.write(json);
}

function weightsOf({ evidence }: Kind, samples: readonly Sample[]): Weights {
  const weights = trainWeights(samples);
  return Object.fromEntries(evidence.map((name, at) => [name, hundredths(weights[at]!)]));
}

/** Every page weighs the same, and in it a block by the root of its length. */
function samplesOf(kind: Kind, example: Example): readonly Sample[] {
  const { set, document, labels } = example;
  const samples = (kind.gather(example) ?? []).flatMap((signs, at) => {
    const label = labels[at];
    const mass = Math.sqrt(Math.min(document.blocks[at]!.facts.chars, LONG));
    return label === undefined
      ? []
      : [{ signs: kind.evidence.map((name) => signs[name]!), label: Number(label) as 0 | 1, mass }];
  });
  const whole = samples.reduce((sum, { mass }) => sum + mass, 0);
  const page = set === "html" ? HTML_MASS : 1;
  return samples.map((sample) => ({ ...sample, mass: (page * sample.mass) / whole }));
}

/** The same site is always in the same fold. */
function foldOf(site: string): number {
  let hash = 7;
  for (const char of site) hash = (hash * 31 + char.codePointAt(0)!) % 2 ** 32;
  return hash % FOLDS;
}

function report(
  kind: Kind,
  what: string,
  examples: readonly Example[],
  learnedFor: (example: Example) => Weights | undefined,
): void {
  for (const set of ["html", "layouts"] as const) {
    const scores = examples
      .filter((example) => example.set === set)
      .map((example) => example.score(chosen(kind, example, learnedFor(example))));
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const below = (least: number) => scores.filter((score) => score < least).length;
    process.stdout.write(
      `${what.padEnd(18)}${set.padEnd(9)}${String(scores.length).padStart(4)} pages  F1 ${mean.toFixed(4)}  under .5: ${below(0.5)}  under .8: ${below(0.8)}\n`,
    );
  }
}

/** What the stage leaves of an example, with these weights. */
function chosen({ option }: Kind, { document, changes }: Example, weights?: Weights): string {
  const options = weights === undefined ? content.defaults : { ...content.defaults, [option]: weights };
  const gone = new Set(
    [...content.run(document, options, { cues: builtInCues(), changes })].map(({ block }) => block),
  );
  return textOf(document.blocks.filter(({ index }) => !gone.has(index)));
}
