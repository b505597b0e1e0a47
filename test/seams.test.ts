/** What is added by one file and one line in one registry: here one of each comes from outside, and nothing else is touched. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cleanFiles } from "../src/archive/corpus/clean-files.ts";
import { readPageFile } from "../src/archive/formats/read-file.ts";
import type { Reader } from "../src/archive/formats/reader.ts";
import { readers } from "../src/archive/formats/readers.ts";
import type { Writer } from "../src/archive/formats/writer.ts";
import { writers } from "../src/archive/formats/writers.ts";
import { createProgram } from "../src/cli/main.ts";
import type { CommandGroup } from "../src/cli/terminal/program.ts";
import { Session } from "../src/cli/terminal/session.ts";
import { cuesOf, shippedCues } from "../src/core/cues/shipped.ts";
import { defineStage } from "../src/core/document/stage.ts";
import { readText } from "../src/core/page/read.ts";
import { createPipeline } from "../src/core/pipeline/create-pipeline.ts";
import { replay } from "../src/core/pipeline/replay.ts";
import { stages } from "../src/core/stages/index.ts";
import { cueStage } from "../src/core/stages/lines/cue-stage.ts";
import type { VerdictSignal } from "../src/core/verdict/signal.ts";
import { verdictSignals } from "../src/core/verdict/signals.ts";

const story = [
  "青禾镇的渡口换了新船",
  "新船长十八米，能坐六十个人，比旧船多一倍，昨天下午第一次靠上了青禾镇的码头。",
  "老船工许三桥说，旧船开了三十一年，换过四台机器，最后一班载的是对岸小学的孩子们。",
  "新船由县里的船厂造，花了七个月，驾驶室里装了雷达，起雾的早晨也能照常过江。",
];
const documentOf = (...lines: readonly string[]) => readText([...lines, ""].join("\n"));

test("a stage", () => {
  const tide = defineStage({
    name: "tide-table",
    zone: "any",
    summary: "Lines of a tide table.",
    reasons: { tide: "a time, and how high the water stands" },
    defaults: { metresAtMost: 9 },
    *run({ blocks }, { metresAtMost }) {
      for (const { index: block, text } of blocks) {
        const metres = /^\d{2}:\d{2} 潮高(\d+(?:\.\d+)?)米$/u.exec(text)?.[1];
        if (metres !== undefined && Number(metres) <= metresAtMost) yield { block, reason: "tide" };
      }
    },
  });
  const document = documentOf(story[0]!, "06:40 潮高3.2米", "18:55 潮高12米", ...story.slice(1));
  const takenBy = (stageSettings = {}) => {
    const { receipt } = createPipeline({ stages: [tide, ...stages], stageSettings }).clean(document);
    return receipt.changes.filter(({ stage }) => stage === "tide-table").map(({ before }) => before);
  };
  expect(takenBy()).toEqual(["06:40 潮高3.2米"]);
  expect(takenBy({ "tide-table": { metresAtMost: 12 } })).toEqual(["06:40 潮高3.2米", "18:55 潮高12米"]);
  expect(takenBy({ "tide-table": false })).toEqual([]);
});

test("a verdict signal", () => {
  const ferries: VerdictSignal = {
    id: "ferries",
    kind: "thin",
    overrulesProse: true,
    thresholds: {},
    find({ kept }) {
      const lines = kept.lines.filter(({ text }) => text.includes("船")).length;
      return lines < 2 ? undefined : [{ id: "ferries", evidence: { lines } }];
    },
  };
  const document = documentOf(...story);
  expect(createPipeline().clean(document).verdict.kind).toBe("article");
  const pipeline = createPipeline({ verdictSignals: [ferries, ...verdictSignals] });
  expect(pipeline.clean(document).verdict).toMatchObject({
    kind: "thin",
    reasons: [{ evidence: { lines: 4 } }],
  });
  expect(pipeline.hash).not.toBe(createPipeline().hash);
});

test("a kind of cue, with the stage of its name", () => {
  const cues = new Map([...shippedCues(), ["ferry-notice", cuesOf({ strong: { whole: ["渡口广播"] } })]]);
  const notice = cueStage({
    name: "ferry-notice",
    summary: "What the loudspeaker at the landing says.",
    reason: "notice",
    meaning: "a label of the landing's own",
  });
  const document = documentOf(...story, "渡口广播");
  const left = ({ changes }: { readonly changes: Parameters<typeof replay>[1] }) =>
    replay(document.blocks, changes).map(({ text }) => text);
  const { receipt } = createPipeline({ cues, stages: [notice, ...stages] }).clean(document);
  expect(receipt.changes).toMatchObject([{ stage: "ferry-notice", reason: "notice", before: "渡口广播" }]);
  expect(left(receipt)).toEqual(story);
});

test("a reader and a writer", async () => {
  const folder = mkdtempSync(join(tmpdir(), "newsift-seams-"));
  const log = join(folder, "landing.log");
  writeFileSync(log, story.join("\n"));
  const logReader: Reader = {
    name: "log",
    accepts: (source) => typeof source === "string" && source.endsWith(".log"),
    async *read(source) {
      const { page, arrival } = await readPageFile(source as string);
      yield { name: "landing", place: "line 1", page, arrival };
    },
  };
  const written: string[] = [];
  const listWriter: Writer = {
    name: "list",
    accepts: (target) => target.endsWith(".list"),
    open: (target) => ({
      async write({ name, cleaned }) {
        written.push(`${name} to ${target}: ${cleaned.verdict.kind}`);
        return "new";
      },
      finish: async () => void written.push("finished"),
      abandon: async () => void written.push("abandoned"),
    }),
  };
  try {
    const summary = await cleanFiles(log, "/out.list", createPipeline(), {
      readers: [logReader, ...readers],
      writers: [listWriter, ...writers],
    });
    expect(summary).toMatchObject({ documents: 1, failed: 0 });
    expect(written).toEqual(["landing to /out.list: article", "finished"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a command", async () => {
  const printed: string[] = [];
  const session = new Session({
    stdin: (async function* nothing() {})(),
    stdout: { write: (text) => void printed.push(String(text)) },
    stderr: { write: () => undefined },
    env: {},
    cwd: "/",
  });
  const group: CommandGroup = {
    heading: "Ferry:",
    commands: [
      {
        name: "cross",
        summary: "cross the river",
        load:
          async () =>
          (command, { io }) => {
            command.argument("<times>").action((times: string) => void io.stdout.write(`crossed ${times}\n`));
          },
      },
    ],
  };
  await createProgram(session, [group]).parseAsync(["cross", "3"], { from: "user" });
  expect(printed).toEqual(["crossed 3\n"]);
});
