/** Notices about runs, to a real server and a real program. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { configSchema, type Config } from "../../src/config/schema.ts";
import { type Alert, notify } from "../../src/service/alerts.ts";
import { NO_COUNTS, type RunRecord } from "../../src/archive/records/runs.ts";
import { run } from "../support/cli-run.ts";
import { listPage, startSite } from "../support/crawl-site.ts";
import { temporaryFolder, temporaryWorkspace } from "../support/store-workspace.ts";

const SECRET = "T0K3N";

interface Hook {
  readonly url: string;
  readonly host: string;
  readonly notices: Alert[];
  readonly requests: { readonly method: string | undefined; readonly type: string | undefined }[];
}

/** @param statuses that it answers one after the other, then 204; a redirect leads to itself */
async function startHook(...statuses: readonly number[]): Promise<Hook> {
  const left = [...statuses];
  const notices: Alert[] = [];
  const requests: { method: string | undefined; type: string | undefined }[] = [];
  const server = createServer(async (request, response) => {
    requests.push({ method: request.method, type: request.headers["content-type"] });
    let body = "";
    for await (const piece of request) body += String(piece);
    const status = left.shift() ?? 204;
    if (status === 204) notices.push(JSON.parse(body) as Alert);
    response.writeHead(status, status === 302 ? { location: "/" } : {}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `http://${host}/hooks/${SECRET}?key=${SECRET}`, host, notices, requests };
}

const settings = (notices: Partial<Config["notices"]>) => configSchema.parse({ notices }).notices;

const failing = (failed: number) => ({
  id: "pages-failed" as const,
  evidence: { asked: 4, failed, errors: `${failed} ConnectionError` },
});
const FAILING = "4 articles were asked for, but 3 failed (3 ConnectionError). `newsift status` names them.";

function record(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    version: 2,
    id: "2026-03-09T063000123Z-1f0c4b2a",
    by: "schedule",
    sources: ["yunpi"],
    began: "2026-03-09T06:30:00.123Z",
    ended: "2026-03-09T06:31:00.000Z",
    outcome: "degraded",
    problems: [{ source: "yunpi", ...failing(3) }],
    pipeline: "p",
    counts: NO_COUNTS,
    bySource: {},
    byHost: {},
    errors: {},
    verdicts: {},
    ...changes,
  };
}

/** A program that writes what it is given into a file, and ends with a code. */
function program(): { readonly command: string[]; readonly taken: () => readonly Alert[] } {
  const file = join(temporaryFolder(), "taken.jsonl");
  writeFileSync(file, "");
  const script = `let text = ""; process.stdin.on("data", (piece) => (text += piece)).on("end", () => { require("node:fs").appendFileSync(${JSON.stringify(file)}, text + "\\n"); });`;
  return {
    command: [process.execPath, "-e", script, SECRET],
    taken: () =>
      readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Alert),
  };
}

const quick = { pauses: [5, 5] };

test("webhook and command are told of workspace, run, outcome and problems", async () => {
  const workspace = temporaryWorkspace();
  const hook = await startHook();
  const { command, taken } = program();
  expect(await notify(workspace, settings({ webhook: hook.url, command }), record())).toEqual([]);
  expect(hook.requests).toEqual([{ method: "POST", type: "application/json; charset=utf-8" }]);
  const { id, outcome, problems, sources, began, ended } = record();
  expect(hook.notices).toEqual([
    {
      version: 1,
      text: `newsift: the run ${id} in ${workspace.dir} is degraded.\nyunpi: ${FAILING}`,
      workspace: workspace.dir,
      run: id,
      outcome,
      problems: [{ ...problems[0], what: FAILING }],
      sources,
      began,
      ended,
    },
  ]);
  expect(taken()).toEqual(hook.notices);
});

