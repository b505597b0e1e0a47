import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { openFrontier } from "../../../src/crawl/frontier/sqlite-frontier.ts";
import { DegradedError, TakenDownError, UsageError } from "../../../src/core/errors.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { writeCase } from "../../../src/desk/quality/case.ts";
import { openDecisionService } from "../../../src/desk/quality/decision-service.ts";
import { drawSample, listSamples } from "../../../src/desk/quality/sample.ts";
import { openCleanStore } from "../../../src/archive/clean/clean.ts";
import { parseId } from "../../../src/archive/raw/numbering.ts";
import { openProfileStore } from "../../../src/archive/clean/profile.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import { readRemovals } from "../../../src/archive/raw/removals.ts";
import { targetOf } from "../../../src/archive/upkeep/takedown.ts";
import { openTombstones } from "../../../src/archive/raw/tombstones.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import { run } from "../../support/cli-run.ts";
import { listPage, startSite } from "../../support/crawl-site.ts";
import {
  archive,
  cleanAll,
  copyOf,
  filesWith,
  pageAbout,
  problemsOf,
  runUntilKilled,
} from "../../support/kept-house.ts";
import { daysAgo, writeRun } from "../../support/run-records.ts";
import { bytesOf, imported, namesIn, temporaryWorkspace } from "../../support/store-workspace.ts";

const takedown = (workspace: Workspace, ...argv: readonly string[]) =>
  run(["takedown", ...argv, "--workspace", workspace.dir]);

const numbersIn = async (workspace: Workspace) =>
  (await openRawStore(workspace).list()).map((id) => parseId(id)!.number);

const page = "https://river.example/1.html";
const other = "https://river.example/2.html";
const elsewhere = "https://hill.example/1.html";

/** The word stands in the page that is taken down, and nowhere else. */
const WORD = "青石";
const LATER = "青岩";

/** Everything that newsift makes of a page: two versions, judged, drawn, made a case, crawled, logged, learned, reported. */
async function fullHouse(): Promise<Workspace> {
  const workspace = temporaryWorkspace();
  const ids = await archive(workspace, [
    [page, pageAbout(WORD)],
    [other, pageAbout("白石")],
    [page, pageAbout(LATER)],
    [elsewhere, pageAbout("红石")],
  ]);
  await cleanAll(workspace);
  const desk = openDecisionService(workspace, createPipeline());
  for (const id of [ids[0]!, ids[1]!, ids[2]!]) await desk.approve(id);
  await writeCase(desk, ids[0]!, "A page about a ferry.", "ferry");
  await writeCase(desk, ids[1]!, "Another page about a ferry.", "other-ferry");
  drawSample(workspace, { n: 4, seed: 1 }, ids);
  drawSample(workspace, { n: 1, seed: 2 }, [ids[2]!]);
  const frontier = openFrontier(
    join(workspace.stateDir, "frontier.sqlite"),
    openRawStore(workspace).identityOf,
  );
  frontier.begin("river", [{ url: "https://river.example/", kind: "list" }]);
  const articles = [page, other, elsewhere].map((url) => ({ url, kind: "article" as const }));
  frontier.add("river", articles, { maxPages: 9, maxPagesPerHost: 9, recrawlSeconds: 0 });
  frontier.sight(page, { document: ids[2]! });
  frontier.close();
  writeFileSync(join(workspace.stateDir, "report.html"), `<p>${WORD}</p>`);
  const crawled = writeRun(workspace, daysAgo(2), {
    problems: [{ id: "said", evidence: { sentence: `${page} was slow. So was ${other}.` } }],
  });
  const lines = [
    { url: page, source: "river", fate: "new", document: ids[2] },
    { url: other, source: "river", fate: "new", document: ids[1] },
  ].map((line) => `${JSON.stringify(line)}\n`);
  writeFileSync(join(workspace.runsDir, crawled, "pages.jsonl"), lines.join(""));
  writeFileSync(
    join(workspace.runsDir, crawled, "log.jsonl"),
    [
      { url: page, title: WORD },
      { document: ids[2], title: LATER },
      { url: other, title: "白石" },
    ]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(""),
  );
  return workspace;
}

