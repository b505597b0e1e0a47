import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { WorkspaceError } from "../../../src/core/errors.ts";
import { blockHash } from "../../../src/core/structure/repetition.ts";
import { readHtml } from "../../../src/core/page/read.ts";
import { learnProfiles, profileFrom, recurrence, type LearningEvent } from "../../../src/archive/upkeep/learn-profiles.ts";
import { openProfileStore } from "../../../src/archive/clean/profile.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import type { Profile } from "../../../src/core/document/profile.ts";
import {
  ABOUT,
  addressOf,
  archiveHost,
  CLOSING,
  COLUMN,
  HOST,
  hostPage,
  numbers,
  SLOGAN,
  storyOf,
} from "../../support/host-pages.ts";
import { arrivalOf, bytesOf, imported, temporaryWorkspace } from "../../support/store-workspace.ts";

async function learn(workspace: Workspace): Promise<readonly LearningEvent[]> {
  const events: LearningEvent[] = [];
  const profiles = learnProfiles(openRawStore(workspace), (event) => events.push(event));
  await openProfileStore(workspace).replaceAll(profiles);
  return events;
}

async function learned(workspace: Workspace, host = HOST): Promise<Profile | undefined> {
  await learn(workspace);
  return openProfileStore(workspace).read(host);
}

const textsOf = (profile: Profile | undefined) => [...profile!.blocks.values()].map(({ text }) => text);

/** Bytes of each profile, by file name. */
function filesOf(workspace: Workspace): Readonly<Record<string, string>> {
  const folder = join(workspace.stateDir, "profiles");
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
}

