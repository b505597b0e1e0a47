/** The page in a real browser: what hostile pages put into it stays text, and everybody can read it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderReport } from "../../src/desk/report/page.ts";
import { reportWith } from "../support/report-samples.ts";
import { chromium, needsChromium } from "../support/needs.ts";

const hostile = [
  "<script>fired()</script>",
  "</style><script>fired()</script>",
  "</title><script>fired()</script>",
  "--><script>fired()</script>",
  "]]><script>fired()</script>",
  '"><script>fired()</script>',
  "'><script>fired()</script>",
  "<img src=x onerror=fired()>",
  '" onmouseover="fired()" x="',
  "' onfocus='fired()' autofocus='",
  "<svg onload=fired()>",
  "<svg><script>fired()</script></svg>",
  "<svg><animate onbegin=fired() attributeName=x dur=1s>",
  '<a href="javascript:fired()">x</a>',
  '<iframe srcdoc="<script>parent.fired()</script>"></iframe>',
  "<iframe src=javascript:parent.fired()></iframe>",
  "<object data=javascript:fired()></object>",
  "<embed src=javascript:fired()>",
  "<details open ontoggle=fired()>",
  "<video><source onerror=fired()></video>",
  "<body onload=fired()>",
  '<meta http-equiv="refresh" content="0;url=javascript:fired()">',
  "<base href=//evil.example/>",
  "<link rel=stylesheet href=//evil.example/x.css>",
  "<style>@import '//evil.example/x.css'</style>",
  "<form action=javascript:fired()><button autofocus>x</button></form>",
  "<math><mtext><script>fired()</script></mtext></math>",
  "<noscript><p title='</noscript><img src=x onerror=fired()>'>",
  "<template><script>fired()</script></template>",
  "&lt;script&gt;fired()&lt;/script&gt;",
  "\u202e<script>fired()</script>",
  "${fired()}{{fired()}}",
];

test("names its style by hash and allows nothing else", async () => {
  const page = await renderReport(reportWith("青湾"));
  expect(page.replaceAll("&#39;", "'")).toMatch(
    /content="default-src 'none'; style-src 'sha256-[^']+'; base-uri/u,
  );
  expect(page).not.toMatch(/unsafe-inline|<script|\sstyle="|\son[a-z]+="/u);
});

test.each(hostile)("%s is text", async (text) => {
  for (const isOfRun of [false, true]) {
    const page = await renderReport(reportWith(text, isOfRun));
    expect(page).not.toMatch(
      /<(?:script|img|iframe|object|embed|video|base|link|form|template|noscript|math|a)\b/iu,
    );
    expect(page.match(/<style>/gu)).toHaveLength(1);
    expect(page.match(/<body/gu)).toHaveLength(1);
  }
});

describe("in a browser", needsChromium, () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    const playwright = await import("playwright");
    folder = mkdtempSync(join(tmpdir(), "newsift-report-"));
    browser = await playwright.chromium.launch({ executablePath: chromium!, args: ["--no-sandbox"] });
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function opened(text: string, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> {
    const file = join(folder, "report.html");
    writeFileSync(file, await renderReport(reportWith(text)));
    const page = await browser.newPage({ bypassCSP: false, ...options });
    await page.goto(pathToFileURL(file).href);
    return page;
  }

  test("hostile strings run nothing and load nothing", async () => {
    const page = await opened("青湾");
    const signs: string[] = [];
    page.on("request", (request) => signs.push(request.url()));
    page.on("dialog", (dialog) => signs.push(dialog.message()));
    page.on("console", (message) => signs.push(message.text()));
    await page.exposeFunction("fired", () => signs.push("fired"));
    for (const text of hostile) {
      writeFileSync(join(folder, "report.html"), await renderReport(reportWith(text)));
      signs.length = 0;
      await page.reload();
      expect({ text, signs: signs.slice(1) }).toEqual({ text, signs: [] });
      expect(await page.locator("h1").innerText()).toContain(text.trim());
    }
    await page.close();
  });

  test.each([
    ["light", 1280],
    ["light", 390],
    ["dark", 1280],
    ["dark", 390],
  ] as const)("%s at %i columns: nothing hangs over, and axe finds nothing", async (colorScheme, width) => {
    const page = await opened("www.a-very-long-host-name-without-any-room-to-break.qingwan.example", {
      colorScheme,
      viewport: { width, height: 900 },
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    // The page forbids every script: axe looks at a copy that does not.
    const copy = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 900 } });
    const seen = await copy.newPage();
    await seen.goto(page.url());
    await seen.addScriptTag({
      content: readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8"),
    });
    const violations = await seen.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
    });
    expect(violations).toEqual([]);
    await copy.close();
    await page.close();
  });

  test("what jumped is marked by more than its colour", async () => {
    const page = await opened("www.qingwan.example");
    expect(await page.locator("aside").innerText()).toMatch(
      /91\s% removed .* where \d+\s% to \d+\s% was to be expected/u,
    );
    expect(await page.getByRole("region", { name: "Share removed per host" }).innerText()).toContain("▲ 91");
    await page.close();
  });

  test("a table that is copied is a table", async () => {
    const page = await opened("www.qingwan.example");
    const rows = (await page.getByRole("region", { name: "From found to kept" }).innerText()).split("\n");
    expect(rows.map((row) => row.split("\t").map((cell) => cell.trim()))).toContainEqual([
      "articles",
      "",
      "22",
      expect.stringContaining("listing"),
    ]);
    await page.close();
  });
});
