/** What every writer of the registry keeps to; how its output is read back stands in `written.ts`. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Output, WriteOptions } from "../../../src/archive/formats/writer.ts";
import { openOutput, writers } from "../../../src/archive/formats/writers.ts";
import { UsageError, WriteError } from "../../../src/core/errors.ts";
import { Page } from "../../../src/core/page/page.ts";
import { readPage } from "../../../src/core/page/read.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { article, notArticle } from "../../support/cleaning-samples.ts";
import { bytesOf, temporaryFolder } from "../../support/store-workspace.ts";
import { readBack } from "./written.ts";

const pipeline = createPipeline();

function cleaned(name: string, html: string, place = `${name}.html`) {
  const document = readPage(new Page(bytesOf(html)), name);
  return { name, place, cleaned: pipeline.clean(document) };
}

async function write(output: Output, records: readonly ReturnType<typeof cleaned>[]) {
  const outcomes = [];
  for (const record of records) outcomes.push(await output.write(record));
  await output.finish();
  return outcomes;
}

const namesBelow = (folder: string) => readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();

test("each writer can be read back, and has a name of its own", () => {
  expect(Object.keys(readBack).toSorted()).toEqual(writers.map(({ name }) => name).toSorted());
});

describe.each(writers)("the writer $name", ({ name }) => {
  const { target, read } = readBack[name]!;
  const records = [
    cleaned("a", article),
    cleaned("2031/04/云溪 春耕.v2", article),
    cleaned("rejected", notArticle),
  ];
  const open = (path: string, options: WriteOptions = {}) => openOutput(path, options);

  test("is the one that writes its targets", () => {
    expect(writers.find((writer) => writer.accepts(target("/out")))?.name).toBe(name);
  });

  test("keeps the texts of articles, character for character", async () => {
    const path = target(temporaryFolder());
    await write(open(path), records);
    expect(read(path).map((one) => [one.name, one.text])).toEqual(
      records
        .filter((one) => one.cleaned.verdict.kind === "article")
        .map((one) => [one.name, one.cleaned.text])
        .toSorted(),
    );
  });

  test("keeps receipts of all, where they are wanted", async () => {
    const path = target(temporaryFolder());
    await write(open(path, { receipts: true }), records);
    expect(read(path).map((one) => [one.name, one.receipt])).toEqual(
      records.map((one) => [one.name, one.cleaned.receipt]).toSorted(([a], [b]) => (a! < b! ? -1 : 1)),
    );
  });

  test("writes nothing where nothing has changed, and takes a text away that is none any more", async () => {
    const path = target(temporaryFolder());
    expect(await write(open(path), [cleaned("a", article), cleaned("b", article)])).toEqual(["new", "new"]);
    expect(await write(open(path), [cleaned("a", article), cleaned("b", notArticle)])).toEqual([
      "unchanged",
      "changed",
    ]);
    expect(read(path).map((one) => one.name)).toEqual(["a"]);
  });

  test("refuses a second document of one name, and goes on", async () => {
    const path = target(temporaryFolder());
    const output = open(path);
    await output.write(cleaned("a", article));
    await expect(output.write(cleaned("a", notArticle, "a.txt"))).rejects.toThrow(UsageError);
    await expect(output.write(cleaned("a", notArticle, "a.txt"))).rejects.toThrow("a.html and a.txt");
    await write(output, [cleaned("b", article)]);
    expect(read(path).map((one) => one.name)).toEqual(["a", "b"]);
  });

  test("leaves nothing half-written where documents stop coming", async () => {
    const folder = temporaryFolder();
    const output = open(target(folder), { receipts: true });
    await output.write(cleaned("a", article));
    await output.abandon();
    expect(namesBelow(folder).filter((file) => /\.tmp$|\.newsift-/u.test(file))).toEqual([]);
  });

  test.skipIf(process.platform !== "linux")("says where the disk refuses", async () => {
    await expect(write(open(target("/proc/newsift")), [cleaned("a", article)])).rejects.toThrow(WriteError);
  });

  test("says where something is in the way of its target", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "in the way");
    await expect(write(open(target(join(folder, "file"))), [cleaned("a", article)])).rejects.toThrow(
      /could not be written/u,
    );
  });
});
