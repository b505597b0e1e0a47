import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { openCleaningTools } from "../../../src/archive/corpus/clean-article.ts";
import { cleanDocuments } from "../../../src/archive/corpus/clean-documents.ts";
import type { CleaningEvent } from "../../../src/archive/corpus/cleaning-tally.ts";
import { verifyWorkspace } from "../../../src/archive/corpus/verify.ts";
import { StageError, UnreadableInputError, WriteError } from "../../../src/core/errors.ts";
import { createPipeline, type Pipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import { article, notArticle } from "../../support/cleaning-samples.ts";
import { arrivalOf, bytesOf, namesIn, temporaryWorkspace } from "../../support/store-workspace.ts";

const pipeline = createPipeline();

async function archive(
  workspace: Workspace,
  pages: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const store = openRawStore(workspace);
  for (const [name, html] of Object.entries(pages)) {
    await store.add(new Page(bytesOf(html)), arrivalOf(`https://yunxi.example/${name}.html`));
  }
  return await store.list();
}

async function clean(workspace: Workspace, ids: readonly string[], using: Pipeline = pipeline) {
  const events: CleaningEvent[] = [];
  const summary = await cleanDocuments(workspace, openCleaningTools(workspace, using), ids, (event) =>
    events.push(event),
  );
  return { summary, events: new Map(events.map((event) => [event.id, event])) };
}

async function problemsIn(workspace: Workspace): Promise<readonly string[]> {
  const problems: string[] = [];
  await verifyWorkspace(workspace, (verification) => problems.push(...verification.problems));
  return problems;
}

describe("cleaning archived pages", () => {
  test("an article gets text and receipt, another page a receipt", async () => {
    const workspace = temporaryWorkspace();
    const [first, second] = await archive(workspace, { a: article, b: notArticle });
    const { summary, events } = await clean(workspace, [first!, second!]);
    expect(summary).toEqual({
      documents: 2,
      verdicts: { article: 1, thin: 1 },
      failed: 0,
      written: 2,
    });
    expect(namesIn(workspace).filter((name) => name.startsWith("clean/"))).toEqual([
      `clean/${first}.txt`,
      `clean/receipts/${first}.json`,
      `clean/receipts/${second}.json`,
    ]);
    const event = events.get(first!)!;
    expect("cleaned" in event && event.cleaned.text).toBe(
      readFileSync(join(workspace.cleanDir, `${first}.txt`), "utf8"),
    );
    expect(await problemsIn(workspace)).toEqual([]);
  });

  test("what comes out as it was is not touched", async () => {
    const workspace = temporaryWorkspace();
    const ids = await archive(workspace, { a: article, b: notArticle });
    await clean(workspace, ids);
    const files = namesIn(workspace).map((name) => join(workspace.dir, name));
    for (const file of files) utimesSync(file, 1, 1);
    expect((await clean(workspace, ids)).summary).toMatchObject({ documents: 2, failed: 0, written: 0 });
    for (const file of files) expect(statSync(file).mtimeMs).toBe(1000);
    rmSync(join(workspace.cleanDir, `${ids[0]}.txt`));
    expect((await clean(workspace, ids)).summary.written).toBe(1);
    expect(await problemsIn(workspace)).toEqual([]);
  });

  test("the text of a document that is no article any more is removed", async () => {
    const workspace = temporaryWorkspace();
    const ids = await archive(workspace, { a: article });
    await clean(workspace, ids);
    const rejecting: Pipeline = {
      hash: pipeline.hash,
      clean(document) {
        const cleaned = pipeline.clean(document);
        const verdict = { kind: "thin", reasons: [] } as const;
        return { ...cleaned, text: "", verdict, receipt: { ...cleaned.receipt, verdict } };
      },
    };
    await clean(workspace, ids, rejecting);
    expect(existsSync(join(workspace.cleanDir, `${ids[0]}.txt`))).toBe(false);
    expect(await problemsIn(workspace)).toEqual([]);
  });

  test("a document whose stage throws fails, and no other", async () => {
    const workspace = temporaryWorkspace();
    const ids = await archive(workspace, {
      a: article,
      b: `${article}<p>二`,
      c: `${article}<p>三`,
      d: `${article}<p>四`,
    });
    rmSync(join(workspace.rawDir, `${ids[3]}.html`));
    const failing: Pipeline = {
      hash: pipeline.hash,
      clean(document) {
        if (document.id === ids[0]) throw new StageError("Stage a failed.");
        if (document.id === ids[1]) throw new RangeError("out of range");
        return pipeline.clean(document);
      },
    };
    const { summary, events } = await clean(workspace, ids, failing);
    expect(summary).toEqual({
      documents: 4,
      verdicts: { article: 1 },
      failed: 3,
      written: 1,
    });
    expect(events.get(ids[0]!)).toEqual({ id: ids[0], error: new StageError("Stage a failed.") });
    expect(events.get(ids[1]!)).toEqual({
      id: ids[1],
      error: new StageError(`${ids[1]} could not be cleaned: out of range.`),
    });
    expect(events.get(ids[3]!)).toHaveProperty("error.name", "WorkspaceError");
    expect(readdirSync(workspace.receiptDir)).toEqual([`${ids[2]}.json`]);
  });

  test("a raw file that cannot be read fails, and no other", async () => {
    const workspace = temporaryWorkspace();
    const ids = await archive(workspace, { a: article, b: `${article}<p>二` });
    const path = join(workspace.rawDir, `${ids[0]}.html`);
    rmSync(path);
    mkdirSync(path);
    const { summary, events } = await clean(workspace, ids);
    expect(summary).toMatchObject({ failed: 1, verdicts: { article: 1 } });
    expect(events.get(ids[0]!)).toEqual({
      id: ids[0],
      error: new UnreadableInputError(`${path} could not be read: it is a folder, not a file. Move it away.`),
    });
  });

  test("a caller that throws stops the run", async () => {
    const workspace = temporaryWorkspace();
    const pages = Object.fromEntries(
      Array.from({ length: 40 }, (_, page) => [`p${page}`, `${article}<p>${page}`]),
    );
    const ids = await archive(workspace, pages);
    const stopping = cleanDocuments(workspace, openCleaningTools(workspace, pipeline), ids, () => {
      throw new Error("stop");
    });
    await expect(stopping).rejects.toThrow("stop");
    const written = readdirSync(workspace.receiptDir).length;
    expect(written).toBeLessThan(40);
    await new Promise((done) => setTimeout(done, 200));
    expect(readdirSync(workspace.receiptDir)).toHaveLength(written);
  });

  test("a disk that refuses stops the run", async () => {
    const workspace = temporaryWorkspace();
    const ids = await archive(workspace, { a: article });
    writeFileSync(workspace.cleanDir, "in the way");
    await expect(clean(workspace, ids)).rejects.toThrow(WriteError);
  });
});

describe("verifying", () => {
  type Tamper = (files: { raw: string; meta: string; text: string; receipt: string }, other: string) => void;
  const edit = (path: string, from: string | RegExp, to: string) => {
    const before = readFileSync(path, "utf8");
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
  };
  const faults: readonly (readonly [
    what: string,
    tamper: Tamper,
    problems: (id: string) => readonly string[],
  ])[] = [
    ["nothing", () => {}, () => []],
    [
      "a clean text that was edited",
      ({ text }) => edit(text, "云溪", "云西"),
      (id) => [`clean/${id}.txt is not what follows from raw file and receipt.`],
    ],
    [
      "a line end that was lost",
      ({ text }) => edit(text, /\n$/u, ""),
      (id) => [`clean/${id}.txt is not what follows from raw file and receipt.`],
    ],
    [
      "a clean text that was deleted",
      ({ text }) => rmSync(text),
      (id) => [`clean/${id}.txt is missing, though its receipt says article.`],
    ],
    [
      "a receipt that was deleted",
      ({ receipt }) => rmSync(receipt),
      (id) => [`clean/${id}.txt has no receipt.`],
    ],
    [
      "a raw file that was deleted",
      ({ raw }) => rmSync(raw),
      (id) => [`clean/ holds ${id}, but raw/ does not.`],
    ],
    [
      "a raw file that was edited",
      ({ raw }) => edit(raw, "云溪", "云西"),
      (id) => [`The bytes of ${id} in raw/ are not those that its sidecar names.`],
    ],
    ["a sidecar that was deleted", ({ meta }) => rmSync(meta), () => []],
    [
      "another verdict",
      ({ receipt }) => edit(receipt, `"kind": "article"`, `"kind": "spam"`),
      (id) => [`clean/${id}.txt is there, though its receipt says spam.`],
    ],
    [
      "another's receipt",
      ({ receipt }, other) => edit(receipt, /"document": "\w+"/u, `"document": "${other}"`),
      (id) => [`The receipt of ${id} is made out to "009_ffffffffffffffff".`],
    ],
    [
      "another hash",
      ({ receipt }) => edit(receipt, /"textSha256": "\w+"/u, `"textSha256": "${"0".repeat(64)}"`),
      (id) => [`The receipt of ${id} names another text than the one that follows from it.`],
    ],
  ];

  test.for(faults)("finds %s", async ([, tamper, problems]) => {
    const workspace = temporaryWorkspace();
    const ids = await archive(workspace, { a: article, b: notArticle });
    await clean(workspace, ids);
    const [id] = ids;
    tamper(
      {
        raw: join(workspace.rawDir, `${id}.html`),
        meta: join(workspace.metaDir, `${id}.json`),
        text: join(workspace.cleanDir, `${id}.txt`),
        receipt: join(workspace.receiptDir, `${id}.json`),
      },
      "009_ffffffffffffffff",
    );
    expect(await problemsIn(workspace)).toEqual(problems(id!));
    const failed = problems(id!).length > 0 ? 1 : 0;
    expect(await verifyWorkspace(workspace, () => {})).toEqual({ documents: 2, failed });
  });

  test("finds a receipt that lies about what stood there", async () => {
    const workspace = temporaryWorkspace();
    const [id] = await archive(workspace, { a: article });
    await clean(workspace, [id!]);
    const path = join(workspace.receiptDir, `${id}.json`);
    const receipt = JSON.parse(readFileSync(path, "utf8"));
    expect(receipt.changes.length).toBeGreaterThan(0);
    const [change] = receipt.changes;
    change.before = "别的字";
    writeFileSync(path, JSON.stringify(receipt));
    expect(await problemsIn(workspace)).toEqual([
      `The receipt of ${id} says that "别的字" stood in block ${change.block}, but it did not.`,
    ]);
  });

  test("finds a receipt that leaves out a change", async () => {
    const workspace = temporaryWorkspace();
    const [id] = await archive(workspace, { a: article });
    await clean(workspace, [id!]);
    const path = join(workspace.receiptDir, `${id}.json`);
    const receipt = JSON.parse(readFileSync(path, "utf8"));
    receipt.changes.pop();
    writeFileSync(path, JSON.stringify(receipt));
    expect(await problemsIn(workspace)).toContain(
      `clean/${id}.txt is not what follows from raw file and receipt.`,
    );
  });

  test("a page that was never cleaned is no fault", async () => {
    const workspace = temporaryWorkspace();
    await archive(workspace, { a: article });
    expect(await verifyWorkspace(workspace, () => {})).toEqual({ documents: 1, failed: 0 });
  });
});
