import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { WorkspaceError } from "../../../src/core/errors.ts";
import { canonicalUrl } from "../../../src/archive/raw/canonical.ts";
import { sha256 } from "../../../src/core/text/sha256.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import { arrivalOf, bytesOf, imported, namesIn, temporaryWorkspace } from "../../support/store-workspace.ts";

const address = "https://news.yunxi.example/202203/1.html";
const hex = sha256(address).slice(0, 16);

test("a page is kept byte for byte, with a sidecar that says how it came", async () => {
  const workspace = temporaryWorkspace();
  const store = openRawStore(workspace);
  const bytes = Uint8Array.of(0x3c, 0x70, 0x3e, 0xc4, 0xfa, 0xba, 0xc3, 0x0d, 0x0a);
  const arrival = {
    url: "http://yunxi.example/1",
    finalUrl: address,
    redirects: ["http://yunxi.example/1", address],
    status: 200,
    headers: { "content-type": "text/html" },
    fetchedAt: "2022-03-01T02:00:00.000Z",
    fetcher: "http",
    robots: "none",
    source: "yunxi",
  } as const;
  expect(await store.add(new Page(bytes, { declaredCharset: "gbk" }), arrival)).toEqual({
    id: `000_${hex}`,
    outcome: "new",
  });
  expect(await openRawStore(workspace).read(`000_${hex}`)).toEqual({
    page: {
      bytes: Buffer.from(bytes),
      format: "html",
      url: address,
      declaredCharset: "gbk",
      fetchedAt: "2022-03-01T02:00:00.000Z",
    },
    sidecar: {
      id: `000_${hex}`,
      format: "html",
      ...arrival,
      sha256: sha256(bytes),
      size: 9,
      charset: { declared: "gbk", used: "gb18030" },
    },
  });
  expect(new Uint8Array(readFileSync(join(workspace.rawDir, `000_${hex}.html`)))).toEqual(bytes);
  expect(JSON.parse(readFileSync(join(workspace.metaDir, `000_${hex}.json`), "utf8"))).toMatchObject(arrival);
});

test("the same bytes from the same address are not written again", async () => {
  const workspace = temporaryWorkspace();
  const store = openRawStore(workspace);
  const first = await store.add(new Page(bytesOf("甲")), arrivalOf(address));
  const path = join(workspace.rawDir, `${first.id}.html`);
  utimesSync(path, 1, 1);
  for (const again of [store, openRawStore(workspace)]) {
    expect(await again.add(new Page(bytesOf("甲")), arrivalOf(`${address}?utm_source=a#top`))).toEqual({
      id: first.id,
      outcome: "unchanged",
    });
  }
  expect(statSync(path).mtimeMs).toBe(1000);
  expect(namesIn(workspace)).toEqual([`raw/000_${hex}.html`, `raw/meta/000_${hex}.json`]);
});

test("a changed page gets a new number, and nothing is overwritten", async () => {
  const workspace = temporaryWorkspace();
  const store = openRawStore(workspace);
  const texts = ["甲", "乙", "乙", "甲"];
  const additions = [];
  for (const text of texts) additions.push(await store.add(new Page(bytesOf(text)), arrivalOf(address)));
  expect(additions).toEqual([
    { id: `000_${hex}`, outcome: "new" },
    { id: `001_${hex}`, outcome: "changed" },
    { id: `001_${hex}`, outcome: "unchanged" },
    { id: `002_${hex}`, outcome: "changed" },
  ]);
  const kept = await Promise.all((await store.list()).map((id) => store.read(id)));
  expect(kept.map(({ page }) => new TextDecoder().decode(page.bytes))).toEqual(["甲", "乙", "甲"]);
  expect(kept.map(({ sidecar }) => sidecar.replaces)).toEqual([undefined, `000_${hex}`, `001_${hex}`]);
});

test("all addresses that lead to one page are one page", async () => {
  const store = openRawStore(temporaryWorkspace());
  const first = await store.add(new Page(bytesOf("甲")), arrivalOf(address));
  const second = await store.add(new Page(bytesOf("甲")), {
    ...arrivalOf("https://t.example/x"),
    finalUrl: address,
  });
  expect(second).toEqual({ id: first.id, outcome: "unchanged" });
});

