/** The demo site at a moment: in some scenario, and with the articles that have appeared by then. */
import { gunzipSync, gzipSync } from "node:zlib";
import { Page } from "../core/page/page.ts";
import { inScenario } from "./in-scenario.ts";
import type { Scenario } from "./scenarios.ts";
import { demoAssets, type DemoPage, demoPages } from "./site.ts";

export interface Moment {
  readonly scenario: Scenario;
  /** Articles that there are, the first ones of the site; the others are in no list, feed or sitemap yet. */
  readonly articles: number;
}

/** Everything that the site has then, and all of it as it is in the files where the scenario is ordinary. */
export function pagesAt({ scenario, articles }: Moment): readonly DemoPage[] {
  const later = demoPages.filter((page) => !isListing(page)).slice(articles);
  return [...demoPages, ...demoAssets]
    .filter((page) => !later.includes(page))
    .map((page) => changed(page, (text) => inTheScenario(page, without(text, page, later), scenario)));
}

/** What names articles, an item a line. */
function isListing({ path }: DemoPage): boolean {
  return path === "/" || /\/list_[\d_]+\.html$|\.xml(?:\.gz)?$/u.test(path);
}

function isPage({ file }: DemoPage): boolean {
  return file.endsWith(".html");
}

function without(text: string, page: DemoPage, later: readonly DemoPage[]): string {
  if (!isListing(page) || later.length === 0) return text;
  return text
    .split("\n")
    .filter((line) => !later.some(({ path }) => line.includes(path)))
    .join("\n");
}

function inTheScenario(page: DemoPage, text: string, scenario: Scenario): string {
  return isPage(page) ? inScenario(text, isListing(page) ? "list" : "article", scenario) : text;
}

/** A page with another text. One that keeps its text keeps its bytes, whatever their charset. */
function changed(page: DemoPage, change: (text: string) => string): DemoPage {
  if (!isPage(page) && !isListing(page)) return page;
  const isCompressed = page.path.endsWith(".gz");
  const { text } = new Page(isCompressed ? gunzipSync(page.bytes) : page.bytes);
  const shown = change(text);
  if (shown === text) return page;
  const bytes = Buffer.from(shown);
  if (!isPage(page)) return { ...page, bytes: isCompressed ? gzipSync(bytes) : bytes };
  return { ...page, headers: { ...page.headers, "content-type": "text/html; charset=utf-8" }, bytes };
}
