/** A page that breaks off is kept, said to have broken off wherever it is shown, and asked for again. */
import { readFileSync, mkdirSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readFrontier } from "../../../src/crawl/frontier/frontier-report.ts";
import { BrokenOffError } from "../../../src/core/errors.ts";
import { openCatalogue } from "../../../src/archive/records/catalogue.ts";
import { openCleanStore } from "../../../src/archive/clean/clean.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import { run } from "../../support/cli-run.ts";
import { listPage, startSite, type Route, type Routes, type Site } from "../../support/crawl-site.ts";
import { temporaryWorkspace } from "../../support/store-workspace.ts";

const title = "岚溪镇的水磨坊修好后重新开张";
const paragraphs = [
  "四月初六清早，岚溪镇的水磨坊在鞭炮声里重新开张，镇上的人挑着新打的麦子来排队。",
  "这座磨坊停了三十一年，去年冬天由村里的木匠和石匠一起修，前后花了四个月的工夫。",
  "看磨的老人说，从前磨一担麦子要走二十里山路，如今从家门口走过去只要一袋烟的时间。",
  "镇里准备在磨坊旁边盖一间小屋，陈列旧的磨盘和农具，让放学的孩子们也能进来看一看。",
];
const page = (texts: readonly string[] = paragraphs, end = "</div></body></html>") =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1><div>${texts.map((text) => `<p>${text}</p>`).join("")}${end}`;
const whole = page();
/** In the middle of the last sentence. */
const half = whole.slice(0, whole.indexOf("陈列旧的"));
const path = "/2026/04/06/10001.html";

type Answer = (response: ServerResponse) => void;
const html = { "content-type": "text/html; charset=utf-8" };
/** Bytes arrive before the connection is cut. */
const cut = (response: ServerResponse, bytes: string | Buffer) =>
  response.write(bytes, () => setImmediate(() => response.destroy()));

const brokenOff: readonly (readonly [what: string, Answer])[] = [
  [
    "a length that is not reached",
    (response) => cut(response.writeHead(200, { ...html, "content-length": Buffer.byteLength(whole) }), half),
  ],
  ["chunks without an end", (response) => cut(response.writeHead(200, html), half)],
  [
    "a compressed body that is cut",
    (response) => {
      const bytes = gzipSync(whole);
      const head = { ...html, "content-encoding": "gzip", "content-length": bytes.length };
      cut(response.writeHead(200, head), bytes.subarray(0, bytes.length - 40));
    },
  ],
  [
    "a part of the page",
    (response) =>
      response
        .writeHead(206, { ...html, "content-range": `bytes 0-99/${Buffer.byteLength(whole)}` })
        .end(half),
  ],
  [
    "a length that is not reached, after the whole text",
    (response) =>
      cut(response.writeHead(200, { ...html, "content-length": 99_999 }), page(paragraphs, "</div>")),
  ],
];

const notBroken: readonly (readonly [what: string, Answer])[] = [
  ["a whole page", (response) => response.writeHead(200, html).end(whole)],
  ["one without its last tags", (response) => response.writeHead(200, html).end(page(paragraphs, ""))],
  ["one that ends in mid-sentence by itself", (response) => response.writeHead(200, html).end(half)],
  [
    "one whose length is said",
    (response) => response.writeHead(200, { ...html, "content-length": Buffer.byteLength(whole) }).end(whole),
  ],
  [
    "one that ends with its connection",
    (response) => {
      response.useChunkedEncodingByDefault = false;
      response.writeHead(200, { ...html, connection: "close" }).end(whole);
    },
  ],
  [
    "a compressed one",
    (response) => response.writeHead(200, { ...html, "content-encoding": "gzip" }).end(gzipSync(whole)),
  ],
];

const route =
  (answer: Answer): Route =>
  (_, response) =>
    answer(response);
const news = listPage([[path, title]]);

function workspaceFor(site: Site): Workspace {
  const workspace = temporaryWorkspace();
  mkdirSync(join(workspace.dir, "config/sources"), { recursive: true });
  writeFileSync(
    join(workspace.dir, "config/newsift.yaml"),
    "crawl: {delaySeconds: 0, retries: 0}\nkeep: {versions: 1}\n",
  );
  writeFileSync(
    join(workspace.dir, "config/sources/lanxi.yaml"),
    `name: 岚溪新闻\nstart: [${site.url}/news/]\nrecrawl: 0d\n`,
  );
  return workspace;
}

const newsift = (workspace: Workspace, ...argv: readonly string[]) =>
  run([...argv, "--workspace", workspace.dir]);
const crawl = (workspace: Workspace) => newsift(workspace, "crawl", "--allow-private");
const ingest = (workspace: Workspace, site: Site) =>
  newsift(workspace, "ingest", site.url + path, "--allow-private");
const frontierOf = ({ stateDir }: Workspace) => join(stateDir, "frontier.sqlite");

/** As if the time had come. */
function makeDue(workspace: Workspace): void {
  const database = new DatabaseSync(frontierOf(workspace));
  database.exec("UPDATE page SET due = 0");
  database.close();
}

/** Texts in clean/ itself of the versions of the page, by their numbers among them. */
async function currentTexts(workspace: Workspace, site: Site): Promise<Readonly<Record<number, string>>> {
  const clean = openCleanStore(workspace);
  const versions = await openRawStore(workspace).versions(site.url + path);
  const current = new Set(clean.listTexts("current"));
  return Object.fromEntries(
    versions.flatMap((id, at) =>
      current.has(id) ? [[at, readFileSync(join(workspace.cleanDir, `${id}.txt`), "utf8")]] : [],
    ),
  );
}

describe("a page that breaks off", () => {
  test.for(brokenOff)("by %s: ingest, receipt, report and review say so", async ([, answer]) => {
    const site = await startSite({ [path]: route(answer) });
    const workspace = workspaceFor(site);
    const { code, stdout, stderr } = await ingest(workspace, site);
    expect(stderr).toMatch(/^newsift: 000_[0-9a-f]{16} broke off before its end: what came of it is kept/u);
    expect(code).toBe(BrokenOffError.exitCode);
    expect(stdout).toContain("incomplete: it broke off before its end\n");
    const [id] = await openRawStore(workspace).list();
    const { receipt } = openCleanStore(workspace).read(id!);
    expect(receipt).toMatchObject({
      verdict: { kind: "article" },
      incomplete: true,
      incompleteBecause: ["broken-off"],
    });
    expect(JSON.parse((await newsift(workspace, "report", "--json")).stdout)).toMatchObject({
      brokenOff: [id],
      incomplete: [id],
    });
    const catalogue = openCatalogue(workspace);
    expect(catalogue.list.page({ mark: "broken-off" }, 0, 9)).toMatchObject([{ id, isIncomplete: true }]);
    catalogue.close();
    expect((await newsift(workspace, "verify")).code).toBe(0);
  });

  test.for(notBroken)("is none: %s", async ([, answer]) => {
    const site = await startSite({ "/news/": news, [path]: route(answer) });
    const workspace = workspaceFor(site);
    expect((await ingest(workspace, site)).code).toBe(0);
    const [id] = await openRawStore(workspace).list();
    expect(openCleanStore(workspace).read(id!).receipt).not.toHaveProperty("incomplete");
    expect((await crawl(workspace)).stderr).not.toContain("broke off");
  });
});

describe("a crawl", () => {
  const [, firstAnswer] = brokenOff[0]!;
  const broken = { "/news/": news, [path]: route(firstAnswer) };
  const mended = { "/news/": news, [path]: whole };

  test("names it, and asks again when it is due: the whole one takes its place", async () => {
    const site = await startSite(broken);
    const workspace = workspaceFor(site);
    const { stdout, stderr } = await crawl(workspace);
    expect(stderr).toContain(`${site.url}${path} broke off before its end`);
    expect(stdout).toContain("is incomplete: it broke off before its end\n");
    expect(readFrontier(frontierOf(workspace))!.failures).toMatchObject([
      { url: site.url + path, state: "retry", error: "BrokenOffError", tries: 1 },
    ]);
    site.serve(mended);
    await crawl(workspace);
    expect(site.paths().filter((asked) => asked === path)).toHaveLength(1);
    makeDue(workspace);
    expect((await crawl(workspace)).code).toBe(0);
    expect(await currentTexts(workspace, site)).toEqual({ 1: `${[title, ...paragraphs].join("\n")}\n` });
    expect(readFrontier(frontierOf(workspace))!.failures).toEqual([]);
    expect((await newsift(workspace, "verify")).code).toBe(0);
  });

  test("does so a few times, not for ever", async () => {
    const site = await startSite(broken);
    const workspace = workspaceFor(site);
    writeFileSync(
      join(workspace.dir, "config/sources/lanxi.yaml"),
      `name: 岚溪新闻\nstart: [${site.url}/news/]\nrecrawl: never\n`,
    );
    for (let at = 0; at < 8; at += 1) {
      await crawl(workspace);
      makeDue(workspace);
    }
    expect(site.paths().filter((asked) => asked === path)).toHaveLength(5);
    expect(readFrontier(frontierOf(workspace))!.failures).toMatchObject([{ state: "failed", tries: 5 }]);
    // The same bytes are not kept again and again.
    expect(await openRawStore(workspace).versions(site.url + path)).toHaveLength(1);
  });

  test("keeps the whole one where it was, whatever breaks off later; prune does too", async () => {
    const site = await startSite(mended);
    const workspace = workspaceFor(site);
    await crawl(workspace);
    site.serve(broken);
    await crawl(workspace);
    const text = `${[title, ...paragraphs].join("\n")}\n`;
    expect(await currentTexts(workspace, site)).toEqual({ 0: text });
    expect((await newsift(workspace, "prune")).code).toBe(0);
    expect(await currentTexts(workspace, site)).toEqual({ 0: text });
    expect((await newsift(workspace, "verify")).code).toBe(0);
  });

  test("keeps a whole one that says the same, and even one of the same bytes", async () => {
    const cutAfterwards: Route = (_, response) =>
      cut(response.writeHead(200, { ...html, "content-length": 99_999 }), whole);
    const site = await startSite({ "/news/": news, [path]: cutAfterwards } satisfies Routes);
    const workspace = workspaceFor(site);
    await crawl(workspace);
    makeDue(workspace);
    site.serve(mended);
    await crawl(workspace);
    const versions = await openRawStore(workspace).versions(site.url + path);
    expect(versions).toHaveLength(2);
    const clean = openCleanStore(workspace);
    expect(clean.read(versions[1]!).receipt).not.toHaveProperty("incomplete");
    expect(clean.listTexts("current")).toEqual([versions[1]]);
    await crawl(workspace);
    expect(await openRawStore(workspace).versions(site.url + path)).toHaveLength(2);
  });
});

test("a further page that breaks off makes its article one that broke off, until it comes whole", async () => {
  const second = path.replace(".html", "_2.html");
  const first = page(
    paragraphs.slice(0, 2),
    `</div><div class="pager"><a href="${second}">下一页</a></div></body></html>`,
  );
  const rest = page(paragraphs.slice(2));
  const cutRest: Route = (_, response) =>
    cut(
      response.writeHead(200, { ...html, "content-length": Buffer.byteLength(rest) }),
      rest.slice(0, rest.indexOf("陈列旧的")),
    );
  const site = await startSite({ "/news/": news, [path]: first, [second]: cutRest });
  const workspace = workspaceFor(site);
  await crawl(workspace);
  const [id] = await openRawStore(workspace).versions(site.url + path);
  const receipt = () => openCleanStore(workspace).read(id!).receipt;
  expect(receipt()).toMatchObject({ incompleteBecause: ["broken-off"], parts: [expect.any(String)] });
  site.serve({ "/news/": news, [path]: first, [second]: rest });
  makeDue(workspace);
  await crawl(workspace);
  expect(receipt()).not.toHaveProperty("incomplete");
  expect(await currentTexts(workspace, site)).toEqual({ 0: `${[title, ...paragraphs].join("\n")}\n` });
  expect((await newsift(workspace, "verify")).code).toBe(0);
});
