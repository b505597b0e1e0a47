/** What a crawl with a browser archives: the bytes that came, and beside them what the browser added to them. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import type { Workspace } from "../../src/archive/files/workspace.ts";
import { crawlOnce } from "../support/crawl-once.ts";
import { crawlConfig, listPage, type Route, type Site, sourceOf, startSite } from "../support/crawl-site.ts";
import { cleanAll, problemsOf } from "../support/kept-house.ts";
import { temporaryWorkspace } from "../support/store-workspace.ts";
import { needsChromium } from "../support/needs.ts";

const STORY =
  "青禾镇的石桥昨天通车，镇上的居民都到河边去看，老人说等这一天等了三十年。" +
  "过去从镇上到对岸的集市要绕十里山路，如今走过去只要一顿饭的工夫，孩子们上学也方便多了。" +
  "桥长一百六十米，宽九米，两边有人行道，是镇上的石匠和木匠前后花了一年零三个月修成的。";

const path = (n: number) => `/2026/0309/${n}.html`;
const title = (n: number) => `青禾镇石桥通车第${n}天见闻`;

const staticPage = (n: number) =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title(n)}</title></head><body><h1>${title(n)}</h1><p>${STORY}</p><script>var n = ${n};</script></body></html>`;

/** GBK, as its header alone says. */
const scriptPage = (n: number) =>
  iconv.encode(
    `<!doctype html><html><head><title>${title(n)}</title></head><body><h1>${title(n)}</h1><div id="app"></div><script>
      document.getElementById("app").innerHTML = "<p>" + ["${STORY.slice(0, 40)}", "${STORY.slice(40)}"].join("") + "</p>";</script></body></html>`,
    "gbk",
  );

const inGbk =
  (page: Buffer): Route =>
  (_, response) =>
    response.writeHead(200, { "content-type": "text/html; charset=gbk" }).end(page);

async function crawl(site: Site, render: "auto" | "browser"): Promise<Workspace> {
  const workspace = temporaryWorkspace();
  await crawlOnce({
    config: crawlConfig({ totalTimeoutSeconds: 20 }),
    browser: {},
    store: openRawStore(workspace),
    frontierPath: join(workspace.dir, "frontier.sqlite"),
    allowPrivate: true,
    sources: [sourceOf("qinghe", `${site.url}/`, { render })],
    onEvent: (event) => {
      if (event.type === "failed") throw event.error;
    },
  });
  return workspace;
}

async function pagesOf(workspace: Workspace) {
  const store = openRawStore(workspace);
  return Promise.all(
    (await store.list()).map(async (id) => {
      expect(await store.faults(id)).toEqual([]);
      const { page, sidecar } = await store.read(id);
      return {
        path: new URL(sidecar.finalUrl!).pathname,
        received: readFileSync(join(workspace.rawDir, `${id}.html`)),
        isBeside: existsSync(join(workspace.renderedDir, `${id}.html`)),
        text: Buffer.from(page.bytes).toString(),
        sidecar,
      };
    }),
  );
}

