/** Chromium is the referee: the lines that it shows of a page are our blocks, but for what is listed here by name. */
import { type Browser, chromium as playwright, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readHtml } from "../../src/core/page/read.ts";
import { pages } from "../support/referee-pages.ts";
import { chromium, needsChromium } from "../support/needs.ts";

interface Difference {
  /** Lines that Chromium shows and that are no block. */
  readonly lost?: readonly string[];
  /** Blocks that Chromium does not show as a line. */
  readonly more?: readonly string[];
}

const differences: Readonly<Record<string, Difference>> = {
  // It is a block, and the receipt is told that the page hides it.
  "a hidden part": { more: ["码头"] },
};

describe("what Chromium shows is in the blocks", needsChromium, () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await playwright.launch({ executablePath: chromium!, args: ["--no-sandbox"] });
    page = await browser.newPage();
  }, 60_000);
  afterAll(() => browser?.close());

  test.each(Object.entries(pages))("%s", async (name, body) => {
    const html = `<!doctype html><meta charset="utf-8"><body>${body}`;
    await page.setContent(html);
    const shown = linesOf(await page.evaluate("document.body.innerText"));
    const blocks = linesOf(
      readHtml(html)
        .blocks.filter(({ kind }) => kind !== "title")
        .map(({ text }) => text)
        .join("\n"),
    );
    const lost = shown.filter((line) => !blocks.includes(line));
    const more = blocks.filter((line) => !shown.includes(line));
    const found = { ...(lost.length > 0 && { lost }), ...(more.length > 0 && { more }) };
    expect(found).toEqual(differences[name] ?? {});
  });
});

/** The cells of a row stand in one line of `innerText`, a tab between them. */
function linesOf(text: string): readonly string[] {
  return text
    .split(/[\n\t]/u)
    .map((line) => line.replace(/ +/gu, " ").trim())
    .filter((line) => line !== "");
}
