/**
 * Which pages a browser shows, and whether what it shows adds anything: every page where the source says so, or each
 * that holds too little by itself. A page is judged by what it holds, not by what others of its source hold.
 */
import type { Source } from "../../config/schema.ts";
import type { Page } from "../../core/page/page.ts";
import { readPage } from "../../core/page/read.ts";
import type { Browser } from "../browser/browser.ts";
import type { Shown, Visit } from "../fetch/fetch-page.ts";
import type { PageKind } from "../frontier/frontier.ts";
import type { Answer } from "../fetch/http.ts";
import type { Wanted } from "./listing.ts";
import { needsBrowser, proseLength } from "../browser/needs-browser.ts";
import { linksOf, readPageLinks } from "./page-links.ts";

/** What of a source decides. */
type Rendered = Pick<Source, "render"> & Wanted;

export interface Rendering {
  /** For the fetcher: what a browser makes of the page; `undefined` where it is not asked. */
  render(source: Rendered, kind: PageKind, answer: Answer, visit: Visit): Promise<Shown | undefined>;
}

export interface RenderingOptions {
  readonly browser: Pick<Browser, "render">;
  /** How many articles a list page of the source links to. */
  readonly countArticles: (source: Wanted, page: Page) => number;
}

/** What the browser must add to a page that it is asked about: articles of a list, code points of prose. */
const GAIN = { list: 1, article: 40 };

export function createRendering({ browser, countArticles }: RenderingOptions): Rendering {
  return {
    async render(source, kind, answer, visit) {
      if (source.render === "http" || (kind !== "list" && kind !== "article")) return undefined;
      if (source.render === "browser") return renderAlways(browser, answer, visit);
      const document = readPage(answer.page);
      const articles = kind === "list" ? countArticles(source, answer.page) : undefined;
      if (!needsBrowser(document, articles)) return undefined;
      const worth = articles ?? proseLength(document);
      return withoutGainless(await browser.render(answer, visit), (rendered) => {
        const now = kind === "list" ? countArticles(source, rendered) : proseLength(readPage(rendered));
        return now - worth >= GAIN[kind];
      });
    },
  };
}

/** Shows a page to a browser, whatever it holds. Errors: as `Browser.render`. */
export async function renderAlways(
  browser: Pick<Browser, "render">,
  answer: Answer,
  visit: Visit,
): Promise<Shown> {
  const shown = await browser.render(answer, visit);
  const known = new Set(contentsOf(shown.received.page));
  return withoutGainless(shown, (rendered) => contentsOf(rendered).some((content) => !known.has(content)));
}

/** Where the browser adds nothing, the page is what came. */
function withoutGainless(
  { received, rendered }: Required<Shown>,
  isGain: (rendered: Page) => boolean,
): Shown {
  return isGain(rendered) ? { received, rendered } : { received };
}

/** Its lines, and the addresses that it links to. */
function contentsOf(page: Page): readonly string[] {
  return [
    ...readPage(page).blocks.map(({ raw }) => raw),
    ...linksOf(readPageLinks(page)).map((link) => link.url),
  ];
}