describe("a crawl", { ...needsChromium, timeout: 180_000 }, () => {
  test("with auto shows a browser the pages that need it, and none of the static ones after them", async () => {
    const numbers = Array.from({ length: 18 }, (_, index) => index + 1);
    const site = await startSite({
      "/": listPage(numbers.map((n) => [path(n), title(n)])),
      ...Object.fromEntries(
        numbers.map((n) => [path(n), n <= 3 ? inGbk(scriptPage(n)) : staticPage(n)] as const),
      ),
    });
    const workspace = await crawl(site, "auto");
    const pages = await pagesOf(workspace);
    expect(pages).toHaveLength(19);
    for (const { received, isBeside, text, sidecar, path: at } of pages) {
      const n = numbers.find((number) => at === path(number));
      const isScript = n !== undefined && n <= 3;
      expect(sidecar.fetcher).toBe(isScript ? "browser" : "http");
      expect(isBeside).toBe(isScript);
      if (n === undefined) continue;
      expect(received.equals(isScript ? scriptPage(n) : Buffer.from(staticPage(n)))).toBe(true);
      expect(text).toContain(`<p>${STORY}</p>`);
      expect(sidecar.headers?.["content-type"]).toBe(
        isScript ? "text/html; charset=gbk" : "text/html; charset=utf-8",
      );
      expect(sidecar.charset).toMatchObject(
        isScript ? { declared: "gbk", used: "gb18030" } : { declared: "utf-8", used: "utf-8" },
      );
    }
  });

  test("cleans articles whose text stands in a shadow root or a frame, and the receipt names what stays closed", async () => {
    const paragraphs = STORY.split(/(?<=。)/u);
    const html = paragraphs.map((line) => `<p>${line}</p>`).join("");
    const head = (n: number) =>
      `<!doctype html><html><head><meta charset="utf-8"><title>${title(n)}</title></head>`;
    const site = await startSite({
      "/": listPage([1, 2, 3].map((n) => [path(n), title(n)])),
      [path(1)]:
        `${head(1)}<body><h1>${title(1)}</h1><x-text></x-text><script>document.querySelector("x-text").attachShadow({ mode: "open" }).innerHTML = ${JSON.stringify(html)}</script></body></html>`,
      [path(2)]:
        `${head(2)}<body><h1>${title(2)}</h1><div><template shadowrootmode="open">${html}</template></div><div><template shadowrootmode="closed"><p>${STORY}</p></template></div></body></html>`,
      [path(3)]:
        `${head(3)}<frameset cols="9,*"><frame src="/menu.html"><frame src="/text.html"></frameset></html>`,
      "/menu.html": `<a href="/">要闻</a>`,
      "/text.html": `<meta charset="utf-8"><h1>${title(3)}</h1>${html}`,
    });
    for (const render of ["browser", "auto"] as const) {
      const workspace = await crawl(site, render);
      await cleanAll(workspace);
      const { cleanDir } = workspace;
      const ids = (await openRawStore(workspace).list()).slice(1);
      const texts = ids.map((id) => readFileSync(join(cleanDir, `${id}.txt`), "utf8"));
      expect(texts).toEqual([1, 2, 3].map((n) => [title(n), ...paragraphs, ""].join("\n")));
      const receipts = ids.map((id) =>
        JSON.parse(readFileSync(join(cleanDir, "receipts", `${id}.json`), "utf8")),
      );
      expect(receipts.map(({ notShown }) => notShown)).toEqual([
        undefined,
        [{ kind: "shadow-root", mode: "closed" }],
        undefined,
      ]);
      expect(await problemsOf(workspace)).toBe("");
    }
  });

  test("with browser keeps nothing beside a page that its scripts add nothing to", async () => {
    const site = await startSite({
      "/": listPage([
        [path(1), title(1)],
        [path(4), title(4)],
      ]),
      [path(1)]: inGbk(scriptPage(1)),
      [path(4)]: staticPage(4),
    });
    const pages = await pagesOf(await crawl(site, "browser"));
    expect(pages.map(({ path: at, isBeside, sidecar }) => [at, isBeside, sidecar.cleaned])).toEqual([
      ["/", false, "received"],
      [path(1), true, "rendered"],
      [path(4), false, "received"],
    ]);
    expect(pages[2]!.received.toString()).toBe(staticPage(4));
  });

  test("archives the page that scripts lead to as it came, and the way there", async () => {
    const target = inGbk(scriptPage(1));
    const site = await startSite({
      "/": listPage([[path(1), title(1)]]),
      [path(1)]:
        `<!doctype html><p>${STORY}</p><script>setTimeout(() => { location.href = "/moved.html"; }, 10)</script>`,
      "/moved.html": target,
    });
    const page = (await pagesOf(await crawl(site, "browser")))[1]!;
    expect(page.path).toBe("/moved.html");
    expect(page.sidecar.redirects).toEqual([`${site.url}${path(1)}`]);
    expect(page.received.equals(scriptPage(1))).toBe(true);
    expect(page.sidecar).toMatchObject({
      cleaned: "rendered",
      headers: { "content-type": "text/html; charset=gbk" },
      charset: { declared: "gbk" },
    });
    expect(page.text).toContain(STORY);
  });

  test.each<[what: string, answer: Route]>([
    [
      "a file to download",
      (_, response) =>
        response
          .writeHead(200, { "content-type": "application/zip", "content-disposition": "attachment" })
          .end("PK"),
    ],
    ["nothing", (_, response) => response.writeHead(204).end()],
    ["a page that robots.txt forbids", "<p>不许看</p>"],
  ])("a page whose script leads to %s stays what it is", async (_, answer) => {
    const html = `<!doctype html><meta charset="utf-8"><p>${STORY}</p><script>setTimeout(() => { location.href = "/private/next"; }, 10)</script>`;
    const site = await startSite({
      "/": listPage([[path(1), title(1)]]),
      "/robots.txt": answer === "<p>不许看</p>" ? "User-agent: *\nDisallow: /private" : "User-agent: *",
      [path(1)]: html,
      "/private/next": answer,
    });
    const page = (await pagesOf(await crawl(site, "browser")))[1]!;
    expect(page.path).toBe(path(1));
    expect(page.received.toString()).toBe(html);
    expect(page.sidecar.redirects).toBeUndefined();
  });

  test("a page that loads itself again once its script has set a cookie is archived as it came the second time", async () => {
    const site = await startSite({
      "/": listPage([[path(1), title(1)]]),
      [path(1)]: (request, response) => {
        response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
        response.end(
          request.headers.cookie?.includes("seen=1")
            ? staticPage(1)
            : `<!doctype html><script>document.cookie = "seen=1"; location.reload()</script>`,
        );
      },
    });
    const page = (await pagesOf(await crawl(site, "auto")))[1]!;
    expect(page.received.toString()).toBe(staticPage(1));
    expect(page.sidecar.redirects).toBeUndefined();
    expect(page.text).toContain(STORY);
  });
});
