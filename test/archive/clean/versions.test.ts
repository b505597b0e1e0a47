/** Which version stands for its page, and that housekeeping never takes the last text of an article. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planTakedown } from "../../../src/cli/commands/upkeep/takedown-plan.ts";
import { openCleaningTools } from "../../../src/archive/corpus/clean-article.ts";
import { cleanDocuments } from "../../../src/archive/corpus/clean-documents.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { openCatalogue } from "../../../src/archive/records/catalogue.ts";
import { openDecisions } from "../../../src/archive/records/decisions.ts";
import { parseId } from "../../../src/archive/raw/numbering.ts";
import { prune } from "../../../src/archive/upkeep/prune.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import { currentVersion, expendable, readVersions, type Worth, worthOf } from "../../../src/archive/clean/versions.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import type { Receipt } from "../../../src/core/document/receipt.ts";
import type { VerdictKind } from "../../../src/core/document/verdict.ts";
import { archive, cleanAll, pageAbout } from "../../support/kept-house.ts";
import { temporaryWorkspace } from "../../support/store-workspace.ts";

const id = (number: number, page: string) => `${String(number).padStart(3, "0")}_${page.repeat(16)}`;

/** An article, one that broke off, some lines of a further page, what is none, what nobody knows. */
const letters: Readonly<Record<string, Worth | undefined>> = { A: 3, b: 2, p: 1, x: 0, "?": undefined };
const versionsOf = (history: string) =>
  Array.from(history, (letter, at) => ({ id: id(at, "a"), worth: letters[letter], names: [] }));

describe("the version that stands for a page", () => {
  test.for([
    // What is no article never takes the place of one.
    ["Ax", 0],
    ["Axxx", 0],
    ["A?", 0],
    ["xAx?x", 1],
    ["px", 0],
    ["Ap", 0],
    // One that broke off never takes the place of a whole one, but of anything else.
    ["Ab", 0],
    ["Abbx", 0],
    ["bx", 0],
    ["bA", 1],
    ["bb", 1],
    ["xb", 1],
    // Look-alikes: the latest of those that are worth the same.
    ["AA", 1],
    ["AxA", 2],
    ["xx", 1],
    ["xA", 1],
    ["x?", 1],
    ["pp", 1],
    ["A", 0],
  ] as const)("of %s is number %i", ([history, at]) => {
    expect(currentVersion(versionsOf(history))?.id).toBe(id(at, "a"));
  });
});

const continues = id(1, "a");
test.for([
  ["article", {}, {}, 4, 3],
  ["article", { continues }, {}, 4, 3],
  ["article", { incompleteBecause: ["broken-off"] }, {}, 4, 2],
  ["article", { incompleteBecause: ["further-pages"] }, {}, 4, 3],
  ["thin", { incompleteBecause: ["broken-off"] }, {}, 4, 0],
  ["thin", { continues }, { title: "渡口的新船" }, 2, 1],
  ["thin", { continues }, {}, 1, 1],
  // Nothing but a headline.
  ["thin", { continues }, { title: "渡口的新船" }, 1, 0],
  ["thin", { continues }, {}, 0, 0],
  ["thin", {}, {}, 4, 0],
  ["listing", { continues }, {}, 4, 0],
  ["blocked", {}, {}, 4, 0],
] as const)(
  "a version is worth what it says: %s, %j, %j, %i blocks: %i",
  ([kind, place, metadata, keptBlocks, worth]) => {
    const receipt = { verdict: { kind, reasons: [] }, ...place, metadata, counts: { keptBlocks } };
    expect(worthOf(receipt as unknown as Receipt)).toBe(worth);
  },
);

