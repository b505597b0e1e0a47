/** The demo site: pages of our own writing about an invented city, with all the noise of real ones. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Source } from "../config/schema.ts";

/** One resource of the demo site, as its server sends it. */
export interface DemoPage {
  /** Where it stands on the site: `/news/202605/t20260518_1001.html`. */
  readonly path: string;
  /** The file beside this one that holds its bytes. */
  readonly file: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

const UTF_8 = "text/html; charset=utf-8";
const UNDECLARED = "text/html";

/** Every page, the start page first. The start page links to all of them. */
export const demoPages: readonly DemoPage[] = [
  page("/", "pages/page-start.html", UTF_8),
  page("/news/list_2001.html", "pages/page-list.html", UTF_8),
  page("/news/202605/t20260518_1001.html", "pages/page-river-bridge.html", UTF_8),
  page("/post/1002.html", "pages/page-tea-harvest.html", UTF_8),
  page("/show/1003.html", "pages/page-school-library.html", UNDECLARED),
  page("/gov/zwgk/202604/1004.html", "pages/page-flood-control.html", UNDECLARED),
  page("/news/202602/t20260211_1005.html", "pages/page-craftsman.html", UTF_8),
  page("/news/202605/t20260510_1006.html", "pages/page-village-football.html", UTF_8),
  page("/invest/news/1007.html", "pages/page-park-economy.html", UNDECLARED),
  page("/gov/zwgk/202601/1008.html", "pages/page-work-report.html", UNDECLARED),
  page("/news/202605/t20260521_1009.html", "pages/page-bus-route.html", UTF_8),
  page("/news/202603/t20260312_1010.html", "pages/page-ferry.html", UNDECLARED),
  page("/news/202604/t20260403_1011.html", "pages/page-paper-class.html", UTF_8),
  page("/live/1012.html", "pages/page-live.html", UTF_8),
  page("/tuiguang/1013.html", "pages/page-link-farm.html", UTF_8),
  page("/bwz/xwdt/1014.html", "pages/page-lotus-root.html", UNDECLARED),
  page("/news/202603/t20260301_1016.html", "pages/page-missing.html", UTF_8),
  page("/news/202604/t20260402_1017.html", "pages/page-captcha.html", UTF_8),
  page("/news/202602/1018.html", "pages/page-year-market.html", UTF_8),
  page("/a/1019.html", "pages/page-village-doctor.html", UTF_8),
  page("/snw/202604/1020.html", "pages/page-beekeeper.html", UTF_8),
];

/** What a crawl may ask for beside the pages. */
export const demoAssets: readonly DemoPage[] = [
  page("/robots.txt", "site-files/robots.txt", "text/plain; charset=utf-8"),
  page("/news/list_2001_2.html", "pages/page-list-older.html", UTF_8),
  page("/rss.xml", "site-files/rss.xml", "application/rss+xml"),
  page("/sitemap.xml", "site-files/sitemap.xml", "application/xml"),
  compressed(page("/sitemap-2026.xml.gz", "site-files/sitemap-2026.xml", "application/gzip")),
  page("/images/pixel.gif", "site-files/pixel.gif", "image/gif"),
];

/** The one link of the site that leads nowhere. */
export const deadLink = "/news/202601/t20260105_1404.html";

/** Raw texts as people extract them from such sites, to be imported: the names of files beside this one. */
export const demoTexts: readonly string[] = [
  "texts/text-river-port.txt",
  "texts/text-bamboo-report.txt",
  "texts/text-spring-ploughing.txt",
  "texts/text-food-park.txt",
  "texts/text-industry-zone.txt",
];

/**
 * The sources that crawl the demo site.
 * @param baseUrl where the site is served, without a slash at the end
 */
export function demoSources(baseUrl: string): readonly Source[] {
  const common = {
    start: [`${baseUrl}/`],
    feeds: [],
    sitemaps: [],
    pages: 1,
    delaySeconds: 0,
    checkedLive: "never",
  } as const;
  return [
    {
      ...common,
      id: "demo",
      name: "澜川新闻网",
      article: /^(?!.*\/live\/).*\d{4}\.html$/u,
      render: "http",
    },
    {
      ...common,
      id: "demo-live",
      name: "澜川新闻网直播",
      article: /\/live\/\d{4}\.html$/u,
      render: "browser",
    },
  ];
}

function page(path: string, file: string, contentType: string): DemoPage {
  const bytes = readFileSync(new URL(file, import.meta.url));
  return { path, file, headers: { "content-type": contentType }, bytes };
}

function compressed(page: DemoPage): DemoPage {
  return { ...page, bytes: gzipSync(page.bytes) };
}
