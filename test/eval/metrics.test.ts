import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readHtmlCases, readLayoutCases, readTextCases } from "../../eval/metrics/corpus.ts";
import { editsBetween } from "../../eval/metrics/edits.ts";
import {
  difference,
  countNgrams,
  intersection,
  sumOf,
  total,
  union,
} from "../../eval/metrics/ngram-counts.ts";
import { htmlGoldOf, normalizeHtml, scoreHtml } from "../../eval/metrics/html-metric.ts";
import { scoreLayout } from "../../eval/metrics/layouts-metric.ts";
import { originalLines, scorePunctuation } from "../../eval/metrics/punctuation-metric.ts";
import { goldTextOf, normalizeText, scoreText } from "../../eval/metrics/text-metric.ts";
import { writeMiniCorpus } from "../support/mini-corpus.ts";
import { needs } from "../support/needs.ts";

const realCorpus = join(import.meta.dirname, "../../../shared/corpus");
const scripts = ["score_html.py", "score_text.py", "score_layouts.py", "score_punctuation.py"];
const canCompare = scripts.every((script) => existsSync(join(realCorpus, script))) && hasPython();

let folder: string;
let mini: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "newsift-metrics-"));
  mini = join(folder, "mini");
  writeMiniCorpus(mini);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("n-grams", () => {
  test("are counted in code points", () => {
    expect([...countNgrams("𠮷野家在此", 4)]).toEqual([
      ["𠮷野家在", 1],
      ["野家在此", 1],
    ]);
    expect(countNgrams("三个字", 4).size).toBe(0);
  });

  test("are added, compared and subtracted as multisets", () => {
    const a = countNgrams("甲甲甲乙", 1);
    const b = countNgrams("甲乙乙丙", 1);
    expect(Object.fromEntries(sumOf(a, b))).toEqual({ 甲: 4, 乙: 3, 丙: 1 });
    expect(Object.fromEntries(union(a, b))).toEqual({ 甲: 3, 乙: 2, 丙: 1 });
    expect(Object.fromEntries(intersection(a, b))).toEqual({ 甲: 1, 乙: 1 });
    expect(Object.fromEntries(difference(a, b))).toEqual({ 甲: 2 });
    expect(total(a)).toBe(4);
  });
});

describe("normal form", () => {
  test.each([
    ["「雾岭」 ２０３１年……", '"雾岭"2031年.'],
    ["好——的\u200b，\ufeff对。。", "好-的,对."],
    ["【通知】《规定》〜", "[通知]<规定>~"],
  ])("of %s in a page", (text, normal) => expect(normalizeHtml(text)).toBe(normal));

  test.each([
    ["“雾岭”&nbsp;&amp;&#20113;栖……", "雾岭&云栖."],
    ["<p>蕞好，ＡＢ—— 1 </p>", "<p>最好,AB-1</p>"],
  ])("of %s in a text", (text, normal) => expect(normalizeText(text)).toBe(normal));
});

