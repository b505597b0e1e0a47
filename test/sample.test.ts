import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../src/config/load.ts";
import { readPage } from "../src/core/page/read.ts";
import { createPipeline } from "../src/core/pipeline/create-pipeline.ts";
import { formatReceipt } from "../src/archive/clean/receipt.ts";
import { openRawStore } from "../src/archive/raw/raw.ts";
import { openWorkspace } from "../src/archive/files/workspace.ts";

const workspace = openWorkspace(join(import.meta.dirname, ".."));
const store = openRawStore(workspace);
const config = loadConfig(workspace);
const pipeline = createPipeline({ stageSettings: config.stages, language: config.language });
const ids = await store.list();

/** A change of a rule shows as a change of clean/: run `npm run sample` and read the difference. */
describe("the sample corpus", () => {
  test("is there", () => {
    expect(ids.length).toBeGreaterThanOrEqual(20);
  });

  test.each(ids)("%s is cleaned as clean/ says", async (id) => {
    const { page } = await store.read(id);
    const { text, receipt } = pipeline.clean(readPage(page, id));
    const { pipeline: hash, ...lasting } = receipt;
    expect(hash).toBe(pipeline.hash);
    expect(formatReceipt(lasting)).toBe(readFileSync(join(workspace.receiptDir, `${id}.json`), "utf8"));
    if (text !== "") expect(text).toBe(readFileSync(join(workspace.cleanDir, `${id}.txt`), "utf8"));
  });
});
