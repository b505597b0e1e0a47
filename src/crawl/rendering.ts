/** Which pages a browser shows: those of sources that say so, and those that hold too little without. */
import { readFileSync } from "node:fs";
import type { Source } from "../config/schema.ts";
import { decode } from "../page/decode.ts";
import { writeAtomically } from "../store/atomic.ts";
import type { Browser } from "./browser.ts";
import type { Visit } from "./fetch-page.ts";
import type { PageKind } from "./frontier.ts";
import type { Answer } from "./http.ts";
import { needsBrowser, proseLength } from "./needs-browser.ts";
import { declaredCharset } from "./sniff.ts";

export interface Rendering {
  /** For the fetcher: the page as a browser shows it, or as it came where nothing is gained. */
  render(source: Source, kind: PageKind, page: Answer, visit: Visit): Promise<Answer>;
}

export interface RenderingOptions {
  readonly browser: Browser;
  /**
   * A JSON file that remembers which kinds of pages of which `auto` sources gained by the browser. Where it is
   * missing or damaged, it is learned again.
   */
  readonly path: string;
  /** How many articles a list page of the source links to. */
  readonly countArticles: (source: Source, html: string, url: string) => number;
}

/** What the browser must add to be worth more than the exact bytes: articles of a list, code points of prose. */
const GAIN = { list: 1, article: 40 };

export function createRendering({ browser, path, countArticles }: RenderingOptions): Rendering {
  const known = new Set(readKnown(path));

  return {
    async render(source, kind, page, visit) {
      if (source.render === "http" || (kind !== "list" && kind !== "article")) return page;
      const name = `${source.id} ${kind}`;
      if (source.render === "browser" || known.has(name)) return browser.render(page, visit);
      const articles = (html: string) => countArticles(source, html, page.url.href);
      const html = textOf(page);
      if (!needsBrowser(html, kind === "list" ? articles(html) : undefined)) return page;
      const shown = await browser.render(page, visit);
      const worth = kind === "list" ? articles : proseLength;
      if (worth(textOf(shown)) - worth(html) < GAIN[kind]) return page;
      known.add(name);
      writeAtomically(path, `${JSON.stringify([...known], null, 2)}\n`);
      return shown;
    },
  };
}

function readKnown(path: string): readonly string[] {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as string[];
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function textOf({ bytes, headers }: Answer): string {
  return decode(bytes, declaredCharset(headers["content-type"])).text;
}
