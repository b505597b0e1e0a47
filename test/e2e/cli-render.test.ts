/** Pages that scripts fill, as a person at a terminal meets them: what is said, and what a browser adds. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { ChromiumMissingError, NotArticleError, UsageError } from "../../src/core/errors.ts";
import { run as runMain } from "../support/cli-run.ts";
import { articlePage, listPage, startSite } from "../support/crawl-site.ts";
import { temporaryFolder } from "../support/store-workspace.ts";
import { needsChromium } from "../support/needs.ts";

const title = (n: number) => `青禾镇第${n}座石桥昨天正式通车`;
const path = (n: number) => `/news/202605/t20260518_${1000 + n}.html`;
const STORY = "青禾镇的石桥昨天通车，镇上的居民都到河边去看，老人说等这一天等了三十年。".repeat(4);

const frame = (n: number) =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title(n)}</title></head><body><h1>${title(n)}</h1><div id="app"></div><script>
    document.getElementById("app").innerHTML = "<p>" + ["青禾镇的石桥昨天通车，", "镇上的居民都到河边去看，", "老人说等这一天等了三十年。"].join("").repeat(4) + "</p>";</script></body></html>`;

const written = (n: number) => articlePage(title(n)).replace("</body>", `<p>${STORY}</p></body>`);

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  configure("");
});

function configure(more: string): void {
  mkdirSync(join(folder, "config/sources"), { recursive: true });
  writeFileSync(
    join(folder, "config/newsift.yaml"),
    `crawl:\n  delaySeconds: 0\n  retries: 0\n  totalTimeoutSeconds: 20\n${more}`,
  );
}

const run = (...argv: readonly string[]) => runMain([...argv, "--allow-private"], { cwd: folder });

test("a page that scripts fill says so, and names what to do", async () => {
  const site = await startSite({ [path(1)]: frame(1) });
  const { code, stderr } = await run("ingest", site.url + path(1));
  expect(code).toBe(NotArticleError.exitCode);
  expect(stderr).toContain("`render: auto`");
  expect(stderr).toContain("`newsift ingest --render`");
});

describe("ingest --render", () => {
  test("shows each page to a browser", needsChromium, async () => {
    const site = await startSite({ [path(1)]: frame(1), [path(2)]: written(2) });
    const { code, stdout } = await run(
      "ingest",
      "--render",
      site.url + path(1),
      site.url + path(2),
      "--json",
    );
    expect(code).toBe(0);
    const { documents } = JSON.parse(stdout);
    expect(documents).toMatchObject([
      { verdict: "article", title: title(1) },
      { verdict: "article", title: title(2) },
    ]);
    const [first, second] = documents.map(({ document }: { document: string }) => document);
    expect(readFileSync(join(folder, `clean/${first}.txt`), "utf8")).toContain(STORY);
    expect(readFileSync(join(folder, `raw/${first}.html`), "utf8")).toBe(frame(1));
    expect(existsSync(join(folder, `raw/rendered/${first}.html`))).toBe(true);
    expect(existsSync(join(folder, `raw/rendered/${second}.html`))).toBe(false);
    expect(await runMain(["verify"], { cwd: folder })).toMatchObject({ code: 0, stderr: "" });
  });

  test("is for addresses", async () => {
    writeFileSync(join(folder, "story.html"), articlePage(title(1)));
    const { code, stderr } = await run("ingest", "--render", "story.html");
    expect(code).toBe(UsageError.exitCode);
    expect(stderr).toMatch(/story\.html is a file/u);
  });

  test("says what is missing where there is no Chromium", async () => {
    configure("browser:\n  executablePath: /nowhere/chromium\n");
    const site = await startSite({ [path(1)]: frame(1) });
    const { code, stderr } = await run("ingest", "--render", site.url + path(1));
    expect(code).toBe(ChromiumMissingError.exitCode);
    expect(stderr).toContain("/nowhere/chromium");
  });
});

describe("add", () => {
  const numbers = [1, 2, 3, 4, 5, 6];
  const list = listPage(numbers.map((n) => [path(n), title(n)]));
  const proposal = () => readFileSync(join(folder, "config/sources/qinghe.yaml"), "utf8");

  test(
    "proposes render by itself, and a crawl then has the text",
    { ...needsChromium, timeout: 120_000 },
    async () => {
      const site = await startSite({
        "/": list,
        ...Object.fromEntries(numbers.map((n) => [path(n), frame(n)])),
      });
      const { code, stderr } = await run("add", `${site.url}/`, "--id", "qinghe");
      expect(code).toBe(0);
      expect(stderr).toContain(`→ 0 characters of running text, ${[...STORY].length} in a browser`);
      expect(proposal()).toMatch(/^render: auto$/mu);
      const { stdout } = await run("crawl", "qinghe", "--max-pages", "3", "--json");
      expect(
        JSON.parse(stdout).documents.filter((one: { verdict: string }) => one.verdict === "article"),
      ).toHaveLength(2);
    },
  );

  test("proposes none where pages are static, with one article opened", async () => {
    const site = await startSite({ "/": list, [path(1)]: articlePage(title(1)) });
    expect(await run("add", `${site.url}/`, "--id", "qinghe")).toMatchObject({ code: 0 });
    expect(proposal()).not.toMatch(/^render:/mu);
    expect(site.paths().filter((one) => one.startsWith("/news/"))).toEqual([path(1)]);
  });

  test("without a Chromium says what may be, and goes on", async () => {
    configure("browser:\n  executablePath: /nowhere/chromium\n");
    const site = await startSite({ "/": list, [path(1)]: frame(1) });
    const { code, stderr } = await run("add", `${site.url}/`, "--id", "qinghe");
    expect(code).toBe(0);
    expect(stderr).toContain("/nowhere/chromium");
    expect(proposal()).toContain("its scripts may add to it, and no browser could tell.\nrender: auto\n");
  });
});
