import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCatalogue } from "../src/store/catalogue.ts";
import type { Workspace } from "../src/store/workspace.ts";
import { temporaryWorkspace } from "./store-workspace.ts";

const id = (number: number, page: number) =>
  `${String(number).padStart(3, "0")}_${String(page).padStart(16, "0")}`;
const one = "1".repeat(64);
const two = "2".repeat(64);

function writeReceipt(workspace: Workspace, document: string, textSha256?: string): void {
  mkdirSync(workspace.receiptDir, { recursive: true });
  const verdict = { kind: textSha256 === undefined ? "listing" : "article", reasons: [] };
  const receipt = {
    version: 1,
    document,
    verdict,
    metadata: {},
    counts: {},
    textSha256,
    pipeline: "",
    changes: [],
  };
  writeFileSync(join(workspace.receiptDir, `${document}.json`), JSON.stringify(receipt));
}

test("a document is a duplicate of the first with its text at another address", () => {
  const workspace = temporaryWorkspace();
  const catalogue = openCatalogue(workspace);
  catalogue.record(id(1, 1), one);
  catalogue.record(id(2, 2), two);
  // A later version of the first page, gone back to what it said.
  catalogue.record(id(3, 1), one);
  catalogue.record(id(5, 5), one);
  catalogue.record(id(4, 4), one);
  catalogue.record(id(6, 6), undefined);
  catalogue.record(id(7, 7), undefined);
  catalogue.record("loose file", one);
  expect(catalogue.duplicates()).toEqual(
    new Map([
      [id(4, 4), id(1, 1)],
      [id(5, 5), id(1, 1)],
    ]),
  );
  expect(catalogue.duplicateOf(id(4, 4))).toBe(id(1, 1));
  expect(catalogue.duplicateOf(id(1, 1))).toBeUndefined();
  expect(catalogue.duplicateOf(id(9, 9))).toBeUndefined();
  catalogue.record(id(4, 4), two);
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
