/** cases, impact, sample and health as they are typed. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeCase } from "../../../../src/desk/quality/case.ts";
import type { DecisionService } from "../../../../src/desk/quality/decision-service.ts";
import { article, headline, notArticle, paragraphs } from "../../../support/cleaning-samples.ts";
import { run, type RunOptions } from "../../../support/cli-run.ts";
import { blockOf, openReviewed, type Reviewed } from "../../../support/reviewed.ts";

const FOOTER = "版权所有：云溪新闻网 未经授权禁止转载";

const typed = ({ workspace }: DecisionService, argv: readonly string[], options: RunOptions = {}) =>
  run(argv, { cwd: workspace.dir, ...options });

async function openApproved(): Promise<Reviewed> {
  const reviewed = await openReviewed(article, notArticle);
  for (const id of reviewed.ids) await reviewed.desk.approve(id);
  return reviewed;
}

/** Leaves the footer. */
function loosen({ workspace }: DecisionService): void {
  const settings = "stages:\n  disclaimer: false\n  copyright: false\n  content: false\n";
  writeFileSync(join(workspace.dir, "config/newsift.yaml"), settings);
}

describe("cases", () => {
  async function openCases(): Promise<Reviewed> {
    const reviewed = await openApproved();
    const { desk, ids } = reviewed;
    await writeCase(desk, ids[1]!, "Two characters are no article.", "thin");
    await desk.decide({
      action: "remove",
      document: ids[0]!,
      block: await blockOf(desk, ids[0]!, paragraphs[1]!),
    });
    await writeCase(desk, ids[0]!, "The second paragraph is an advertisement.", "advertisement");
    return reviewed;
  }

  test("shows the lines that differ, and ends with its own exit code", async () => {
    const { desk } = await openCases();
    const { code, stdout, stderr } = await typed(desk, ["cases"]);
    expect(code).toBe(35);
    expect(stdout).toContain(`advertisement\n+ ${paragraphs[1]}  block `);
    expect(stdout).toMatch(/1 passed, 1 failed\n$/u);
    expect(stderr).toContain("newsift: advertisement: The text is another.");
  });

  test("runs the ones that are named, and all is well where they pass", async () => {
    const { desk } = await openCases();
    expect(await typed(desk, ["cases", "thin"])).toEqual({ code: 0, stdout: "1 passed\n", stderr: "" });
  });

  test("names a folder that is no case, and runs the others", async () => {
    const { desk } = await openCases();
    const broken = join(desk.workspace.dir, "test/cases/broken");
    mkdirSync(broken);
    writeFileSync(join(broken, "case.json"), "{}");
    const { code, stdout, stderr } = await typed(desk, ["cases", "broken", "thin", "missing"]);
    expect(code).toBe(35);
    expect(stderr).toContain(`${broken}: case.json:`);
    expect(stderr).toContain("missing: there is no such case.");
    expect(stdout).toBe("1 passed, 2 failed\n");
  });

  test("tells machines", async () => {
    const { desk } = await openCases();
    const { stdout } = await typed(desk, ["cases", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      cases: [
        { slug: "advertisement", outcome: "failed", lines: [{ side: "found", text: paragraphs[1] }] },
        { slug: "thin", outcome: "passed" },
      ],
      failures: [{ error: "CaseError", exitCode: 35 }],
    });
  });

  test("says where cases come from when there are none", async () => {
    const { desk } = await openApproved();
    const { code, stderr } = await typed(desk, ["cases"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/test\/cases holds no case: .*newsift review/u);
  });
});

describe("impact", () => {
  test("is none where nothing would change", async () => {
    const { desk } = await openApproved();
    expect(await typed(desk, ["impact", "--fail"])).toEqual({
      code: 0,
      stdout: "2 approved documents, none would change\n",
      stderr: "",
    });
  });

  test("is shown for other settings line by line and stage by stage, and fails only where that is asked", async () => {
    const { desk, ids } = await openApproved();
    loosen(desk);
    const { code, stdout } = await typed(desk, ["impact"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`${ids[0]}\n+ ${FOOTER}\n`);
    expect(stdout).toMatch(/^stage +gained +lost\ndisclaimer +18 +0$/mu);
    expect(stdout).toMatch(/2 approved documents, 1 would change\n$/u);
    const failing = await typed(desk, ["impact", "--fail"]);
    expect(failing).toMatchObject({ code: 36, stdout });
    expect(failing.stderr).toBe("newsift: 1 of 2 approved documents would change.\n");
  });

  test("is told to machines, and writes nothing", async () => {
    const { desk, ids } = await openApproved();
    loosen(desk);
    const before = readFileSync(join(desk.workspace.cleanDir, `${ids[0]}.txt`), "utf8");
    const { stdout } = await typed(desk, ["impact", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      documents: 2,
      changed: [{ id: ids[0], lines: [{ side: "new", text: FOOTER }] }],
      stages: { disclaimer: { gained: 18, lost: 0 } },
    });
    expect(readFileSync(join(desk.workspace.cleanDir, `${ids[0]}.txt`), "utf8")).toBe(before);
  });

  test("says where to approve when nothing is", async () => {
    const { desk } = await openReviewed(article);
    expect((await typed(desk, ["impact"])).stdout).toMatch(/No document is approved yet: newsift review/u);
  });
});

describe("sample and health", () => {
  test("a sample is drawn, gone on with, and measured", async () => {
    const { desk, ids } = await openReviewed(article, notArticle, article.replaceAll(headline, "早稻开镰"));
    const drawn = await typed(desk, ["sample", "--n", "2", "--seed", "5"]);
    expect(drawn.code).toBe(0);
    expect(drawn.stdout).toMatch(/^n2-seed5: 2 of 3 documents, drawn on \d{4}-\d\d-\d\d\n/u);
    expect(drawn.stdout).toMatch(/2 of them are not judged yet/u);
    const { documents } = JSON.parse(
      (await typed(desk, ["sample", "--n", "2", "--seed", "5", "--json"])).stdout,
    );
    expect(documents).toHaveLength(2);
    for (const id of documents) await desk.approve(id, { sample: "n2-seed5" });
    expect((await typed(desk, ["sample", "--n", "2", "--seed", "5"])).stdout).toMatch(/All are judged/u);
    const { code, stdout } = await typed(desk, ["health"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^n2-seed5: 2 of 2 documents judged\n/u);
    expect(stdout).toMatch(
      /^source +documents +with errors +left over per 10,000 +wrongly removed per 10,000$/mu,
    );
    expect(stdout).toMatch(/^all +2 +0 % \(0 % to 66 %\)/mu);
    expect(JSON.parse((await typed(desk, ["health", "n2-seed5", "--json"])).stdout)).toMatchObject({
      sample: "n2-seed5",
      overall: { documents: 2, withErrors: { documents: 0 } },
    });
    expect(ids).toEqual(expect.arrayContaining(documents));
  });

  test.each([
    [["sample", "--n", "0"], 2, /whole number from 1 on/u],
    [["sample", "--seed", "one"], 2, /whole number from 0 on/u],
    [["health"], 2, /No sample was drawn here/u],
    [["health", "other"], 4, /No sample was drawn here/u],
  ])("%j is refused with a sentence", async (argv, exitCode, sentence) => {
    const { desk } = await openReviewed(article);
    const { code, stderr } = await typed(desk, argv);
    expect(code).toBe(exitCode);
    expect(stderr).toMatch(sentence);
  });
});

describe("clean", () => {
  test("applies what was decided, and names a damaged line and a decision that fits no more", async () => {
    const { desk, ids } = await openReviewed(article);
    await desk.decide({
      action: "remove",
      document: ids[0]!,
      block: await blockOf(desk, ids[0]!, paragraphs[1]!),
    });
    const stale = desk.decisions.append({
      action: "remove",
      document: ids[0]!,
      block: 1,
      raw: "0".repeat(16),
    });
    writeFileSync(desk.decisions.path, `${readFileSync(desk.decisions.path, "utf8")}gone wrong\n`);
    const { code, stderr, stdout } = await typed(desk, ["clean", "--json"]);
    expect(code).toBe(0);
    expect(stderr).toContain(`${ids[0]} has decisions that do not fit it any more`);
    expect(stderr).toContain("newsift: line 3 of ");
    expect(JSON.parse(stdout).documents).toMatchObject([{ removed: { review: 48 }, stale: [stale.id] }]);
    expect((await typed(desk, ["verify"])).code).toBe(0);
  });

  test("--trace shows what was decided as a stage of its own", async () => {
    const { desk, ids } = await openReviewed(article);
    await desk.decide({
      action: "remove",
      document: ids[0]!,
      block: await blockOf(desk, ids[0]!, paragraphs[1]!),
    });
    const { stdout } = await typed(desk, ["clean", "--trace", ids[0]!]);
    expect(stdout).toMatch(/^review +\d+\.\d\d +\d+ +- 在白鹤乡.* removed +decisions=000001-/mu);
  });
});
