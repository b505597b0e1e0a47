import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { WorkspaceError } from "../../../src/core/errors.ts";
import { openCatalogue } from "../../../src/archive/records/catalogue.ts";
import { rebuild } from "../../../src/archive/upkeep/rebuild.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import type { Receipt } from "../../../src/core/document/receipt.ts";
import { temporaryWorkspace } from "../../support/store-workspace.ts";

const id = (number: number, page: number) =>
  `${String(number).padStart(3, "0")}_${String(page).padStart(16, "0")}`;
const one = "1".repeat(64);
const two = "2".repeat(64);

function receiptOf(document: string, textSha256?: string): Receipt {
  return {
    version: 2,
    document,
    verdict: { kind: textSha256 === undefined ? "listing" : "article", reasons: [] },
    metadata: {},
    counts: { blocks: 1, keptBlocks: 1, chars: 10, keptChars: 10, removed: {}, replaced: {} },
    ...(textSha256 === undefined ? {} : { textSha256 }),
    pipeline: "",
    changes: [],
  };
}

/** With its raw file. */
function writeReceipt(workspace: Workspace, document: string, textSha256?: string): void {
  for (const folder of [workspace.receiptDir, workspace.rawDir]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(workspace.rawDir, `${document}.txt`), "");
  writeFileSync(
    join(workspace.receiptDir, `${document}.json`),
    JSON.stringify(receiptOf(document, textSha256)),
  );
}

test("a document is a duplicate of the first with its text at another address", () => {
  const workspace = temporaryWorkspace();
  const catalogue = openCatalogue(workspace);
  const record = (document: string, text?: string) => catalogue.record(receiptOf(document, text), undefined);
  record(id(1, 1), one);
  record(id(2, 2), two);
  // A later version of the first page, gone back to what it said: it stands for the page now.
  record(id(3, 1), one);
  record(id(5, 5), one);
  record(id(4, 4), one);
  record(id(6, 6));
  record(id(7, 7));
  record("loose file", one);
  expect(catalogue.duplicates()).toEqual(
    new Map([
      [id(4, 4), id(3, 1)],
      [id(5, 5), id(3, 1)],
    ]),
  );
  expect(catalogue.duplicateOf(id(4, 4))).toBe(id(3, 1));
  expect(catalogue.duplicateOf(id(1, 1))).toBeUndefined();
  expect(catalogue.duplicateOf(id(9, 9))).toBeUndefined();
  record(id(4, 4), two);
  expect(catalogue.duplicateOf(id(4, 4))).toBe(id(2, 2));
  catalogue.close();
});

test("what it does not know it reads from the receipts, a damaged one only when it is written anew", () => {
  const workspace = temporaryWorkspace();
  for (const [number, text] of [one, two, one, undefined].entries())
    writeReceipt(workspace, id(number, number), text);
  writeReceipt(workspace, id(8, 8));
  writeFileSync(join(workspace.receiptDir, `${id(8, 8)}.json`), "{");
  let catalogue = openCatalogue(workspace);
  expect([...catalogue.duplicates()]).toEqual([[id(2, 2), id(0, 0)]]);
  catalogue.close();

  rmSync(join(workspace.receiptDir, `${id(0, 0)}.json`));
  writeReceipt(workspace, id(8, 8), two);
  catalogue = openCatalogue(workspace);
  expect([...catalogue.duplicates()]).toEqual([[id(8, 8), id(1, 1)]]);

  // A run that is killed between these two leaves what it was about to change unknown, not wrong.
  catalogue.forget([id(8, 8)]);
  writeReceipt(workspace, id(8, 8), one);
  catalogue.close();
  catalogue = openCatalogue(workspace);
  expect([...catalogue.duplicates()]).toEqual([[id(8, 8), id(2, 2)]]);
  catalogue.close();
});

test("a receipt that somebody else wrote while it was open is learned", () => {
  const workspace = temporaryWorkspace();
  for (const number of [1, 2]) writeReceipt(workspace, id(number, number), one);
  const catalogue = openCatalogue(workspace);
  writeReceipt(workspace, id(2, 2), two);
  writeReceipt(workspace, id(3, 3), two);
  catalogue.refresh();
  expect([...catalogue.duplicates()]).toEqual([[id(3, 3), id(2, 2)]]);
  catalogue.close();
});

test("names the file that is missing or damaged, until it is mended", () => {
  const workspace = temporaryWorkspace();
  mkdirSync(workspace.metaDir, { recursive: true });
  for (const number of [1, 2, 3, 4]) writeReceipt(workspace, id(number, number), one);
  rmSync(join(workspace.rawDir, `${id(1, 1)}.txt`));
  writeFileSync(join(workspace.receiptDir, `${id(2, 2)}.json`), "{");
  writeFileSync(join(workspace.metaDir, `${id(3, 3)}.json`), "{");
  const catalogue = openCatalogue(workspace);
  catalogue.refresh();
  const problems = () => catalogue.list.page({}, 0, 10).map(({ problem }) => problem);
  expect(problems()).toEqual(["raw", "receipt", "sidecar", undefined]);
  writeReceipt(workspace, id(1, 1), one);
  writeReceipt(workspace, id(2, 2), one);
  rmSync(join(workspace.rawDir, `${id(4, 4)}.txt`));
  catalogue.refresh();
  expect(problems()).toEqual([undefined, undefined, "sidecar", "raw"]);
  catalogue.close();
});

test("one of another version is learned anew", () => {
  const workspace = temporaryWorkspace();
  writeReceipt(workspace, id(1, 1), one);
  mkdirSync(workspace.stateDir);
  const old = new DatabaseSync(join(workspace.stateDir, "catalogue.sqlite"));
  old.exec("CREATE TABLE document (id TEXT PRIMARY KEY, number INTEGER, hex TEXT, text_sha256 TEXT)");
  old.prepare("INSERT INTO document VALUES (?, 1, '', ?)").run(id(1, 1), two);
  old.close();
  const catalogue = openCatalogue(workspace);
  expect(catalogue.list.page({}, 0, 10)).toMatchObject([{ id: id(1, 1), verdict: "article", chars: 10 }]);
  catalogue.close();
});

test("one that is no database says how it is mended, and rebuilding mends it", async () => {
  const workspace = temporaryWorkspace();
  writeReceipt(workspace, id(1, 1), one);
  mkdirSync(workspace.stateDir, { recursive: true });
  writeFileSync(join(workspace.stateDir, "catalogue.sqlite"), "不是数据库".repeat(100));
  expect(() => openCatalogue(workspace)).toThrow(WorkspaceError);
  expect(() => openCatalogue(workspace)).toThrow(
    /catalogue\.sqlite is damaged: `newsift rebuild` makes it anew/u,
  );
  expect(await rebuild(workspace)).toMatchObject({ cleaned: 1 });
  openCatalogue(workspace).close();
});
