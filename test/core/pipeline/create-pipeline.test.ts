/** What the runner promises, whatever the stages do. */
import { beforeEach, describe, expect, test } from "vitest";
import { StageError } from "../../../src/core/errors.ts";
import { readText } from "../../../src/core/page/read.ts";
import { createPipeline, type PipelineOptions } from "../../../src/core/pipeline/create-pipeline.ts";
import { replay, textOf } from "../../../src/core/pipeline/replay.ts";
import { defineStage } from "../../../src/core/document/stage.ts";
import type { Document } from "../../../src/core/document/document.ts";
import type { Change, Finding } from "../../../src/core/document/finding.ts";
import type { Context, Stage } from "../../../src/core/document/stage.ts";

let stages: Stage[] = [];

function pipelineOf(options: PipelineOptions = {}) {
  return createPipeline({ stages, ...options });
}

const article = [
  "清溪镇修通环山路",
  "分享",
  "清溪镇的环山路昨天修通了，全长十二公里，山里的六个村子从此都通了车。",
  "路是去年春天开工的，修路的人大多是本镇的青年，家家户户都出过力。",
  "分享",
].join("\n");

describe("what is left is read again as a text", () => {
  test("until the stages are silent, and the receipt says in which pass", () => {
    everyPass("peel", ({ blocks }) =>
      blocks.length > 3 ? [{ block: blocks.at(-1)!.index, reason: "because" }] : [],
    );
    const { receipt } = clean();
    expect(receipt.changes.map(({ block, pass }) => [block, pass])).toEqual([
      [4, undefined],
      [3, 2],
    ]);
    expect(kept(receipt.changes)).toEqual([0, 1, 2]);
  });

  test("but not for ever", () => {
    everyPass("waver", ({ blocks }) => [
      { block: blocks[0]!.index, span: [0, 0], replacement: "又", reason: "because" },
    ]);
    expect(clean().receipt.changes.length).toBe(5);
  });
});

beforeEach(() => {
  silent.clear();
  stages = [];
});

describe("a finding", () => {
  test("without a span removes the block, and the change says what stood there", () => {
    stage("shorten", () => [{ block: 1, reason: "because", evidence: { links: 2 } }]);
    const { receipt } = clean();
    expect(receipt.changes).toEqual([
      { stage: "shorten", block: 1, reason: "because", evidence: { links: 2 }, before: "分享" },
    ]);
    expect(kept(receipt.changes)).not.toContain(1);
  });

  test("with a span and a replacement changes that much and nothing else", () => {
    stage("reword", ({ blocks }) => [
      { block: 2, span: spanOf(blocks[2]!.text, "十二公里"), replacement: "12公里", reason: "because" },
      { block: 2, span: spanOf(blocks[2]!.text, "昨天"), reason: "because" },
    ]);
    const { receipt, text } = clean();
    expect(text.split("\n")[2]).toBe("清溪镇的环山路修通了，全长12公里，山里的六个村子从此都通了车。");
    expect(receipt.changes.map(({ before }) => before)).toEqual(["昨天", "十二公里"]);
    expect(receipt.counts).toMatchObject({ removed: { reword: 2 }, replaced: { reword: 1 } });
  });

  test("that inserts is applied where it points", () => {
    stage("reword", () => [{ block: 0, span: [0, 0], replacement: "《", reason: "because" }]);
    expect(clean().text.split("\n")[0]).toBe("《清溪镇修通环山路");
  });

  test.each<[string, Finding, string]>([
    ["names a block that is not there", { block: 9, reason: "because" }, "block 9"],
    ["gives a reason that is not in the vocabulary", { block: 1, reason: "whim" }, '"whim"'],
    ["gives a reason that every object has", { block: 1, reason: "toString" }, '"toString"'],
    ["reaches beyond its block", { block: 1, span: [0, 3], reason: "because" }, "0–3"],
    ["begins before its block", { block: 1, span: [-1, 1], reason: "because" }, "-1–1"],
    ["runs backwards", { block: 1, span: [2, 1], reason: "because" }, "2–1"],
    ["spans nothing countable", { block: 1, span: [Number.NaN, 1], reason: "because" }, "NaN–1"],
  ])("that %s is refused, with the stage's name", (_, finding, detail) => {
    stage("careless", () => [finding]);
    expect(clean).toThrow(StageError);
    expect(clean).toThrow('"careless"');
    expect(clean).toThrow(detail);
  });

  test.each<[string, Finding[]]>([
    [
      "twice the same block",
      [
        { block: 1, reason: "because" },
        { block: 1, reason: "because" },
      ],
    ],
    [
      "a block and a part of it",
      [
        { block: 1, span: [0, 1], reason: "because" },
        { block: 1, reason: "because" },
      ],
    ],
    [
      "overlapping parts",
      [
        { block: 2, span: [0, 4], reason: "because" },
        { block: 2, span: [3, 6], reason: "because" },
      ],
    ],
  ])("that touches %s is refused", (_, findings) => {
    stage("greedy", () => findings);
    expect(clean).toThrow('Stage "greedy" changes the same characters');
  });

  test("that touches neighbouring parts is welcome, in any order", () => {
    stage("reword", () => [
      { block: 0, span: [3, 5], replacement: "乙", reason: "because" },
      { block: 0, span: [0, 3], replacement: "甲", reason: "because" },
    ]);
    expect(clean().text.split("\n")[0]).toBe("甲乙环山路");
  });
});

