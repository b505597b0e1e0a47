/** What is decided is on the disk, in clean/ at once, and stays there. */
import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { openCleaningTools } from "../../../src/archive/corpus/clean-article.ts";
import { cleanDocuments } from "../../../src/archive/corpus/clean-documents.ts";
import { verifyWorkspace } from "../../../src/archive/corpus/verify.ts";
import { UsageError, WorkspaceError } from "../../../src/core/errors.ts";
import { readPage } from "../../../src/core/page/read.ts";
import { isApproved } from "../../../src/desk/quality/corpus.ts";
import { type DecisionService, openDecisionService } from "../../../src/desk/quality/decision-service.ts";
import { findUnapplied } from "../../../src/desk/quality/unapplied.ts";
import { rawHash } from "../../../src/archive/records/decisions.ts";
import { lockWorkspace } from "../../../src/archive/upkeep/lock.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import { article, headline, notArticle, paragraphs } from "../../support/cleaning-samples.ts";
import {
  blockOf,
  cleanAll,
  lines,
  openReviewed,
  pipeline,
  receiptOf,
  type Reviewed,
  textOf,
} from "../../support/reviewed.ts";
import { arrivalOf, bytesOf, namesIn, temporaryWorkspace } from "../../support/store-workspace.ts";

const FOOTER = "版权所有：云溪新闻网 未经授权禁止转载";

async function problemsIn({ workspace }: DecisionService): Promise<readonly string[]> {
  const problems: string[] = [];
  await verifyWorkspace(workspace, (verification) => problems.push(...verification.problems));
  return problems;
}

/** Every file of clean/, byte for byte. */
function written({ workspace }: DecisionService): ReadonlyMap<string, string> {
  const names = namesIn(workspace).filter((name) => name.startsWith("clean/"));
  return new Map(names.map((name) => [name, readFileSync(join(workspace.dir, name), "utf8")]));
}

const whole = lines(headline, ...paragraphs);

