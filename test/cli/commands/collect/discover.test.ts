/** `newsift add` and `newsift discover`, and a crawl of what they found, on the demo site. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startDemoSite, type DemoSite } from "../../../../src/demo/server.ts";
import {
  ClientStatusError,
  LockedError,
  DegradedError,
  NothingFoundError,
  PrivateAddressError,
  UsageError,
  WorkspaceError,
} from "../../../../src/core/errors.ts";
import { lockWorkspace } from "../../../../src/archive/upkeep/lock.ts";
import { openWorkspace } from "../../../../src/archive/files/workspace.ts";
import { run as runMain } from "../../../support/cli-run.ts";

let site: DemoSite;
let bare: Server;
let bareUrl: string;
let folder: string;

beforeAll(async () => {
  site = await startDemoSite();
  bare = createServer((request, response) => {
    response.writeHead(request.url === "/" ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
    response.end("<title>青禾</title><a href='/about/'>关于我们</a>");
  });
  await new Promise<void>((listening) => bare.listen(0, "127.0.0.1", listening));
  bareUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  await site.close();
  bare.close();
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "newsift-discover-"));
  await runMain(["init", "."], { cwd: folder });
  writeFileSync(join(folder, "config/newsift.yaml"), "crawl:\n  delaySeconds: 0\n  retries: 0\n");
  return () => rmSync(folder, { recursive: true, force: true });
});

const run = (...argv: readonly string[]) => runMain([...argv, "--allow-private"], { cwd: folder });

function write(id: string, ...lines: readonly string[]): void {
  writeFileSync(join(folder, `config/sources/${id}.yaml`), ["name: 澜川", ...lines].join("\n"));
}

const sources = () => readdirSync(join(folder, "config/sources")).toSorted();

describe("add", () => {
  test("writes a source that can be crawled, and crawled again", async () => {
    const { code, stdout } = await run("add", `${site.url}/`, "--id", "lanchuan");
    expect(code).toBe(0);
    expect(stdout).toContain("config/sources/lanchuan.yaml");
    const file = readFileSync(join(folder, "config/sources/lanchuan.yaml"), "utf8");
    expect(file).toContain("name: 澜川新闻网");
    expect(file).toContain(`${site.url}/rss.xml`);
    expect(file).toContain(`${site.url}/sitemap.xml`);
    expect(file).toContain(`${site.url}/news/list_2001.html`);
    expect(file).toContain("pages: 3");

    const first = JSON.parse((await run("crawl", "lanchuan", "--json")).stdout);
    // The start page, two pages of a list, a feed, a sitemap and the one that it names; an article that is not there.
    expect(first.pages).toMatchObject({ found: 26, fetched: 25, failed: 1, waiting: 0 });
    const second = JSON.parse((await run("crawl", "lanchuan", "--json")).stdout);
    expect(second.pages).toMatchObject({ new: 0, changed: 0 });
  });

  test("never writes over a file", async () => {
    write("lanchuan", "start: [http://example.invalid/]");
    const before = readFileSync(join(folder, "config/sources/lanchuan.yaml"), "utf8");
    const { code, stderr } = await run("add", site.url, "--id", "lanchuan");
    expect(code).toBe(UsageError.exitCode);
    expect(stderr).toContain("is there already");
    expect(readFileSync(join(folder, "config/sources/lanchuan.yaml"), "utf8")).toBe(before);
  });

  test.each([
    ["given", ["--id", "lanchuan"], "lanchuan"],
    ["from the host", [], "127-0-0-1"],
  ])("says that an id %s is taken before it asks the site anything", async (_, options, id) => {
    let asked = 0;
    const counting = createServer((_request, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((listening) => counting.listen(0, "127.0.0.1", listening));
    const url = `http://127.0.0.1:${(counting.address() as AddressInfo).port}/`;
    try {
      write(id, "start: [http://example.invalid/]");
      const { code, stderr } = await run("add", url, ...options);
      expect(code).toBe(UsageError.exitCode);
      expect(stderr).toMatch(
        new RegExp(`^newsift: config/sources/${id}\\.yaml is there already[^\\n]+\\n$`, "u"),
      );
      expect(asked).toBe(0);
      await run("add", url, ...options, "--dry-run");
      expect(asked).toBeGreaterThan(0);
    } finally {
      counting.close();
    }
  });

  test("--dry-run prints the file and writes nothing, --json says what was seen", async () => {
    const { code, stdout } = await run("add", site.url, "--dry-run");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# yaml-language-server: .*\n[^]*\ncheckedLive: never\n$/u);
    const json = JSON.parse((await run("add", site.url, "--dry-run", "--json")).stdout);
    expect(json).toMatchObject({ id: "127-0-0-1", name: "澜川新闻网", file: stdout });
    expect(json.path).toBeUndefined();
    expect(sources()).toEqual([]);
  });

  test("a site without articles is no source", async () => {
    const { code, stderr } = await run("add", bareUrl);
    expect(code).toBe(NothingFoundError.exitCode);
    expect(stderr).toContain("names nothing that looks like an article");
    expect(sources()).toEqual([]);
  });

  test.each<[what: string, argv: () => readonly string[], code: number]>([
    ["a page that is not there", () => [`${site.url}/nothing.html`], ClientStatusError.exitCode],
    ["a wrong id", () => [site.url, "--id", "../x"], UsageError.exitCode],
    ["no address", () => [], UsageError.exitCode],
    ["no workspace", () => [site.url, "-w", "config"], WorkspaceError.exitCode],
  ])("%s", async (_what, argv, code) => {
    expect((await run("add", ...argv())).code).toBe(code);
    expect(sources()).toEqual([]);
  });

  test("a private address is not looked at without leave", async () => {
    const { code } = await runMain(["add", site.url], { cwd: folder });
    expect(code).toBe(PrivateAddressError.exitCode);
  });

  test("while another run is at work nothing is written", async () => {
    const lock = await lockWorkspace(openWorkspace(folder), "newsift crawl");
    expect((await run("add", site.url)).code).toBe(LockedError.exitCode);
    lock.release();
    expect(sources()).toEqual([]);
  });
});

describe("crawl", () => {
  test("a list that names nothing any more makes it a failure", async () => {
    write("bare", `start: ["${bareUrl}"]`, `feeds: ["${site.url}/rss.xml"]`);
    const { code, stderr } = await run("crawl", "bare");
    expect(code).toBe(DegradedError.exitCode);
    expect(stderr).toContain(`bare: ${bareUrl} was expected to name articles`);
    expect(readdirSync(join(folder, "clean")).filter((name) => name.endsWith(".txt")).length).toBeGreaterThan(
      0,
    );
  });
});

describe("discover", () => {
  test("shows what a crawl would fetch, where it stands and why, and fetches no article", async () => {
    write(
      "lanchuan",
      `start: ["${site.url}/news/list_2001.html"]`,
      `feeds: ["${site.url}/rss.xml"]`,
      String.raw`article: /t\d{8}_\d{4}\.html$`,
      "pages: 5",
      "since: 2026-03-01",
    );
    const { code, stdout, stderr } = await run("discover", "lanchuan");
    expect(code).toBe(0);
    expect(stdout).toContain(`the list ${site.url}/news/list_2001.html`);
    expect(stdout).toContain(`the list ${site.url}/news/list_2001_2.html`);
    expect(stdout).toContain("its address matches the article pattern");
    expect(stdout).toMatch(/2026-05-18 +望渡大桥建成通车.*t20260518_1001\.html/u);
    expect(stdout).toContain("Left out because its address does not match the article pattern");
    expect(stdout).toContain("Left out because its date (2026-02-11) is before 2026-03-01");
    expect(stderr).toContain("→");
    // It takes its turns at the host beside other commands, and leaves nothing else.
    const left = readdirSync(join(folder, ".newsift"));
    expect(left.filter((name) => !name.startsWith("turns.sqlite"))).toEqual([]);
    expect(readdirSync(join(folder, "raw"))).toEqual([]);
  });

  test("warns of links that turn pages where the pattern takes them for articles, and of nothing else", async () => {
    write("lanchuan", `start: ["${site.url}/news/list_2001.html"]`, "article: /news/");
    const { code, stderr } = await run("discover", "lanchuan");
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^newsift: lanchuan: of \d+ articles, 1 are links that turn the pages of a list: \[2\] \(\S+list_2001_2\.html\)\. [^\n]+narrower[^\n]+$/mu,
    );
    const json = JSON.parse((await run("discover", "lanchuan", "--json")).stdout);
    expect(json.sources[0].warnings).toEqual([expect.stringContaining("list_2001_2.html")]);
    expect(json.failures).toEqual([]);

    write("lanchuan", `start: ["${site.url}/news/list_2001.html"]`, String.raw`article: /t\d{8}_`);
    expect((await run("discover", "lanchuan")).stderr).not.toContain("newsift:");
  });

  test("--json has it all", async () => {
    write("lanchuan", `feeds: ["${site.url}/rss.xml"]`);
    const { stdout } = await run("discover", "--json");
    const { sources } = JSON.parse(stdout);
    expect(sources).toMatchObject([
      {
        source: "lanchuan",
        listings: [{ url: `${site.url}/rss.xml`, kind: "feed", depth: 0, articles: 5 }],
        leftOut: [],
      },
    ]);
    expect(sources[0].articles[0]).toEqual({
      url: `${site.url}/news/202605/t20260521_1009.html`,
      title: "101路公交车今起延伸至竹笕村",
      published: "2026-05-21T07:30:00+08:00",
      because: { id: "named-by-feed", evidence: {} },
      foundOn: `${site.url}/rss.xml`,
    });
  });

  test("a source that leads to nothing is a failure, and so is a list that cannot be had", async () => {
    write("bare", `start: ["${bareUrl}"]`);
    write("gone", `start: ["${site.url}/gone/"]`, `feeds: ["${site.url}/rss.xml"]`);
    write("strict", `start: ["${site.url}/"]`, "article: /nothing/");
    expect(await run("discover", "bare")).toMatchObject({ code: NothingFoundError.exitCode });
    expect(await run("discover", "gone")).toMatchObject({ code: ClientStatusError.exitCode });
    const { code, stderr } = await run("discover", "strict");
    expect(code).toBe(NothingFoundError.exitCode);
    expect(stderr).toContain("its pattern (article) fits them");
  });

  test("without a source there is nothing to look at", async () => {
    const { code, stderr } = await run("discover");
    expect(code).toBe(UsageError.exitCode);
    expect(stderr).toContain("newsift add");
  });
});
