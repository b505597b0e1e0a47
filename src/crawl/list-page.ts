/** What a page of links says of articles. */
import type { Reading } from "./candidate.ts";
import { linksOf, readPageLinks } from "./page-links.ts";
import { nextPage } from "./pagination.ts";

/** @param page where it was found in the end */
export function readListPage(html: string, page: URL): Reading {
  const links = readPageLinks(html, page);
  const next = nextPage(html, links, page);
  return {
    candidates: linksOf(links).map(({ url, text }) => {
      const published = links.dates.get(url);
      return {
        url,
        ...(text === "" ? {} : { title: text }),
        ...(published === undefined ? {} : { published }),
        namedBy: "link",
      };
    }),
    further: next === undefined ? [] : [{ url: next, kind: "list" }],
  };
}
