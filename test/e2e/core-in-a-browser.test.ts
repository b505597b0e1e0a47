/** `newsift/core` needs no Node: bundled for a browser, it cleans pages there as it does here. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium as playwright } from "playwright";
import { build } from "vite";
import { expect, test } from "vitest";
import { cleanHtml, cleanText } from "../../src/core/index.ts";
import { root } from "../support/import-graph.ts";
import { chromium, needsChromium } from "../support/needs.ts";

const pages = ["page-ferry.html", "page-tea-harvest.html", "page-list.html", "page-paper-class.html"];

const NOTICE = "渡口停航\n江上起了大雾，渡口今天停航。\n";

const bytesOf = (name: string) => readFileSync(join(root, "src/demo/pages", name));

async function bundle(): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      lib: { entry: join(root, "src/core/index.ts"), formats: ["es"], fileName: "core" },
    },
  });
  const [{ output }] = built as unknown as readonly [
    { readonly output: readonly { readonly code: string }[] },
  ];
  return output[0]!.code;
}

test("the bundle imports nothing of Node", async () => {
  const code = await bundle();
  expect(code).not.toMatch(/(?:from|import|require)\s*\(?\s*["'](?:node:|fs|path|crypto|buffer|module)/u);
  expect(code).not.toContain("__vite-browser-external");
});

test("texts and receipts are those of Node", { ...needsChromium, timeout: 120_000 }, async () => {
  const code = await bundle();
  const browser = await playwright.launch({ executablePath: chromium!, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({
      type: "module",
      content: `${code}\nwindow.core = { cleanHtml, cleanText };`,
    });
    await page.waitForFunction("window.core");
    // As a string: what vitest makes of an import in a function is nothing for a browser.
    const there = await page.evaluate<string>(`JSON.stringify([
        ...${JSON.stringify(pages.map((name) => [...bytesOf(name)]))}.map((bytes) =>
          core.cleanHtml(Uint8Array.from(bytes)),
        ),
        core.cleanText(${JSON.stringify(NOTICE)}),
      ])`);
    const here = [...pages.map((name) => cleanHtml(bytesOf(name))), cleanText(NOTICE)];
    expect(here.filter(({ text }) => text !== "").length).toBeGreaterThan(2);
    expect(JSON.parse(there)).toEqual(JSON.parse(JSON.stringify(here)));
  } finally {
    await browser.close();
  }
});