describe("a decision", () => {
  test("is in clean/ at once, is verified, and cleaning again changes nothing", async () => {
    const { desk, ids } = await openReviewed(article, notArticle);
    const id = ids[0]!;
    expect(textOf(desk, id)).toBe(whole);
    const block = await blockOf(desk, id, paragraphs[1]!);
    expect(await desk.decide({ action: "remove", document: id, block })).toMatchObject({ state: "applied" });
    expect(textOf(desk, id)).toBe(lines(headline, paragraphs[0]!, paragraphs[2]!));
    await desk.decide({ action: "restore", document: id, block: await blockOf(desk, id, FOOTER) });
    expect(textOf(desk, id)).toBe(lines(headline, paragraphs[0]!, paragraphs[2]!, FOOTER));
    expect(await problemsIn(desk)).toEqual([]);
    const before = written(desk);
    const events = await cleanAll(desk, ids);
    expect(events.map((event) => "outcome" in event && event.outcome)).toEqual(["unchanged", "unchanged"]);
    expect(written(desk)).toEqual(before);
  });

  test("survives clean/ and .newsift/ being thrown away", async () => {
    const { desk, ids } = await openReviewed(article);
    const block = await blockOf(desk, ids[0]!, paragraphs[1]!);
    await desk.decide({ action: "remove", document: ids[0]!, block });
    const before = written(desk);
    for (const folder of [desk.workspace.cleanDir, desk.workspace.stateDir])
      rmSync(folder, { recursive: true });
    await cleanAll(desk, ids);
    expect(written(desk)).toEqual(before);
  });

  test("that is undone leaves no trace in clean/", async () => {
    const { desk, ids } = await openReviewed(article);
    const before = written(desk);
    const block = await blockOf(desk, ids[0]!, paragraphs[1]!);
    const { decision } = await desk.decide({ action: "remove", document: ids[0]!, block });
    expect(written(desk)).not.toEqual(before);
    await desk.decide({ action: "undo", undoes: decision.id });
    expect(written(desk)).toEqual(before);
  });

  test("about a verdict gives a text, or takes it", async () => {
    const { desk, ids } = await openReviewed(article, notArticle);
    await desk.decide({ action: "verdict", document: ids[0]!, verdict: "listing" });
    await desk.decide({ action: "verdict", document: ids[1]!, verdict: "article" });
    expect([textOf(desk, ids[0]!), textOf(desk, ids[1]!)]).toEqual(["", "云溪\n"]);
    expect(receiptOf(desk, ids[1]!)).toMatchObject({
      verdict: { kind: "article" },
      ownVerdict: { kind: "thin" },
    });
    expect(await problemsIn(desk)).toEqual([]);
  });

  test("about words is applied, verified, and not put right again", async () => {
    const { desk, ids } = await openReviewed(article);
    const text = paragraphs[0]!;
    const block = await blockOf(desk, ids[0]!, text);
    const span = [text.length - 1, text.length] as const;
    await desk.decide({ action: "edit", document: ids[0]!, block, text, span, replacement: "." });
    expect(textOf(desk, ids[0]!)).toBe(lines(headline, text.replace(/。$/u, "."), ...paragraphs.slice(1)));
    expect(await problemsIn(desk)).toEqual([]);
  });

  test("whose block is another one is kept, named and not applied", async () => {
    const { desk, ids } = await openReviewed(article);
    const stale = desk.decisions.append({
      action: "remove",
      document: ids[0]!,
      block: 6,
      raw: "0".repeat(16),
    });
    await cleanAll(desk, ids);
    expect(textOf(desk, ids[0]!)).toBe(whole);
    expect(receiptOf(desk, ids[0]!).stale).toEqual([stale.id]);
  });

  test("waits while another run is in the workspace, and comes in with the next one", async () => {
    const { desk, ids } = await openReviewed(article, article.replaceAll(headline, "云溪县早稻开镰"));
    const block = await blockOf(desk, ids[0]!, paragraphs[1]!);
    const lock = await lockWorkspace(desk.workspace, "newsift crawl");
    const decided = await desk.decide({ action: "remove", document: ids[0]!, block });
    expect(decided).toMatchObject({ state: "pending", why: expect.stringContaining("newsift crawl") });
    expect(textOf(desk, ids[0]!)).toBe(whole);
    lock.release();
    await desk.decide({ action: "verdict", document: ids[1]!, verdict: "spam" });
    expect(textOf(desk, ids[0]!)).toBe(lines(headline, paragraphs[0]!, paragraphs[2]!));
  });

  test("of a process that was killed before it could clean is brought in by the next one", async () => {
    const { desk, ids } = await openReviewed(article, article.replaceAll(headline, "云溪县早稻开镰"));
    const { blocks } = readPage((await desk.raw.read(ids[0]!)).page, ids[0]!);
    const block = await blockOf(desk, ids[0]!, paragraphs[1]!);
    desk.decisions.append({ action: "remove", document: ids[0]!, block, raw: rawHash(blocks[block]!) });
    const next = openDecisionService(desk.workspace, pipeline);
    expect(await findUnapplied(next)).toEqual([ids[0]]);
    expect(await next.retry()).toBeUndefined();
    expect(textOf(desk, ids[0]!)).toBe(lines(headline, paragraphs[0]!, paragraphs[2]!));
    expect(await findUnapplied(next)).toEqual([]);
  });

  test("and twenty others at once are all applied", async () => {
    const { desk, ids } = await openReviewed(article);
    const blocks = await Promise.all(paragraphs.map((text) => blockOf(desk, ids[0]!, text)));
    const decided = await Promise.all(
      Array.from({ length: 21 }, (_, at) =>
        desk.decide({
          action: at % 2 === 0 ? "remove" : "restore",
          document: ids[0]!,
          block: blocks[at % 3]!,
        }),
      ),
    );
    expect(decided.map(({ state }) => state)).toEqual(decided.map(() => "applied"));
    expect(desk.decisions.all()).toHaveLength(21);
    expect(textOf(desk, ids[0]!)).toBe(lines(headline, paragraphs[1]!));
  });

  test("is not lost by a damaged line", async () => {
    const { desk, ids } = await openReviewed(article);
    const block = await blockOf(desk, ids[0]!, paragraphs[1]!);
    await desk.decide({ action: "remove", document: ids[0]!, block });
    appendFileSync(desk.decisions.path, "gone wrong\n");
    const tools = openCleaningTools(desk.workspace, pipeline);
    await cleanDocuments(desk.workspace, tools, ids, () => {});
    expect(tools.decisions.damaged()).toEqual([{ line: 2, text: "gone wrong" }]);
    expect(textOf(desk, ids[0]!)).not.toContain(paragraphs[1]);
  });
});

describe("what cannot be decided", () => {
  test.each([
    ["a document that there is not", { document: "999_00112233445566aa" }, WorkspaceError],
    ["a path", { document: "../../../config" }, WorkspaceError],
    ["a block that there is not", { block: 99 }, UsageError],
    ["a block that was another one when it was seen", { raw: "0".repeat(16) }, UsageError],
  ])("%s", async (_, wrong, error) => {
    const { desk, ids } = await openReviewed(article);
    await expect(
      desk.decide({ action: "remove", document: ids[0]!, block: 6, ...wrong }),
    ).rejects.toBeInstanceOf(error);
    expect(desk.decisions.all()).toEqual([]);
  });

  test("an undoing of nothing, and an edit that leaves nothing", async () => {
    const { desk, ids } = await openReviewed(article);
    await expect(desk.decide({ action: "undo", undoes: "000007-00112233" })).rejects.toThrow(/no decision/u);
    const block = await blockOf(desk, ids[0]!, headline);
    const text = headline;
    const edit = { action: "edit", document: ids[0]!, block, text, replacement: " " } as const;
    await expect(desk.decide({ ...edit, span: [0, text.length] })).rejects.toThrow(/remove it instead/u);
  });
});

