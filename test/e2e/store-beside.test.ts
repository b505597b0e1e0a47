/** Several processes in one workspace: who works beside whom, who waits, and that what they write fits together. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { cleanDocuments } from "../../src/archive/corpus/clean-documents.ts";
import { LockedError } from "../../src/core/errors.ts";
import { createPipeline } from "../../src/core/pipeline/create-pipeline.ts";
import { openDecisionService } from "../../src/desk/quality/decision-service.ts";
import { openCleanStore } from "../../src/archive/clean/clean.ts";
import { openDecisions } from "../../src/archive/records/decisions.ts";
import { lockWorkspace, type Role } from "../../src/archive/upkeep/lock.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import { namesIn } from "../../src/archive/files/reading.ts";
import type { Workspace } from "../../src/archive/files/workspace.ts";
import { run } from "../support/cli-run.ts";
import { listPage, startSite, type Site } from "../support/crawl-site.ts";
import { archive, cleanAll, pageAbout, problemsOf } from "../support/kept-house.ts";
import { temporaryWorkspace } from "../support/store-workspace.ts";

const program = fileURLToPath(new URL("../../src/cli/newsift.ts", import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Settled when it has said this on standard error. */
  hasSaid(words: string): Promise<void>;
}

function start(workspace: Workspace, ...argv: readonly string[]): Started {
  const child = spawn(process.execPath, [program, ...argv, "--workspace", workspace.dir], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let stderr = "";
  child.stderr!.on("data", (chunk) => (stderr += String(chunk)));
  const ended = Promise.all([text(child.stdout!), once(child, "close")]).then(([stdout, [code]]) => ({
    code: code as number | null,
    stdout,
    stderr,
  }));
  return {
    child,
    ended,
    async hasSaid(words) {
      while (!stderr.includes(words)) {
        if (child.exitCode !== null) throw new Error(`It is over: ${stderr}`);
        await Promise.race([once(child.stderr!, "data"), once(child, "close")]);
      }
    },
  };
}

const held = "/2026/03/09/10002.html";
const names = ["青石", "白石", "红石"];
const pathOf = (at: number) => `/2026/03/09/${10_001 + at}.html`;

/** A crawl that stands still at its second article until it is let go. */
async function crawlUnderWay(workspace: Workspace = temporaryWorkspace()) {
  const asked = Promise.withResolvers<ServerResponse>();
  const site = await startSite({
    "/news/": listPage(names.map((name, at) => [pathOf(at), `${name}渡口的新船下水了`])),
    [pathOf(0)]: pageAbout(names[0]!),
    [held]: (_, response) => asked.resolve(response),
    [pathOf(2)]: pageAbout(names[2]!),
  });
  const other = await startSite({ "/once.html": pageAbout("黑石") });
  mkdirSync(join(workspace.dir, "config/sources"), { recursive: true });
  writeFileSync(
    join(workspace.dir, "config/newsift.yaml"),
    "crawl: {delaySeconds: 0, retries: 0, headersTimeoutSeconds: 300, totalTimeoutSeconds: 300}\nkeep: {versions: 1}\n",
  );
  writeFileSync(
    join(workspace.dir, "config/sources/river.yaml"),
    `name: 渡口新闻\nstart: [${site.url}/news/]\nrecrawl: 0d\n`,
  );
  const crawl = start(workspace, "crawl", "--allow-private");
  const failed = crawl.ended.then(({ stderr }) => Promise.reject(new Error(`The crawl is over: ${stderr}`)));
  const response = await Promise.race([asked.promise, failed]);
  failed.catch(() => undefined);
  const letGo = () =>
    void response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(pageAbout(names[1]!));
  return { workspace, site, once: `${other.url}/once.html`, crawl, letGo };
}

const textsIn = ({ cleanDir }: Workspace) => readdirSync(cleanDir).filter((name) => name.endsWith(".txt"));

describe("beside a crawl that is under way", { timeout: 120_000 }, () => {
  test("a page is ingested at once, and both have their numbers", async () => {
    const { workspace, once: url, crawl, letGo } = await crawlUnderWay();
    const ingested = await start(workspace, "ingest", url, "--allow-private").ended;
    expect(ingested).toMatchObject({ code: 0, stderr: "" });
    expect(crawl.child.exitCode).toBeNull();
    letGo();
    expect((await crawl.ended).code).toBe(0);
    expect(await openRawStore(workspace).list()).toHaveLength(5);
    expect(textsIn(workspace)).toHaveLength(4);
    expect(await problemsOf(workspace)).toBe("");
  });

  test("a document is judged at once, and stays as it was judged", async () => {
    const workspace = temporaryWorkspace();
    const [id] = await archive(workspace, [["https://lake.example/1.html", pageAbout("湖心")]]);
    await cleanAll(workspace);
    const { crawl, letGo } = await crawlUnderWay(workspace);
    const desk = openDecisionService(workspace, createPipeline());
    expect(await desk.decide({ action: "verdict", document: id!, verdict: "spam" })).toMatchObject({
      state: "applied",
    });
    letGo();
    expect((await crawl.ended).code).toBe(0);
    expect(openCleanStore(workspace).read(id!)).toMatchObject({ receipt: { verdict: { kind: "spam" } } });
    expect(await problemsOf(workspace)).toBe("");
  });

  test("what is archived is cleaned", async () => {
    const { workspace, crawl, letGo } = await crawlUnderWay();
    expect((await start(workspace, "clean").ended).code).toBe(0);
    expect(textsIn(workspace).length).toBeGreaterThan(0);
    letGo();
    expect((await crawl.ended).code).toBe(0);
    expect(await problemsOf(workspace)).toBe("");
  });

  const housekeeping = (site: Site) =>
    ({
      prune: [],
      rebuild: [],
      takedown: [site.url + pathOf(0), "--yes"],
      crawl: ["--allow-private"],
    }) as const;

  test.for(["prune", "rebuild", "takedown", "crawl"] as const)(
    "%s is refused, and told who is at work",
    async (command) => {
      const { workspace, site, crawl, letGo } = await crawlUnderWay();
      const before = readdirSync(workspace.rawDir);
      const { code, stderr } = await start(workspace, command, ...housekeeping(site)[command]).ended;
      expect(stderr).toContain(`\`newsift crawl\` (process ${crawl.child.pid} on `);
      expect(code).toBe(LockedError.exitCode);
      expect(readdirSync(workspace.rawDir)).toEqual(before);
      letGo();
      expect((await crawl.ended).code).toBe(0);
    },
  );

  test.for(["prune", "rebuild", "takedown"] as const)("%s --wait waits until it is done", async (command) => {
    const { workspace, site, crawl, letGo } = await crawlUnderWay();
    const waiting = start(workspace, command, ...housekeeping(site)[command], "--wait", "90");
    await waiting.hasSaid("waiting up to 90 seconds. `newsift crawl`");
    expect(waiting.child.exitCode).toBeNull();
    letGo();
    expect((await crawl.ended).code).toBe(0);
    expect((await waiting.ended).code).toBe(0);
    expect(await problemsOf(workspace)).toBe("");
  });

  test("when it is killed, nobody waits for it", async () => {
    const { workspace, once: url, crawl } = await crawlUnderWay();
    crawl.child.kill("SIGKILL");
    await crawl.ended;
    expect((await start(workspace, "prune").ended).code).toBe(0);
    expect((await start(workspace, "ingest", url, "--allow-private").ended).code).toBe(0);
    expect(namesIn(join(workspace.stateDir, "writers"))).toEqual([]);
    expect(await problemsOf(workspace)).toBe("");
  });
});

describe("of two in a workspace", () => {
  test.for([
    ["writer", "writer", true],
    ["writer", "crawl", true],
    ["crawl", "writer", true],
    ["crawl", "crawl", false],
    ["housekeeping", "writer", false],
    ["housekeeping", "crawl", false],
    ["housekeeping", "housekeeping", false],
    ["writer", "housekeeping", false],
    ["crawl", "housekeeping", false],
  ] as const satisfies readonly (readonly [Role, Role, boolean])[])(
    "%s and %s work side by side: %s",
    async ([first, second, isBeside]) => {
      const workspace = temporaryWorkspace();
      const one = await lockWorkspace(workspace, "newsift one", { as: first });
      const taking = lockWorkspace(workspace, "newsift two", { as: second, waitSeconds: 0 });
      if (isBeside) (await taking).release();
      else await expect(taking).rejects.toThrow(/^`newsift one` \(process/u);
      one.release();
      (await lockWorkspace(workspace, "newsift two", { as: second, waitSeconds: 0 })).release();
      expect(readdirSync(workspace.stateDir).filter((name) => name.endsWith("lock"))).toEqual([]);
      expect(namesIn(join(workspace.stateDir, "writers"))).toEqual([]);
    },
  );

  test.for(["writer", "crawl", "housekeeping"] as const)("%s waits for the other", async (role) => {
    const workspace = temporaryWorkspace();
    const one = await lockWorkspace(workspace, "newsift one");
    const told = Promise.withResolvers<LockedError>();
    const two = lockWorkspace(workspace, "newsift two", {
      as: role,
      waitSeconds: 60,
      onWait: told.resolve,
    });
    expect((await told.promise).message).toContain("newsift one");
    one.release();
    (await two).release();
  });

  test("the waiting ends when the command is stopped", async () => {
    const workspace = temporaryWorkspace();
    const one = await lockWorkspace(workspace, "newsift one");
    const stop = new AbortController();
    const two = lockWorkspace(workspace, "newsift two", { waitSeconds: 600, signal: stop.signal });
    stop.abort();
    await expect(two).rejects.toThrow(/aborted/u);
    one.release();
  });

  test("a wrong number of seconds is refused", async () => {
    const { code, stderr } = await run(["prune", "--wait", "soon"], { cwd: temporaryWorkspace().dir });
    expect(code).toBe(2);
    expect(stderr).toContain("It must be a whole number from 0 on.");
  });
});

test("what another process wrote while a document was cleaned is not undone: it is cleaned once more", async () => {
  const workspace = temporaryWorkspace();
  const [id] = await archive(workspace, [["https://lake.example/1.html", pageAbout("湖心")]]);
  const raw = openRawStore(workspace);
  const decisions = openDecisions(workspace);
  const pipeline = createPipeline();
  let reads = 0;
  const slow = {
    ...raw,
    async read(document: string) {
      const page = await raw.read(document);
      reads += 1;
      if (reads === 1)
        await cleanDocuments(workspace, { raw, pipeline, decisions }, [document], () => undefined);
      return page;
    },
  };
  /** Hears of the decision only when it looks again. */
  const unaware = {
    ...decisions,
    standing: (document?: string) => (reads > 1 ? decisions.standing(document) : []),
  };
  decisions.append({ action: "verdict", document: id!, verdict: "spam" });
  await cleanDocuments(workspace, { raw: slow, pipeline, decisions: unaware }, [id!], () => undefined);
  expect(reads).toBe(2);
  expect(openCleanStore(workspace).read(id!).receipt?.verdict.kind).toBe("spam");
});

test("many that clean the same documents at once leave them whole", { timeout: 180_000 }, async () => {
  const workspace = temporaryWorkspace();
  const pages = names.flatMap((name, page) =>
    [0, 1, 2].map(
      (version) => [`https://lake.example/${page}.html`, pageAbout(`${name}${version}`)] as const,
    ),
  );
  await archive(workspace, pages);
  const all = await Promise.all(Array.from({ length: 4 }, () => start(workspace, "clean").ended));
  expect(all.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  expect(textsIn(workspace)).toHaveLength(names.length);
  expect(await problemsOf(workspace)).toBe("");
});
