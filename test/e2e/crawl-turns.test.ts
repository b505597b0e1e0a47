/** Processes in one workspace take turns at a host. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createPoliteness } from "../../src/crawl/fetch/politeness.ts";
import { openTurns } from "../../src/crawl/fetch/turns.ts";
import { ServerStatusError } from "../../src/core/errors.ts";
import { run } from "../support/cli-run.ts";
import { listPage, startSite } from "../support/crawl-site.ts";
import { pageAbout } from "../support/kept-house.ts";
import { temporaryFolder, temporaryWorkspace } from "../support/store-workspace.ts";

const program = fileURLToPath(new URL("../../src/cli/newsift.ts", import.meta.url));
const turnsModule = new URL("../../src/crawl/fetch/turns.ts", import.meta.url).href;

/** A process that takes a turn, says so, and leaves it when it hears something. */
function taker(path: string, host: string): ChildProcess {
  const script = `
    const { openTurns } = await import(${JSON.stringify(turnsModule)});
    const turns = openTurns(${JSON.stringify(path)});
    await turns.take(${JSON.stringify(host)}, 0);
    process.stdout.write("taken\\n");
    process.stdin.once("data", () => { turns.leave(${JSON.stringify(host)}); process.stdout.write("left\\n"); });
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

const heard = (child: ChildProcess) => once(child.stdout!, "data");

describe("a turn", () => {
  const setUp = () => {
    const path = join(temporaryFolder(), "turns.sqlite");
    const turns = openTurns(path);
    onTestFinished(() => turns.close());
    return { path, turns };
  };

  test("that another process has is waited for, and the pause after it", async () => {
    const { path, turns } = setUp();
    const other = taker(path, "river.example");
    await heard(other);
    let isTaken = false;
    const taking = turns.take("river.example", 1).then(() => (isTaken = true));
    await turns.take("lake.example", 1);
    expect(isTaken).toBe(false);
    const left = Date.now();
    other.stdin!.write("x");
    await heard(other);
    await taking;
    // The clock of the other process is read in whole milliseconds.
    expect(Date.now() - left).toBeGreaterThan(800);
  });

  test("that a killed process had is free", async () => {
    const { path, turns } = setUp();
    const other = taker(path, "river.example");
    await heard(other);
    other.kill("SIGKILL");
    await once(other, "close");
    await expect(turns.take("river.example", 3600)).resolves.toBeUndefined();
  });

  test(
    "of a process whose host hangs is waited for no longer than ten seconds",
    { timeout: 60_000 },
    async () => {
      const { path, turns } = setUp();
      await heard(taker(path, "river.example"));
      await expect(turns.take("river.example", 3600)).resolves.toBeUndefined();
    },
  );

  test("at a host that asked for a rest is not waited for: another process hears until when", async () => {
    const { path, turns } = setUp();
    const until = Date.now() + 3_600_000;
    turns.rest("river.example", until + 0.6);
    const other = openTurns(path);
    onTestFinished(() => other.close());
    expect(other.restsUntil("river.example")).toBe(until);
    expect(other.restsUntil("lake.example")).toBe(0);
    const job = vi.fn<() => Promise<void>>(async () => {});
    const politeness = createPoliteness(undefined, undefined, other);
    await expect(politeness.take("river.example", 0, job)).rejects.toThrow(
      `river.example asked to be left alone until ${new Date(until).toISOString().slice(0, 16)}`,
    );
    expect(job).not.toHaveBeenCalled();
    await politeness.take("lake.example", 0, job);
    expect(job).toHaveBeenCalledOnce();
  });

  test.each([
    ["that is over", -1],
    ["longer than any, of a clock that was ahead", 2 * 86_400_000],
  ])("a rest %s keeps nobody", async (_, milliseconds) => {
    const { turns } = setUp();
    turns.rest("river.example", Date.now() + milliseconds);
    const politeness = createPoliteness(undefined, undefined, turns);
    await expect(politeness.take("river.example", 0, async () => "asked")).resolves.toBe("asked");
  });

  test("that this process has is its own to keep", async () => {
    const { turns } = setUp();
    await turns.take("river.example", 3600);
    turns.leave("river.example");
    await expect(turns.take("river.example", 3600)).resolves.toBeUndefined();
  });

  test("is waited for no longer when the command is stopped", async () => {
    const { path, turns } = setUp();
    await heard(taker(path, "river.example"));
    const stop = new AbortController();
    const taking = turns.take("river.example", 0, stop.signal);
    stop.abort();
    await expect(taking).rejects.toThrow(/aborted/u);
  });

  test("is taken though the file was damaged", async () => {
    const path = join(temporaryFolder(), "turns.sqlite");
    writeFileSync(path, "no database".repeat(100));
    const turns = openTurns(path);
    await expect(turns.take("river.example", 0)).resolves.toBeUndefined();
    turns.close();
  });
});

test(
  "an ingestion beside a crawl asks the host one thing at a time, with the pause",
  { timeout: 120_000 },
  async () => {
    const delay = 1;
    const paths = [1, 2, 3, 4].map((at) => `/2026/03/09/1000${at}.html`);
    const site = await startSite({
      "/news/": listPage(paths.map((path, at) => [path, `第${at}渡口的新船下水了`])),
      ...Object.fromEntries(paths.map((path, at) => [path, pageAbout(`第${at}`)])),
      "/once.html": pageAbout("黑石"),
    });
    const workspace = temporaryWorkspace();
    mkdirSync(join(workspace.dir, "config/sources"), { recursive: true });
    writeFileSync(
      join(workspace.dir, "config/newsift.yaml"),
      `crawl: {delaySeconds: ${delay}, retries: 0}\n`,
    );
    writeFileSync(
      join(workspace.dir, "config/sources/river.yaml"),
      `name: 渡口新闻\nstart: [${site.url}/news/]\n`,
    );
    const start = (...argv: readonly string[]) => {
      const child = spawn(
        process.execPath,
        [program, ...argv, "--allow-private", "--workspace", workspace.dir],
        { stdio: ["ignore", "ignore", "inherit"] },
      );
      onTestFinished(() => void child.kill("SIGKILL"));
      return once(child, "close");
    };
    const [[crawled], [ingested]] = await Promise.all([
      start("crawl"),
      start("ingest", `${site.url}/once.html`),
    ]);
    expect([crawled, ingested]).toEqual([0, 0]);
    const hits = site.hits.toSorted((a, b) => a.start - b.start);
    expect(hits.map(({ path }) => path)).toContain("/once.html");
    const gaps = hits.slice(1).map((hit, at) => hit.start - hits[at]!.end);
    expect(Math.min(...gaps)).toBeGreaterThan(delay * 1000 - 150);
  },
);

test("what fetches in a workspace leaves a host alone that asked an ingestion for it", async () => {
  const site = await startSite({
    "/a.html": (_, response) => response.writeHead(503, { "retry-after": "7200" }).end(),
    "/b.html": pageAbout("石桥"),
  });
  const workspace = temporaryWorkspace();
  const ingest = (path: string) =>
    run(["ingest", site.url + path, "--allow-private", "--workspace", workspace.dir]);
  expect((await ingest("/a.html")).stderr).toContain("asks for a pause of 120 minutes");
  const asked = site.hits.length;
  const { code, stderr } = await ingest("/b.html");
  expect(code).toBe(ServerStatusError.exitCode);
  expect(stderr).toMatch(/asked to be left alone until \S+: try again then\./u);
  mkdirSync(join(workspace.dir, "config/sources"), { recursive: true });
  writeFileSync(join(workspace.dir, "config/sources/river.yaml"), `name: 河\nstart: [${site.url}/news/]\n`);
  for (const argv of [
    ["discover", "river"],
    ["crawl", "river"],
    ["add", `${site.url}/`, "--id", "lake"],
  ]) {
    const { stderr } = await run([...argv, "--allow-private", "--workspace", workspace.dir]);
    expect(stderr).toMatch(/asked to be left alone until/u);
  }
  expect(site.hits).toHaveLength(asked);
});
