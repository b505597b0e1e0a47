/** What a page of links says of articles. */
import type { Reading } from "../addresses/candidate.ts";
import { type LinkOptions, linksOf, readPageLinks } from "./page-links.ts";
import { nextPage } from "./pagination.ts";

/**
 * @param page where it was found in the end
 * @param options `within`: CSS selector of the part of the page that names the articles; default: all of it
 */
export function readListPage(html: string, page: URL, options?: LinkOptions): Reading {
  const links = readPageLinks(html, page, options);
  const anchors = links.anchors
    .filter(({ isWithin }) => isWithin)
    .map((anchor) => ({ ...anchor, url: anchor.url + anchor.route }));
  const next = nextPage(html, links, page);
  return {
    candidates: linksOf({ anchors }).map(({ url, text }) => {
      const published = links.dates.get(url);
      return {
        url,
        ...(text === "" ? {} : { title: text }),
        ...(published === undefined ? {} : { published }),
        namedBy: "link",
      };
    }),
    further: next === undefined ? [] : [{ url: next, kind: "list" }],
    ...(links.isCut ? { cut: "too-long" } : {}),
  };
}