describe("expendable versions", () => {
  test.for([
    ["AAA", 1, "AA."],
    ["AAA", 2, "A.."],
    ["AAA", 9, "..."],
    ["xxx", 1, "xx."],
    ["xA", 1, "x."],
    ["AxA", 1, "Ax."],
    // The article stays behind any number of shells; so does the latest shell, which the next crawl compares with.
    ["Ax", 1, ".."],
    ["Axxx", 1, ".xx."],
    ["Axxx", 2, ".x.."],
    ["AAxx", 1, "A.x."],
    ["AAxx", 2, "...."],
    ["AAxxx", 2, "..x.."],
    ["Ab", 1, ".."],
    ["Abb", 1, ".b."],
    ["bA", 1, "b."],
    ["bbx", 1, "b.."],
    // Nobody knows what was never cleaned: it may be an article, and takes no article's place.
    ["A?", 1, ".."],
    ["?x", 1, ".."],
    ["?A", 1, "?."],
    ["x?", 1, "x."],
  ] as const)("of %s, keeping %i: %s", ([history, keep, left]) => {
    const going = expendable(versionsOf(history), keep, new Set());
    const rest = Array.from(history, (letter, at) => (going.includes(id(at, "a")) ? letter : "."));
    expect(rest.join("")).toBe(left);
  });

  const [a1, b1, a2, b2, a3] = [id(1, "a"), id(2, "b"), id(3, "a"), id(4, "b"), id(5, "a")];
  const alone = [a1, b1, a2, b2, a3].map((one) => ({
    id: one,
    worth: 3 as const,
    names: [] as readonly string[],
  }));
  const naming = (who: string, whom: string) =>
    alone.map((one) => (one.id === who ? { ...one, names: [whom] } : one));

  test.for([
    ["all but the last", alone, 1, [], [a1, b1, a2]],
    ["all but the last two", alone, 2, [], [a1]],
    ["no more than there are", alone, 9, [], []],
    ["not what is needed", alone, 1, [a1], [b1, a2]],
    ["not what one that stays names", naming(a3, b1), 1, [], [a1, a2]],
    ["not what one that is needed names", naming(a1, b1), 1, [a1], [a2]],
    ["what only one that goes names", naming(a1, b1), 1, [], [a1, b1, a2]],
    ["not what is named on the way", naming(b2, a1), 1, [], [b1, a2]],
    ["nothing, where somebody needs what is not there", alone, 2, [id(9, "c")], [a1]],
  ] as const)("of two pages are %s", ([, versions, keep, needed, expected]) => {
    expect(expendable(versions, keep, new Set(needed))).toEqual(expected);
  });
});

const host = "https://river.example";
const pages = ["1.html", "2.html", "3.html"] as const;
const shell = `<!doctype html><html><head><meta charset="utf-8"><title>渡口</title></head><body><div id="app"></div></body></html>`;
const list = `<!doctype html><html><head><meta charset="utf-8"><title>要闻</title></head><body><ul>${Array.from({ length: 30 }, (_, n) => `<li><a href="/${n + 50}.html">青石渡口第${n}条船修好后重新下水</a></li>`).join("")}</ul></body></html>`;
const next = `<div><a href="1_2.html">下一页</a></div>`;
const words = ["青石", "白石", "红石", "黑石", "黄石", "蓝石"] as const;

type Step =
  | {
      readonly do: "arrive";
      readonly page: number;
      readonly what: "article" | "shell" | "list";
      readonly word: number;
    }
  | { readonly do: "part"; readonly what: "article" | "shell"; readonly word: number }
  | { readonly do: "judge"; readonly which: number; readonly verdict: VerdictKind }
  | { readonly do: "clean" }
  | { readonly do: "prune"; readonly keep: number }
  | { readonly do: "takedown"; readonly page: number };

const word = fc.nat(words.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("arrive" as const),
      page: fc.nat(pages.length - 1),
      what: fc.constantFrom("article" as const, "shell" as const, "list" as const),
      word,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("part" as const),
      what: fc.constantFrom("article" as const, "shell" as const),
      word,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("judge" as const),
      which: fc.nat(20),
      verdict: fc.constantFrom<VerdictKind>("article", "spam", "thin"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("clean" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("prune" as const), keep: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("takedown" as const), page: fc.nat(pages.length - 1) }),
  },
);

