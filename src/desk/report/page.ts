/** The report as one HTML page that stands by itself: no script, nothing to load, nothing that a page could smuggle in. */
import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { patterns } from "./charts.ts";
import {
  charactersSection,
  funnelSection,
  sourcesSection,
  stagesSection,
  verdictsSection,
} from "./page-counts.ts";
import { duplicatesSection, hostsSection, linesSection, runsSection, timingSection } from "./page-lists.ts";
import { lead, lookAt, tiles } from "./page-top.ts";
import type { Report } from "./report.ts";
import { style } from "./style.ts";
import { formatMinute } from "../../core/words/say.ts";

/** Nothing may run and nothing may be loaded; the page's own style is named by its hash. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Byte for byte what the policy names. */
const styleElement = raw(`<style>${style}</style>`);

/** Whatever came from a page or a file is escaped by the template. */
export async function renderReport(report: Report): Promise<string> {
  const title = titleOf(report);
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · newsift</title>
        ${styleElement}
      </head>
      <body>
        ${patterns}
        <header>
          <p class="brand">newsift</p>
          <h1><bdi>${title}</bdi></h1>
          <p class="lead">${lead(report)}</p>
        </header>
        <main>
          ${tiles(report)} ${lookAt(report)} ${charactersSection(report)} ${funnelSection(report)}
          ${stagesSection(report)} ${sourcesSection(report)} ${verdictsSection(report)}
          ${hostsSection(report)} ${linesSection(report)} ${duplicatesSection(report)}
          ${timingSection(report)} ${runsSection(report)}
        </main>
        <footer>
          <p>
            Lengths are visible characters (code points without white space). Documents are the latest
            versions of pages; the further pages of an article count with its first one. Everything was read
            from receipts, sidecars and runs: no stage ran for it${report.timing ? " but to be timed" : ""}.
          </p>
          <p>Made ${formatMinute(report.made)}.</p>
        </footer>
      </body>
    </html> `;
  return String(page);
}

function titleOf({ workspace, run }: Report): string {
  return run === undefined ? `Corpus report: ${workspace}` : `Run of ${formatMinute(run.began)}`;
}
