import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Catalogue, openCatalogue } from "../../../src/archive/records/catalogue.ts";
import type { Selection } from "../../../src/archive/records/catalogue-list.ts";
import { openWorkspace } from "../../../src/archive/files/workspace.ts";
import type { Sidecar } from "../../../src/archive/raw/arrival.ts";
import type { Receipt } from "../../../src/core/document/receipt.ts";
import type { VerdictKind } from "../../../src/core/document/verdict.ts";

const id = (number: number) => `${String(number).padStart(3, "0")}_${String(number).padStart(16, "0")}`;

interface Page {
  readonly verdict?: VerdictKind;
  readonly url?: string;
  readonly title?: string;
  readonly kept?: number;
  readonly site?: string;
  readonly rest?: Partial<Receipt>;
}

/** In order of number, from 1 on. */
const pages: readonly Page[] = [
  { title: "石桥通车", url: "https://a.example/1.html", kept: 90, site: "a" },
  { title: "O'Brien 100%_茶", url: "https://a.example/2.html", kept: 20, site: "a" },
  { verdict: "listing", url: "https://b.example/list", kept: 0 },
  {
    title: "春耕",
    kept: 50,
    rest: { flags: [{ block: 0, span: [0, 1], reason: "lost", text: "�" }], incomplete: true },
  },
  { title: "春耕（二）", kept: 50, rest: { continues: id(4) } },
  { title: "灯会", kept: 50, rest: { counts: counts(50, { byline: 3, content: 47 }) } },
];

function counts(kept: number, removed: Readonly<Record<string, number>> = { content: 100 - kept }) {
  return { blocks: 1, keptBlocks: 1, chars: 100, keptChars: kept, removed, replaced: {} };
}

let folder: string;
let catalogue: Catalogue;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "newsift-catalogue-"));
  mkdirSync(join(folder, "config"));
  const workspace = openWorkspace(folder);
  for (const made of [workspace.receiptDir, workspace.metaDir]) mkdirSync(made, { recursive: true });
  for (const [at, { verdict = "article", url, title, kept = 0, site, rest }] of pages.entries()) {
    const document = id(at + 1);
    const receipt: Receipt = {
      version: 2,
      document,
      ...(url === undefined ? {} : { url }),
      verdict: { kind: verdict, reasons: [] },
      metadata: title === undefined ? {} : { title },
      counts: counts(kept),
      pipeline: "p",
      changes: [],
      ...rest,
    };
    const sidecar: Sidecar = {
      id: document,
      format: "html",
      fetchedAt: "2026-01-02T03:04:05.000Z",
      fetcher: "http",
      sha256: "0".repeat(64),
      size: 0,
      charset: { used: "utf-8" },
      ...(site === undefined ? {} : { source: site }),
    };
    writeFileSync(join(workspace.rawDir, `${document}.html`), "");
    writeFileSync(join(workspace.metaDir, `${document}.json`), JSON.stringify(sidecar));
    writeFileSync(join(workspace.receiptDir, `${document}.json`), JSON.stringify(receipt));
  }
  catalogue = openCatalogue(workspace);
  catalogue.list.note([
    { id: id(1), judged: "approved", rank: 3 },
    { id: id(2), judged: "changed", rank: 1, marks: ["unusual", "unsure"] },
    { id: id(6), marks: ["unusual"], rank: 2 },
  ]);
  catalogue.list.group([
    { name: "drawn", documents: [id(4), id(1), id(6)] },
    { name: "other", documents: [id(2)] },
  ]);
});

afterAll(() => {
  catalogue.close();
  rmSync(folder, { recursive: true });
});

const numbers = (selection: Selection) =>
  catalogue.list.page(selection, 0, 100).map((entry) => Number(entry.id.slice(0, 3)));

