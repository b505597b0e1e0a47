import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { cleanFiles, type FileCleaningOptions } from "../../../src/archive/corpus/clean-files.ts";
import type { CleaningEvent } from "../../../src/archive/corpus/cleaning-tally.ts";
import { UnreadableInputError, UsageError } from "../../../src/core/errors.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { parseReceipt } from "../../../src/archive/clean/receipt.ts";
import { article, headline, notArticle, paragraphs } from "../../support/cleaning-samples.ts";
import { temporaryFolder } from "../../support/store-workspace.ts";

const pipeline = createPipeline();
const text = `${headline}\n${paragraphs.join("\n")}\n`;

function folders(files: Readonly<Record<string, string | Uint8Array>>) {
  const from = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(from, name), content);
  return { from, to: join(temporaryFolder(), "deep", "texts") };
}

async function run(from: string, to: string, options: FileCleaningOptions = {}) {
  const events: CleaningEvent[] = [];
  const onDocument = (event: CleaningEvent) => void events.push(event);
  const summary = await cleanFiles(from, to, pipeline, { ...options, onDocument });
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
  expect(summary).toEqual({
    documents: 5,
    verdicts: { article: 4, thin: 1 },
    failed: 0,
    written: 4,
    skipped: [
      { place: ".hidden.txt", why: "hidden" },
      { place: "inner.html", why: "folder" },
      { place: "notes.md", why: "other file" },
    ],
  });
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
  expect(summary).toEqual({ documents: 6, verdicts: { article: 2 }, failed: 4, written: 2, skipped: [] });
  expect(errors).toEqual([
    "binary: BinaryInputError",
    "empty: EmptyInputError",
    "pdf: PdfInputError",
    "twin: UsageError",
  ]);
  expect(events.findLast(({ id }) => id === "twin")).toHaveProperty(
    "error.message",
    "twin.html and twin.txt would both become twin.txt: rename one of them.",
  );
  expect(readdirSync(to).toSorted()).toEqual(["a.txt", "twin.txt"]);
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

describe("with subfolders", () => {
  /** Makes the folders of the files too. */
  function tree(files: Readonly<Record<string, string>>) {
    const from = temporaryFolder();
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(from, name)), { recursive: true });
      writeFileSync(join(from, name), content);
    }
    return { from, to: join(temporaryFolder(), "texts") };
  }
  const below = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .toSorted();

  test("texts and receipts lie where their pages lie", async () => {
    const { from, to } = tree({
      "a.html": article,
      "2031/04/a.html": article,
      "2031/04/none.html": notArticle,
      "云溪/春耕.txt": text,
      "2031/deep.er/b.v2.htm": article,
    });
    const { summary, events, errors } = await run(from, to, { recursive: true, receipts: true });
    expect(errors).toEqual([]);
    expect(summary).toMatchObject({ documents: 5, verdicts: { article: 4, thin: 1 }, skipped: [] });
    expect(events.map(({ id }) => id).toSorted()).toEqual(
      ["2031/04/a", "2031/04/none", "2031/deep.er/b.v2", "a", "云溪/春耕"].toSorted(),
    );
    expect(below(to)).toEqual(
      [
        ...["a", "2031/04/a", "2031/deep.er/b.v2", "云溪/春耕"].flatMap((name) => [
          `${name}.txt`,
          `${name}.json`,
        ]),
        "2031/04/none.json",
      ].toSorted(),
    );
    expect(readFileSync(join(to, "2031/04/a.txt"), "utf8")).toBe(text);
    // What is rejected later loses its text there too.
    writeFileSync(join(from, "2031/04/a.html"), notArticle);
    await run(from, to, { recursive: true });
    expect(below(to)).not.toContain("2031/04/a.txt");
  });

  test("names of several folders are no twins, and twins of one folder are named", async () => {
    const { from, to } = tree({
      "a/x.html": article,
      "b/x.html": article,
      "c/x.html": article,
      "c/x.txt": text,
    });
    const { errors, events } = await run(from, to, { recursive: true });
    expect(errors).toEqual(["c/x: UsageError"]);
    expect(events.findLast(({ id }) => id === "c/x")).toHaveProperty(
      "error.message",
      "c/x.html and c/x.txt would both become c/x.txt: rename one of them.",
    );
    expect(below(to)).toEqual(["a/x.txt", "b/x.txt", "c/x.txt"]);
  });

  test("a folder that is called as a text would be is no reason to stop", async () => {
    const { from, to } = tree({ "a.html": article, "a.txt/b.html": article, "c.html": article });
    const { errors, events } = await run(from, to, { recursive: true });
    expect(errors).toEqual(["a.txt/b: UsageError"]);
    expect(events.find(({ id }) => id === "a.txt/b")).toHaveProperty(
      "error.message",
      `${to}/a.txt could not be written: something else of that name is in the way.`,
    );
    expect(below(to)).toEqual(["a.txt", "c.txt"]);
    // The other way round: the folder was there first.
    rmSync(join(to, "a.txt"));
    mkdirSync(join(to, "a.txt"));
    expect((await run(from, to, { recursive: true })).errors).toEqual(["a: UsageError"]);
    expect(below(to)).toEqual(["a.txt/b.txt", "c.txt"]);
  });

  test("links to folders are not followed, into a circle or elsewhere; links to files are", async () => {
    const { from, to } = tree({ "a/x.html": article });
    const elsewhere = tree({ "y.html": article });
    symlinkSync("..", join(from, "a/circle"));
    symlinkSync(elsewhere.from, join(from, "away.html"));
    symlinkSync(join(elsewhere.from, "y.html"), join(from, "y.html"));
    symlinkSync("nowhere", join(from, "broken.html"));
    const { summary, errors } = await run(from, to, { recursive: true });
    expect(errors).toEqual(["broken: UnreadableInputError"]);
    expect(summary.skipped).toEqual([
      { place: "a/circle", why: "link to a folder" },
      { place: "away.html", why: "link to a folder" },
    ]);
    expect(below(to)).toEqual(["a/x.txt", "y.txt"]);
  });

  test("hidden files and folders and other files are passed over, and said", async () => {
    const { from, to } = tree({
      ".git/x.html": article,
      "a/.drafts/y.html": article,
      "a/.z.txt": text,
      "a/picture.jpg": "x",
      "a/x.html": article,
      notes: text,
      "b/page.html.bak": article,
    });
    const { summary } = await run(from, to, { recursive: true });
    expect(summary.skipped).toEqual([
      { place: ".git", why: "hidden" },
      { place: "a/.drafts", why: "hidden" },
      { place: "a/.z.txt", why: "hidden" },
      { place: "a/picture.jpg", why: "other file" },
      { place: "b/page.html.bak", why: "other file" },
      { place: "notes", why: "other file" },
    ]);
    expect(below(to)).toEqual(["a/x.txt"]);
  });

  test("without the option they are passed over, and said", async () => {
    const { from, to } = tree({ "a.html": article, "b/x.html": article, "c.html/x.html": article });
    const { summary } = await run(from, to);
    expect(summary.skipped).toEqual([
      { place: "b", why: "folder" },
      { place: "c.html", why: "folder" },
    ]);
    expect(below(to)).toEqual(["a.txt"]);
  });

  test.each([
    ["inside", "pages/texts", "pages"],
    ["around", ".", "pages"],
    ["inside, by a link", "link/texts", "pages"],
  ])("texts %s the pages' folder are refused, and nothing is written", async (_, to, from) => {
    const { from: folder } = tree({ "pages/a.html": article });
    symlinkSync("pages", join(folder, "link"));
    const before = below(folder);
    await expect(run(join(folder, from), join(folder, to), { recursive: true })).rejects.toThrow(UsageError);
    expect(readdirSync(join(folder, "pages"))).toEqual(["a.html"]);
    expect(below(folder)).toEqual(before);
  });

  test("a name that only begins like the other folder's is fine", async () => {
    const { from: folder } = tree({ "pages/a.html": article });
    await run(join(folder, "pages"), join(folder, "pages-clean"), { recursive: true });
    expect(below(join(folder, "pages-clean"))).toEqual(["a.txt"]);
  });

  test("more levels than the call stack has", async () => {
    const { from, to } = tree({ [`${"d/".repeat(1500)}a.txt`]: text });
    expect((await run(from, to, { recursive: true })).summary.verdicts).toEqual({ article: 1 });
  });
});
