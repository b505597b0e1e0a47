/** What is learned for a fold never saw its sites, and is learned once. */
import { mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { casesOfFold, readCases } from "../../eval/cases.ts";
import { learnedWithout } from "../../eval/learning/fold-models.ts";
import { foldOf, FOLDS } from "../../eval/folds.ts";
import { trainerOf } from "../../eval/learning/trainer.ts";
import { trainers } from "../../eval/learning/trainers.ts";
import { writeMiniCorpus } from "../support/mini-corpus.ts";

const everyFold = Array.from({ length: FOLDS }, (_, fold) => fold);

let corpus: string;

beforeEach(() => {
  corpus = mkdtempSync(join(tmpdir(), "newsift-folds-"));
  writeMiniCorpus(corpus);
});
afterEach(() => rmSync(corpus, { recursive: true }));

describe("models of a fold", () => {
  test("never saw a site of the fold, and saw all others", () => {
    const learned = learnedWithout(corpus, [recorder()]);
    const sites = readCases({ corpus }).html.map(({ site }) => site);
    for (const fold of everyFold) {
      expect(sitesIn(learned(fold))).toEqual(sites.filter((site) => foldOf(site) !== fold));
    }
  });

  test("are learned once for the same corpus, and again when it changed", () => {
    const counting = recorder();
    let times = 0;
    const trainer = {
      ...counting,
      learner: (cases: Parameters<typeof counting.learner>[0]) => {
        times += 1;
        return counting.learner(cases);
      },
    };
    const first = learnedWithout(corpus, [trainer])(0);
    expect(learnedWithout(corpus, [trainer])(0)).toEqual(first);
    expect(times).toBe(1);
    utimesSync(join(corpus, "html/bridge-opens/page.html"), 1, 1);
    learnedWithout(corpus, [trainer])(0);
    expect(times).toBe(2);
  });
});

describe("cases of the folds", () => {
  test("are all cases, each once", () => {
    const cases = readCases({ corpus, layouts: true });
    const parts = everyFold.map((fold) => casesOfFold(cases, fold));
    for (const kind of ["html", "text", "verdicts", "layouts"] as const) {
      const names = parts.flatMap((part) => part[kind]!.map(({ name }) => name));
      expect(names.toSorted()).toEqual(cases[kind]!.map(({ name }) => name).toSorted());
    }
  });
});

test.each(trainers)("$name learns the same from the same cases", ({ learner }) => {
  const cases = readCases({ corpus, layouts: true });
  const learn = () => JSON.stringify(learner(cases)(() => false));
  expect(learn()).toBe(learn());
});

/** Its model is the list of the sites that it saw. */
function recorder() {
  return trainerOf({
    name: "recorder",
    file: "recorder.json",
    examplesOf: ({ html }) => html.map(({ site }) => ({ site })),
    train: (examples) => examples.map(({ site }) => site),
    using: (sites, options) => ({ ...options, without: sites }),
  });
}

function sitesIn(options: { readonly without?: readonly string[] }): readonly string[] {
  return options.without!;
}