describe("a filter", () => {
  const filters: readonly (readonly [Selection, readonly number[]])[] = [
    [{}, [1, 2, 3, 4, 6]],
    [{ verdict: "listing" }, [3]],
    [{ site: "a" }, [1, 2]],
    [{ host: "b.example" }, [3]],
    [{ stage: "byline" }, [6]],
    [{ judged: "no" }, [3, 4, 6]],
    [{ judged: "approved" }, [1]],
    [{ judged: "changed" }, [2]],
    [{ mark: "unusual" }, [2, 6]],
    [{ mark: "unsure" }, [2]],
    [{ mark: "lost" }, [4]],
    [{ mark: "incomplete" }, [4]],
    [{ mark: "problem" }, []],
    [{ mark: "un" }, []],
    [{ group: "other" }, [2]],
    [{ group: "none" }, []],
    [{ text: "春耕" }, [4]],
    [{ text: "%" }, [2]],
    [{ text: "'" }, [2]],
    [{ text: "O'BRIEN 茶" }, [2]],
    [{ text: "b.example" }, [3]],
    [{ text: "006_" }, [6]],
    [{ text: "石桥", verdict: "listing" }, []],
  ];

  test.each(filters)("%j leaves %j", (selection, expected) => {
    expect(numbers(selection)).toEqual(expected);
    expect(catalogue.list.count(selection)).toBe(expected.length);
  });
});

describe("an order", () => {
  const orders: readonly (readonly [Selection, readonly number[]])[] = [
    [{ isDescending: true }, [6, 4, 3, 2, 1]],
    [{ sort: "share", isDescending: true }, [3, 2, 6, 4, 1]],
    [{ sort: "share" }, [1, 4, 6, 2, 3]],
    [{ sort: "rank" }, [2, 6, 1, 3, 4]],
    [{ group: "drawn" }, [4, 1, 6]],
    [{ group: "drawn", isDescending: true }, [6, 1, 4]],
    [{ group: "drawn", sort: "number" }, [1, 4, 6]],
  ];

  test.each(orders)("%j lists %j, and its neighbours follow it", (selection, expected) => {
    expect(numbers(selection)).toEqual(expected);
    for (const [at, number] of expected.entries()) {
      const [previous, next] = [expected[at - 1], expected[at + 1]];
      expect(catalogue.list.neighbours(selection, id(number))).toEqual({
        ...(previous === undefined ? {} : { previous: id(previous) }),
        ...(next === undefined ? {} : { next: id(next) }),
      });
      expect(catalogue.list.position(selection, id(number))).toBe(at);
    }
  });
});

test("a document that no longer is in the selection still has neighbours there", () => {
  expect(catalogue.list.neighbours({ judged: "no" }, id(2))).toEqual({ next: id(3) });
  expect(catalogue.list.neighbours({ judged: "no" }, id(9))).toEqual({});
});

test("a page of the list is cut out of it", () => {
  expect(catalogue.list.page({}, 1, 2).map((entry) => entry.id)).toEqual([id(2), id(3)]);
});

test("an entry says what is known of its document", () => {
  expect(catalogue.list.find(id(2))).toEqual({
    id: id(2),
    url: "https://a.example/2.html",
    host: "a.example",
    site: "a",
    title: "O'Brien 100%_茶",
    fetchedAt: "2026-01-02T03:04:05.000Z",
    verdict: "article",
    chars: 100,
    keptChars: 20,
    removed: { content: 80 },
    flags: [],
    parts: 0,
    isIncomplete: false,
    pipeline: "p",
    judged: "changed",
    marks: ["unusual", "unsure"],
    isSuperseded: false,
    isDuplicate: false,
  });
  expect(catalogue.list.find(id(9))).toBeUndefined();
});

test("values are counted, further pages are not", () => {
  expect(catalogue.list.tally("verdict")).toEqual([
    { value: "article", documents: 4 },
    { value: "listing", documents: 1 },
  ]);
  expect(catalogue.list.tally("site")).toEqual([{ value: "a", documents: 2 }]);
});

test("all are told in brief, further pages too", () => {
  const all = catalogue.list.all();
  expect(all.map((brief) => [Number(brief.id.slice(0, 3)), brief.removedShare.toFixed(1)])).toEqual([
    [1, "0.1"],
    [2, "0.8"],
    [3, "1.0"],
    [4, "0.5"],
    [5, "0.5"],
    [6, "0.5"],
  ]);
  expect(all[0]).toMatchObject({ host: "a.example", verdict: "article" });
  expect(all[4]).toMatchObject({ continues: id(4) });
});
