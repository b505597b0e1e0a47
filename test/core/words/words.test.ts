/** Every id has its words in every language, and no table has a word for an id that is gone. */
import { describe, expect, test } from "vitest";
import { toleratedFaults } from "../../../src/archive/raw/arrival.ts";
import { pageStatuses, runProblemIds } from "../../../src/archive/records/runs.ts";
import { exitCodes } from "../../../src/cli/terminal/exit-codes.ts";
import { addressReasonIds } from "../../../src/crawl/addresses/judge-address.ts";
import { incompleteReasons } from "../../../src/core/document/receipt.ts";
import { verdictKinds } from "../../../src/core/document/verdict.ts";
import * as errors from "../../../src/core/errors.ts";
import { stages } from "../../../src/core/stages/index.ts";
import { LIST_FEATURES } from "../../../src/core/verdict/list-features.ts";
import { reasonIds } from "../../../src/core/verdict/reasons.ts";
import { formatMinute, formatShare, say, sayAll } from "../../../src/core/words/say.ts";
import { reasonMeaning, stageKind, stageNames } from "../../../src/core/words/stages.ts";
import { languages, sayProblem, wordsOf } from "../../../src/core/words/words.ts";

/** By table: the ids that the program knows. */
const ids: Readonly<Record<string, readonly string[]>> = {
  verdicts: verdictKinds,
  verdictReasons: [...reasonIds, ...LIST_FEATURES],
  incomplete: incompleteReasons,
  runProblems: runProblemIds,
  cuts: ["broken-off", "too-long"],
  addressReasons: addressReasonIds,
  toleratedFaults,
  pageStatus: pageStatuses,
  errors: Object.values(errors).map(({ id }) => id),
};

describe.each(languages)("the words in %s", (language) => {
  test.each(Object.keys(ids))("of %s are one for each id", (table) => {
    const words = wordsOf(language)[table as keyof ReturnType<typeof wordsOf>];
    expect(Object.keys(words).toSorted()).toEqual([...ids[table]!].toSorted());
    for (const text of Object.values(words)) expect(text).not.toBe("");
  });

  test("of stages are one for each stage, and for each of its reasons", () => {
    const words = wordsOf(language);
    for (const { name, reasons } of stages) {
      for (const reason of Object.keys(reasons)) {
        const meaning = reasonMeaning(words, name, reason);
        expect([name, reason, meaning]).not.toEqual([name, reason, language === "en" ? "" : reason]);
      }
    }
    const known = new Map(stages.map(({ name, reasons }) => [name, Object.keys(reasons)]));
    for (const [name, own] of Object.entries(words.stages)) {
      expect([name, Object.keys(own.reasons).toSorted()]).toEqual([
        name,
        (known.get(name) ?? ["repeated-line", "page-numbers"]).toSorted(),
      ]);
    }
  });
});

test("both languages have a name for every stage that a receipt may name", () => {
  expect(stageNames.toSorted()).toEqual([...stages.map(({ name }) => name), "joining"].toSorted());
  expect(Object.keys(wordsOf("zh").stages).toSorted()).toEqual(stageNames.toSorted());
});

test("sentences hold the same values in both languages, and are of the language", () => {
  const valuesOf = (text: string) => [...text.matchAll(/\{(\w+%?)/gu)].map(([, name]) => name);
  const { en, zh } = { en: wordsOf("en"), zh: wordsOf("zh") };
  for (const table of ["verdictReasons", "runProblems", "cuts", "addressReasons", "errors"] as const) {
    const chinese: Readonly<Record<string, string>> = zh[table];
    for (const [id, english] of Object.entries(en[table])) {
      const [own, other] = [english, chinese[id]!].map((text) => new Set(valuesOf(text)));
      expect([table, id, other]).toEqual([table, id, own]);
      if (/^\{\w+\}$/u.test(english)) continue;
      expect(chinese[id]).toMatch(/\p{Script=Han}/u);
      if (table === "verdictReasons" || table === "runProblems") {
        expect(english).toMatch(/^(?:[A-Z\d]|\{\w+%?\}).*[.)\]}]$/u);
        expect(chinese[id]).toMatch(/[。）\]}]$/u);
      }
    }
  }
});

describe("say", () => {
  const { verdictReasons, runProblems } = wordsOf("en");

  test("puts values in their places, shares as percentages", () => {
    const reasons = [
      { id: "prose", evidence: { prose: 1567, lines: 8 } },
      { id: "planted-links", evidence: { share: 0.666 } },
    ];
    expect(sayAll(verdictReasons, reasons)).toBe(
      "1,567 characters of running text in 8 lines. Planted links are 67 % of the page.",
    );
    expect(sayAll(wordsOf("zh").verdictReasons, reasons)).toBe(
      "正文共 1,567 字，8 行。 种下的链接占页面的 67 %。",
    );
  });

  test("bends words to their numbers, and leaves out what has no value", () => {
    const waiting = (pages: number) => say(runProblems, { id: "pages-waiting", evidence: { pages } });
    expect(waiting(1)).toContain("but 1 page waits,");
    expect(waiting(2000)).toContain("but 2,000 pages wait,");
    const empty = (evidence: Record<string, string>) =>
      say(runProblems, { id: "listing-empty", evidence: { url: "U", source: "s", ...evidence } });
    expect(empty({})).toMatch(/^U was expected to name articles, but names none\. /u);
    expect(empty({ pattern: "/a/", links: "ul" })).toMatch(/ articles that match \/a\/ inside "ul", but /u);
  });

  test("takes values as they are, whatever stands in them", () => {
    const message = "[x] {y} $& $1";
    expect(say(runProblems, { id: "stopped-by-error", evidence: { message } })).toBe(message);
  });

  test("shows what a later newsift gives as a reason as it is", () => {
    expect(say(verdictReasons, { id: "moonlight", evidence: { lux: 3 } })).toBe('moonlight {"lux":3}');
    expect(say(verdictReasons, { id: "toString", evidence: {} })).toBe("toString {}");
  });
});

test.each([
  [0, "0 %"],
  [0.004, "<1 %"],
  [0.383, "38 %"],
  [0.996, ">99 %"],
  [1, "100 %"],
])("a share of %d is %s", (share, said) => expect(formatShare(share)).toBe(said));

test("a time is said to the minute", () => {
  expect(formatMinute("2026-11-20T08:05:31.250Z")).toBe("2026-11-20 08:05 UTC");
});

test("a problem of a run is said behind its source and its host", () => {
  const problem = { source: "lanxi", host: "a.example", id: "said", evidence: { sentence: "It broke." } };
  expect(sayProblem(wordsOf("en"), problem)).toBe("lanxi: a.example: It broke.");
});

test("what is no stage of ours has its own name, and counts as the rest", () => {
  const words = wordsOf("zh");
  expect(stageKind("toString")).toBe("beside");
  expect(reasonMeaning(words, "toString", "name")).toBe("name");
  expect(reasonMeaning(words, "content", "toString")).toBe("toString");
});

test("exit codes have the words of their errors", () => {
  expect(exitCodes().find(({ code }) => code === 31)).toMatchObject({
    name: "NotArticleError",
    summary: wordsOf("en").errors["not-article"],
  });
});
