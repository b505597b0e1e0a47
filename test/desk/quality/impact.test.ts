/** What approved documents would become with other rules. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { StageError } from "../../../src/core/errors.ts";
import { createPipeline, type Pipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import type { DecisionService } from "../../../src/desk/quality/decision-service.ts";
import { approvedDocuments, findImpact, type ImpactEvent } from "../../../src/desk/quality/impact.ts";
import { article, headline, notArticle, paragraphs } from "../../support/cleaning-samples.ts";
import { blockOf, cleanAll, openReviewed } from "../../support/reviewed.ts";

const FOOTER = "版权所有：云溪新闻网 未经授权禁止转载";
/** Leaves the footer. */
const looser = createPipeline({ stageSettings: { disclaimer: false, copyright: false, content: false } });

async function impactOf(
  desk: DecisionService,
  using: Pipeline = desk.pipeline,
): Promise<readonly ImpactEvent[]> {
  const events: ImpactEvent[] = [];
  const approvals = await approvedDocuments(desk);
  for await (const event of findImpact({ ...desk, pipeline: using }, approvals)) events.push(event);
  return events;
}

describe("approved documents", () => {
  test("that stay as they are have no impact; what nobody approved is not looked at", async () => {
    const { desk, ids } = await openReviewed(
      article,
      notArticle,
      article.replaceAll(headline, "云溪县早稻开镰"),
    );
    await desk.approve(ids[0]!);
    await desk.approve(ids[1]!);
    expect(await impactOf(desk)).toEqual([{ id: ids[0] }, { id: ids[1] }]);
    const { decision } = await desk.approve(ids[2]!);
    await desk.decide({ action: "undo", undoes: decision.id });
    expect(await impactOf(desk)).toHaveLength(2);
  });

  test("that would change are shown line by line, with what each stage leaves and takes", async () => {
    const { desk, ids } = await openReviewed(article, notArticle);
    for (const id of ids) await desk.approve(id);
    const before = desk.clean.read(ids[0]!);
    const [first, second] = await impactOf(desk, looser);
    expect(first).toMatchObject({
      impact: {
        verdict: { approved: "article", now: "article" },
        lines: [{ side: "new", text: FOOTER }],
        stages: { disclaimer: { gained: 18, lost: 0 } },
      },
    });
    expect(second).toEqual({ id: ids[1] });
    expect(desk.clean.read(ids[0]!)).toEqual(before);
  });

  test("that would lose a line say which, and another verdict is told", async () => {
    const { desk, ids } = await openReviewed(article);
    await cleanAll(desk, ids, looser);
    await desk.approve(ids[0]!);
    expect(await impactOf(desk)).toMatchObject([
      {
        impact: {
          lines: [{ side: "approved", text: FOOTER }],
          stages: { disclaimer: { gained: 0, lost: 18 } },
        },
      },
    ]);
    await desk.decide({ action: "verdict", document: ids[0]!, verdict: "spam" });
    expect(await impactOf(desk)).toMatchObject([
      { impact: { verdict: { approved: "article", now: "spam" } } },
    ]);
  });

  test("that a person corrected follow the correction, not the rules alone", async () => {
    const { desk, ids } = await openReviewed(article);
    await desk.decide({
      action: "remove",
      document: ids[0]!,
      block: await blockOf(desk, ids[0]!, paragraphs[1]!),
    });
    await desk.approve(ids[0]!);
    expect(await impactOf(desk)).toEqual([{ id: ids[0] }]);
  });

  test("whose approved text is in clean/ no more are told without a difference", async () => {
    const { desk, ids } = await openReviewed(article);
    await desk.approve(ids[0]!);
    await cleanAll(desk, ids, looser);
    const [event] = await impactOf(desk, looser);
    expect(event).toMatchObject({ impact: { stages: {} } });
    expect(event).not.toHaveProperty("impact.lines");
    expect(await impactOf(desk)).toEqual([{ id: ids[0] }]);
  });

  test("that were taken out of raw/ since are left out", async () => {
    const { desk, ids } = await openReviewed(article, notArticle);
    for (const id of ids) await desk.approve(id);
    rmSync(join(desk.workspace.rawDir, `${ids[0]}.html`));
    expect(await impactOf(desk)).toEqual([{ id: ids[1] }]);
  });

  test("that cannot be cleaned are named, and the others go on", async () => {
    const { desk, ids } = await openReviewed(article, notArticle);
    for (const id of ids) await desk.approve(id);
    const failing: Pipeline = {
      hash: "0",
      clean(document) {
        if (document.id === ids[0]) throw new StageError("Stage a failed.");
        return desk.pipeline.clean(document);
      },
    };
    expect(await impactOf(desk, failing)).toEqual([
      { id: ids[0], error: new StageError("Stage a failed.") },
      { id: ids[1] },
    ]);
  });
});
