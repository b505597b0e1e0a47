import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { UsageError, WorkspaceError, WriteError } from "../../../src/core/errors.ts";
import { gatherReport } from "../../../src/desk/report/gather.ts";
import type { Report } from "../../../src/desk/report/report.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import { beginRun, NO_COUNTS } from "../../../src/archive/records/runs.ts";
import type { PageEvent } from "../../../src/archive/records/runs.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import type { Receipt } from "../../../src/core/document/receipt.ts";
import { run as runMain } from "../../support/cli-run.ts";
import { archiveHost, HOST, hostPage, numbers, SLOGAN } from "../../support/host-pages.ts";
import { isLong } from "../../support/long.ts";
import { arrivalOf, bytesOf, namesIn, temporaryWorkspace } from "../../support/store-workspace.ts";

let workspace: Workspace;

beforeEach(async () => {
  workspace = temporaryWorkspace();
  await archiveHost(workspace, numbers(15));
  await run("profile", "--learn");
  await run("clean");
});

const run = (...argv: readonly string[]) => runMain(argv, { cwd: workspace.dir });

async function told(...argv: readonly string[]): Promise<Report> {
  return JSON.parse((await run("report", "--json", ...argv)).stdout);
}

const idOf = async (number: number) => (await openRawStore(workspace).list())[number]!;

function receiptOf(id: string): Receipt {
  return JSON.parse(readFileSync(join(workspace.receiptDir, `${id}.json`), "utf8"));
}

const steps = ({ funnel }: Report) => Object.fromEntries(funnel.map(({ step, count }) => [step, count]));

const lossesOf = ({ funnel }: Report) =>
  funnel.flatMap(({ lost }) => lost.map(({ what, count }) => `${count} ${what}`));

describe("a report of the corpus", () => {
  test("is a page in .newsift/, and nothing else is touched", async () => {
    const before = namesIn(workspace);
    const { code, stdout, stderr } = await run("report");
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: ".newsift/report.html\n", stderr: "" });
    const page = readFileSync(join(workspace.stateDir, "report.html"), "utf8");
    expect(page).toMatch(/^<!doctype html>/u);
    expect(page.replaceAll("<wbr />", "")).toContain(HOST);
    expect(page).toContain(SLOGAN);
    expect(namesIn(workspace)).toEqual(before);
  });

  test("counts every character once", async () => {
    const { characters, stages, verdicts } = await told();
    const receipts = await Promise.all(numbers(15).map(async (number) => receiptOf(await idOf(number))));
    const raw = receipts.reduce((sum, { counts }) => sum + counts.chars, 0);
    expect(verdicts).toEqual({ article: 15 });
    expect(characters.raw).toBe(raw);
    expect(characters.kept + characters.removed + characters.rejected).toBe(raw);
    expect(stages.reduce((sum, { removedChars }) => sum + removedChars, 0)).toBe(characters.removed);
    expect(stages.find(({ stage }) => stage === "site-template")).toMatchObject({ documents: 15 });
  });

  test("tells lines that were removed again and again, and where", async () => {
    const { repeatedLines, hosts } = await told();
    expect(repeatedLines).toContainEqual({ text: SLOGAN, documents: 15, hosts: 1, stage: "site-template" });
    expect(hosts).toMatchObject([{ host: HOST, documents: 15, articles: 15 }]);
  });

  test("leaves other versions, duplicates and what is no article out on the way", async () => {
    const store = openRawStore(workspace);
    const url = (await store.read(await idOf(3))).page.url!;
    await store.add(new Page(bytesOf(hostPage(20))), arrivalOf(url));
    await store.add(new Page(bytesOf(hostPage(4))), arrivalOf(`https://${HOST}/again.html`));
    await store.add(
      new Page(bytesOf("<!doctype html><p>页面不存在</p>")),
      arrivalOf(`https://${HOST}/gone.html`),
    );
    await run("clean");
    await store.add(new Page(bytesOf(hostPage(21))), arrivalOf(`https://${HOST}/late.html`));
    const report = await told();
    expect(steps(report)).toEqual({
      "archived pages": 19,
      "cleaned pages": 18,
      documents: 17,
      articles: 16,
      "unique articles": 15,
    });
    expect(lossesOf(report)).toEqual([
      "1 not cleaned yet",
      "1 other versions",
      expect.stringMatching(/^1 (?:thin|blocked)$/u),
      "1 duplicates",
    ]);
    expect(report.duplicates).toMatchObject([{ document: await idOf(16), of: await idOf(4), host: HOST }]);
  });

  test("names what is damaged, in it and on standard error, and goes on", async () => {
    const [torn, empty] = [await idOf(2), await idOf(5)];
    writeFileSync(join(workspace.receiptDir, `${torn}.json`), "{");
    writeFileSync(
      join(workspace.receiptDir, `${empty}.json`),
      JSON.stringify({ ...receiptOf(empty), counts: {} }),
    );
    writeFileSync(join(workspace.metaDir, `${await idOf(7)}.json`), "[]");
    const { code, stderr } = await run("report", "--out", "report.html");
    expect(code).toBe(WorkspaceError.exitCode);
    const page = readFileSync(join(workspace.dir, "report.html"), "utf8");
    for (const id of [torn, empty, await idOf(7)]) {
      expect(stderr).toContain(id);
      expect(page).toContain(id);
    }
    const report = await told();
    expect(report.damaged.map(({ document }) => document)).toEqual([torn, empty, await idOf(7)]);
    expect(lossesOf(report)).toEqual(["3 with a damaged file"]);
  });

  test("--timing says which stages are slow, and only then is anything measured", async () => {
    expect(await told()).not.toHaveProperty("timing");
    const { timing } = await told("--timing");
    expect(timing!.documents).toBe(15);
    expect(timing!.stages.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(["(reading)", "content", "punctuation"]),
    );
  });

  test("--csv writes a table for each section into a folder, or the documents into a file", async () => {
    mkdirSync(join(workspace.dir, "tables"));
    const { code, stdout } = await run("report", "--csv", "tables", "--out", "page.html");
    expect(code).toBe(0);
    const names = readdirSync(join(workspace.dir, "tables"));
    expect(names.toSorted()).toEqual(
      ["documents", "duplicates", "funnel", "hosts", "repeated-lines"]
        .concat("sources-by-stage", "sources", "stages", "verdicts")
        .map((name) => `${name}.csv`),
    );
    for (const name of ["page.html", ...names.map((file) => `tables/${file}`)]) {
      expect(stdout.split("\n")).toContain(name);
    }
    await run("report", "--csv", "all.csv");
    const documents = readFileSync(join(workspace.dir, "all.csv"), "utf8");
    expect(documents).toBe(readFileSync(join(workspace.dir, "tables/documents.csv"), "utf8"));
    expect(documents.split("\r\n")).toHaveLength(17);
    expect(documents).toContain(`${await idOf(3)},article,`);
  });
});