test.each([
  ["ok", [], 0],
  ["interrupted", [], 0],
  ["degraded", ["failed"], 0],
  ["failed", ["failed"], 1],
  ["failed", [], 1],
] as const)("of a run that is %s, with `on: %j`, %d are sent", async (outcome, on, count) => {
  const hook = await startHook();
  const chosen = on.length === 0 ? {} : { on: [...on] };
  await notify(temporaryWorkspace(), settings({ webhook: hook.url, ...chosen }), record({ outcome }));
  expect(hook.notices).toHaveLength(count);
});

test("the same problem is not told of again on that day, whatever its numbers; another one is", async () => {
  const workspace = temporaryWorkspace();
  const hook = await startHook();
  const tell = (...problems: RunRecord["problems"]) =>
    notify(workspace, settings({ webhook: hook.url }), record({ problems }), quick);
  const lost = { source: "yunpi", ...failing(3) };
  const empty = (n: number) => ({
    source: "yunpi",
    id: "listing-empty" as const,
    evidence: { url: `https://a.invalid/${n}/`, source: "yunpi" },
  });
  await tell(lost);
  await tell({ source: "yunpi", ...failing(4) });
  expect(hook.notices).toHaveLength(1);
  await tell({ ...lost, source: "shibu" });
  await tell(empty(1), lost);
  await tell(empty(2));
  expect(hook.notices).toHaveLength(4);

  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 25 * 60 * 60 * 1000 });
  onTestFinished(() => void vi.useRealTimers());
  await tell(lost);
  expect(hook.notices).toHaveLength(5);
  const remembered = JSON.parse(readFileSync(join(workspace.stateDir, "notices.json"), "utf8"));
  expect(Object.keys(remembered.webhook)).toHaveLength(1);
});

test("a server that is in trouble is asked again, and one that refuses is not", async () => {
  const troubled = await startHook(503, 429);
  expect(await notify(temporaryWorkspace(), settings({ webhook: troubled.url }), record(), quick)).toEqual(
    [],
  );
  expect(troubled.notices).toHaveLength(1);
  for (const status of [404, 302]) {
    const refusing = await startHook(status);
    const said = await notify(temporaryWorkspace(), settings({ webhook: refusing.url }), record(), quick);
    expect(said).toEqual([
      `The notice about run ${record().id} did not reach the webhook at ${refusing.host}: it answered ${status}.`,
    ]);
    expect(refusing.requests).toHaveLength(1);
  }
});

test("what was not delivered is due again with the next run, and only there", async () => {
  const workspace = temporaryWorkspace();
  const hook = await startHook(500, 500, 500);
  const { command, taken } = program();
  const both = settings({ webhook: hook.url, command });
  expect(await notify(workspace, both, record(), quick)).toHaveLength(1);
  expect(await notify(workspace, both, record(), quick)).toEqual([]);
  expect([hook.notices.length, taken().length]).toEqual([1, 1]);
});

test.each<readonly [what: string, command: string[], said: RegExp]>([
  [
    "that is not there",
    ["/nowhere/notify", SECRET],
    /the command notify: it could not be started \(ENOENT\)\.$/u,
  ],
  [
    "that fails",
    [process.execPath, "-e", "process.exit(3)", SECRET],
    /the command node: it ended with 3\.$/u,
  ],
  ["that is killed", ["/bin/sh", "-c", "kill -9 $$"], /the command sh: it ended with SIGKILL\.$/u],
])("a command %s is named without its secrets", async (_, command, words) => {
  const said = await notify(temporaryWorkspace(), settings({ command }), record(), { pauses: [] });
  expect(said).toEqual([expect.stringMatching(words)]);
  expect(said.join()).not.toContain(SECRET);
});

test("a command that does not read what it is given has done its work all the same", async () => {
  const problems = [{ id: "said" as const, evidence: { sentence: "长".repeat(300_000) } }];
  const told = notify(
    temporaryWorkspace(),
    settings({ command: ["/bin/true"] }),
    record({ problems }),
    quick,
  );
  expect(await told).toEqual([]);
});

