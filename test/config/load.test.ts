import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadConfig, loadSources } from "../../src/config/load.ts";
import { ConfigError, UsageError } from "../../src/core/errors.ts";

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "newsift-config-"));
  mkdirSync(join(dir, "config", "sources"), { recursive: true });
});
afterEach(() => rmSync(dir, { recursive: true }));

function write(file: string, ...lines: readonly (string | Uint8Array)[]) {
  const [first] = lines;
  writeFileSync(join(dir, "config", file), first instanceof Uint8Array ? first : lines.join("\n"));
}

function errorOf(load: () => unknown): Error {
  try {
    load();
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was refused");
}

describe("config/newsift.yaml", () => {
  const refused: readonly (readonly [what: string, lines: readonly string[], message: string])[] = [
    [
      "a misspelt key",
      ["crawl:", "  retires: 3"],
      `config/newsift.yaml:2: there is no key "crawl.retires". Did you mean "retries"?`,
    ],
    [
      "a key like no other",
      ["crawl: {}", "", "colour: red"],
      `config/newsift.yaml:3: there is no key "colour". The keys here are: language, stages, crawl, twins, browser, schedule, notices, keep.`,
    ],
    [
      "another case",
      ["Language: zh"],
      `config/newsift.yaml:1: there is no key "Language". Did you mean "language"?`,
    ],
    [
      "a wrong word",
      ["# words", "language: cn"],
      `config/newsift.yaml:2: "language" must be one of "zh", "any", but is "cn".`,
    ],
    [
      "a word for a number",
      ["crawl:", "  retries: many"],
      `config/newsift.yaml:2: "crawl.retries" must be a whole number from 0 to 10, but is "many".`,
    ],
    [
      "a number in quotes",
      ["crawl:", `  retries: "2"`],
      `config/newsift.yaml:2: "crawl.retries" must be a whole number from 0 to 10, but is "2".`,
    ],
    [
      "a broken number",
      ["crawl: { maxPages: 2.5 }"],
      `config/newsift.yaml:1: "crawl.maxPages" must be a whole number from 1 to 1000000, but is 2.5.`,
    ],
    [
      "a negative delay",
      ["crawl:", "  delaySeconds: -1"],
      `config/newsift.yaml:2: "crawl.delaySeconds" must be a number of seconds from 0 to 86400, but is -1.`,
    ],
    [
      "no number at all",
      ["crawl:", "  delaySeconds: .nan"],
      `config/newsift.yaml:2: "crawl.delaySeconds" must be a number of seconds from 0 to 86400, but is NaN.`,
    ],
    [
      "a list for a section",
      ["crawl:", "  - retries"],
      `config/newsift.yaml:1: "crawl" must be a mapping, but is a list.`,
    ],
    ["a list for a file", ["- crawl"], `config/newsift.yaml:1: the file must hold a mapping.`],
    [
      "a header in the user agent",
      ["crawl:", `  userAgent: "a\\r\\nCookie: b"`],
      `config/newsift.yaml:2: "crawl.userAgent" must be a product token of letters, - and _, but is "a\\r\\nCookie: b".`,
    ],
    [
      "a contact that is none",
      ["crawl:", "  contact: me"],
      `config/newsift.yaml:2: "crawl.contact" must be a web address, an e-mail address or empty, but is "me".`,
    ],
    [
      "a stage switched on",
      ["stages:", "  punctuation: true"],
      `config/newsift.yaml:2: "stages.punctuation" must be false or a mapping of thresholds, but is true.`,
    ],
    [
      "a deep threshold",
      ["stages:", "  links:", "    share: [1]"],
      `config/newsift.yaml:2: "stages.links" must be false or a mapping of thresholds, but is a mapping.`,
    ],
    [
      "an empty path",
      ["browser:", `  executablePath: ""`],
      `config/newsift.yaml:2: "browser.executablePath" must be text, but is "".`,
    ],
    [
      "two faults",
      ["language: cn", "crawl:", "  retries: x"],
      `config/newsift.yaml:1: "language" must be one of "zh", "any", but is "cn".\nconfig/newsift.yaml:3: "crawl.retries" must be a whole number from 0 to 10, but is "x".`,
    ],
    [
      "a key twice",
      ["language: zh", "language: any"],
      "config/newsift.yaml:2: Map keys must be unique. Only plain YAML is read.",
    ],
    [
      "a custom tag",
      ["language: !!js/function zh"],
      "config/newsift.yaml:1: Unresolved tag: tag:yaml.org,2002:js/function. Only plain YAML is read.",
    ],
    [
      "an open bracket",
      ["language: zh", "stages: {"],
      "config/newsift.yaml:2: Flow map in block collection must be sufficiently indented and end with a }. Only plain YAML is read.",
    ],
    [
      "two documents",
      ["language: zh", "---", "language: any"],
      "config/newsift.yaml:2: Source contains multiple documents. Only plain YAML is read.",
    ],
    [
      "a merge key",
      ["a: &a { language: zh }", "<<: *a"],
      `config/newsift.yaml:1: there is no key "a". The keys here are: language, stages, crawl, twins, browser, schedule, notices, keep.\nconfig/newsift.yaml:2: there is no key "<<". The keys here are: language, stages, crawl, twins, browser, schedule, notices, keep.`,
    ],
    [
      "a prototype",
      ["stages:", "  __proto__: { polluted: 1 }"],
      "config/newsift.yaml:2: a key must be a plain word.",
    ],
    ["a key that is a list", ["? [a, b]", ": 1"], "config/newsift.yaml:1: a key must be a plain word."],
    [
      "an alias to nothing",
      ["language: *zh"],
      "config/newsift.yaml: Unresolved alias (the anchor must be set before the alias): zh. Write the values out instead.",
    ],
  ];

  test.for(refused)("%s is refused", ([, lines, message]) => {
    write("newsift.yaml", ...lines);
    const error = errorOf(() => loadConfig({ dir }));
    expect(error.message).toBe(message);
    expect(error).toBeInstanceOf(ConfigError);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test("an alias bomb is refused at once", () => {
    const levels = Array.from({ length: 9 }, (_, level) =>
      level === 0 ? "a0: &a0 [x]" : `a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]`,
    );
    write("newsift.yaml", ...levels);
    expect(errorOf(() => loadConfig({ dir })).message).toBe(
      "config/newsift.yaml: Excessive alias count indicates a resource exhaustion attack. Write the values out instead.",
    );
  });

  test("more than 1 MB is refused unread", () => {
    write("newsift.yaml", `# ${"x".repeat(2 * 1_048_576)}`);
    expect(errorOf(() => loadConfig({ dir })).message).toBe(
      "config/newsift.yaml: a config file may hold 1 MB, but this one holds 2.0 MB.",
    );
  });

  test("what is not UTF-8 is refused", () => {
    write("newsift.yaml", Uint8Array.of(0xc4, 0xfa, 0x0a));
    expect(errorOf(() => loadConfig({ dir })).message).toBe(
      "config/newsift.yaml: the file could not be read: it is not UTF-8.",
    );
  });

  test.for([[[]], [["# nothing"]], [["crawl:", "  # retries: 3", "browser:"]], [["crawl:", "  retries:"]]])(
    "what is not said is the default: %j",
    ([lines]) => {
      const defaults = loadConfig({ dir });
      write("newsift.yaml", ...lines!);
      expect(loadConfig({ dir })).toEqual(defaults);
      expect(defaults.crawl.retries).toBe(2);
    },
  );

  test("the config is frozen all through", () => {
    write("newsift.yaml", "stages:", "  links: { share: 0.5 }");
    const config = loadConfig({ dir });
    for (const part of [config, config.crawl, config.stages, config.stages["links"]]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });
});

describe("config/sources", () => {
  const good = ["name: 云溪新闻网", "start: [https://yunxi.example/news/]"];

  const refused: readonly (readonly [what: string, lines: readonly string[], message: string])[] = [
    [
      "a wrong word",
      [...good, "", "render: chrome"],
      `config/sources/yunxi.yaml:4: "render" must be one of "http", "browser", "auto", but is "chrome".`,
    ],
    [
      "a missing name",
      ["start: [https://yunxi.example/]"],
      `config/sources/yunxi.yaml:1: "name" is missing: it must be text.`,
    ],
    [
      "no start",
      ["name: 云溪", "start: []"],
      `config/sources/yunxi.yaml:2: "start" must be a list of at least one address, but is a list.`,
    ],
    [
      "one start outside a list",
      ["name: 云溪", "start: https://yunxi.example/"],
      `config/sources/yunxi.yaml:2: "start" must be a list of addresses, but is "https://yunxi.example/".`,
    ],
    [
      "a start that is a file",
      ["name: 云溪", "start:", "  - https://yunxi.example/", "  - file:///etc/passwd"],
      `config/sources/yunxi.yaml:4: "start.2" must be an address that begins with http:// or https://, but is "file:///etc/passwd".`,
    ],
    [
      "nowhere to look",
      ["name: 云溪", "pages: 3"],
      `config/sources/yunxi.yaml:1: "start" is missing: it must be a list of addresses, where neither feeds nor sitemaps name any.`,
    ],
    [
      "feeds that are none",
      ["name: 云溪", "feeds: []"],
      `config/sources/yunxi.yaml:2: "feeds" must be a list of at least one address, but is a list.`,
    ],
    [
      "a sitemap that is a path",
      ["name: 云溪", "sitemaps: [/sitemap.xml]"],
      `config/sources/yunxi.yaml:2: "sitemaps.1" must be an address that begins with http:// or https://, but is "/sitemap.xml".`,
    ],
    [
      "no pages",
      [...good, "pages: 0"],
      `config/sources/yunxi.yaml:3: "pages" must be a whole number from 1 to 10000, but is 0.`,
    ],
    ...["14", "last week", "2026-02-30", "14 d"].map(
      (since) =>
        [
          `since ${since}`,
          [...good, `since: "${since}"`],
          `config/sources/yunxi.yaml:3: "since" must be a date like 2024-03-09 or a number of days like 14d, but is "${since}".`,
        ] as const,
    ),
    [
      "a broken pattern",
      [...good, "article: /news/("],
      `config/sources/yunxi.yaml:3: "article" must be a regular expression (Unterminated group), but is "/news/(".`,
    ],
    [
      "a needless backslash",
      [...good, String.raw`article: /n\ews/`],
      String.raw`config/sources/yunxi.yaml:3: "article" must be a regular expression (Invalid escape), but is "/n\\ews/".`,
    ],
    [
      "a wrong date",
      [...good, "checkedLive: 2026-02-30"],
      `config/sources/yunxi.yaml:3: "checkedLive" must be never or a date like 2024-03-09, but is "2026-02-30".`,
    ],
    [
      "a code key",
      [...good, "selectors: {}"],
      `config/sources/yunxi.yaml:3: there is no key "selectors". The keys here are: name, start, feeds, sitemaps, pages, since, links, article, render, hashRoutes, delaySeconds, maxPages, recrawl, schedule, checkedLive, note.`,
    ],
    [
      "no content",
      [""],
      `config/sources/yunxi.yaml:1: "name" is missing: it must be text.\nconfig/sources/yunxi.yaml:1: "start" is missing: it must be a list of addresses, where neither feeds nor sitemaps name any.`,
    ],
    [
      "an endless value",
      ["name: " + "长".repeat(100), "start: 1"],
      `config/sources/yunxi.yaml:2: "start" must be a list of addresses, but is 1.`,
    ],
  ];

  test.for(refused)("%s is refused", ([, lines, message]) => {
    write("sources/yunxi.yaml", ...lines);
    expect(errorOf(() => loadSources({ dir })).message).toBe(message);
  });

  test.for(["云溪.yaml", "Yunxi.yaml", "yun_xi.yaml", "yunxi.yml", "-yunxi.yaml"])(
    "a file called %s is refused",
    (file) => {
      write(`sources/${file}`, ...good);
      expect(errorOf(() => loadSources({ dir })).message).toBe(
        `config/sources/${file}: a source's file must be named like "example-county.yaml": small letters, digits and hyphens.`,
      );
    },
  );

  test("sources come by id, with defaults, frozen", () => {
    write("sources/yunxi.yaml", ...good, String.raw`article: /news/\d{6}/\d+\.html$`);
    write("sources/bai-he.yaml", ...good, "render: browser", "checkedLive: 2026-03-01", "delaySeconds: 8");
    const sources = loadSources({ dir });
    expect(sources).toEqual([
      {
        id: "bai-he",
        name: "云溪新闻网",
        start: ["https://yunxi.example/news/"],
        feeds: [],
        sitemaps: [],
        pages: 1,
        render: "browser",
        checkedLive: "2026-03-01",
        delaySeconds: 8,
      },
      {
        id: "yunxi",
        name: "云溪新闻网",
        start: ["https://yunxi.example/news/"],
        feeds: [],
        sitemaps: [],
        pages: 1,
        render: "http",
        checkedLive: "never",
        article: /\/news\/\d{6}\/\d+\.html$/u,
      },
    ]);
    expect(sources.every((source) => Object.isFrozen(source) && Object.isFrozen(source.start))).toBe(true);
  });

  test.for([
    ["feeds", ["feeds: [https://yunxi.example/rss.xml]", "since: 14d"]],
    ["sitemaps", ["sitemaps: [https://yunxi.example/sitemap.xml]", "since: 2026-03-01"]],
  ] as const)("%s alone are enough", ([key, lines]) => {
    write("sources/yunxi.yaml", "name: 云溪", ...lines);
    const [source] = loadSources({ dir });
    expect(source).toMatchObject({ start: [], [key]: [expect.stringMatching(/^https:/u)] });
  });

  test("only the named ones are read, in that order", () => {
    write("sources/a.yaml", ...good);
    write("sources/b.yaml", "broken: true");
    write("sources/c.yaml", ...good);
    expect(loadSources({ dir }, ["c", "a"]).map(({ id }) => id)).toEqual(["c", "a"]);
  });

  test.for([
    ["yunxj", `There is no source "yunxj". Did you mean "yunxi"?`],
    ["../../etc/passwd", `There is no source "../../etc/passwd". The sources are: yunxi.`],
  ])("a source called %s is refused", ([id, message]) => {
    write("sources/yunxi.yaml", ...good);
    const error = errorOf(() => loadSources({ dir }, [id!]));
    expect(error.message).toBe(message);
    expect(error).toBeInstanceOf(UsageError);
  });

  test("no sources", () => {
    expect(loadSources({ dir })).toEqual([]);
    expect(errorOf(() => loadSources({ dir }, ["a"])).message).toBe(
      `There is no source "a": config/sources/ holds none.`,
    );
  });
});
