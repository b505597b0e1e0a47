/**
 * Which pages a browser shows, and whether what it shows adds anything: every page where the source says so, or each
 * that holds too little by itself. A page is judged by what it holds, not by what others of its source hold.
 */
import type { Source } from "../../config/schema.ts";
import { decode } from "../../core/page/decode.ts";
import { readHtml } from "../../core/page/read.ts";
import type { Browser } from "../browser/browser.ts";
import type { Shown, Visit } from "../fetch/fetch-page.ts";
import type { PageKind } from "../frontier/frontier.ts";
import type { Answer } from "../fetch/http.ts";
import type { Wanted } from "./listing.ts";
import { needsBrowser, proseLength } from "../browser/needs-browser.ts";
import { linksOf, readPageLinks } from "./page-links.ts";
import { declaredCharset } from "../fetch/sniff.ts";

/** What of a source decides. */
type Rendered = Pick<Source, "render"> & Wanted;

export interface Rendering {
  /** For the fetcher: what a browser makes of the page; `undefined` where it is not asked. */
  render(source: Rendered, kind: PageKind, page: Answer, visit: Visit): Promise<Shown | undefined>;
}

export interface RenderingOptions {
  readonly browser: Pick<Browser, "render">;
  /** How many articles a list page of the source links to. */
  readonly countArticles: (source: Wanted, html: string, url: string) => number;
}

/** What the browser must add to a page that it is asked about: articles of a list, code points of prose. */
const GAIN = { list: 1, article: 40 };

export function createRendering({ browser, countArticles }: RenderingOptions): Rendering {
  return {
    async render(source, kind, page, visit) {
      if (source.render === "http" || (kind !== "list" && kind !== "article")) return undefined;
      if (source.render === "browser") return renderAlways(browser, page, visit);
      const articles = (html: string) => countArticles(source, html, page.url.href);
      const html = textOf(page);
      if (!needsBrowser(html, kind === "list" ? articles(html) : undefined)) return undefined;
      const worth = kind === "list" ? articles : proseLength;
      const gain = GAIN[kind];
      return withoutGainless(
        await browser.render(page, visit),
        (rendered) => worth(rendered) - worth(html) >= gain,
      );
    },
  };
}

/** Shows a page to a browser, whatever it holds. Errors: as `Browser.render`. */
export async function renderAlways(
  browser: Pick<Browser, "render">,
  page: Answer,
  visit: Visit,
): Promise<Shown> {
  const shown = await browser.render(page, visit);
  const known = new Set(contentsOf(textOf(shown.received), shown.received.url));
  return withoutGainless(shown, (rendered) =>
    contentsOf(rendered, shown.received.url).some((content) => !known.has(content)),
  );
}

/** Where the browser adds nothing, the page is what came. */
function withoutGainless(
  { received, rendered }: Required<Shown>,
  isGain: (rendered: string) => boolean,
): Shown {
  return isGain(decode(rendered, "utf-8").text) ? { received, rendered } : { received };
}

/** Its lines, and the addresses that it links to. */
function contentsOf(html: string, url: URL): readonly string[] {
  return [
    ...readHtml(html, "", url.href).blocks.map(({ raw }) => raw),
    ...linksOf(readPageLinks(html, url)).map((link) => link.url),
  ];
}

function textOf({ bytes, headers }: Answer): string {
  return decode(bytes, declaredCharset(headers["content-type"])).text;
}
