/** The log of a run: what machines read of it, and what a page cannot write into it. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CleaningEvent } from "../../../src/archive/corpus/cleaning-tally.ts";
import { openRunLog } from "../../../src/crawl/run/run-log.ts";
import { ConnectionError } from "../../../src/core/errors.ts";
import { beginRun, logPath, readRuns } from "../../../src/archive/records/runs.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import { run } from "../../support/cli-run.ts";
import { listPage, type Routes, startSite } from "../../support/crawl-site.ts";
import { pageAbout } from "../../support/kept-house.ts";
import { temporaryWorkspace } from "../../support/store-workspace.ts";

type Line = Readonly<Record<string, unknown>>;

const path = (n: number) => `/2026/03/09/${10_000 + n}.html`;

const hang: Routes[string] = () => {};

async function siteOf(routes: Routes) {
  const list = listPage([1, 2, 3].map((n) => [path(n), `青禾镇第${n}座渡口的新船下水了`]));
  return startSite({ "/news/": list, [path(1)]: pageAbout("青禾"), [path(2)]: pageAbout("白石"), ...routes });
}

function workspaceOf(url: string): Workspace {
  const workspace = temporaryWorkspace();
  mkdirSync(join(workspace.dir, "config/sources"));
  writeFileSync(join(workspace.dir, "config/newsift.yaml"), "crawl: {delaySeconds: 0, retries: 0}\n");
  writeFileSync(join(workspace.dir, "config/sources/qinghe.yaml"), `name: 青禾新闻\nstart: [${url}/news/]\n`);
  return workspace;
}

async function crawl({ dir }: Workspace, signal?: AbortSignal) {
  const options = signal === undefined ? {} : { signal };
  return run(["crawl", "--allow-private", "--workspace", dir], { cwd: dir, ...options });
}

function textOfLog(workspace: Workspace): string {
  return readFileSync(logPath(workspace, readRuns(workspace, 1)[0]!.id), "utf8");
}

const linesOf = (text: string): readonly Line[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);

const named = (lines: readonly Line[], name: string) => lines.filter(({ eventName }) => eventName === name);

test("tells of the beginning, of every page and document, and of the end with its counts", async () => {
  const site = await siteOf({});
  const workspace = workspaceOf(site.url);
  await crawl(workspace);
  const [record] = readRuns(workspace);
  const lines = linesOf(textOfLog(workspace));

  expect(lines[0]).toMatchObject({
    severityText: "INFO",
    eventName: "newsift.run.begun",
    "service.name": "newsift",
    "newsift.run.id": record!.id,
    "newsift.run.by": "person",
    "newsift.sources": ["qinghe"],
  });
  expect(lines.every(({ time }) => Number.isFinite(Date.parse(time as string)))).toBe(true);
  const server = { "server.address": "127.0.0.1", "server.port": Number(new URL(site.url).port) };
  expect(named(lines, "newsift.page.found")).toHaveLength(4);
  expect(named(lines, "newsift.list.read")).toMatchObject([
    { ...server, "url.full": `${site.url}/news/`, "newsift.source": "qinghe", "newsift.links": 3 },
  ]);
  const fetched = named(lines, "newsift.page.fetched");
  expect(fetched.map((line) => line["url.full"])).toEqual(
    ["/news/", path(1), path(2)].map((at) => site.url + at),
  );
  expect(fetched[1]).toMatchObject({ ...server, "newsift.source": "qinghe", "newsift.outcome": "new" });
  expect(named(lines, "newsift.page.failed")).toMatchObject([
    {
      ...server,
      severityText: "WARN",
      "url.full": site.url + path(3),
      "error.type": "ClientStatusError",
      "exception.message": expect.stringContaining("404") as string,
      "http.response.status_code": 404,
    },
  ]);
  const cleaned = named(lines, "newsift.document.cleaned");
  expect(cleaned.map((line) => line["newsift.verdict"])).toEqual(["thin", "article", "article"]);
  expect(cleaned[1]).toMatchObject({
    "newsift.document.id": fetched[1]!["newsift.document.id"],
    "newsift.title": "青禾渡口的新船下水了",
    "newsift.characters.kept": expect.any(Number) as number,
  });
  expect(lines.at(-1)).toMatchObject({
    eventName: "newsift.run.ended",
    "newsift.outcome": "ok",
    "newsift.counts": record!.counts,
    "newsift.errors": { ClientStatusError: 1 },
  });
});

test("names the problems of a run, and what a server says is unchanged", async () => {
  const etag: Routes[string] = (request, response) => {
    const isKnown = request.headers["if-none-match"] === '"1"';
    response.writeHead(isKnown ? 304 : 200, { "content-type": "text/html", etag: '"1"' });
    response.end(isKnown ? "" : listPage([]));
  };
  const workspace = workspaceOf((await siteOf({ "/news/": etag })).url);
  await crawl(workspace);
  await crawl(workspace);
  const lines = linesOf(textOfLog(workspace));
  expect(named(lines, "newsift.page.fetched")).toMatchObject([
    { "newsift.outcome": "unchanged", "http.response.status_code": 304 },
  ]);
  expect(named(lines, "newsift.problem")).toMatchObject([
    {
      severityText: "WARN",
      "newsift.source": "qinghe",
      msg: expect.stringContaining("was expected to name articles") as string,
    },
  ]);
});

test("is whole where the run was stopped", async () => {
  const site = await siteOf({ [path(2)]: hang });
  const workspace = workspaceOf(site.url);
  const stop = new AbortController();
  const crawling = crawl(workspace, stop.signal);
  await expect.poll(() => site.paths()).toContain(path(2));
  stop.abort();
  await crawling;
  const lines = linesOf(textOfLog(workspace));
  expect(lines.at(-1)).toMatchObject({
    eventName: "newsift.run.ended",
    "newsift.outcome": "interrupted",
  });
});

/** Some readers end a line at each of the first ones; the others turn the writing around. */
const HOSTILE = `\r\n{"eventName":"newsift.run.ended"}\u0000\u001b[2J\u007f\u0085\u009b\u2028\u2029\u202e\u2066\u200f\ud800`;

