/** What a document's page shows, worked out from receipt, raw file and decisions. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { answer } from "../../../src/desk/review/decide.ts";
import { openDecisionService } from "../../../src/desk/quality/decision-service.ts";
import { nameRow, readDocumentView, type DocumentView } from "../../../src/desk/quality/document-view.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import { headline, paragraphs } from "../../support/cleaning-samples.ts";
import { cleanAll, openReviewed, pipeline, textOf } from "../../support/reviewed.ts";
import { arrivalOf, bytesOf, temporaryWorkspace } from "../../support/store-workspace.ts";

const page = (body: string) =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${headline}</title></head><body><h1>${headline}</h1>
   ${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join("")}${body}</body></html>`;

const form = (decision: string, rest: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({ decision, ...rest });

const rowWith = ({ rows }: DocumentView, text: string) => rows.find(({ raw }) => raw.includes(text))!;

test("every visible block is a row, kept, changed or removed, with what was done to it", async () => {
  const { desk, ids } = await openReviewed(
    page("<p>今年的收成,大家都说好。</p><p> </p><p>版权所有：云溪新闻网 未经授权禁止转载</p>"),
  );
  const sheet = await readDocumentView(desk, ids[0]!);
  expect(sheet.problems).toEqual([]);
  expect(sheet.rows.map(({ line }) => line)).toEqual(sheet.rows.map((_, at) => at + 1));
  expect(sheet.rows.find(({ isHeadline }) => isHeadline)?.text).toBe(headline);
  expect(rowWith(sheet, "今年的收成")).toMatchObject({
    fate: "changed",
    text: "今年的收成，大家都说好。",
    changes: [{ stage: "punctuation" }],
    evidence: { probability: expect.any(Number) },
  });
  expect(rowWith(sheet, "版权所有")).toMatchObject({ fate: "removed", text: "" });
  expect(sheet.rows.filter(({ fate }) => fate === "kept").length).toBeGreaterThan(2);
  expect(textOf(desk, ids[0]!)).toBe(
    sheet.rows
      .filter(({ fate }) => fate !== "removed")
      .map(({ text }) => `${text}\n`)
      .join(""),
  );
});

test("a line of a further page is judged under that page's own name", async () => {
  const workspace = temporaryWorkspace();
  const raw = openRawStore(workspace);
  const url = "https://yunxi.example/story";
  const link = `<div><a href="${url}.html">1</a> <a href="${url}_2.html">2</a> <a href="${url}_2.html">下一页</a></div>`;
  const { id } = await raw.add(new Page(bytesOf(page(link))), arrivalOf(`${url}.html`));
  const second = page(`<p>第二页的正文说，水渠两边还要栽上柳树，修一条小路。</p>`);
  const part = { ...arrivalOf(`${url}_2.html`), continues: id, part: 2 };
  const { id: partId } = await raw.add(new Page(bytesOf(second)), part);
  const desk = openDecisionService(workspace, pipeline);
  await cleanAll(desk, [id, partId]);

  const sheet = await readDocumentView(desk, id);
  expect(sheet.receipt?.parts).toEqual([partId]);
  const row = rowWith(sheet, "第二页的正文");
  expect(row).toMatchObject({ document: partId, fate: "kept" });
  const given = await answer(desk, sheet, form(`remove ${nameRow(row)}`));
  expect(given).toMatchObject({
    kind: "decided",
    decided: { state: "applied", decision: { document: partId } },
  });
  expect(textOf(desk, id)).not.toContain("第二页的正文");
  const after = await readDocumentView(desk, id);
  expect(rowWith(after, "第二页的正文")).toMatchObject({
    fate: "removed",
    decisions: [{ action: "remove" }],
  });
  expect(after.decisions).toHaveLength(1);
});

describe("a form", () => {
  test.each(["", "approve", "burn 1", "remove", "remove x.1", "verdict poem", "edit 000_0000000000000000.1"])(
    "%j of another making changes nothing",
    async (decision) => {
      const { desk, ids } = await openReviewed(page(""));
      const sheet = await readDocumentView(desk, ids[0]!);
      const { kind } = await answer(desk, sheet, form(decision));
      expect(kind).toBe(decision === "approve" ? "decided" : "unknown");
      expect(desk.decisions.all()).toHaveLength(decision === "approve" ? 1 : 0);
    },
  );

  test("that leaves the line as it was decides nothing; one that leaves nothing of it removes it", async () => {
    const { desk, ids } = await openReviewed(page(""));
    const sheet = await readDocumentView(desk, ids[0]!);
    const row = rowWith(sheet, paragraphs[1]!);
    const edit = (replacement: string) =>
      answer(desk, sheet, form(`edit ${nameRow(row)}`, { text: row.text, replacement }));
    expect((await edit(`${row.text}\r\n`)).kind).toBe("nothing");
    expect(desk.decisions.all()).toEqual([]);
    await edit(" \r\n ");
    expect(desk.decisions.all()).toMatchObject([{ action: "remove", block: row.block }]);
  });
});

test("what is missing or damaged becomes a problem, and the rest is told", async () => {
  const { desk, ids } = await openReviewed(page(""));
  const [id] = ids as [string];
  const { rawDir, receiptDir, cleanDir } = desk.workspace;
  const problems = async () => (await readDocumentView(desk, id)).problems.join(" ");
  writeFileSync(join(cleanDir, `${id}.txt`), "别的文字\n");
  expect(await problems()).toContain("is not what follows from raw file and receipt");
  expect((await readDocumentView(desk, id)).rows.length).toBeGreaterThan(3);
  writeFileSync(join(rawDir, `${id}.html`), page("<p>后来加的一行字，谁也不知道从哪里来。</p>"));
  expect(await problems()).toContain("are not those that its sidecar names");
  rmSync(join(rawDir, `${id}.html`));
  expect(await readDocumentView(desk, id)).toMatchObject({ rows: [], receipt: { document: id } });
  expect(await problems()).toContain("There is no document");
  rmSync(join(receiptDir, `${id}.json`));
  expect(await problems()).toContain("has no receipt");
});
