/** On its whole way, from the answer of its server into the archive and through the pipeline, a page is decoded once. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { decode } from "../../src/core/page/decode.ts";
import { run } from "../support/cli-run.ts";
import { listPage, startSite } from "../support/crawl-site.ts";
import { temporaryWorkspace } from "../support/store-workspace.ts";

vi.mock("../../src/core/page/decode.ts", { spy: true });
beforeEach(() => void vi.mocked(decode).mockClear());

const paragraphs = [
  "三月九日上午，青禾镇的石桥举行了通车仪式，两岸的居民早早地来到河边，等着走上新桥。",
  "记者在桥头看到，这座桥长六十米，由邻县请来的石匠用本地的青石砌成，前后花了一年零三个月的时间。",
  "镇上的老人说，过去到对岸的集市要绕十里山路，如今走过去只要一顿饭的工夫。",
];
const first = "/2026/03/09/10001.html";
const second = "/2026/03/09/10001_2.html";

/** An article on two pages, which a script may add to. */
const article = (more: string, pager: string) =>
  `<!doctype html><meta charset="utf-8"><title>青禾镇石桥昨天正式通车</title><script src="/app.js"></script><h1>青禾镇石桥昨天正式通车</h1>${paragraphs.map((line) => `<p>${line}${more}</p>`).join("")}${pager}`;

const routes = {
  "/news/": listPage([[first, "青禾镇石桥昨天正式通车了"]]),
  [first]: article("", `<a href="10001_2.html">下一页</a>`),
  [second]: article("桥头立了一块碑。", `<a href="10001.html">上一页</a>`),
};

/** How often each of these pages was decoded. */
const decodes = (...paths: readonly (keyof typeof routes)[]) =>
  paths.map(
    (path) =>
      vi.mocked(decode).mock.calls.filter(([bytes]) => Buffer.from(bytes).equals(Buffer.from(routes[path]!)))
        .length,
  );

function workspaceWithoutPauses(): string {
  const { dir } = temporaryWorkspace();
  mkdirSync(join(dir, "config/sources"), { recursive: true });
  writeFileSync(join(dir, "config/newsift.yaml"), "crawl: {delaySeconds: 0}\n");
  return dir;
}

test("an article that is ingested, and its further page", async () => {
  const site = await startSite(routes);
  const dir = workspaceWithoutPauses();
  const { code, stdout } = await run(["ingest", site.url + first, "--stdout", "--allow-private"], {
    cwd: dir,
  });
  expect(code).toBe(0);
  expect(stdout).toContain("桥头立了一块碑");
  expect(decodes(first, second)).toEqual([1, 1]);
});

test("a list page and the article that it names, crawled and cleaned", async () => {
  const site = await startSite(routes);
  const dir = workspaceWithoutPauses();
  writeFileSync(
    join(dir, "config/sources/qinghe.yaml"),
    `name: 青禾新闻网\nstart: [${site.url}/news/]\nrender: auto\n`,
  );
  const { code, stderr } = await run(["crawl", "--json", "--allow-private"], { cwd: dir });
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("10001_2.html") });
  expect(decodes("/news/", first, second)).toEqual([1, 1, 1]);
});