describe("a report of a run", () => {
  async function ranWith(fates: readonly Partial<PageEvent>[]): Promise<string> {
    const begun = beginRun(workspace, { by: "person", sources: ["qingwan"], pipeline: "p" });
    for (const [at, fate] of fates.entries()) {
      begun.note({ url: `https://${HOST}/${at}`, source: "qingwan", fate: "found", ...fate });
    }
    const problems = [
      {
        source: "qingwan",
        id: "said" as const,
        evidence: { sentence: "It brought nothing new for three days." },
      },
    ];
    begun.end({
      outcome: "degraded",
      problems,
      counts: NO_COUNTS,
      bySource: {},
      byHost: {},
      errors: {},
      verdicts: {},
    });
    return begun.id;
  }

  test("tells only what it brought, from the addresses on", async () => {
    const [first, second] = [await idOf(0), await idOf(1)];
    const id = await ranWith([
      { fate: "new", document: first },
      { url: `https://${HOST}/0`, fate: "cleaned", document: first },
      { fate: "changed", document: second },
      { fate: "unchanged", document: await idOf(2) },
      { fate: "failed" },
      { fate: "listed" },
      {},
    ]);
    const report = await told("--run", id);
    expect(report.run).toMatchObject({ id, outcome: "degraded" });
    expect(steps(report)).toEqual({
      "found addresses": 6,
      answered: 4,
      pages: 3,
      "new or changed pages": 2,
      "cleaned pages": 2,
      documents: 2,
      articles: 2,
      "unique articles": 2,
    });
    expect(report.hosts).toMatchObject([{ host: HOST }]);
    await run("report", "--run", id, "--out", "run.html");
    const page = readFileSync(join(workspace.dir, "run.html"), "utf8");
    expect(page).toContain(id);
    expect(page).toContain("qingwan: It brought nothing new for three days.");
  });

  test("that brought nothing says so", async () => {
    const report = await told("--run", await ranWith([{ fate: "failed" }]));
    expect(steps(report)).toMatchObject({ "found addresses": 1, answered: 0, articles: 0 });
    expect(report).not.toHaveProperty("arrived");
    expect(await run("report", "--run", report.run!.id)).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("a report is refused", () => {
  test.each([
    [
      "of a run that is not there",
      ["--run", "2031-01-01T000000Z-0123abcd"],
      WorkspaceError,
      "There is no run",
    ],
    ["to a folder that is not there", ["--out", "nowhere/x.html"], WriteError, "is no folder"],
    ["to a folder of tables that is not there", ["--csv", "nowhere"], WriteError, "is no folder"],
    ["to a folder as a file", ["--out", "raw"], WriteError, "name a file"],
    ["with an option that is none", ["--format", "pdf"], UsageError, "--format"],
  ] as const)("%s", async (_, argv, error, message) => {
    const { code, stdout, stderr } = await run("report", ...argv);
    expect({ code, stdout }).toEqual({ code: error.exitCode, stdout: "" });
    expect(stderr).toContain(message);
  });

  test("while nothing was cleaned, and while nothing is there", async () => {
    rmSync(workspace.cleanDir, { recursive: true });
    const uncleaned = await run("report");
    expect(uncleaned.code).toBe(WorkspaceError.exitCode);
    expect(uncleaned.stderr).toContain("newsift clean");
    workspace = temporaryWorkspace();
    const empty = await run("report");
    expect(empty.code).toBe(WorkspaceError.exitCode);
    expect(empty.stderr).toContain("newsift crawl");
  });
});

test("thousands of documents are told in bounded memory", { timeout: 300_000 }, async () => {
  const [id] = await openRawStore(workspace).list();
  const sidecar = JSON.parse(readFileSync(join(workspace.metaDir, `${id}.json`), "utf8"));
  const receipt = receiptOf(id!);
  const count = isLong ? 10_000 : 1_000;
  for (let at = 100; at < 100 + count; at += 1) {
    const own = `${at}_${String(at).padStart(16, "0")}`;
    writeFileSync(join(workspace.rawDir, `${own}.html`), "");
    writeFileSync(join(workspace.metaDir, `${own}.json`), JSON.stringify({ ...sidecar, id: own }));
    const text = JSON.stringify({ ...receipt, document: own, textSha256: own });
    writeFileSync(join(workspace.receiptDir, `${own}.json`), text);
  }
  const before = process.memoryUsage().heapUsed;
  const { documents } = await gatherReport(workspace, { onDamage: (error) => expect.fail(error.message) });
  expect(documents).toHaveLength(15 + count);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(150_000_000);
});