test.for([
  ["https://a.example/b/?utm_source=x&utm_medium=y&spm=1.2&id=3#part", "https://a.example/b?id=3"],
  ["https://a.example/#/news/3", "https://a.example/#/news/3"],
  ["https://a.example/b#!3", "https://a.example/b#!3"],
  ["https://a.example:443/b", "https://a.example/b"],
  ["https://www.a.example/b", "https://www.a.example/b"],
  ["http://a.example/b", "http://a.example/b"],
  ["https://a.example/b?z=1&a=2", "https://a.example/b?a=2&z=1"],
  ["https://user:secret@a.example/b", "https://a.example/b"],
  ["https://a.example/%E6%96%B0%E9%97%BB", "https://a.example/%E6%96%B0%E9%97%BB"],
  ["https://a.example/新闻", "https://a.example/%E6%96%B0%E9%97%BB"],
  ["https://a.example/b?spmid=1", "https://a.example/b?spmid=1"],
  ["https://a.example/b;jsessionid=0A1B?id=3&PHPSESSID=77", "https://a.example/b?id=3"],
  ["https://a.example/b?sid=3", "https://a.example/b?sid=3"],
  ["https://a.example/b?from=timeline&isappinstalled=0", "https://a.example/b"],
  ["https://a.example/b?from=yunxi", "https://a.example/b?from=yunxi"],
  ["https://a.example/b?gclid=x&share_token=y&id=3&hmsr=z", "https://a.example/b?id=3"],
  ["https://a.example/b?name=%C4%FA", "https://a.example/b?name=%C4%FA"],
  ["https://a.example/b?&&", "https://a.example/b"],
  ["https://m.a.example/b?id=3", "https://www.a.example/b?id=3"],
  ["https://m.a.example.org/b", "https://m.a.example.org/b"],
])("the canonical form of %s is %s", ([url, canonical]) => {
  expect(canonicalUrl(url!, { "m.a.example": "www.a.example" })).toBe(canonical);
});

test("a version that says the same is not kept, one that says something else is; who does not look keeps both", async () => {
  const store = openRawStore(temporaryWorkspace());
  const asked: string[][] = [];
  const isSameText = (before: Page, after: Page) => {
    const texts = [before, after].map(({ bytes }) => Buffer.from(bytes).toString());
    asked.push(texts);
    return texts[0]![0] === texts[1]![0];
  };
  const first = await store.add(new Page(bytesOf("甲1")), arrivalOf(address), { isSameText });
  expect(await store.add(new Page(bytesOf("甲1")), arrivalOf(address), { isSameText })).toMatchObject({
    outcome: "unchanged",
  });
  expect(asked).toEqual([]);
  expect(await store.add(new Page(bytesOf("甲2")), arrivalOf(address), { isSameText })).toEqual({
    id: first.id,
    outcome: "unchanged",
  });
  expect(asked).toEqual([["甲1", "甲2"]]);
  expect(await store.add(new Page(bytesOf("乙1")), arrivalOf(address), { isSameText })).toMatchObject({
    outcome: "changed",
  });
  expect(await store.add(new Page(bytesOf("乙2")), arrivalOf(address))).toMatchObject({ outcome: "changed" });
  expect(await store.versions(`${address}?utm_source=x`)).toEqual(await store.list());
  expect(await store.versions("https://news.yunxi.example/")).toEqual([]);
});

test("imported bytes that are there already are not written again, whatever the file is called", async () => {
  const workspace = temporaryWorkspace();
  const store = openRawStore(workspace);
  const kept = await store.add(new Page(bytesOf("甲"), { format: "text" }), imported, { name: "007_00112233445566aa.txt" });
  const named = await store.add(new Page(bytesOf("乙"), { format: "text" }), imported, { name: "notes.txt" });
  expect(kept.id).toBe("007_00112233445566aa");
  expect(named.id).toBe(`008_${sha256("乙").slice(0, 16)}`);
  for (const again of [store, openRawStore(workspace)]) {
    for (const name of ["a.txt", "007_00112233445566aa.txt", "030_ffffffffffffffff.txt"]) {
      expect(await again.add(new Page(bytesOf("甲"), { format: "text" }), imported, { name })).toEqual({
        id: kept.id,
        outcome: "unchanged",
      });
    }
    expect(await again.add(new Page(bytesOf("乙"), { format: "text" }), imported)).toEqual({ id: named.id, outcome: "unchanged" });
  }
  expect(await store.list()).toHaveLength(2);
});

const given = "00112233445566aa";
const own = sha256("乙").slice(0, 16);
test.for([
  ["a number that is free", `009_${given}.txt`, `009_${given}`],
  ["a number of four digits", `1234_${given}.txt`, `1234_${given}`],
  ["its own number, with other bytes", `003_${given}.txt`, `004_${given}`],
  ["another's number", `003_ffffffffffffffff.txt`, `004_${own}`],
  ["an odd number", `0009_${given}.txt`, `004_${own}`],
  ["a number beyond reason", `99999999_${given}.txt`, `004_${own}`],
  ["too few hex digits", `009_0011.txt`, `004_${own}`],
  ["a path", `../009_${given}.txt`, `004_${own}`],
])("an imported name with %s: %s becomes %s", async ([, name, id]) => {
  const store = openRawStore(temporaryWorkspace());
  await store.add(new Page(bytesOf("甲"), { format: "text" }), imported, { name: `003_${given}.txt` });
  expect((await store.add(new Page(bytesOf("乙"), { format: "text" }), imported, { name: name! })).id).toBe(id);
});