describe("stages", () => {
  test("see what earlier ones left, and what they changed", () => {
    const seen: { blocks: readonly number[]; changes: readonly string[] }[] = [];
    const look = ({ blocks }: Document, { changes }: Context) => {
      seen.push({ blocks: blocks.map(({ index }) => index), changes: changes.map((change) => change.stage) });
      return [];
    };
    stage("first", (document, context) => [...look(document, context), { block: 1, reason: "because" }]);
    stage("second", look);
    clean();
    expect(seen).toEqual([
      { blocks: [0, 1, 2, 3, 4], changes: [] },
      { blocks: [0, 2, 3, 4], changes: ["first"] },
    ]);
  });

  test("never see a block again of which nothing visible is left", () => {
    stage("blank", ({ blocks }) => [
      { block: 4, span: [0, blocks[4]!.text.length], replacement: " \u3000", reason: "because" },
    ]);
    stage("late", () => [{ block: 4, reason: "because" }]);
    expect(clean).toThrow('Stage "late" names block 4, which is not there');
  });

  test("that throw fail their document, with their name and the cause", () => {
    stage("faulty", ({ blocks }) => {
      if (blocks.some(({ text }) => text.includes("环山路"))) throw new TypeError("no such road");
      return [];
    });
    const pipeline = pipelineOf();
    expect(() => pipeline.clean(readText(article, "007_abc"))).toThrow(
      expect.objectContaining({
        message: 'Stage "faulty" failed on 007_abc: no such road',
        cause: expect.any(TypeError),
      }),
    );
    expect(() => pipeline.clean(readText("另一篇。"))).not.toThrow();
  });

  test("that throw half-way leave nothing applied", () => {
    stage("faulty", function* () {
      yield { block: 0, reason: "because" };
      throw new Error("half-way");
    });
    const document = readText(article);
    const before = structuredClone(document);
    expect(() => pipelineOf().clean(document)).toThrow(StageError);
    expect(document).toEqual(before);
  });

  test("get their defaults, and the options that are set over them", () => {
    const given: object[] = [];
    stages.push(
      defineStage({
        name: "tuned",
        zone: "any",
        summary: "Looks at its options.",
        reasons: { because: "it must" },
        defaults: { most: 3, least: 1 },
        run: (_, options) => {
          given.push(options);
          return [];
        },
      }),
    );
    pipelineOf().clean(readText(article));
    pipelineOf({ stageSettings: { tuned: { most: 5 } } }).clean(readText(article));
    pipelineOf({ stageSettings: { tuned: false } }).clean(readText(article));
    expect(given).toEqual([
      { most: 3, least: 1 },
      { most: 5, least: 1 },
    ]);
  });

  test("under the name that a stage had in an earlier version too", () => {
    stage("obfuscated-words", () => [{ block: 1, reason: "because" }]);
    expect(pipelineOf({ stageSettings: { dodges: false } }).hash).toBe(
      pipelineOf({ stageSettings: { "obfuscated-words": false } }).hash,
    );
    const without = pipelineOf({ without: ["dodges/because"] });
    expect(without.clean(readText(article)).receipt.changes).toEqual([]);
  });

  test("and options that do not exist are refused", () => {
    stage("known", () => []);
    expect(() => pipelineOf({ stageSettings: { unknown: false } })).toThrow(/"unknown".*known/u);
    expect(() => pipelineOf({ stageSettings: { known: { threshold: 1 } } })).toThrow(/"known".*"threshold"/u);
    expect(() => pipelineOf({ stageSettings: Object.fromEntries([["toString", false]]) })).toThrow(
      StageError,
    );
  });
});