describe("what a host repeats", () => {
  test("is learned with counts and days, the most frequent first", async () => {
    const workspace = temporaryWorkspace();
    await archiveHost(workspace, numbers(15));
    const profile = (await learned(workspace))!;
    expect(profile).toMatchObject({
      host: HOST,
      documents: 15,
      firstSeen: "2031-05-01T00:00:00.000Z",
      lastSeen: "2031-05-15T00:00:00.000Z",
    });
    expect(textsOf(profile)).toEqual(expect.arrayContaining([SLOGAN, ABOUT, CLOSING]));
    expect(profile.blocks.get(blockHash(SLOGAN)!)).toEqual({
      hash: blockHash(SLOGAN),
      text: SLOGAN,
      documents: 15,
      varies: false,
      firstSeen: "2031-05-01T00:00:00.000Z",
      lastSeen: "2031-05-15T00:00:00.000Z",
    });
    const counts = [...profile.blocks.values()].map(({ documents }) => documents);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  });

  test("are dates and counters whatever they show, as the latest page shows them", async () => {
    const workspace = temporaryWorkspace();
    await archiveHost(workspace, numbers(15));
    const profile = await learned(workspace);
    expect(profile!.blocks.get(blockHash("今天是2031年5月9日")!)).toMatchObject({
      text: "今天是2031年5月15日",
      varies: true,
      documents: 15,
    });
  });

  test("is not what a third of the pages or one page alone says", async () => {
    const workspace = temporaryWorkspace();
    await archiveHost(workspace, numbers(15));
    const texts = textsOf(await learned(workspace));
    expect(texts).not.toContain(COLUMN);
    for (const line of numbers(15).flatMap(storyOf)) expect(texts).not.toContain(line);
  });

  test.each([
    [2, false],
    [3, true],
  ])("of %d pages is known: %s", async (count, isKnown) => {
    const workspace = temporaryWorkspace();
    await archiveHost(workspace, numbers(count));
    expect((await learned(workspace)) !== undefined).toBe(isKnown);
  });

  test.each([
    ["counts pages, not occurrences", 5, 2, false],
    ["holds from three in five", 5, 3, true],
    ["holds not below", 5, 2, false],
    ["holds from three pages only", 3, 2, false],
  ])("%s", (_, pages, holders, isRepeated) => {
    const documents = numbers(pages).map((at) => ({
      id: String(at),
      seen: `2031-05-0${at + 1}T00:00:00.000Z`,
      blocks: readHtml(`<p>${storyOf(at)[0]}</p>${at < holders ? `<p>${SLOGAN}</p>`.repeat(4) : ""}`).blocks,
    }));
    expect(textsOf(profileFrom(HOST, documents)).includes(SLOGAN)).toBe(isRepeated);
  });

  test("varies for good once a number changed, and no title counts", () => {
    const documents = [1, 2, 2, 2].map((counter, at) => ({
      id: String(at),
      seen: `2031-05-0${at + 1}T00:00:00.000Z`,
      blocks: readHtml(`<title>青湾镇新闻网</title><p>阅读 ${counter}</p><p>${SLOGAN}</p>`).blocks,
    }));
    const blocks = [...profileFrom(HOST, documents)!.blocks.values()];
    expect(Object.fromEntries(blocks.map(({ text, varies }) => [text, varies]))).toEqual({
      "阅读 2": true,
      [SLOGAN]: false,
    });
  });

  test("counts versions of a page and pages of the same bytes once, the last of them", async () => {
    const workspace = temporaryWorkspace();
    await archiveHost(workspace, [0, 1, 2, 3]);
    const store = openRawStore(workspace);
    for (const version of ["甲", "乙", "丙", "丁", "戊"]) {
      const changed = hostPage(3).replace(SLOGAN, `改版中：${version}版网页`);
      await store.add(new Page(bytesOf(changed)), arrivalOf(addressOf(3)));
      await store.add(new Page(bytesOf(hostPage(2))), arrivalOf(`${addressOf(2)}?copy=${version}`));
    }
    const profile = await learned(workspace);
    expect(profile!.documents).toBe(4);
    expect(profile!.blocks.get(blockHash(SLOGAN)!)!.documents).toBe(3);
  });

  test("is that of its latest pages: what a redesign did away with is forgotten", async () => {
    const workspace = temporaryWorkspace();
    const { latestDocuments } = recurrence;
    const redesigned = (number: number) =>
      hostPage(number).replace(SLOGAN, number < 40 ? "旧的口号" : "新的口号");
    await archiveHost(workspace, numbers(40 + latestDocuments), { page: redesigned });
    const profile = await learned(workspace);
    expect(profile!.documents).toBe(latestDocuments);
    expect(textsOf(profile)).toContain("新的口号");
    expect(textsOf(profile)).not.toContain("旧的口号");
  });

  test("is learned of pages that name their address themselves, and of no page without one", async () => {
    const workspace = temporaryWorkspace();
    const store = openRawStore(workspace);
    for (const number of numbers(3)) {
      const page = `<link rel="canonical" href="${addressOf(number)}">${hostPage(number)}`;
      await store.add(new Page(bytesOf(page)), imported);
      await store.add(new Page(bytesOf(hostPage(number))), imported);
    }
    await learn(workspace);
    expect(
      openProfileStore(workspace)
        .list()
        .map(({ host, documents }) => [host, documents]),
    ).toEqual([[HOST, 3]]);
  });

  test("is kept apart by host and port", async () => {
    const workspace = temporaryWorkspace();
    for (const host of ["127.0.0.1:8001", "127.0.0.1:8002", "[::1]:8001"]) {
      await archiveHost(workspace, numbers(3), {
        host,
        page: (number) => `${hostPage(number)}<p>这里是${host}。</p>`,
      });
    }
    await learn(workspace);
    const store = openProfileStore(workspace);
    expect(store.list().map(({ host }) => host)).toEqual(["127.0.0.1:8001", "127.0.0.1:8002", "[::1]:8001"]);
    expect(textsOf(store.read("127.0.0.1:8002"))).toContain("这里是127.0.0.1:8002。");
    expect(store.read("127.0.0.1")).toBeUndefined();
  });
});

test("the order in which documents are seen does not matter", () => {
  const documents = numbers(14).map((number) => ({
    id: String(number),
    // Some at the same moment.
    seen: `2031-05-0${(number % 4) + 1}T00:00:00.000Z`,
    blocks: readHtml(hostPage(number)).blocks,
  }));
  const expected = profileFrom(HOST, documents);
  const shuffled = fc.shuffledSubarray(documents, { minLength: documents.length });
  fc.assert(
    fc.property(shuffled, (order) => {
      const profile = profileFrom(HOST, order);
      expect(profile).toEqual(expected);
      expect([...profile!.blocks.keys()]).toEqual([...expected!.blocks.keys()]);
    }),
    { seed: 20310502, numRuns: 50 },
  );
});