test("1000 follows 999, in names and in order", async () => {
  const workspace = temporaryWorkspace();
  const store = openRawStore(workspace);
  const ids = [];
  for (let page = 0; page < 1_100; page += 1) {
    ids.push((await store.add(new Page(bytesOf(String(page))), arrivalOf(`${address}?page=${page}`))).id);
  }
  expect(ids.map((id) => Number(id.split("_")[0]))).toEqual(
    Array.from({ length: 1_100 }, (_, index) => index),
  );
  expect([ids[7], ids[999], ids[1000]].map((id) => id!.split("_")[0])).toEqual(["007", "999", "1000"]);
  expect(await openRawStore(workspace).list()).toEqual(ids);
  const next = await openRawStore(workspace).add(new Page(bytesOf("new")), arrivalOf(address));
  expect(next.id).toMatch(/^1100_/u);
});

test("a number is not given twice: not after a page was taken away, nor when one was put in by hand", async () => {
  const workspace = temporaryWorkspace();
  const store = openRawStore(workspace);
  for (const page of [0, 1, 2])
    await store.add(new Page(bytesOf(String(page))), arrivalOf(`${address}?page=${page}`));
  const ids = await store.list();
  rmSync(join(workspace.rawDir, `${ids[1]}.html`));
  rmSync(join(workspace.rawDir, `${ids[2]}.html`));
  const third = await store.add(new Page(bytesOf("3")), arrivalOf(`${address}?page=3`));
  expect(third.id).toMatch(/^003_/u);
  writeFileSync(join(workspace.rawDir, `004_${given}.txt`), "手");
  const fifth = await store.add(new Page(bytesOf("5")), arrivalOf(`${address}?page=5`));
  expect(fifth.id).toMatch(/^005_/u);
});

test("an addition by another is seen even where the clock does not show it", async () => {
  const workspace = temporaryWorkspace();
  const [one, other] = [openRawStore(workspace), openRawStore(workspace)];
  const stopClock = () => utimesSync(workspace.rawDir, 1, 1);
  await one.add(new Page(bytesOf("0")), arrivalOf(address));
  stopClock();
  await one.add(new Page(bytesOf("0")), arrivalOf(address));
  await other.add(new Page(bytesOf("1")), arrivalOf(`${address}?page=1`));
  stopClock();
  expect((await one.add(new Page(bytesOf("2")), arrivalOf(`${address}?page=2`))).id).toMatch(/^002_/u);
});

test("a page put in by hand reads with a sidecar made up from its bytes", async () => {
  const workspace = temporaryWorkspace();
  const store = openRawStore(workspace);
  await store.add(new Page(bytesOf("甲")), arrivalOf(address));
  const id = `041_${given}`;
  writeFileSync(join(workspace.rawDir, `${id}.txt`), "由手抄录");
  utimesSync(join(workspace.rawDir, `${id}.txt`), 86_400, 86_400);
  expect(await store.read(id)).toEqual({
    page: { bytes: Buffer.from("由手抄录"), format: "text" },
    sidecar: {
      id,
      format: "text",
      fetchedAt: "1970-01-02T00:00:00.000Z",
      fetcher: "import",
      sha256: sha256("由手抄录"),
      size: 12,
      charset: { detected: "utf-8", used: "utf-8" },
    },
  });
  expect(await store.add(new Page(bytesOf("由手抄录"), { format: "text" }), imported)).toEqual({ id, outcome: "unchanged" });
});

test.for(["005_0011223344556677", "../../../etc/passwd", "", "000_ABCDEFABCDEFABCD", "meta"])(
  "reading %j, which is not there, is refused",
  async (id) => {
    const workspace = temporaryWorkspace();
    await expect(openRawStore(workspace).read(id)).rejects.toThrow(
      new WorkspaceError(`There is no document "${id}" in ${workspace.rawDir}.`),
    );
  },
);

test.for(["", "{", "[]", `{"id": 1}`, "null"])("a sidecar that holds %j is refused by name", async (text) => {
  const workspace = temporaryWorkspace();
  const store = openRawStore(workspace);
  const { id } = await store.add(new Page(bytesOf("甲")), arrivalOf(address));
  const path = join(workspace.metaDir, `${id}.json`);
  writeFileSync(path, text);
  await expect(store.read(id)).rejects.toThrow(
    new WorkspaceError(
      `${path} is damaged: it is not the JSON that newsift wrote. Restore it, or delete it to read the page without.`,
    ),
  );
});

test("an empty workspace lists nothing, and listing makes no folder", async () => {
  const workspace = temporaryWorkspace();
  expect(await openRawStore(workspace).list()).toEqual([]);
  expect(readdirSync(workspace.dir)).toEqual(["config"]);
});