test("arguments reach the command as they are: no shell reads them", async () => {
  const file = join(temporaryFolder(), "arguments");
  const script = `require("node:fs").writeFileSync(${JSON.stringify(file)}, process.argv[1])`;
  await notify(
    temporaryWorkspace(),
    settings({ command: [process.execPath, "-e", script, "$(id); *"] }),
    record(),
  );
  expect(readFileSync(file, "utf8")).toBe("$(id); *");
});

test("who stops newsift does not wait for a notice, and nothing of the command is left", async () => {
  const file = join(temporaryFolder(), "late");
  const command = ["/bin/sh", "-c", `(sleep 1; touch ${file}) & sleep 60`];
  const signal = AbortSignal.timeout(300);
  const said = await notify(temporaryWorkspace(), settings({ command }), record(), { signal });
  expect(said).toEqual([expect.stringContaining("newsift was stopped")]);
  await pause(1800);
  expect(() => readFileSync(file)).toThrow(/ENOENT/u);
});

test("a server that is not there, and one that says nothing, are named by their host alone", async () => {
  const webhook = `http://127.0.0.1:1/hooks/${SECRET}`;
  const said = await notify(temporaryWorkspace(), settings({ webhook }), record(), quick);
  expect(said).toEqual([
    `The notice about run ${record().id} did not reach the webhook at 127.0.0.1:1: it could not be reached (ECONNREFUSED).`,
  ]);
});

test("what is remembered may be damaged: then it is told of once more", async () => {
  const workspace = temporaryWorkspace();
  const hook = await startHook();
  mkdirSync(workspace.stateDir, { recursive: true });
  writeFileSync(join(workspace.stateDir, "notices.json"), "{");
  for (const _ of [1, 2]) await notify(workspace, settings({ webhook: hook.url }), record());
  expect(hook.notices).toHaveLength(1);
});

test("newsift crawl tells too, and a webhook that is gone does not change how it ends", async () => {
  const workspace = temporaryWorkspace();
  const site = await startSite({ "/news/": listPage([]) });
  const hook = await startHook();
  mkdirSync(join(workspace.dir, "config/sources"), { recursive: true });
  writeFileSync(
    join(workspace.dir, "config/sources/yunpi.yaml"),
    `name: 云陂新闻\nstart: [${site.url}/news/]\n`,
  );
  const crawl = (webhook: string) => {
    const text = `crawl: {delaySeconds: 0, retries: 0}\nnotices: {webhook: "${webhook}"}\n`;
    writeFileSync(join(workspace.dir, "config/newsift.yaml"), text);
    const parameters = ["crawl", "--allow-private", "--json", "--workspace", workspace.dir];
    return run(parameters, { cwd: workspace.dir });
  };
  const told = await crawl(hook.url);
  expect(told.code).toBe(34);
  expect(hook.notices).toMatchObject([{ outcome: "degraded", problems: [{ source: "yunpi" }] }]);

  const again = await crawl(hook.url);
  expect([again.code, hook.notices.length]).toEqual([34, 1]);

  writeFileSync(join(workspace.stateDir, "notices.json"), "{}");
  const refusing = await startHook(410);
  const gone = await crawl(refusing.url);
  expect(gone.code).toBe(34);
  expect(gone.stderr).toContain(`did not reach the webhook at ${refusing.host}: it answered 410.`);
  expect(gone.stdout + gone.stderr + told.stdout + told.stderr).not.toContain(SECRET);
});

test("a wrong webhook or command is refused without showing it", async () => {
  const workspace = temporaryWorkspace();
  for (const line of [
    `webhook: htps//${SECRET}`,
    `command: notify ${SECRET}`,
    `command: [notify, {a: ${SECRET}}]`,
  ]) {
    writeFileSync(join(workspace.dir, "config/newsift.yaml"), `notices:\n  ${line}\n`);
    const { code, stderr } = await run(["crawl", "--workspace", workspace.dir], { cwd: workspace.dir });
    expect(code).toBe(3);
    expect(stderr).toMatch(/newsift\.yaml:2: "notices\.(?:webhook|command)/u);
    expect(stderr).not.toContain(SECRET);
  }
});