/** Nothing of the page is left, and all else is as it was. */
async function expectGone(workspace: Workspace): Promise<void> {
  for (const word of [WORD, LATER]) expect(filesWith(workspace, word)).toEqual([]);
  expect(namesIn(workspace).filter((name) => /\/00[02]_|\.tmp$/u.test(name))).toEqual([]);
  expect(await numbersIn(workspace)).toEqual([1, 3]);
  expect(await problemsOf(workspace)).toBe("");
  const desk = openDecisionService(workspace, createPipeline());
  const ids = await desk.raw.list();
  expect(desk.decisions.all().map(({ document }) => document)).toEqual([ids[0]]);
  expect(desk.decisions.damaged()).toEqual([]);
  expect(listSamples(workspace).map(({ documents }) => documents.toSorted())).toEqual([ids]);
  const cases = await run(["cases", "--workspace", workspace.dir]);
  expect(cases.stdout).toBe("1 passed\n");
  const status = JSON.parse((await run(["status", "--json", "--workspace", workspace.dir])).stdout) as {
    sources: object[];
  };
  expect(status.sources).toMatchObject([{ source: "river", waiting: 3 }]);
  expect(filesWith(workspace, page).filter((name) => name.startsWith(".newsift/"))).toEqual([]);
}

describe("of a page", () => {
  test("removes all that was made of it and nothing else, and says so", async () => {
    const workspace = await fullHouse();
    const { code, stdout, stderr } = await takedown(
      workspace,
      page,
      "--yes",
      "--reason",
      "The author asked.",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(
      new RegExp(
        `^000_\\S+  ${page}  ${WORD}.*\n002_\\S+  ${page}  ${LATER}.*\nRemoved: 2 documents, 2 decisions, ` +
          // Both may have been drawn within a millisecond.
          `(?:places in the sample (?:n4-seed1|n1-seed2), ){2}the case ferry, 1 address of the frontier\\.\n$`,
        "u",
      ),
    );
    await expectGone(workspace);
  });

  test("leaves a line that says when, why and how much, and nothing of the content", async () => {
    const workspace = await fullHouse();
    const ids = await openRawStore(workspace).list();
    await takedown(workspace, page, "--yes", "--reason", "The author asked.");
    const [removal] = readRemovals(workspace);
    expect(removal).toMatchObject({
      by: "takedown",
      target: page,
      reason: "The author asked.",
      documents: [ids[0], ids[2]],
      counts: { documents: 2, decisions: 2, samples: 2, cases: 1, frontier: 1 },
    });
    expect(Date.parse(removal!.at)).toBeGreaterThan(Date.now() - 60_000);
    expect(removal!.pages).toContain(parseId(ids[0]!)!.hex);
  });

  test("without --yes says what would go, and removes nothing", async () => {
    const workspace = await fullHouse();
    const files = () => filesWith(workspace, "").filter((name) => !/sqlite-(?:shm|wal)$/u.test(name));
    const before = files();
    const dry = await takedown(workspace, page, "--dry-run");
    expect(dry.code).toBe(0);
    expect(dry.stdout).toMatch(/^Would remove: 2 documents, 2 decisions, .*the case ferry, 1 address/mu);
    const unsaid = await takedown(workspace, page);
    expect(unsaid).toMatchObject({ code: UsageError.exitCode, stdout: dry.stdout });
    expect(unsaid.stderr).toMatch(/Nothing was removed, because there is no way back: say --yes/u);
    expect(files()).toEqual(before);
    const json = JSON.parse((await takedown(workspace, page, "--dry-run", "--json")).stdout) as object;
    expect(json).toMatchObject({
      removed: false,
      documents: [{ url: page }, {}],
      judged: { cases: ["ferry"] },
      frontier: 1,
    });
  });

  test("a kill at any step is finished by calling it again", { timeout: 600_000 }, async () => {
    const template = await fullHouse();
    let kills = 0;
    for (let at = 1; ; at += 1) {
      const workspace = copyOf(template);
      if (!runUntilKilled(["takedown", page, "--yes", "--workspace", workspace.dir], at)) break;
      kills += 1;
      expect((await takedown(workspace, page, "--yes")).code).toBe(0);
      await expectGone(workspace);
      expect(() => openTombstones(workspace).refuse(page)).toThrow(TakenDownError);
    }
    expect(kills).toBeGreaterThan(20);
  });

  test("called again says when it was, and finds what came back by hand", async () => {
    const workspace = await fullHouse();
    const [id] = await openRawStore(workspace).list();
    const bytes = readFileSync(join(workspace.rawDir, `${id}.html`));
    await takedown(workspace, page, "--yes");
    writeFileSync(join(workspace.rawDir, `${id}.html`), bytes);
    const { code, stdout } = await takedown(workspace, page, "--yes");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^It was taken down before, on \d{4}-\d\d-\d\d\.$/mu);
    await expectGone(workspace);
  });

  test("--addresses takes its addresses out of the records of runs, and keeps none", async () => {
    const workspace = await fullHouse();
    await takedown(workspace, page, "--yes");
    expect(filesWith(workspace, page)).toEqual([
      "raw/meta/removals.jsonl",
      expect.stringMatching(/^runs\/[^/]+\/pages\.jsonl$/u),
      expect.stringMatching(/^runs\/[^/]+\/run\.json$/u),
    ]);
    const another = await fullHouse();
    await takedown(another, page, "--yes", "--addresses");
    expect(filesWith(another, page)).toEqual([]);
    expect(filesWith(another, "taken-down was slow. So was https://river.example/2.html.")).toHaveLength(1);
    expect(() => openTombstones(another).refuse(page)).toThrow(TakenDownError);
    expect((await run(["runs", "show", "last", "--pages", "--workspace", another.dir])).stdout).toContain(
      "new  taken-down",
    );
  });
});

