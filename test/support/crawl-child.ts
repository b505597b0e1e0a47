/** One crawl of a site into a workspace, as a process of its own: the tests kill it. */
import { join } from "node:path";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import { openWorkspace } from "../../src/archive/files/workspace.ts";
import { crawlOnce } from "./crawl-once.ts";
import { crawlConfig, sourceOf } from "./crawl-source.ts";

const [dir, start, render] = process.argv.slice(2) as [string, string, "http" | "browser"];
const workspace = openWorkspace(dir);
const summary = await crawlOnce({
  sources: [sourceOf("qinghe", start, { render })],
  config: crawlConfig(),
  browser: {},
  store: openRawStore(workspace),
  frontierPath: join(workspace.stateDir, "frontier.db"),
  allowPrivate: ["127.0.0.1"],
  onEvent: (event) => process.stdout.write(`${JSON.stringify({ ...event, error: undefined })}\n`),
});
process.stdout.write(`${JSON.stringify({ type: "summary", ...summary })}\n`);
