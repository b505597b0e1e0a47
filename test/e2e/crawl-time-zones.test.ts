/** Wherever the machine stands, the same pages give the same files. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startSite } from "../support/crawl-site.ts";
import { temporaryWorkspace } from "../support/store-workspace.ts";
import { contentsOf } from "../support/workspace-contents.ts";

const newsift = join(import.meta.dirname, "../../src/cli/newsift.ts");
const ZONES = ["UTC", "Asia/Shanghai", "America/Los_Angeles"];

/** Dates with and without a zone, at hours at which the three zones have different days. */
const times = [
  `<meta property="article:published_time" content="2026-03-09T00:30:00+08:00">`,
  `<meta name="publishdate" content="2026-03-08 23:50:00">`,
  `<meta name="PubDate" content="2026-03-09">`,
  `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-03-08T16:30:00Z"}</script>`,
];

const path = (n: number) => `/2026/03/0${8 + (n % 2)}/${10_000 + n}.html`;
const title = (n: number) => `青禾镇第${n}座石桥昨天正式通车`;

function article(n: number): string {
  const text = [
    `三月九日上午，青禾镇第${n}座石桥举行了通车仪式，两岸的居民早早地来到河边，等着走上新桥。`,
    `记者在桥头看到，这座桥长${60 + n}米，由邻县请来的石匠用本地的青石砌成，前后花了一年零三个月。`,
    `镇上的老人说，过去到对岸的集市要绕十里山路，如今走过去只要一顿饭的工夫，孩子们上学也方便了。`,
  ];
  const byline = n % 2 === 0 ? "<p>2026年03月09日 00:10 来源：青禾新闻</p>" : "";
  return `<!doctype html><html><head><meta charset="utf-8"><title>${title(n)}</title>${times[n]}</head><body><h1>${title(n)}</h1>${byline}<div>${text.map((line) => `<p>${line}</p>`).join("")}</div></body></html>`;
}

test("the same pages give the same files in every time zone", async () => {
  const numbers = [...times.keys()];
  const items = numbers.map(
    (n) => `<li><a href="${path(n)}">${title(n)}</a><span>2026-03-0${8 + (n % 2)}</span></li>`,
  );
  const site = await startSite({
    "/news/": `<!doctype html><meta charset="utf-8"><title>要闻</title><ul>${items.join("")}</ul>`,
    ...Object.fromEntries(numbers.map((n) => [path(n), article(n)])),
  });
  const workspaces = ZONES.map((zone) => {
    const workspace = temporaryWorkspace();
    mkdirSync(join(workspace.dir, "config/sources"), { recursive: true });
    writeFileSync(join(workspace.dir, "config/newsift.yaml"), "crawl: {delaySeconds: 0}\n");
    writeFileSync(
      join(workspace.dir, "config/sources/qinghe.yaml"),
      `name: 青禾新闻\nstart: [${site.url}/news/]\nsince: 2026-03-08\n`,
    );
    return { zone, workspace };
  });
  for (const { zone, workspace } of workspaces) {
    const argv = [newsift, "crawl", "--allow-private", "--workspace", workspace.dir];
    const child = spawn(process.execPath, argv, { env: { ...process.env, TZ: zone }, stdio: "ignore" });
    expect((await once(child, "close"))[0]).toBe(0);
  }
  const [first, ...others] = await Promise.all(workspaces.map(({ workspace }) => contentsOf(workspace)));
  expect(first).toHaveLength(times.length + 1);
  expect(first!.filter((page) => /published\W+2026-03-0\d/u.test(page))).toHaveLength(times.length);
  for (const other of others) expect(other).toEqual(first);
});
