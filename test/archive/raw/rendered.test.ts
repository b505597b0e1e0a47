/** What a browser made of a page stands beside the bytes that came, and all who read raw/ take the right one of both. */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { cleanArticle } from "../../../src/archive/corpus/clean-article.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { openDecisions } from "../../../src/archive/records/decisions.ts";
import { learnProfiles } from "../../../src/archive/upkeep/learn-profiles.ts";
import { sha256 } from "../../../src/core/text/sha256.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import { sidecarPath } from "../../../src/archive/raw/sidecar.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import type { Arrival } from "../../../src/archive/raw/arrival.ts";
import { run } from "../../support/cli-run.ts";
import { cleanAll, pageAbout, problemsOf } from "../../support/kept-house.ts";
import { bytesOf, namesIn, temporaryWorkspace } from "../../support/store-workspace.ts";

const address = "https://news.yunxi.example/202203/1.html";

/** 您好 in GBK: what the server sent, and what it said it was. */
const SHELL = Uint8Array.of(0x3c, 0x70, 0x3e, 0xc4, 0xfa, 0xba, 0xc3, 0x0d, 0x0a);

function shownAt(url: string): Arrival {
  return {
    url,
    status: 200,
    headers: { "content-type": "text/html; charset=gbk" },
    fetchedAt: "2022-03-01T02:00:00.000Z",
    fetcher: "browser",
  };
}

function add(workspace: Workspace, rendered: string | undefined, url = address, bytes: Uint8Array = SHELL) {
  return openRawStore(workspace).add(new Page(bytes, { declaredCharset: "gbk" }), shownAt(url), {
    rendered: rendered === undefined ? undefined : renderedPage(rendered),
  });
}

const renderedPage = (text: string) => new Page(bytesOf(text), { renderedFrom: { used: "gb18030" } });

test("both are kept, and the sidecar says which was cleaned", async () => {
  const workspace = temporaryWorkspace();
  const page = pageAbout("石桥");
  const { id } = await add(workspace, page);
  expect(namesIn(workspace)).toEqual([`raw/${id}.html`, `raw/meta/${id}.json`, `raw/rendered/${id}.html`]);
  expect(Uint8Array.from(readFileSync(join(workspace.rawDir, `${id}.html`)))).toEqual(SHELL);
  expect(readFileSync(join(workspace.renderedDir, `${id}.html`), "utf8")).toBe(page);
  const read = await openRawStore(workspace).read(id);
  expect(read.page).toEqual({
    bytes: Buffer.from(page),
    format: "html",
    url: address,
    declaredCharset: "utf-8",
    renderedFrom: { declared: "gbk", used: "gb18030" },
    fetchedAt: "2022-03-01T02:00:00.000Z",
  });
  expect(read.sidecar).toMatchObject({
    ...shownAt(address),
    sha256: sha256(SHELL),
    size: SHELL.length,
    charset: { declared: "gbk", used: "gb18030" },
    rendered: { sha256: sha256(page), size: Buffer.byteLength(page) },
    cleaned: "rendered",
  });
});

test("where the browser added nothing, what came is cleaned, and nothing stands beside", async () => {
  const workspace = temporaryWorkspace();
  const { id } = await add(workspace, undefined);
  expect(namesIn(workspace)).toEqual([`raw/${id}.html`, `raw/meta/${id}.json`]);
  const { page, sidecar } = await openRawStore(workspace).read(id);
  expect(page).toEqual({
    bytes: Buffer.from([...SHELL]),
    format: "html",
    url: address,
    declaredCharset: "gbk",
    fetchedAt: "2022-03-01T02:00:00.000Z",
  });
  expect(sidecar).toMatchObject({ fetcher: "browser", cleaned: "received" });
  expect(sidecar.rendered).toBeUndefined();
});

test("a page of an earlier version, whose bytes are the serialised DOM, is read and verified as it was", async () => {
  const workspace = temporaryWorkspace();
  const { id } = await add(workspace, undefined, address, bytesOf(pageAbout("石桥")));
  const path = sidecarPath(workspace, id);
  const { cleaned: _, ...old } = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, JSON.stringify(old));
  await cleanAll(workspace);
  expect(readFileSync(join(workspace.cleanDir, `${id}.txt`), "utf8")).toContain("石桥渡口");
  expect(await problemsOf(workspace)).toBe("");
});

describe("the same page again", () => {
  const isSameText = () => false;
  test.each<[outcome: string, before: string | undefined, after: string | undefined]>([
    ["unchanged", "<p>甲</p>", "<p>甲</p>"],
    ["unchanged", undefined, undefined],
    ["changed", "<p>甲</p>", "<p>乙</p>"],
    ["changed", undefined, "<p>甲</p>"],
    ["changed", "<p>甲</p>", undefined],
  ])("%s: the same bytes came, and a browser made %s, then %s of them", async (outcome, before, after) => {
    const workspace = temporaryWorkspace();
    await add(workspace, before);
    expect((await add(workspace, after)).outcome).toBe(outcome);
  });

  test("other bytes came, and what is cleaned says the same", async () => {
    const workspace = temporaryWorkspace();
    await add(workspace, "<p>甲</p>");
    const compared: string[] = [];
    const { outcome } = await openRawStore(workspace).add(new Page(bytesOf("<!---->")), shownAt(address), {
      rendered: renderedPage("<p>甲 </p>"),
      isSameText: (...pages) => {
        compared.push(...pages.map(({ bytes }) => Buffer.from(bytes).toString()));
        return true;
      },
    });
    expect(outcome).toBe("unchanged");
    expect(compared).toEqual(["<p>甲</p>", "<p>甲 </p>"]);
  });

  test("is another version where it says something else", async () => {
    const workspace = temporaryWorkspace();
    await add(workspace, "<p>甲</p>");
    const { outcome } = await openRawStore(workspace).add(new Page(bytesOf("<!---->")), shownAt(address), {
      rendered: renderedPage("<p>乙</p>"),
      isSameText,
    });
    expect(outcome).toBe("changed");
  });
});

