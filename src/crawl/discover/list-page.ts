/** What a page of links says of articles. */
import type { Reading } from "../addresses/candidate.ts";
import type { Page } from "../../core/page/page.ts";
import { linksOf, readPageLinks } from "./page-links.ts";
import { nextPage } from "./pagination.ts";

/** @param within CSS selector of the part of the page that names the articles; default: all of it */
export function readListPage(page: Page, within?: string): Reading {
  const links = readPageLinks(page, within);
  const anchors = links.anchors
    .filter(({ isWithin }) => isWithin)
    .map((anchor) => ({ ...anchor, url: anchor.url + anchor.route }));
  const next = nextPage(page, links);
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