describe("an approval", () => {
  test("is of the text as it is, until that is another", async () => {
    const { desk, ids } = await openReviewed(article, notArticle);
    await desk.approve(ids[0]!);
    await desk.approve(ids[1]!, { sample: "n2-seed1" });
    const approved = () => ids.map((id) => isApproved(desk.decisions, receiptOf(desk, id)));
    expect(approved()).toEqual([true, true]);
    expect(desk.decisions.all()).toMatchObject([
      { verdict: "article", textSha256: receiptOf(desk, ids[0]!).textSha256 },
      { verdict: "thin", sample: "n2-seed1" },
    ]);
    const { decision } = await desk.decide({ action: "verdict", document: ids[1]!, verdict: "spam" });
    expect(approved()).toEqual([true, false]);
    await desk.decide({ action: "undo", undoes: decision.id });
    expect(approved()).toEqual([true, true]);
  });

  test("is refused of a text that nobody has seen, and of a document that there is not", async () => {
    const { desk, ids } = await openReviewed(article);
    await expect(desk.approve(ids[0]!, { seen: "0".repeat(64) })).rejects.toThrow(/look at it again/u);
    await expect(desk.approve("../../config")).rejects.toBeInstanceOf(WorkspaceError);
    expect(desk.decisions.all()).toEqual([]);
  });
});

describe("an article on two pages", () => {
  const more = [
    "入夜以后，渡口的灯还亮着，陈禾苗把最后一筐秧苗搬上船，说明天一早就能插到对岸的田里去。",
    "对岸的水田去年刚修了渠，今年头一回不用挑水，村里人说，这条渠抵得上二十个劳力。",
  ];
  const page = (texts: readonly string[], further = "") =>
    `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${headline}</title></head><body><h1>${headline}</h1>
${texts.map((text) => `<p>${text}</p>`).join("\n")}<div class="pages"><a href="/news/7.html">1</a> <a href="/news/7_2.html">2</a>${further}</div>
<div class="footer"><p>${FOOTER}</p></div></body></html>`;
  const next = ` <a href="/news/7_2.html">下一页</a>`;

  async function openTwoPages(): Promise<Reviewed> {
    const workspace = temporaryWorkspace();
    const raw = openRawStore(workspace);
    const url = "https://yunxi.example/news/7";
    const { id } = await raw.add(new Page(bytesOf(page(paragraphs, next))), arrivalOf(`${url}.html`));
    const part = { ...arrivalOf(`${url}_2.html`), continues: id, part: 2 };
    await raw.add(new Page(bytesOf(page(more))), part);
    const desk = openDecisionService(workspace, pipeline);
    const ids = await raw.list();
    await cleanAll(desk, ids);
    expect(textOf(desk, id)).toBe(lines(headline, ...paragraphs, ...more));
    return { desk, ids };
  }

  test("is judged page by page, under each page's own id, and its text follows", async () => {
    const { desk, ids } = await openTwoPages();
    const [first, second] = [ids[0]!, ids[1]!];
    const [taken, saved] = [await blockOf(desk, second, more[0]!), await blockOf(desk, second, FOOTER)];
    await desk.decide({ action: "remove", document: second, block: taken });
    await desk.decide({ action: "restore", document: second, block: saved });
    const text = paragraphs[1]!;
    const edit = { action: "edit", document: first, text, span: [0, 1], replacement: "就在" } as const;
    await desk.decide({ ...edit, block: await blockOf(desk, first, text) });
    const edited = text.replace(/^./u, "就在");
    expect(textOf(desk, first)).toBe(
      lines(headline, paragraphs[0]!, edited, paragraphs[2]!, more[1]!, FOOTER),
    );
    expect(await problemsIn(desk)).toEqual([]);
    const receipt = receiptOf(desk, first);
    expect(receipt.stale).toBeUndefined();
    expect(receipt.counts.removed["review"]).toBe(more[0]!.length);
    expect(receipt.overruled?.map(({ before }) => before)).toContain(FOOTER);
    const before = written(desk);
    await cleanAll(desk, ids);
    expect(written(desk)).toEqual(before);
  });

  test("keeps a line that its second page repeats, where a person wants it", async () => {
    const { desk, ids } = await openTwoPages();
    const block = await blockOf(desk, ids[1]!, headline);
    await desk.decide({ action: "restore", document: ids[1]!, block });
    expect(textOf(desk, ids[0]!)).toBe(lines(headline, ...paragraphs, headline, ...more));
    expect(receiptOf(desk, ids[0]!).overruled).toMatchObject([
      { stage: "joining", reason: "repeated-line", before: headline },
    ]);
    expect(await problemsIn(desk)).toEqual([]);
  });
});