describe("takes the rendered page:", () => {
  test("clean and verify", async () => {
    const workspace = temporaryWorkspace();
    const { id } = await add(workspace, pageAbout("石桥"));
    await cleanAll(workspace);
    expect(readFileSync(join(workspace.cleanDir, `${id}.txt`), "utf8")).toContain("石桥渡口");
    expect(await problemsOf(workspace)).toBe("");
  });

  test("what a single document is cleaned from", async () => {
    const workspace = temporaryWorkspace();
    const { id } = await add(workspace, pageAbout("石桥"));
    const tools = {
      raw: openRawStore(workspace),
      pipeline: createPipeline(),
      decisions: openDecisions(workspace),
    };
    expect((await cleanArticle(tools, id)).cleaned.text).toContain("石桥渡口");
  });

  test("profiles, though the bytes that came are the same for all pages of the site", async () => {
    const workspace = temporaryWorkspace();
    const footer = "<p>青禾镇融媒体中心主办，地址青禾镇人民路十八号</p>";
    for (const [n, word] of ["石桥", "白沙", "柳林"].entries()) {
      await add(workspace, pageAbout(word, footer), `https://news.yunxi.example/202203/${n}.html`);
    }
    const profiles = [];
    for await (const profile of learnProfiles(openRawStore(workspace), () => {})) profiles.push(profile);
    expect(profiles.map(({ documents }) => documents)).toEqual([3]);
  });
});

describe("verify names", () => {
  test.each([
    ["a rendered page that was changed", "renderedDir", "raw/rendered/ are not those that its sidecar names"],
    ["bytes that were changed", "rawDir", "raw/ are not those that its sidecar names"],
  ] as const)("%s", async (_, folder, said) => {
    const workspace = temporaryWorkspace();
    const { id } = await add(workspace, pageAbout("石桥"));
    await cleanAll(workspace);
    writeFileSync(join(workspace[folder], `${id}.html`), pageAbout("白沙"));
    expect(await problemsOf(workspace)).toContain(said);
  });

  test("a rendered page that is missing", async () => {
    const workspace = temporaryWorkspace();
    const { id } = await add(workspace, pageAbout("石桥"));
    await cleanAll(workspace);
    rmSync(join(workspace.renderedDir, `${id}.html`));
    expect(await problemsOf(workspace)).toMatch(
      /rendered\/\d+_[0-9a-f]+\.html is missing, though its sidecar/u,
    );
  });
});

describe("goes with its document", () => {
  test("in a takedown", async () => {
    const workspace = temporaryWorkspace();
    await add(workspace, pageAbout("石桥"));
    await cleanAll(workspace);
    const argv = ["takedown", address, "--reason", "asked for", "--yes", "--workspace", workspace.dir];
    expect(await run(argv)).toMatchObject({ code: 0 });
    expect(namesIn(workspace)).toEqual(["raw/meta/removals.jsonl"]);
  });

  test("in a prune", async () => {
    const workspace = temporaryWorkspace();
    writeFileSync(join(workspace.dir, "config/newsift.yaml"), "keep:\n  versions: 1\n");
    for (const word of ["石桥", "白沙"]) await add(workspace, pageAbout(word));
    await cleanAll(workspace);
    expect(await run(["prune", "--workspace", workspace.dir])).toMatchObject({ code: 0 });
    expect(namesIn(workspace).filter((name) => name.startsWith("raw/rendered/"))).toEqual([
      `raw/rendered/001_${sha256(address).slice(0, 16)}.html`,
    ]);
    expect(await problemsOf(workspace)).toBe("");
  });

  test("a takedown tells pages of scripts apart, whose bytes are the same", async () => {
    const workspace = temporaryWorkspace();
    await add(workspace, pageAbout("石桥"));
    await add(workspace, pageAbout("白沙"), "https://news.yunxi.example/202203/2.html");
    await cleanAll(workspace);
    const argv = ["takedown", address, "--reason", "asked for", "--yes", "--workspace", workspace.dir];
    const { stdout, stderr } = await run(argv);
    expect(stdout + stderr).not.toContain("has the same text");
  });
});

test.each([
  [true, "after", true],
  [false, "before", false],
])(
  "a page is whole: %s, where its process was killed %s its sidecar was in place",
  async (isThere, _, hasSidecar) => {
    const workspace = temporaryWorkspace();
    const { id } = await add(workspace, pageAbout("石桥"));
    for (const folder of [workspace.rawDir, workspace.renderedDir]) {
      renameSync(join(folder, `${id}.html`), join(folder, `.${id}.html.tmp`));
    }
    if (!hasSidecar) {
      renameSync(sidecarPath(workspace, id), join(workspace.metaDir, `.${id}.json.tmp`));
    }
    const store = openRawStore(workspace);
    const other = await store.add(new Page(bytesOf("<p>别的</p>")),
      shownAt("https://news.yunxi.example/2.html"),
    );
    expect(await store.list()).toEqual(isThere ? [id, other.id] : [other.id]);
    if (isThere) expect(await store.faults(id)).toEqual([]);
    expect(namesIn(workspace).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    expect(namesIn(workspace)).toHaveLength(isThere ? 5 : 2);
  },
);
