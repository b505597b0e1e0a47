/** What a person judged becomes a case, and a case holds the rules to it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { CaseError, UsageError, WorkspaceError } from "../../../src/core/errors.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { writeCase } from "../../../src/desk/quality/case.ts";
import { casesFolder, listCases, readCase } from "../../../src/desk/quality/case-folder.ts";
import { type DecisionService, openDecisionService } from "../../../src/desk/quality/decision-service.ts";
import { runCase } from "../../../src/desk/quality/run-cases.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import { article, headline, notArticle, paragraphs } from "../../support/cleaning-samples.ts";
import { blockOf, cleanAll, lines, openReviewed, pipeline } from "../../support/reviewed.ts";
import { arrivalOf, temporaryWorkspace } from "../../support/store-workspace.ts";

const WHY = "The second paragraph is an advertisement.";

const removeSecond = async (desk: DecisionService, id: string) =>
  desk.decide({ action: "remove", document: id, block: await blockOf(desk, id, paragraphs[1]!) });

const fileOf = (dir: string, name: string) => readFileSync(join(dir, name));

describe("a case", () => {
  test("holds the bytes as they came, the text as it was judged, and why", async () => {
    const { desk, ids } = await openReviewed(article);
    const { decision } = await removeSecond(desk, ids[0]!);
    const { slug, dir } = await writeCase(desk, ids[0]!, WHY, "advertisement-inside");
    expect(slug).toBe("advertisement-inside");
    expect(dir).toBe(join(desk.workspace.dir, "test/cases/advertisement-inside"));
    expect(fileOf(dir, "raw.html")).toEqual(Buffer.from((await desk.raw.read(ids[0]!)).page.bytes));
    expect(fileOf(dir, "expected.txt").toString()).toBe(lines(headline, paragraphs[0]!, paragraphs[2]!));
    expect(JSON.parse(fileOf(dir, "case.json").toString())).toEqual({
      why: WHY,
      url: "https://yunxi.example/0.html",
      charset: "utf-8",
      document: ids[0],
      decisions: [decision.id],
    });
    expect(readdirSync(casesFolder(desk.workspace))).toEqual([slug]);
  });

  test("knows the charset that the server declared, bytes and all", async () => {
    const workspace = temporaryWorkspace();
    const raw = openRawStore(workspace);
    const bytes = Buffer.from("<p>\xd4\xc6\xcf\xaa</p>", "latin1");
    const { id } = await raw.add(
      new Page(bytes, { declaredCharset: "gbk" }),
      arrivalOf("https://yunxi.example/gbk.html"),
    );
    const desk = openDecisionService(workspace, pipeline);
    await cleanAll(desk, [id]);
    await desk.approve(id);
    const { slug, dir } = await writeCase(desk, id, "A page in GBK, by its header only.");
    expect(fileOf(dir, "raw.html")).toEqual(bytes);
    expect(existsSync(join(dir, "expected.txt"))).toBe(false);
    expect(JSON.parse(fileOf(dir, "case.json").toString())).toMatchObject({
      charset: "gbk",
      verdict: "thin",
    });
    expect(runCase(pipeline, readCase(casesFolder(workspace), slug)).outcome).toBe("passed");
  });

  test("never takes the place of another: its name gets a number", async () => {
    const { desk, ids } = await openReviewed(article);
    await desk.approve(ids[0]!);
    const slugs: string[] = [];
    for (let time = 0; time < 3; time += 1) slugs.push((await writeCase(desk, ids[0]!, WHY)).slug);
    const [first] = slugs;
    expect(first).toMatch(/^0-[0-9a-f]{8}$/u);
    expect(slugs).toEqual([first, `${first}-2`, `${first}-3`]);
    expect(listCases(casesFolder(desk.workspace))).toEqual(slugs.toSorted());
  });

  test.each(["../outside", "Has-Capitals", "a/b", "", ".hidden"])("is never called %j", async (slug) => {
    const { desk, ids } = await openReviewed(article);
    await desk.approve(ids[0]!);
    await expect(writeCase(desk, ids[0]!, WHY, slug)).rejects.toBeInstanceOf(UsageError);
    expect(existsSync(casesFolder(desk.workspace))).toBe(false);
  });
});

describe("no case is made", () => {
  test("of a document that nobody judged", async () => {
    const { desk, ids } = await openReviewed(article);
    await expect(writeCase(desk, ids[0]!, WHY)).rejects.toThrow(/Nobody judged/u);
    const { decision } = await removeSecond(desk, ids[0]!);
    await desk.decide({ action: "undo", undoes: decision.id });
    await expect(writeCase(desk, ids[0]!, WHY)).rejects.toThrow(/Nobody judged/u);
  });

  test("of a document that was approved with another text", async () => {
    const { desk, ids } = await openReviewed(article);
    await desk.approve(ids[0]!);
    const other = {
      ...desk,
      pipeline: createPipeline({ stageSettings: { disclaimer: false, copyright: false, content: false } }),
    };
    await expect(writeCase(other, ids[0]!, WHY)).rejects.toThrow(/another text/u);
  });

  test("of decisions that do not fit any more", async () => {
    const { desk, ids } = await openReviewed(article);
    desk.decisions.append({ action: "remove", document: ids[0]!, block: 2, raw: "0".repeat(16) });
    await expect(writeCase(desk, ids[0]!, WHY)).rejects.toThrow(/do not fit/u);
  });

  test("without a reason, or of nothing", async () => {
    const { desk, ids } = await openReviewed(article);
    await desk.approve(ids[0]!);
    await expect(writeCase(desk, ids[0]!, "  wrong  ")).rejects.toBeInstanceOf(UsageError);
    await expect(writeCase(desk, "009_00112233445566aa", WHY)).rejects.toBeInstanceOf(WorkspaceError);
  });
});

describe("run", () => {
  test("a case that the rules cannot do yet fails line by line, with what became of each", async () => {
    const { desk, ids } = await openReviewed(article, notArticle);
    await removeSecond(desk, ids[0]!);
    await desk.decide({
      action: "restore",
      document: ids[0]!,
      block: await blockOf(desk, ids[0]!, "版权所有：云溪新闻网 未经授权禁止转载"),
    });
    const { slug } = await writeCase(desk, ids[0]!, WHY);
    expect(runCase(pipeline, readCase(casesFolder(desk.workspace), slug))).toMatchObject({
      outcome: "failed",
      lines: [
        { side: "found", text: paragraphs[1], note: expect.stringMatching(/^block \d+ body>p/u) },
        { side: "expected", text: "版权所有：云溪新闻网 未经授权禁止转载", note: "disclaimer: disclaimer" },
      ],
    });
  });

  test.each([
    ["another verdict", { verdict: "spam" }, /not "spam" but "thin"/u],
    [
      "a failure that is none any more",
      { verdict: "thin", expectFailure: "It cannot be told." },
      /passes now/u,
    ],
    [
      "other metadata",
      { verdict: "thin", metadata: { source: "云溪日报" } },
      /source is not "云溪日报" but unknown/u,
    ],
  ])("a case fails for %s", (_, settings, problem) => {
    const folder = caseFolder({ why: "Something is to be told.", ...settings }, notArticle);
    const result = runCase(pipeline, readCase(folder, "one"));
    expect(result.outcome).toBe("failed");
    expect("problem" in result && result.problem).toMatch(problem);
  });

  test("a failure that is expected is one that is known", () => {
    const settings = {
      why: "Something is to be told.",
      verdict: "spam",
      expectFailure: "It cannot be told.",
    };
    expect(runCase(pipeline, readCase(caseFolder(settings, notArticle), "one")).outcome).toBe("known");
  });
});

describe("a folder that is no case", () => {
  const good = { why: "Something is to be told.", verdict: "thin" };
  test.each<readonly [string, object | string, readonly string[], RegExp]>([
    ["without a reason", { verdict: "thin" }, [], /why/u],
    ["with a key that there is not", { ...good, wy: 1 }, [], /wy/u],
    ["with a case.json that is no JSON", "{", [], /case\.json/u],
    ["with an expectation for what is no article", good, ["expected.txt"], /expected\.txt is for articles/u],
    ["without one for an article", { why: good.why }, [], /expected\.txt is for articles/u],
    ["with two pages", good, ["raw.txt"], /one of raw\.html and raw\.txt/u],
    ["with a page of the demo besides", { ...good, page: "pages/page-ferry.html" }, [], /one of raw\.html/u],
    ["with a page elsewhere", { ...good, page: "../errors.html" }, [], /page/u],
  ])("%s is named with what is wrong", (_, settings, files, problem) => {
    const folder = caseFolder(settings, notArticle, files);
    expect(() => readCase(folder, "one")).toThrow(problem);
    expect(() => readCase(folder, "one")).toThrow(CaseError);
  });

  test("names a page that the demo does not have", () => {
    const folder = caseFolder({ ...good, page: "pages/page-nowhere.html" }, notArticle);
    rmSync(join(folder, "one/raw.html"));
    expect(() => readCase(folder, "one")).toThrow(/the demo has no page "pages\/page-nowhere\.html"/u);
  });

  test("is not there", () => {
    const folder = caseFolder(good, notArticle);
    rmSync(join(folder, "one"), { recursive: true });
    expect(() => readCase(folder, "one")).toThrow(/no such case/u);
    expect(listCases(join(folder, "none"))).toEqual([]);
  });
});

/** A folder of cases with one in it: "one". */
function caseFolder(settings: object | string, html: string, more: readonly string[] = []): string {
  const folder = casesFolder(temporaryWorkspace());
  const dir = join(folder, "one");
  mkdirSync(dir, { recursive: true });
  const json = typeof settings === "string" ? settings : JSON.stringify(settings);
  writeFileSync(join(dir, "case.json"), json);
  writeFileSync(join(dir, "raw.html"), html);
  for (const name of more) writeFileSync(join(dir, name), "");
  return folder;
}
