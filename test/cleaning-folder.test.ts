import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { cleanFolder, type CleaningEvent, type FolderOptions } from "../src/cleaning.ts";
import { UnreadableInputError, UsageError } from "../src/errors.ts";
import { createPipeline } from "../src/pipeline.ts";
import { parseReceipt } from "../src/store/receipt.ts";
import { article, headline, notArticle, paragraphs } from "./cleaning-samples.ts";
import { temporaryFolder } from "./store-workspace.ts";

const pipeline = createPipeline();
const text = `${headline}\n${paragraphs.join("\n")}\n`;

function folders(files: Readonly<Record<string, string | Uint8Array>>) {
  const from = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(from, name), content);
  return { from, to: join(temporaryFolder(), "deep", "texts") };
}

async function run(from: string, to: string, options: FolderOptions = {}) {
  const events: CleaningEvent[] = [];
  const onDocument = (event: CleaningEvent) => void events.push(event);
  const summary = await cleanFolder(from, to, pipeline, { ...options, onDocument });
  const errors = events
    .flatMap((event) => ("error" in event ? [`${event.id}: ${event.error.name}`] : []))
    .toSorted();
  return { summary, events, errors };
}

test("each article becomes a text of the same name, whatever its form", async () => {
  const { from, to } = folders({
    "a.html": article,
    "b.htm": iconv.encode(article.replace("utf-8", "gbk"), "gbk"),
    "云溪 春耕.TXT": text.replaceAll("\n", "\r\n"),
    "d.v2.txt": text,
    "none.html": notArticle,
    "notes.md": text,
    ".hidden.txt": text,
  });
  mkdirSync(join(from, "inner.html"));
  const { summary, errors } = await run(from, to);
  expect(summary).toEqual({ documents: 5, verdicts: { article: 4, thin: 1 }, failed: 0, written: 4 });
  expect(errors).toEqual([]);
  expect(readdirSync(to).toSorted()).toEqual(["a.txt", "b.txt", "d.v2.txt", "云溪 春耕.txt"]);
  for (const name of readdirSync(to)) expect(readFileSync(join(to, name), "utf8")).toBe(text);
});

test("receipts come when they are asked for, for what is rejected too", async () => {
  const { from, to } = folders({ "a.html": article, "none.html": notArticle });
  await run(from, to, { receipts: true });
  expect(readdirSync(to).toSorted()).toEqual(["a.json", "a.txt", "none.json"]);
  const receipts = ["a", "none"].map((name) =>
    parseReceipt(readFileSync(join(to, `${name}.json`), "utf8"), name),
  );
  expect(receipts.map(({ document, verdict }) => [document, verdict.kind])).toEqual([
    ["a", "article"],
    ["none", "thin"],
  ]);
});

test("what is rejected loses the text of an earlier run, and what is unchanged is not touched", async () => {
  const { from, to } = folders({ "a.html": article, "b.html": article });
  await run(from, to);
  writeFileSync(join(from, "b.html"), notArticle);
  writeFileSync(join(to, "c.txt"), "another's");
  utimesSync(join(to, "a.txt"), 1, 1);
  expect((await run(from, to)).summary).toMatchObject({ documents: 2, written: 1 });
  expect(readdirSync(to).toSorted()).toEqual(["a.txt", "c.txt"]);
  expect(statSync(join(to, "a.txt")).mtimeMs).toBe(1000);
});

test("bad files fail by name, and the others go on", async () => {
  const { from, to } = folders({
    "a.html": article,
    "binary.txt": Buffer.alloc(5000),
    "empty.txt": "",
    "pdf.html": "%PDF-1.7",
    "twin.html": article,
    "twin.txt": text,
  });
  const { summary, events, errors } = await run(from, to);
  expect(summary).toEqual({ documents: 5, verdicts: { article: 1 }, failed: 4, written: 1 });
  expect(errors).toEqual([
    "binary: BinaryInputError",
    "empty: EmptyInputError",
    "pdf: PdfInputError",
    "twin: UsageError",
  ]);
  expect(events.find(({ id }) => id === "twin")).toHaveProperty(
    "error.message",
    "twin.html and twin.txt would both become twin.txt: rename one of them.",
  );
  expect(readdirSync(to)).toEqual(["a.txt"]);
});

test("a failure leaves the text of an earlier run", async () => {
  const { from, to } = folders({ "a.html": article });
  await run(from, to);
  writeFileSync(join(from, "a.html"), "");
  expect((await run(from, to)).errors).toEqual(["a: EmptyInputError"]);
  expect(readdirSync(to)).toEqual(["a.txt"]);
});

test("a folder is not cleaned into itself", async () => {
  const { from } = folders({ "a.txt": text });
  await expect(run(from, join(from, "."))).rejects.toThrow(UsageError);
  expect(readFileSync(join(from, "a.txt"), "utf8")).toBe(text);
});

test("a folder that is not there is named, and none is made", async () => {
  const { from, to } = folders({});
  await expect(run(join(from, "no"), to)).rejects.toThrow(
    new UnreadableInputError(
      `${join(from, "no")} could not be read: there is no such file or folder. Check the spelling.`,
    ),
  );
  expect(() => statSync(to)).toThrow("ENOENT");
});