test("learning twice is learning once, byte for byte, and reading gives what was learned", async () => {
  const workspace = temporaryWorkspace();
  await archiveHost(workspace, numbers(12));
  const profiles: Profile[] = [];
  for await (const profile of learnProfiles(openRawStore(workspace), () => {})) profiles.push(profile);
  await learn(workspace);
  const files = filesOf(workspace);
  expect(Object.keys(files)).toEqual([`${HOST}.json`]);
  await learn(workspace);
  expect(filesOf(workspace)).toEqual(files);
  expect(openProfileStore(workspace).list()).toEqual(profiles);
});

test("the hash names what stages see, not when it was seen", async () => {
  const [first, again, other] = [temporaryWorkspace(), temporaryWorkspace(), temporaryWorkspace()];
  await archiveHost(first, numbers(12));
  const store = openRawStore(again);
  for (const number of numbers(12))
    await store.add(new Page(bytesOf(hostPage(number))), arrivalOf(addressOf(number)));
  await archiveHost(other, numbers(13));
  const hash = (await learned(first))!.hash;
  expect(hash).toMatch(/^[0-9a-f]{16}$/u);
  expect((await learned(again))!.hash).toBe(hash);
  expect((await learned(other))!.hash).not.toBe(hash);
});

test("a host of which too little is left loses its profile", async () => {
  const workspace = temporaryWorkspace();
  await archiveHost(workspace, numbers(3));
  await learn(workspace);
  const [id] = await openRawStore(workspace).list();
  rmSync(join(workspace.rawDir, `${id}.html`));
  await learn(workspace);
  expect(filesOf(workspace)).toEqual({});
});

test("a document that cannot be read is named, and the others count", async () => {
  const workspace = temporaryWorkspace();
  await archiveHost(workspace, numbers(4));
  const [id] = await openRawStore(workspace).list();
  writeFileSync(join(workspace.metaDir, `${id}.json`), "{");
  const events = await learn(workspace);
  expect(events).toHaveLength(4);
  expect(events.filter(({ error }) => error !== undefined)).toMatchObject([
    { id, error: { name: "WorkspaceError" } },
  ]);
  expect(openProfileStore(workspace).read(HOST)).toMatchObject({ documents: 3 });
});

test.each(["", "{}", '{"version":1,"host":"www.qingwan.example"', '{"version":1}'])(
  "a damaged profile is named: %j",
  (content) => {
    const workspace = temporaryWorkspace();
    const folder = join(workspace.stateDir, "profiles");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${HOST}.json`), content);
    const store = openProfileStore(workspace);
    expect(() => store.read(HOST)).toThrow(WorkspaceError);
    expect(() => store.list()).toThrow(/www\.qingwan\.example\.json is damaged.*newsift profile --learn/u);
  },
);

test("no profile is read from outside its folder", () => {
  const workspace = temporaryWorkspace();
  mkdirSync(join(workspace.stateDir, "profiles"), { recursive: true });
  writeFileSync(join(workspace.stateDir, "secret.json"), "{");
  expect(openProfileStore(workspace).read("../secret")).toBeUndefined();
});

test("a kill while learning leaves whole profiles", { timeout: 120_000 }, async () => {
  const workspace = temporaryWorkspace();
  await archiveHost(workspace, numbers(3));
  const old = await learned(workspace);
  await archiveHost(workspace, numbers(6));
  const learner = fileURLToPath(new URL("../../support/profile-learner.ts", import.meta.url));
  const hashes = new Set<string>();
  for (let kill = 0; kill < 8; kill += 1) {
    const child = spawn(process.execPath, [learner, workspace.dir], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    if (kill > 0) await once(child.stdout, "data");
    await sleep(Math.random() * 40);
    const closed = once(child, "close");
    child.kill("SIGKILL");
    await closed;
    hashes.add(openProfileStore(workspace).read(HOST)!.hash);
  }
  const now = await learned(workspace);
  expect(now!.hash).not.toBe(old!.hash);
  expect([...hashes].filter((hash) => hash !== old!.hash && hash !== now!.hash)).toEqual([]);
  expect(Object.keys(filesOf(workspace))).toEqual([`${HOST}.json`]);
});