describe("the receipt", () => {
  test("replayed on the raw blocks gives the clean text", () => {
    stage("drop", () => [{ block: 1, reason: "because" }]);
    stage("reword", () => [
      { block: 0, span: [0, 3], replacement: "青溪镇", reason: "because" },
      { block: 4, span: [0, 1], reason: "because" },
    ]);
    stage("again", () => [
      { block: 0, span: [0, 1], replacement: "清", reason: "because" },
      { block: 4, reason: "because" },
    ]);
    const document = readText(article);
    const { text, receipt, verdict } = pipelineOf().clean(document);
    expect(verdict.kind).toBe("article");
    expect(text).toBe(article.replaceAll("分享\n", "").replace("\n分享", "\n"));
    expect(textOf(replay(document.blocks, receipt.changes))).toBe(text);
  });

  test("counts what was there, what is kept and who removed it, in visible code points", () => {
    stage("drop", () => [{ block: 1, reason: "because" }]);
    const { receipt } = pipelineOf().clean(readText("𠮷 祥\n分　享"));
    expect(receipt.counts).toEqual({
      blocks: 2,
      keptBlocks: 1,
      chars: 4,
      keptChars: 2,
      removed: { drop: 2 },
      replaced: {},
    });
  });

  test("names pipelines apart by code, stages, thresholds, cues and language", () => {
    stage("known", () => []);
    const hashes = [
      pipelineOf(),
      pipelineOf({ stageSettings: { known: false } }),
      pipelineOf({ language: "any" }),
      pipelineOf({ cues: new Map() }),
      pipelineOf({ code: "another" }),
      pipelineOf({ without: ["known"] }),
    ].map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(pipelineOf().hash).toBe(hashes[0]);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{16}$/u);
  });
});

describe("a declared headline", () => {
  const page = readText(["清溪镇修通环山路", ...article.split("\n").slice(2)].join("\n"));
  const all = (document: Document) =>
    document.blocks.slice(0, 2).map(({ index }) => ({ block: index, reason: "because" as const }));

  test("is taken by no stage, and the receipt says nothing of it", () => {
    stage("greedy", all);
    const { receipt } = pipelineOf().clean(page);
    expect(receipt.changes.map(({ block }) => block)).toEqual([1]);
    expect(receipt.overruled).toBeUndefined();
  });

  test("nor in pieces", () => {
    stage("nibble", ({ blocks }) => [
      { block: 0, span: [0, 4], reason: "because" },
      { block: 0, span: [4, blocks[0]!.text.length], reason: "because" },
    ]);
    expect(pipelineOf().clean(page).receipt.changes).toEqual([]);
  });

  test("but may be edited", () => {
    stage("mend", () => [{ block: 0, span: [0, 3], reason: "because" }]);
    expect(pipelineOf().clean(page).text.split("\n")[0]).toBe("修通环山路");
  });

  test("and taken by a stage that may", () => {
    stage("doubles", all);
    stages = stages.map((one) => ({ ...one, mayTakeHeadline: true as const }));
    const { receipt } = pipelineOf().clean(page);
    expect(receipt.changes.map(({ block }) => block)).toEqual([0, 1]);
  });
});

/** A stage that speaks in the first pass over the text and is silent afterwards. */
function stage(name: string, run: (document: Document, context: Context) => Iterable<Finding>): void {
  everyPass(name, (document, context) => {
    if (silent.has(name)) return [];
    silent.add(name);
    return run(document, context);
  });
}

/** Stages that have spoken in this cleaning. */
const silent = new Set<string>();

function everyPass(name: string, run: (document: Document, context: Context) => Iterable<Finding>): void {
  stages.push(
    defineStage({
      name,
      zone: "any",
      summary: "Does what its test wants.",
      reasons: { because: "it must" },
      defaults: {},
      run: (document, _, context) => run(document, context) as Iterable<Finding<"because">>,
    }),
  );
}

function clean() {
  silent.clear();
  return pipelineOf().clean(readText(article));
}

function kept(changes: readonly Change[]): readonly number[] {
  return replay(readText(article).blocks, changes).map(({ index }) => index);
}

function spanOf(text: string, part: string): readonly [number, number] {
  const from = text.indexOf(part);
  return [from, from + part.length];
}