describe("the page metric, against numbers computed by hand", () => {
  const page = () => readHtmlCases(mini, "bridge-opens")[0]!;

  test("a perfect extraction", () => {
    expect(scoreHtml(page(), "雾岭桥通车\n雾岭大桥今日通车。\n")).toMatchObject({
      precision: 1,
      recall: 1,
      f1: 1,
      gold: 11,
      hasTitle: true,
      hasTitleFirst: true,
      leaks: { nav: { of: 1, leaked: [] }, copyright: { of: 1, leaked: [] } },
      lost: [],
    });
  });

  test("a footer left: 8 of 19 ngrams are wrong", () => {
    const score = scoreHtml(page(), "雾岭桥通车\n雾岭大桥今日通车。\n版权所有 雾岭在线\n");
    expect(score).toMatchObject({ hit: 11, false: 8, precision: 11 / 19, recall: 1 });
    expect(score.leaks.copyright).toEqual({ of: 1, leaked: ["版权所有 雾岭在线"] });
  });

  test("a short line has leaked when all of it is there", () => {
    const score = scoreHtml(page(), "雾岭桥通车\n雾岭大桥今日通车。\n版权所有 雾岭在\n");
    expect(score.leaks.copyright).toEqual({ of: 1, leaked: [] });
  });

  test("the headline lost: 6 of 11 ngrams are there", () => {
    expect(scoreHtml(page(), "雾岭大桥今日通车。")).toMatchObject({
      precision: 1,
      recall: 6 / 11,
      hasTitle: false,
      lost: ["雾岭桥通车"],
    });
  });

  test.each([
    ["as a person would have it", "雾岭桥通车\n雾岭大桥今日通车。\n", true],
    ["with another mark at its end", "雾岭桥通车\n雾岭大桥今日通车！\n", false],
    ["with a labelled line left over", "雾岭桥通车\n雾岭大桥今日通车。\n首页 新闻 视频\n", false],
    ["with a line left over that nobody labelled", "雾岭桥通车\n雾岭大桥今日通车。\n下载\n", true],
    ["with its headline second", "首页\n雾岭桥通车\n雾岭大桥今日通车。\n", false],
    ["without its headline", "雾岭大桥今日通车。\n", false],
    ["rejected", "", false],
  ])("a page %s is exact: %#", (_, text, isExact) => expect(scoreHtml(page(), text).isExact).toBe(isExact));

  test("a page may lack half a hundredth of its ngrams and be exact, no more", () => {
    const body = Array.from({ length: 400 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join("");
    const long = { ...page(), fragments: [{ label: "body", text: body }] };
    // 397 ngrams: without the last character 396 of them are there, without the last two 395.
    expect(scoreHtml(long, body.slice(0, -1))).toMatchObject({ recall: 396 / 397, isExact: true });
    expect(scoreHtml(long, body.slice(0, -2))).toMatchObject({ recall: 395 / 397, isExact: false });
  });

  test("a page without a headline cannot miss it", () => {
    const untitled = { ...page(), fragments: page().fragments.filter(({ label }) => label !== "title") };
    expect(scoreHtml(untitled, "雾岭大桥今日通车。")).toMatchObject({
      hasTitle: true,
      hasTitleFirst: true,
      isExact: true,
    });
  });

  test("a rejected page", () => {
    expect(scoreHtml(page(), "")).toMatchObject({ precision: 0, recall: 0, f1: 0, hasTitle: false });
  });

  test("an unsure block counts neither way", () => {
    const orchard = readHtmlCases(mini, "orchard")[0]!;
    const sure = orchard.fragments.filter(({ label }) => label === "title" || label === "body");
    const unsure = orchard.fragments.filter(({ label }) => ["title", "body", "unsure"].includes(label));
    for (const fragments of [sure, unsure]) {
      const text = fragments.map((fragment) => fragment.text).join("\n");
      expect(scoreHtml(orchard, text)).toMatchObject({ precision: 1, recall: 1 });
    }
  });
});

describe("the text metric, against numbers computed by hand", () => {
  const text = () => readTextCases(mini, "seed-bridge")[0]!;

  test("the gold itself", () => {
    expect(scoreText(text(), goldTextOf(text()))).toMatchObject({
      precision: 1,
      recall: 1,
      hasTitle: true,
      keptLines: 2,
      lost: [],
      protectedTokens: 3,
      damaged: [],
      leaked: [],
    });
  });

  test("a damaged decimal and a line left", () => {
    const score = scoreText(text(), `${goldTextOf(text()).replace("1.2", "12")}责任编辑：林默\n分享\n`);
    expect(score.damaged).toEqual(["1.2"]);
    expect(score.leaks).toEqual({
      nav: { of: 1, leaked: 0 },
      meta: { of: 1, leaked: 1 },
      share: { of: 1, leaked: 1 },
    });
  });

  test("the headline alone: one ngram of the gold, nothing wrong", () => {
    const score = scoreText(text(), "雾岭桥通车");
    expect(score).toMatchObject({ precision: 1, recall: 1 / score.gold, hasTitle: true });
    expect(score.lost).toHaveLength(1);
  });
});

test("the layouts metric lets the headline count neither way", () => {
  const [river] = readLayoutCases(mini, "one");
  const body = "The river rose by two metres in a night.\nNobody was hurt.";
  expect(scoreLayout(river!, `The river\n${body}\n`)).toMatchObject({
    precision: 1,
    recall: 1,
    isRejected: false,
  });
  expect(scoreLayout(river!, "")).toMatchObject({ precision: 0, f1: 0, isRejected: true });
});

test("the punctuation metric counts marks", () => {
  expect(editsBetween("甲,乙:丙", "甲，乙：丙")).toEqual(new Set(["1:2:，", "3:4:："]));
  expect(editsBetween("甲...", "甲…")).toEqual(new Set(["1:4:…"]));
  const originals = ["桥通了，人来了：好！", "no Han here, so not counted"];
  expect(scorePunctuation(originals, ["桥通了，人来了;好!", "x"])).toEqual({
    lines: 1,
    exact: 0,
    damaged: 3,
    repaired: 1,
    changed: 2,
    right: 1,
    folded: 1,
  });
});

/** Outputs that are wrong in different ways. */
const outputs: Readonly<Record<string, (whole: string, gold: string) => string>> = {
  "the whole": (whole) => whole,
  "the first half": (whole) =>
    Array.from(whole)
      .slice(0, Array.from(whole).length / 2)
      .join(""),
  "every other line": (whole) =>
    whole
      .split("\n")
      .filter((_, at) => at % 2 === 1)
      .join("\n"),
  "the gold without its first line": (_, gold) => gold.split("\n").slice(1).join("\n"),
  "the gold": (_, gold) => gold,
  "the gold after NFKC": (_, gold) => gold.normalize("NFKC"),
  nothing: () => "",
};

describe(
  "the same numbers as the Python metrics",
  needs("python3 and the metrics' scripts beside the checkout", canCompare),
  () => {
    /** The invented cases and five real ones of each kind, beside the scripts. */
    let corpus: string;

    beforeAll(() => {
      corpus = join(folder, "both");
      writeMiniCorpus(corpus);
      for (const script of scripts) copyFileSync(join(realCorpus, script), join(corpus, script));
      for (const [kind, names] of [
        ["html", readHtmlCases(realCorpus).map(({ name }) => name)],
        ["text", readTextCases(realCorpus).map(({ name }) => name)],
      ] as const) {
        const spread = names.filter((_, at) => at % Math.ceil(names.length / 5) === 0);
        for (const name of spread)
          cpSync(join(realCorpus, kind, name), join(corpus, kind, name), { recursive: true });
      }
    });

    test.each(Object.keys(outputs))("of pages: %s", (kind) => {
      const cases = readHtmlCases(corpus);
      const out = cases.map((page) =>
        unixLines(outputs[kind]!(page.blocks.join("\n"), htmlGoldOf(page).text)),
      );
      const theirs = runPython(corpus, "score_html.py", cases, out, (dir, json) => [
        dir,
        "--json",
        json,
      ]) as PythonPage[];
      const ours = cases.map((page, at) => scoreHtml(page, out[at]!));
      expect(cases.length).toBeGreaterThanOrEqual(8);
      expect(
        ours.map((score) => ({
          name: score.name,
          P: score.precision,
          R: score.recall,
          F1: score.f1,
          hit: score.hit,
          false: score.false,
          gold: score.gold,
          dup: score.isNearCopy,
          title: score.hasTitle,
          title_line: score.hasTitleFirst,
          leak: Object.fromEntries(
            Object.entries(score.leaks).map(([name, { of, leaked }]) => [name, [leaked.length, of]]),
          ),
        })),
      ).toEqual(theirs.map(({ site: _1, kind: _2, set: _3, split: _4, cov: _5, ...rest }) => rest));
    });

    test.each(Object.keys(outputs))("of exact pages: %s", (kind) => {
      const cases = readHtmlCases(corpus);
      const out = cases.map((page) =>
        unixLines(outputs[kind]!(page.blocks.join("\n"), htmlGoldOf(page).text)),
      );
      const printed = runPython(corpus, "score_html.py", cases, out, (dir) => [dir]) as string;
      const scores = cases
        .map((page, at) => scoreHtml(page, out[at]!))
        .filter(({ isNearCopy, kind: of }) => !isNearCopy && of !== "other");
      const share = scores.filter(({ isExact }) => isExact).length / scores.length;
      expect(printed).toMatch(new RegExp(`^all news\\+gov .* exact ${share.toFixed(3)}$`, "mu"));
    });

    test.each(Object.keys(outputs))("of texts: %s", (kind) => {
      const cases = readTextCases(corpus);
      const out = cases.map((text) =>
        unixLines(outputs[kind]!(Buffer.from(text.raw).toString("utf8"), goldTextOf(text))),
      );
      const theirs = runPython(corpus, "score_text.py", cases, out, (dir, json) => [
        "--out",
        dir,
        "--json",
        json,
      ]) as {
        docs: PythonText[];
      };
      const ours = cases.map((text, at) => scoreText(text, out[at]!));
      expect(cases.length).toBeGreaterThanOrEqual(10);
      expect(
        ours.map((score) => ({
          name: score.name,
          P: score.precision,
          R: score.recall,
          F1: score.f1,
          gold: score.gold,
          empty: score.isRejected,
          kept_lines: score.keptLines,
          lost_lines: score.lost.length,
          title: score.hasTitle ?? null,
          protected: score.protectedTokens,
          damaged_tokens: score.damaged,
          hygiene: Object.values(score.hygiene),
          leak: Object.fromEntries(
            Object.entries(score.leaks).map(([name, { of, leaked }]) => [name, [of, leaked]]),
          ),
          leaked: score.leaked.map(({ category, line, text }) => [category, line, text]),
        })),
      ).toEqual(
        theirs.docs.map((doc) => ({
          name: doc.name,
          P: doc.P,
          R: doc.R,
          F1: doc.F1,
          gold: doc.gold,
          empty: doc.empty,
          kept_lines: doc.kept_lines,
          lost_lines: doc.lost_lines,
          title: doc.title,
          protected: doc.protected,
          damaged_tokens: doc.damaged_tokens,
          hygiene: Object.values(doc.hygiene),
          leak: doc.leak,
          leaked: doc.leaked,
        })),
      );
    });

    test("of layouts", () => {
      const cases = readLayoutCases(corpus);
      const out = cases.map(({ title, gold }, at) =>
        at % 3 === 2 ? "" : `${title ?? ""}\n${gold.slice(9)}\nRead more here`,
      );
      const printed = runPython(corpus, "score_layouts.py", cases, out, (dir) => [
        dir,
        "--worst",
        "0",
      ]) as string;
      const articles = cases
        .map((page, at) => scoreLayout(page, out[at]!))
        .filter(({ type }) => type === "article");
      const mean = (pick: (score: (typeof articles)[number]) => number) =>
        (articles.reduce((sum, score) => sum + pick(score), 0) / articles.length).toFixed(4);
      expect(printed).toContain(
        `all           2 articles  P ${mean((s) => s.precision)}  R ${mean((s) => s.recall)}  F1 ${mean((s) => s.f1)}`,
      );
      expect(printed).toMatch(/^listing +1 pages {2}rejected 1$/m);
      expect(printed).toMatch(/^collection +1 pages {2}rejected 0$/m);
    });

    test("of punctuation", () => {
      const cases = readHtmlCases(corpus);
      const originals = cases.map(originalLines);
      const repaired = originals.map((lines) =>
        lines.map((line) =>
          line
            .normalize("NFKC")
            .replaceAll(/(?<=\p{Script=Han}),/gu, "，")
            .replaceAll("(", "（"),
        ),
      );
      const out = repaired.map((lines) => `${lines.join("\n")}\n`);
      const printed = runPython(corpus, "score_punctuation.py", cases, out, (dir) => [dir]) as string;
      const score = scorePunctuation(originals.flat(), repaired.flat());
      expect(printed).toContain(`${score.lines} lines: mark recall ${score.repaired}/${score.damaged} = `);
      expect(printed).toContain(`mark precision ${score.right}/${score.changed} = `);
      expect(printed).toContain(`exact lines ${(score.exact / score.lines).toFixed(4)}`);
    });
  },
);

interface PythonPage {
  readonly site: string;
  readonly kind: string;
  readonly set: string;
  readonly split: string;
  readonly cov: number;
}

type PythonText = Readonly<
  Record<
    | "name"
    | "P"
    | "R"
    | "F1"
    | "gold"
    | "empty"
    | "kept_lines"
    | "lost_lines"
    | "title"
    | "protected"
    | "leak"
    | "leaked",
    unknown
  >
> & { readonly damaged_tokens: readonly string[]; readonly hygiene: Readonly<Record<string, number>> };

/** What the script writes as JSON where it can, else what it prints. */
function runPython(
  corpus: string,
  script: string,
  cases: readonly { readonly name: string }[],
  outputs: readonly string[],
  argumentsFor: (dir: string, json: string) => readonly string[],
): unknown {
  const dir = mkdtempSync(join(folder, "out-"));
  const json = join(dir, "scores.json");
  mkdirSync(join(dir, "texts"));
  for (const [at, { name }] of cases.entries())
    writeFileSync(join(dir, "texts", `${name}.txt`), outputs[at]!);
  const printed = execFileSync("python3", [join(corpus, script), ...argumentsFor(join(dir, "texts"), json)], {
    encoding: "utf8",
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  return existsSync(json) ? JSON.parse(readFileSync(json, "utf8")) : printed;
}

function unixLines(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n");
}

function hasPython(): boolean {
  try {
    execFileSync("python3", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
