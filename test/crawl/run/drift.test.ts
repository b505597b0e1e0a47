/** A run that lies far from those before it is degraded, and says by which figure; ordinary days are not. */
import { cpSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { configSchema, type Config, type Source } from "../../../src/config/schema.ts";
import { findDrift, type JudgedRun } from "../../../src/crawl/run/drift.ts";
import { settingsOf } from "../../../src/crawl/run/run-settings.ts";
import { openResourcesIn, runSources } from "../../../src/crawl/run/run.ts";
import { inScenario } from "../../../src/demo/in-scenario.ts";
import { readPastRuns } from "../../../src/archive/records/past-runs.ts";
import { beginRun, NO_COUNTS, type RunCounts, type RunRecord } from "../../../src/archive/records/runs.ts";
import { openWorkspace, type Workspace } from "../../../src/archive/files/workspace.ts";
import { crawlConfig, type Routes, sourceOf, startSite } from "../../support/crawl-site.ts";
import { type Day, startNews } from "../../support/drift-site.ts";
import { temporaryFolder, temporaryWorkspace } from "../../support/store-workspace.ts";
import { say } from "../../../src/core/words/say.ts";
import { en } from "../../../src/core/words/en.ts";

const config: Config = {
  ...configSchema.parse({}),
  crawl: { ...crawlConfig(), recrawl: "never" },
};

async function crawlDay(workspace: Workspace, source: Source): Promise<RunRecord> {
  const resources = openResourcesIn(workspace, config, { allowPrivate: true });
  const silent = { onEvent: () => undefined, onDocument: () => undefined };
  const options = { config, sources: [source], by: "schedule", ...silent } as const;
  const { record } = await runSources(workspace, resources, options).finally(() => resources.close());
  return record;
}

const weekday: Day = { articles: 5 };
const saturday: Day = { articles: 2 };
const nothing: Day = { articles: 0 };
const week = [weekday, { articles: 4 }, { articles: 6 }, weekday, { articles: 7 }, saturday, nothing];

const month: readonly Day[] = [
  { articles: 24 },
  ...week,
  // A big story, then a festival with its pictures.
  { articles: 6, bigStory: 12 },
  weekday,
  { articles: 4, galleries: 2 },
  { articles: 10 },
  weekday,
  { articles: 1 },
  nothing,
  ...week,
  // Holidays: a short note now and then.
  nothing,
  { articles: 1, paragraphs: 1 },
  nothing,
  { articles: 3, paragraphs: 1 },
  nothing,
  saturday,
  { articles: 12 },
  weekday,
];

/** A redesign that shows what else there is to read, below each article. */
const crowded = (html: string) =>
  html.replace(/<div class="footer">/u, `<div class="more"><ul>${headlines}</ul></div>$&`);
const headlines = Array.from(
  { length: 60 },
  (_, n) => `<li><a href="/2026/02/02/${n + 1000}.html">大磜村第${n}个采茶班开班，报名的人比去年多</a></li>`,
).join("");
const planted = Array.from(
  { length: 90 },
  (_, n) => `<li><a href="/2026/03/08/${n + 90_000}.html">注册即送彩金${n}</a></li>`,
);

test(
  "thirty ordinary days pass in silence, and each bad day is told of at once",
  { timeout: 180_000 },
  async () => {
    expect(month).toHaveLength(30);
    const site = await startSite({});
    const workspace = temporaryWorkspace();
    const source = sourceOf("yunpi", `${site.url}/news/`);
    const news = startNews(7);
    const told: unknown[] = [];
    for (const day of month) {
      news.pass(day);
      site.serve(news.pages());
      const { outcome, problems, counts } = await crawlDay(workspace, source);
      if (outcome !== "ok") told.push({ day, problems, counts });
    }
    expect(told).toEqual([]);

    news.pass(weekday);
    const pages = news.pages();
    const articles = (change: (html: string) => string): Routes =>
      Object.fromEntries(
        Object.entries(pages).map(([path, html]) => [path, path === "/news/" ? html : change(html)]),
      );
    const list = (html: string): Routes => ({ ...pages, "/news/": html });
    const badDays: readonly (readonly [what: string, Routes, told: RegExp])[] = [
      ["a redesign of the lists", news.pages("redesigned"), /^The lists now name \d articles, was 24 /u],
      [
        "a redesign that shows texts by script",
        articles((html) => inScenario(html, "article", "redesigned")),
        /^0 % of the new and changed pages are articles now, was 100 % /u,
      ],
      [
        "a redesign with a feed below each article",
        articles(crowded),
        /^The articles now lose \d\d % of their text, was \d\d % /u,
      ],
      ["a paywall", news.pages("paywalled"), /^An article now keeps \d\d characters, was \d{3} /u],
      [
        "a link farm in the pages",
        news.pages("hacked"),
        /^The articles now lose \d\d % of their text, was \d\d % /u,
      ],
      [
        "a link farm in the list",
        list(pages["/news/"]!.replace("<ul>", `<ul>${planted.join("")}`)),
        /^The lists now name 114 articles, was 24 /u,
      ],
      ["an error page for a list", list(inScenario("", "list", "broken")), /^The lists now name 0 articles/u],
      [
        "error pages for articles",
        articles((html) => inScenario(html, "article", "broken")),
        /^0 % of the new and changed pages are articles now/u,
      ],
    ];
    for (const [what, routes, words] of badDays) {
      const folder = temporaryFolder();
      cpSync(workspace.dir, folder, { recursive: true });
      site.serve(routes);
      const { outcome, problems } = await crawlDay(openWorkspace(folder), source);
      const drift = problems.map((problem) => say(en.runProblems, problem));
      expect
        .soft([what, outcome, drift])
        .toEqual([what, "degraded", expect.arrayContaining([expect.stringMatching(words)])]);
      expect.soft(problems.map((problem) => problem.source)).toEqual(problems.map(() => "yunpi"));
    }

    // The day was not bad, and the next one is not either.
    site.serve(pages);
    expect(await crawlDay(workspace, source)).toMatchObject({ outcome: "ok", problems: [] });
  },
);

const ordinary: RunCounts = {
  ...NO_COUNTS,
  links: 20,
  new: 6,
  articles: 6,
  rejected: 0,
  rawChars: 6000,
  cleanChars: 4920,
};

function judged(changes: Partial<RunCounts> = {}, settings = "a", pipeline = "p"): JudgedRun {
  const counts = { ...ordinary, ...changes };
  return {
    sources: ["s"],
    settings: { s: settings },
    pipeline,
    bySource: { s: counts },
    byHost: { "www.s.invalid": counts },
  };
}

function past(run: JudgedRun, problems: RunRecord["problems"] = []): RunRecord {
  const outcome = problems.length === 0 ? "ok" : "degraded";
  return { ...NOTHING, ...run, outcome, problems };
}

const NOTHING = {
  version: 2,
  id: "",
  by: "schedule",
  began: "",
  counts: NO_COUNTS,
  errors: {},
  verdicts: {},
} as const;

const times = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
const usual = times(12, () => past(judged()));
const whats = (run: JudgedRun, before: readonly RunRecord[]) =>
  findDrift(run, before).map((problem) => say(en.runProblems, problem));

const spoiled = { rawChars: 6000, cleanChars: 2340 };

test("it is said which figure left which band, and what to do when that is right", () => {
  expect(findDrift(judged(spoiled), usual)).toEqual([
    {
      source: "s",
      id: "drift-removed",
      evidence: { now: 0.61, usual: 0.18, most: 0.35, runs: 12, source: "s" },
    },
  ]);
  expect(whats(judged(spoiled), usual)).toEqual([
    "The articles now lose 61 % of their text, was 18 % (at most 35 % expected after the last 12 runs). If that is right, put today's date as checkedLive into config/sources/s.yaml: what is usual is then learned anew.",
  ]);
});

test.each<readonly [what: string, changes: Partial<RunCounts>]>([
  ["the same again", {}],
  ["a third of the links", { links: 12 }],
  ["twice the links", { links: 44 }],
  ["nothing new", { new: 0, articles: 0, rejected: 0, rawChars: 0, cleanChars: 0 }],
  ["many new pages", { new: 40 }],
  ["two of six pages that are none", { articles: 4, rejected: 2, rawChars: 4000, cleanChars: 3280 }],
  ["an odd page alone", { articles: 0, rejected: 1, rawChars: 0, cleanChars: 0 }],
  ["short articles, which lose the larger share", { rawChars: 2600, cleanChars: 1520 }],
  ["a long story", { rawChars: 41_000, cleanChars: 39_920 }],
  ["somewhat more lost", { rawChars: 6000, cleanChars: 4200 }],
])("a constant history is no promise: %s is no drift", (_, changes) => {
  expect(whats(judged(changes), usual)).toEqual([]);
});

test.each<readonly [what: string, changes: Partial<RunCounts>, told: RegExp]>([
  [
    "few links",
    { links: 6 },
    /^The lists now name \d articles, was 20 \(7 to 53 expected after the last 12 runs\)\./u,
  ],
  ["many links", { links: 80 }, /^The lists now name 80 articles/u],
  ["very many new pages", { new: 200 }, /^200 new pages were fetched now, was 6 \(at most 70 expected/u],
  [
    "pages that are none",
    { articles: 2, rejected: 4, rawChars: 2000, cleanChars: 1640 },
    /^33 % of the new and changed pages are articles now, was 100 % \(at least 50 % expected/u,
  ],
  [
    "short texts",
    { rawChars: 1400, cleanChars: 480 },
    /^An article now keeps 80 characters, was 820 \(at least 196 expected/u,
  ],
])("%s are drift", (_, changes, told) => {
  expect(whats(judged(changes), usual)).toEqual([expect.stringMatching(told)]);
});

test("nothing is said before five runs that say something, nor of amounts before seven", () => {
  const bad = judged({ ...spoiled, links: 2 });
  const quiet = judged({ new: 0, articles: 0, rejected: 0, rawChars: 0, cleanChars: 0 });
  expect(whats(bad, usual.slice(0, 4))).toEqual([]);
  expect(whats(bad, usual.slice(0, 5))).toEqual([expect.stringContaining("lose 61 %")]);
  expect(whats(bad, usual.slice(0, 7))).toHaveLength(2);
  expect(whats(bad, [...times(3, () => past(quiet)), ...usual.slice(0, 4)])).toEqual([
    expect.stringContaining("lists now name 2"),
  ]);
});

test("an amount that an ordinary run has shown is no drift: lists of a day are short at weekends", () => {
  const weeks = times(14, (n) => past(judged({ links: n % 7 < 5 ? 50 : 9 })));
  expect(whats(judged({ links: 9 }), weeks)).toEqual([]);
  expect(whats(judged({ links: 3 }), weeks)).toHaveLength(1);
});

test("a source that varies much may go on doing so", () => {
  const lost = [0.1, 0.5, 0.2, 0.6, 0.3, 0.7, 0.15, 0.55];
  const varied = lost.map((share) => past(judged({ cleanChars: Math.round(6000 * (1 - share)) })));
  expect(whats(judged(spoiled), varied)).toEqual([]);
});

test("a bad run does not become usual by itself, however often it comes", () => {
  const bad = times(40, () => past(judged(spoiled), [{ source: "s", id: "said", evidence: {} }]));
  const failed = { ...past(judged(spoiled)), outcome: "interrupted" as const };
  expect(whats(judged(spoiled), [...bad, ...times(40, () => failed), ...usual])).toHaveLength(1);
});

test("who finds the change right begins anew with a date, and is told of the next one", () => {
  const { bySource } = judged(spoiled);
  const bad = times(3, () => past(judged(spoiled), [{ source: "s", id: "said", evidence: {} }]));
  expect(findDrift(judged(spoiled, "b"), [...bad, ...usual])).toEqual([]);
  const anew = times(5, () => past(judged(spoiled, "b")));
  expect(findDrift(judged(spoiled, "b"), [...anew, ...bad, ...usual])).toEqual([]);
  const worse = judged({ ...bySource["s"], cleanChars: 300 }, "b");
  expect(findDrift(worse, [...anew, ...bad, ...usual])).not.toEqual([]);

  const source = sourceOf("s", "https://s.invalid/news/", { article: /\d+/u });
  const settings = settingsOf(source, {});
  const same: readonly Partial<Source>[] = [
    { name: "t" },
    { note: "n" },
    { delaySeconds: 9 },
    { recrawl: "1d" },
  ];
  for (const change of same) expect(settingsOf({ ...source, ...change }, {})).toBe(settings);
  const other: readonly Partial<Source>[] = [{ checkedLive: "2026-03-09" }, { article: /\d/u }, { pages: 2 }];
  for (const change of other) expect(settingsOf({ ...source, ...change }, {})).not.toBe(settings);
  expect(settingsOf(source, { maxPages: 3 })).not.toBe(settings);
});

test("other rules of cleaning make other texts, and the same lists", () => {
  const bad = judged({ ...spoiled, links: 2 }, "a", "q");
  expect(whats(bad, usual)).toEqual([expect.stringContaining("lists now name 2")]);
});

test("a host that is not the whole of a source is told of too", () => {
  const half = { ...ordinary, articles: 3, rawChars: 3000, cleanChars: 2460 };
  const hosts = (bad: Partial<RunCounts>): JudgedRun => ({
    ...judged({ articles: 30, rawChars: 30_000, cleanChars: 24_600 }),
    byHost: {
      "www.s.invalid": { ...half, articles: 27, rawChars: 27_000 },
      "m.s.invalid": { ...half, ...bad },
    },
  });
  const before = times(6, () => past(hosts({})));
  expect(findDrift(hosts({}), before)).toEqual([]);
  expect(findDrift(hosts({ cleanChars: 900 }), before)).toEqual([
    {
      source: "s",
      host: "m.s.invalid",
      id: "drift-removed",
      evidence: { now: 0.7, usual: 0.18, most: 0.42, runs: 6 },
    },
  ]);
});

test("runs of other sources, and damaged records, are passed over", async () => {
  const workspace = temporaryWorkspace();
  const end = (source: string) => {
    const run = beginRun(workspace, { by: "person", sources: [source], pipeline: "p" });
    const { counts, errors, verdicts } = NOTHING;
    run.end({ counts, errors, verdicts, outcome: "ok", problems: [], bySource: {}, byHost: {} });
    return run;
  };
  const own = [end("s"), end("s")];
  end("t");
  writeFileSync(`${workspace.runsDir}/${end("s").id}/run.json`, "{");
  const read = await readPastRuns(workspace, ["s"]);
  expect(read.map(({ id }) => id)).toEqual(
    own
      .map(({ id }) => id)
      .toSorted()
      .toReversed(),
  );
});
