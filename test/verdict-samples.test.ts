/**
 * What pages that sell, bet, spin and stuff look like, and articles on the same subjects.
 * test/verdict-samples/: `# name`, the headline, then one paragraph a line.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cleanText } from "../src/index.ts";
import { HEADLINE, STORY } from "./support/stage-tables.ts";

function samples(file: string): readonly (readonly [name: string, text: string])[] {
  return readFileSync(join(import.meta.dirname, "verdict-samples", file), "utf8")
    .split(/^# /mu)
    .slice(1)
    .map((sample) => {
      const [name = "", ...lines] = sample.trim().split("\n");
      return [name, lines.join("\n")] as const;
    });
}

const spam = samples("spam.txt");
const articles = samples("articles.txt");

test("there are many of both", () => {
  expect(spam.length).toBeGreaterThanOrEqual(60);
  expect(articles.length).toBeGreaterThanOrEqual(60);
});

test.each(articles)("an article: %s", (_, text) => {
  expect(cleanText(text).verdict).toMatchObject({ kind: "article" });
});

/** Links were planted in one; of fragments next to nothing is left. */
const OTHERWISE = new Map([
  ["hacked-adult", "spam"],
  ["fragments", "listing"],
]);

test.each(spam)("words refuse nothing: %s", (name, text) => {
  expect(cleanText(text).verdict.kind).toBe(OTHERWISE.get(name) ?? "article");
});

test("spam is likelier spam than articles are: of a pair of both, in nine cases of ten", () => {
  const likelihoods = (texts: typeof spam) =>
    texts.flatMap(([, text]) => cleanText(text).verdict.spamLikelihood ?? []);
  const articlesOwn = likelihoods(articles);
  const ranks = likelihoods(spam).flatMap((own) =>
    articlesOwn.map((other) => (own > other ? 1 : own === other ? 0.5 : 0)),
  );
  expect(ranks.reduce((sum: number, rank) => sum + rank, 0) / ranks.length).toBeGreaterThan(0.9);
});

describe("a story stays one, whatever single line was planted in it", () => {
  const lines = spam.map(([name, text]) => [name, text.split("\n")[2]!] as const);

  test.each(lines)("%s", (_, line) => {
    const text = [HEADLINE, ...STORY.slice(0, 3), line, ...STORY.slice(3)].join("\n");
    expect(cleanText(text).verdict.kind).toBe("article");
  });
});
