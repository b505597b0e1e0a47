/** A blind sample can be drawn again, gone on with, and does not know what it draws. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { UsageError, WorkspaceError } from "../../../src/core/errors.ts";
import { readCorpus } from "../../../src/desk/quality/corpus.ts";
import { drawSample, listSamples, readSample } from "../../../src/desk/quality/sample.ts";
import { randomNumbers, shuffle } from "../../../src/desk/quality/seed.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import { article, headline, notArticle } from "../../support/cleaning-samples.ts";
import { cleanAll, openReviewed } from "../../support/reviewed.ts";
import { arrivalOf, bytesOf, temporaryWorkspace } from "../../support/store-workspace.ts";

const ids = Array.from({ length: 200 }, (_, at) => `${String(at).padStart(3, "0")}_00112233445566aa`);

test("the same numbers draw the same documents, in whatever order they come; others draw others", () => {
  const draw = (n: number, seed: number, from = ids) =>
    drawSample(temporaryWorkspace(), { n, seed }, from).documents;
  expect(draw(50, 1)).toHaveLength(50);
  expect(new Set(draw(50, 1)).size).toBe(50);
  expect(draw(50, 1)).toEqual(draw(50, 1, ids.toReversed()));
  expect(draw(20, 1)).toEqual(draw(50, 1).slice(0, 20));
  expect(draw(50, 1)).not.toEqual(draw(50, 2));
  expect(draw(500, 1)).toHaveLength(200);
});

test("a sample that was drawn is gone on with, however the corpus has grown", () => {
  const workspace = temporaryWorkspace();
  const drawn = drawSample(workspace, { n: 10, seed: 3 }, ids.slice(0, 100));
  expect(drawn).toMatchObject({ name: "n10-seed3", population: 100, seed: 3 });
  expect(drawSample(workspace, { n: 10, seed: 3 }, ids)).toEqual(drawn);
  expect(readSample(workspace, "n10-seed3")).toEqual(drawn);
  drawSample(workspace, { n: 5, seed: 3 }, ids);
  expect(
    listSamples(workspace)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(["n10-seed3", "n5-seed3"]);
});

test("every document is as likely as any other", () => {
  const drawn = new Map(ids.map((id) => [id, 0]));
  for (let seed = 0; seed < 400; seed += 1) {
    for (const id of shuffle(ids, seed).slice(0, 50)) drawn.set(id, drawn.get(id)! + 1);
  }
  // 100 times each; 6 standard deviations of 8.7.
  for (const times of drawn.values()) expect(Math.abs(times - 100)).toBeLessThan(52);
});

test("chance is spread evenly, and comes again", () => {
  const [random, again] = [randomNumbers(7), randomNumbers(7)];
  const parts = Array.from({ length: 10 }, () => 0);
  for (let at = 0; at < 10_000; at += 1) {
    const number = random();
    expect(number).toBe(again());
    parts[Math.floor(number * 10)]! += 1;
  }
  for (const count of parts) expect(Math.abs(count - 1000)).toBeLessThan(180);
});

test("what is drawn from is the latest version of each page, rejected ones too, no further page, no damaged one", async () => {
  const { desk, ids: cleaned } = await openReviewed(
    article,
    notArticle,
    article.replaceAll(headline, "早稻开镰"),
  );
  const raw = openRawStore(desk.workspace);
  const newer = await raw.add(
    new Page(bytesOf(article.replaceAll(headline, "晚稻开镰"))),
    arrivalOf("https://yunxi.example/0.html"),
  );
  const part = { ...arrivalOf("https://yunxi.example/0_2.html"), continues: newer.id, part: 2 };
  await raw.add(new Page(bytesOf(notArticle)), part);
  await cleanAll(desk, await raw.list());
  writeFileSync(join(desk.workspace.receiptDir, `${cleaned[2]}.json`), "{");
  const found: string[] = [];
  const damaged: string[] = [];
  for await (const { document } of readCorpus(desk, { onDamaged: ({ message }) => damaged.push(message) })) {
    found.push(document);
  }
  expect(found).toEqual([cleaned[1], newer.id]);
  expect(damaged).toEqual([expect.stringContaining(`${cleaned[2]}.json is damaged`)]);
});

test("what is wrong is said in a sentence", () => {
  const workspace = temporaryWorkspace();
  expect(() => drawSample(workspace, { n: 5, seed: 1 }, [])).toThrow(UsageError);
  expect(() => readSample(workspace, "n5-seed1")).toThrow(/No sample was drawn here/u);
  const { name } = drawSample(workspace, { n: 5, seed: 1 }, ids);
  expect(() => readSample(workspace, "../decisions")).toThrow(/review\/samples\/ holds n5-seed1/u);
  const path = join(workspace.reviewDir, "samples", `${name}.json`);
  writeFileSync(path, readFileSync(path, "utf8").slice(0, 40));
  expect(() => readSample(workspace, name)).toThrow(WorkspaceError);
  expect(() => listSamples(workspace)).toThrow(/is damaged/u);
});