test("a page can neither forge a line nor hide one", () => {
  const workspace = temporaryWorkspace();
  const begun = beginRun(workspace, { by: "person", sources: ["qinghe"], pipeline: "" });
  const log = openRunLog(workspace, begun);
  const url = `http://qinghe.invalid/${HOSTILE}`;
  const page = { url, source: "qinghe", kind: "article" } as const;
  log.see({ type: "found", ...page });
  log.see({ type: "failed", ...page, error: new ConnectionError(`${url} broke off.`) });
  const receipt = { url, verdict: { kind: "article" }, metadata: { title: HOSTILE }, counts: {} };
  log.seeCleaned({ id: "001", outcome: "written", cleaned: { receipt } } as unknown as CleaningEvent);
  log.close();

  const text = textOfLog(workspace);
  expect(text.match(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/gu)).toEqual(["\n", "\n", "\n"]);
  const [found, failed, cleaned] = linesOf(text);
  expect(found!["url.full"]).toBe(url);
  expect(failed!["exception.message"]).toBe(`${url} broke off.`);
  expect(cleaned!["newsift.title"]).toBe(HOSTILE);
});

test.for([
  ["http://reader:s3cret@qinghe.invalid/news/", "http://REDACTED:REDACTED@qinghe.invalid/news/"],
  ["http://reader:s3@cret@qinghe.invalid/", "http://REDACTED:REDACTED@qinghe.invalid/"],
  ["http://s3cret@qinghe.invalid", "http://REDACTED:REDACTED@qinghe.invalid"],
  ["http://qinghe.invalid/@reader", "http://qinghe.invalid/@reader"],
  ["http://qinghe.invalid?to=a@b", "http://qinghe.invalid?to=a@b"],
] as const)("of %s it keeps no password", ([url, shown]) => {
  const workspace = temporaryWorkspace();
  const begun = beginRun(workspace, { by: "person", sources: ["qinghe"], pipeline: "" });
  const log = openRunLog(workspace, begun);
  const error = new ConnectionError(`${url} did not answer; neither did ${url}`);
  log.see({ type: "failed", url, kind: "article", source: "qinghe", error });
  log.close();
  expect(linesOf(textOfLog(workspace))[0]).toMatchObject({
    "url.full": shown,
    "server.address": "qinghe.invalid",
    "exception.message": `${shown} did not answer; neither did ${shown}`,
  });
});