describe("of a host", () => {
  test("removes all its pages and what was learned of it, and leaves the other hosts alone", async () => {
    const workspace = await fullHouse();
    mkdirSync(join(workspace.stateDir, "profiles"));
    for (const host of ["river.example", "hill.example"]) {
      const profile = { version: 1, host, documents: 3, firstSeen: "2026", lastSeen: "2026", blocks: [] };
      writeFileSync(join(workspace.stateDir, `profiles/${host}.json`), JSON.stringify(profile));
    }
    const { code, stdout } = await takedown(workspace, "river.example", "--yes");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Removed: 3 documents, 3 decisions, .*the case ferry, the case other-ferry, 3 addresses of the frontier\.$/mu,
    );
    expect(await numbersIn(workspace)).toEqual([3]);
    expect(await problemsOf(workspace)).toBe("");
    expect(
      openProfileStore(workspace)
        .list()
        .map(({ host }) => host),
    ).toEqual(["hill.example"]);
    for (const word of [WORD, LATER, "白石"]) expect(filesWith(workspace, word)).toEqual([]);
    const { find } = openTombstones(workspace);
    expect(find("http://RIVER.example:80/any?x=1#y")).toMatchObject({ host: "river.example" });
    expect(find("https://www.river.example/")).toBeUndefined();
    expect(find(elsewhere)).toBeUndefined();
  });

  test("knows the host's twins", async () => {
    const workspace = temporaryWorkspace();
    writeFileSync(join(workspace.dir, "config/newsift.yaml"), "twins: {m.river.example: river.example}\n");
    await archive(workspace, [["https://m.river.example/1.html", pageAbout(WORD)]]);
    expect((await takedown(workspace, "river.example", "--yes")).stdout).toMatch(/Removed: 1 document\./u);
    expect(filesWith(workspace, WORD)).toEqual([]);
  });
});

describe("an article on several pages", () => {
  const next = `<div><a href="1_2.html">下一页</a></div>`;
  const second = "https://river.example/1_2.html";

  async function twoPages(): Promise<Workspace> {
    const workspace = temporaryWorkspace();
    const [first] = await archive(workspace, [[page, pageAbout("白石", next)]]);
    await archive(workspace, [[second, pageAbout(WORD), { continues: first!, part: 2 }]]);
    await cleanAll(workspace);
    expect(openCleanStore(workspace).read(first!).receipt?.parts).toHaveLength(1);
    return workspace;
  }

  test("goes whole with its first page, and no page of it is fetched again", async () => {
    const workspace = await twoPages();
    expect((await takedown(workspace, page, "--yes")).stdout).toMatch(/^Removed: 2 documents\.$/mu);
    for (const word of [WORD, "白石"]) expect(filesWith(workspace, word)).toEqual([]);
    expect(openTombstones(workspace).find(second)).toBeDefined();
  });

  test("loses a further page that goes, in its text too", async () => {
    const workspace = await twoPages();
    const [first] = await openRawStore(workspace).list();
    const { stdout } = await takedown(workspace, second, "--yes");
    expect(stdout).toContain(`Cleaned again without a further page: ${first}.\n`);
    expect(filesWith(workspace, WORD)).toEqual([]);
    expect(openCleanStore(workspace).read(first!).receipt).toMatchObject({ incomplete: true });
    expect(await problemsOf(workspace)).toBe("");
  });

  test(
    "a kill at any step leaves nothing of the page in the text of the others",
    { timeout: 600_000 },
    async () => {
      const template = await twoPages();
      for (let at = 1; ; at += 1) {
        const workspace = copyOf(template);
        if (!runUntilKilled(["takedown", second, "--yes", "--workspace", workspace.dir], at)) break;
        expect((await takedown(workspace, second, "--yes")).code).toBe(0);
        expect(filesWith(workspace, WORD)).toEqual([]);
        expect(await numbersIn(workspace)).toEqual([0]);
        expect(await problemsOf(workspace)).toBe("");
      }
    },
  );
});