/** The latest article of each page by the receipts, with its text; of the pages that have one. */
async function articlesOf(
  workspace: Workspace,
): Promise<ReadonlyMap<string, readonly [id: string, text: string]>> {
  const found = new Map<string, string>();
  for (const version of (await readVersions(workspace, openRawStore(workspace))).versions) {
    const receipt = JSON.parse(
      readFileSync(join(workspace.receiptDir, `${version.id}.json`), "utf8"),
    ) as Receipt;
    if (receipt.verdict.kind !== "article" || receipt.continues !== undefined) continue;
    found.set(parseId(version.id)!.hex, version.id);
  }
  return new Map([...found].map(([hex, latest]) => [hex, [latest, textOf(workspace, latest)]]));
}

function textOf(workspace: Workspace, document: string): string {
  // In clean/ itself, where what is superseded does not lie.
  return readFileSync(join(workspace.cleanDir, `${document}.txt`), "utf8");
}

const pipeline = createPipeline();

async function take(workspace: Workspace, one: Step): Promise<void> {
  const raw = openRawStore(workspace);
  const bodyOf = (what: "article" | "shell" | "list", at: number, more = "") =>
    what === "article" ? pageAbout(words[at]!, more) : `${what === "shell" ? shell : list}<!-- ${at} -->`;
  if (one.do === "arrive") {
    const url = `${host}/${pages[one.page]}`;
    if (raw.tombstones.find(url) !== undefined) return;
    await archive(workspace, [[url, bodyOf(one.what, one.word, one.page === 0 ? next : "")]]);
  } else if (one.do === "part") {
    const first = (await raw.versions(`${host}/1.html`)).at(-1);
    const url = `${host}/1_2.html`;
    if (first === undefined || raw.tombstones.find(url) !== undefined) return;
    await archive(workspace, [
      [url, bodyOf(one.what, one.word).replaceAll("渡口", "码头"), { continues: first, part: 2 }],
    ]);
  } else if (one.do === "judge") {
    const ids = await raw.list();
    if (ids.length === 0) return;
    openDecisions(workspace).append({
      action: "verdict",
      document: ids[one.which % ids.length]!,
      verdict: one.verdict,
    });
  } else if (one.do === "clean") {
    await cleanAll(workspace);
  } else if (one.do === "prune") {
    await prunedProperly(workspace, one.keep);
  } else {
    await cleanAll(workspace);
    const plan = await planTakedown(workspace, { twins: {} }, `${host}/${pages[one.page]}`);
    plan.carryOut({});
    await cleanDocuments(workspace, openCleaningTools(workspace, pipeline), plan.affected.joined, () => undefined);
  }
}

/** Nothing is needed because somebody judged it: what stays, stays for what it is. */
async function prunedProperly(workspace: Workspace, keep: number): Promise<void> {
  await cleanAll(workspace);
  const before = await articlesOf(workspace);
  await prune(workspace, { keep: { runs: "all", logs: "all", versions: keep }, needed: new Set(), now: 0 });
  expect(await articlesOf(workspace)).toEqual(before);
  const catalogue = openCatalogue(workspace);
  const current = new Set(
    catalogue.list.page({}, 0, 1000).flatMap(({ id: own, isSuperseded }) => (isSuperseded ? [] : [own])),
  );
  catalogue.close();
  for (const [document] of before.values()) {
    expect(current).toContain(document);
    expect((await openRawStore(workspace).read(document)).sidecar.id).toBe(document);
  }
  // What was kept is enough to make the same texts again.
  await cleanAll(workspace);
  expect(await articlesOf(workspace)).toEqual(before);
}

test(
  "whatever arrives, is judged and taken down: after any prune each page that had an article has its latest one",
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const workspace = temporaryWorkspace();
        for (const one of steps) await take(workspace, one);
        await prunedProperly(workspace, 1);
      }),
      { numRuns: 40 },
    );
  },
);