describe("what was taken down is not archived again", () => {
  test.for([
    ["as it was", page],
    ["over http", "http://river.example/1.html"],
    ["with marks of where the reader came from", `${page}?utm_source=x#top`],
    ["in capitals and with the port", "https://RIVER.example:443/1.html"],
  ])("%s", async ([, url]) => {
    const workspace = await fullHouse();
    await takedown(workspace, page, "--yes", "--reason", "The author asked.");
    const adding = archive(workspace, [[url!, pageAbout(WORD)]]);
    await expect(adding).rejects.toThrow(TakenDownError);
    await expect(adding).rejects.toThrow(
      /was taken down on \d{4}-\d\d-\d\d \(The author asked\.\), and is not fetched again\. If that was a mistake, take "pages" and "host" out of its line in \S+removals\.jsonl\./u,
    );
    expect(await numbersIn(workspace)).toEqual([1, 3]);
  });

  test("where redirects end there, and where a file names it as its own address", async () => {
    const workspace = await fullHouse();
    await takedown(workspace, page, "--yes");
    const short = archive(workspace, [["https://t.example/x", pageAbout(WORD), { finalUrl: page }]]);
    await expect(short).rejects.toThrow(TakenDownError);
    const html = pageAbout(WORD, `</body>`).replace(
      "<title>",
      `<link rel="canonical" href="${page}"><title>`,
    );
    const adding = openRawStore(workspace).add(new Page(bytesOf(html)), imported);
    await expect(adding).rejects.toThrow(TakenDownError);
    await archive(workspace, [["https://river.example/1.htm", pageAbout("黑石")]]);
  });

  test("by a store that was open before, and after .newsift/ was deleted", async () => {
    const workspace = await fullHouse();
    const raw = openRawStore(workspace);
    await takedown(workspace, page, "--yes");
    const bytes = bytesOf(pageAbout(WORD));
    const arrival = { url: page, fetchedAt: daysAgo(0), fetcher: "http" } as const;
    await expect(raw.add(new Page(bytes), arrival)).rejects.toThrow(TakenDownError);
    rmSync(workspace.stateDir, { recursive: true });
    await expect(archive(workspace, [[page, pageAbout(WORD)]])).rejects.toThrow(TakenDownError);
  });

  test("before it ever came", async () => {
    const workspace = temporaryWorkspace();
    expect(await takedown(workspace, page, "--yes")).toMatchObject({
      code: 0,
      stdout: "Removed: 0 documents.\n",
    });
    await expect(archive(workspace, [[page, pageAbout(WORD)]])).rejects.toThrow(TakenDownError);
  });
});

describe("what was taken down is not asked for again", () => {
  const path = (n: number) => `/2026/03/09/${10_000 + n}.html`;
  const words = ["白石", "红石", WORD];

  async function crawledSite() {
    const site = await startSite({
      "/news/": listPage(words.map((word, n) => [path(n), `${word}渡口的新船下水了`])),
      ...Object.fromEntries(words.map((word, n) => [path(n), pageAbout(word)])),
      "/short": (_, response) => response.writeHead(302, { location: path(2) }).end(),
    });
    const workspace = temporaryWorkspace();
    mkdirSync(join(workspace.dir, "config/sources"));
    writeFileSync(
      join(workspace.dir, "config/newsift.yaml"),
      "crawl: {delaySeconds: 0, retries: 0, recrawl: 0h}\n",
    );
    writeFileSync(
      join(workspace.dir, "config/sources/river.yaml"),
      `name: 青石新闻\nstart: [${site.url}/news/]\n`,
    );
    const newsift = (...argv: readonly string[]) =>
      run([...argv, "--allow-private", "--workspace", workspace.dir]);
    expect((await newsift("crawl")).code).toBe(0);
    expect(site.paths()).toContain(path(2));
    const asked = site.paths().length;
    return { site, workspace, newsift, askedSince: () => site.paths().slice(asked) };
  }

  test("by a crawl, which is none the worse for it", async () => {
    const { site, workspace, newsift, askedSince } = await crawledSite();
    await takedown(workspace, site.url + path(2), "--yes");
    const { code, stderr } = await newsift("crawl");
    expect({ code, failures: stderr.match(/^newsift: .*/gmu) }).toEqual({ code: 0, failures: null });
    expect(askedSince().toSorted()).toEqual(["/news/", path(0), path(1)].toSorted());
    expect(filesWith(workspace, `${WORD}村`)).toEqual([]);
  });

  test("by discover, which says so", async () => {
    const { site, workspace, newsift, askedSince } = await crawledSite();
    await takedown(workspace, site.url + path(2), "--yes");
    const { code, stdout } = await newsift("discover");
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Left out because it was taken down:\n(?:.*\n){1,2}.*${path(2)}`, "u"));
    expect(askedSince()).toEqual(["/news/"]);
  });

  test.for([
    ["an address", path(2), []],
    ["an address that redirects there", "/short", ["/short"]],
  ] as const)("by ingest of %s", async ([, address, paths]) => {
    const { site, workspace, newsift, askedSince } = await crawledSite();
    await takedown(workspace, site.url + path(2), "--yes", "--reason", "The author asked.");
    const { code, stderr } = await newsift("ingest", site.url + address);
    expect(code).toBe(TakenDownError.exitCode);
    expect(stderr).toMatch(
      new RegExp(`^newsift: ${site.url}${path(2)} was taken down on .* \\(The author asked\\.\\)`, "u"),
    );
    expect(askedSince()).toEqual(paths);
  });

  test("when a whole host was: no list of it, no robots.txt, and the crawl says why", async () => {
    const { site, workspace, newsift } = await crawledSite();
    await takedown(workspace, new URL(site.url).host, "--yes");
    const before = site.hits.length;
    expect((await newsift("discover")).code).toBe(TakenDownError.exitCode);
    expect((await newsift("add", `${site.url}/news/`)).code).toBe(TakenDownError.exitCode);
    const { code, stderr } = await newsift("crawl");
    expect(code).toBe(DegradedError.exitCode);
    expect(stderr).toMatch(/\/news\/ was taken down on /u);
    expect(site.hits).toHaveLength(before);
  });
});

test("copies at other addresses are named, and stay", async () => {
  const workspace = temporaryWorkspace();
  const ids = await archive(workspace, [
    [page, pageAbout(WORD)],
    [elsewhere, pageAbout(WORD)],
    ["https://t.example/x", pageAbout("白石"), { finalUrl: "https://hill.example/2.html" }],
  ]);
  await cleanAll(workspace);
  const { stdout } = await takedown(workspace, page, "--yes");
  expect(stdout).toMatch(new RegExp(`^Stays, though it has the same text: ${ids[1]}  ${elsewhere}  `, "mu"));
  const reached = await takedown(workspace, "https://t.example/x", "--dry-run");
  expect(reached.stdout).toMatch(
    new RegExp(`Stays, though it was reached by way of it: ${ids[2]}  https://hill`, "u"),
  );
});

test.for([
  ["river.example/1.html", /neither an address nor a host: give one like https:/u],
  ["ftp://river.example/", /neither an address nor a host/u],
  ["https://", /neither an address nor a host/u],
  ["", /neither an address nor a host/u],
  ["..", /neither an address nor a host/u],
] as const)("%j is refused in one sentence", async ([name, message]) => {
  const { code, stdout, stderr } = await takedown(temporaryWorkspace(), name, "--yes");
  expect({ code, stdout }).toEqual({ code: UsageError.exitCode, stdout: "" });
  expect(stderr).toMatch(message);
  expect(stderr.trimEnd()).not.toContain("\n");
});

test("--yes and --dry-run do not go together", async () => {
  const { code, stderr } = await takedown(temporaryWorkspace(), page, "--yes", "--dry-run");
  expect(code).toBe(UsageError.exitCode);
  expect(stderr).toMatch(/give one of them/u);
});

test("a target covers what is meant, and nothing that is no address", () => {
  const { covers } = targetOf("river.example:8080");
  expect(
    ["http://river.example:8080/x", "http://river.example/x", "river.example:8080", ""].map(covers),
  ).toEqual([true, false, false, false]);
});
