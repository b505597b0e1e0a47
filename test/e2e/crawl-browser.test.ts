/** What a browser adds to a page, and what it may not do on the way. */
import { readdirSync, readFileSync } from "node:fs";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { Page } from "../../src/core/page/page.ts";
import { readHtml } from "../../src/core/page/read.ts";
import type { Source } from "../../src/config/schema.ts";
import type { Browser } from "../../src/crawl/browser/browser.ts";
import type { Fetched } from "../../src/crawl/fetch/fetch-page.ts";
import type { Answer } from "../../src/crawl/fetch/http.ts";
import { needsBrowser } from "../../src/crawl/browser/needs-browser.ts";
import { createRendering } from "../../src/crawl/discover/rendering.ts";
import { createTimeBudget } from "../../src/crawl/fetch/time-limit.ts";
import { mentionsTracker } from "../../src/core/page/not-shown.ts";
import { ChromiumMissingError, ConnectionError } from "../../src/core/errors.ts";
import { startBrowser } from "../support/crawl-browser-site.ts";
import { sourceOf, startSite, type Route } from "../support/crawl-site.ts";
import { isLong } from "../support/long.ts";
import { chromium, needs, needsChromium, needsLinux } from "../support/needs.ts";

const TEXT = "青禾镇的石桥昨天通车，镇上的居民都到河边去看，老人说等这一天等了三十年。";
const STORY = `<p>${TEXT.repeat(5)}</p>`;

/** A page whose text is what this address answers. */
function filledFrom(path: string, head = ""): string {
  return `<!doctype html><html><head><meta charset="utf-8">${head}</head><body><div id="app"></div><script>
    fetch("${path}").then((r) => r.text()).then((text) => { document.getElementById("app").innerHTML = "<p>" + text + "</p>"; });
  </script></body></html>`;
}

describe("a browser", { ...needsChromium, timeout: 90_000 }, () => {
  test("shows the page that was fetched, once, and says who asks", async () => {
    const site = await startSite({ "/": filledFrom("/text"), "/text": TEXT });
    const { show } = startBrowser(chromium, { contact: "https://example.invalid/crawl" });
    const page = await show(`${site.url}/`);
    expect(textOf(page)).toContain(`<p>${TEXT}</p>`);
    expect(page.arrival).toMatchObject({ fetcher: "browser", status: 200, finalUrl: `${site.url}/` });
    expect(site.hits.map(({ path }) => path)).toEqual(["/robots.txt", "/", "/text"]);
    for (const { headers } of site.hits) {
      expect(headers["user-agent"]).toMatch(/^newsift\/[\d.]+ \(\+https:\/\/example\.invalid\/crawl\)$/u);
    }
  });

  test("reads the page in the charset that we read it in", async () => {
    const late = `<!--${" ".repeat(3000)}--><meta charset="gb2312">`;
    const html = iconv.encode(filledFrom("/text").replace("<body>", `${late}<body><p>朱镕与陶喆</p>`), "gbk");
    const site = await startSite({
      "/": (_, response) => response.writeHead(200, { "content-type": "text/html" }).end(html),
      "/text": TEXT,
    });
    expect(textOf(await startBrowser(chromium).show(`${site.url}/`))).toContain("<p>朱镕与陶喆</p>");
  });

  test("loads nothing that text does not need", async () => {
    const unneeded = `<link rel="stylesheet" href="/a.css"><link rel="icon" href="/a.ico"><link rel="manifest" href="/a.webmanifest">
      <style>@font-face { font-family: f; src: url(/a.woff2); } p { font-family: f; }</style>
      <img src="/a.png"><video src="/a.mp4"></video><audio src="/a.mp3"></audio><iframe src="http://other.invalid/a.html"></iframe><object data="/a.swf"></object>
      <script>new EventSource("/events"); navigator.sendBeacon("/count"); new WebSocket(location.href.replace("http", "ws") + "socket");
      window.open("/popup"); new Image().src = "/b.png"</script>`;
    const site = await startSite({ "/": filledFrom("/text", unneeded), "/text": TEXT });
    expect(textOf(await startBrowser(chromium).show(`${site.url}/`))).toContain(TEXT);
    expect(site.paths()).toEqual(["/", "/text"]);
  });

  test("asks a host for one thing at a time, with the pause between them, and for a script once", async () => {
    const scripts = [1, 2, 3, 4].map((n) => `<script src="/${n}.js"></script>`).join("");
    const site = await startSite({
      "/a": filledFrom("/text/a", scripts),
      "/b": filledFrom("/text/b", scripts),
      ...Object.fromEntries([1, 2, 3, 4].map((n) => [`/${n}.js`, script(`window.x${n} = 1`)])),
      "/text/a": TEXT,
      "/text/b": TEXT,
    });
    const { show } = startBrowser(chromium, { delaySeconds: 0.2 });
    expect(textOf(await show(`${site.url}/a`))).toContain(TEXT);
    expect(textOf(await show(`${site.url}/b`))).toContain(TEXT);
    expect(site.paths().toSorted()).toEqual(
      ["/a", "/1.js", "/2.js", "/3.js", "/4.js", "/text/a", "/b", "/text/b"].toSorted(),
    );
    const gaps = site.hits.slice(1).map((hit, index) => hit.start - site.hits[index]!.end);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(195);
  });

  test("goes to no page that robots.txt forbids", async () => {
    const site = await startSite({
      "/robots.txt": "User-agent: *\nDisallow: /private",
      "/": `<!doctype html>${STORY}<script>if (top === self) location.href = "/private"</script>`,
      "/private": "<p>不许看</p>",
    });
    expect(textOf(await startBrowser(chromium).show(`${site.url}/`))).toContain(TEXT);
    expect(site.paths()).toEqual(["/"]);
  });

  test("survives what pages do to it", needs("time (LONG=1)", isLong), async () => {
    const pages: Readonly<Record<string, Route>> = {
      "/alerts": `<!doctype html>${STORY}<script>for (let n = 0; n < 4; n += 1) { alert("关注我们"); confirm("离开？"); prompt("？"); }</script>`,
      "/popups": `<!doctype html>${STORY}<script>for (let n = 0; n < 10; n += 1) window.open("/popup" + n)</script>`,
      "/download": `<!doctype html>${STORY}<script>setTimeout(() => { location.href = "/file" }, 10)</script>`,
      "/ticks": `<!doctype html>${STORY}<script>setInterval(() => fetch("/tick"), 20)</script>`,
      "/stays": `<!doctype html>${STORY}<script>onbeforeunload = () => "留下"; print();</script>`,
      "/file": (_, response) =>
        response
          .writeHead(200, {
            "content-type": "application/zip",
            "content-disposition": "attachment; filename=a.zip",
          })
          .end("PK"),
    };
    const site = await startSite(pages);
    const { show } = startBrowser(chromium);
    const paths = Object.keys(pages).filter((path) => path !== "/file");
    const shown = await Promise.all(paths.map((path) => show(site.url + path)));
    for (const page of shown) expect(textOf(page)).toContain(TEXT);
    expect(site.paths().filter((path) => path.startsWith("/popup"))).toEqual(["/popups"]);
  });

  test("does not wait for a script that never comes", async () => {
    const site = await startSite({
      "/": `<!doctype html>${STORY}<script src="/never.js"></script><p>末段</p>`,
      "/never.js": () => {},
    });
    const { show } = startBrowser(chromium, { stallTimeoutSeconds: 1, totalTimeoutSeconds: 20 });
    expect(textOf(await show(`${site.url}/`))).toContain("末段");
    expect(site.paths()).toEqual(["/", "/never.js"]);
  });

  test("gives up a page that never yields, and shows the next one", async () => {
    const site = await startSite({
      "/loop": `<!doctype html><p>x</p><script>setTimeout(() => { for (;;); }, 10)</script>`,
      "/good": filledFrom("/text"),
      "/text": TEXT,
    });
    const { show } = startBrowser(chromium, { totalTimeoutSeconds: 3 });
    await expect(show(`${site.url}/loop`)).rejects.toThrow(ConnectionError);
    expect(textOf(await show(`${site.url}/good`))).toContain(TEXT);
  });

  test("is stopped while it starts, and not when the time of the page is over", async () => {
    const site = await startSite({ "/": "<p>x</p><script>for (;;);</script>" });
    const { fetcher, browser, stop } = startBrowser(chromium, { totalTimeoutSeconds: 60 });
    const page = fetcher.fetch(`${site.url}/`, {
      render(answer, visit) {
        setImmediate(() => stop.abort(new Error("stopped")));
        return browser.render(answer, visit);
      },
    });
    await expect(page).rejects.toThrow("stopped");
  });

  test("fetch and browser have one time together, and the page is not shown again when it is over", async () => {
    const seconds = 6;
    let loops = 0;
    const site = await startSite({
      "/": (_, response) =>
        void setTimeout(
          () =>
            response
              .writeHead(200, { "content-type": "text/html" })
              .end(`<p>x</p><script src="/loop.js"></script>`),
          seconds * 500,
        ),
      "/loop.js": (_, response) => {
        loops += 1;
        response.end("for (;;);");
      },
    });
    const { browser, show } = startBrowser(chromium, { totalTimeoutSeconds: seconds });
    await browser.start();
    await expect(show(`${site.url}/`)).rejects.toThrow(/could not be rendered: .* within 6 s/u);
    expect(loops).toBe(1);
  });

  test("what took all the time to come is kept as far as it came, without a browser", async () => {
    const site = await startSite({
      "/": (_, response) => void response.writeHead(200, { "content-type": "text/html" }).write(STORY),
    });
    const { show } = startBrowser(chromium, { totalTimeoutSeconds: 1 });
    const page = await show(`${site.url}/`);
    expect(page.arrival).toMatchObject({ fetcher: "http", truncated: true });
    expect(page.rendered).toBeUndefined();
  });

  test("shows a page that crashed once more, and starts again", needsLinux, async () => {
    for (const victim of ["--type=renderer", "--remote-debugging-pipe"]) {
      let asked = 0;
      const site = await startSite({
        "/": filledFrom("/text"),
        "/text": (_, response) => {
          asked += 1;
          if (asked > 1) response.end(TEXT);
          else for (const pid of descendants(victim)) process.kill(pid, "SIGKILL");
        },
      });
      const { show } = startBrowser(chromium);
      expect(textOf(await show(`${site.url}/`))).toContain(TEXT);
      expect(site.paths()).toEqual(["/", "/text", "/text"]);
    }
  });

  test("leaves no process behind", needsLinux, async () => {
    const site = await startSite({ "/": filledFrom("/text"), "/text": TEXT });
    const { show, browser } = startBrowser(chromium);
    await show(`${site.url}/`);
    expect(descendants("--type=").length).toBeGreaterThan(0);
    await browser.close();
    await expect.poll(() => descendants("--type=")).toEqual([]);
  });
});

test.each(["https://hm.baidu.com/hm.js?1", "https://s4.cnzz.com/z.js", "https://www.google-analytics.com/a"])(
  "%s counts readers",
  (address) => expect(mentionsTracker(address)).toBe(true),
);

const counter = `<script>var s = document.createElement("script"); s.src = "https://hm.baidu.com/hm.js?1"; document.head.append(s)</script>`;
const footer = `<p>版权所有 青禾县融媒体中心，未经授权不得转载。</p>`;
const menu = `<ul>${"<li><a href='/'>要闻</a></li>".repeat(30)}</ul>`;

test.each<[needed: boolean, what: string, html: string]>([
  [true, "a frame to be filled", `<div id="app"></div><script src="/app.js"></script>`],
  [true, "a module", `<div id="app"></div><script type="module">import "/app.js"</script>`],
  [
    true,
    "a menu and a footer around nothing",
    `${menu}<div id="text"></div>${footer}<script>load(1)</script>`,
  ],
  [
    true,
    "a notice for those without",
    `<noscript>请启用 JavaScript 后再浏览本站内容。</noscript><script src="/a.js"></script>`,
  ],
  [false, "a story beside scripts", `${menu}${STORY}${footer}<script src="/app.js"></script>`],
  [false, "a short page without scripts", `<p>图为新桥。</p>`],
  [false, "a short page with data", `<p>图为新桥。</p><script type="application/ld+json">{"a":1}</script>`],
  [false, "a short page that counts its readers", `<p>图为新桥。</p>${counter}`],
  [false, "an empty script", `<p>图为新桥。</p><script></script>`],
])("needs a browser: %s: %s", (needed, _, html) => {
  expect(needsBrowser(readHtml(html))).toBe(needed);
});

test.each([
  [true, 0, "<script src='/list.js'></script>"],
  [false, 1, "<script src='/list.js'></script>"],
  [false, 0, "<p>暂无内容</p>"],
])("a list page needs a browser: %s with %i articles", (needed, articles, html) => {
  expect(needsBrowser(readHtml(html), articles)).toBe(needed);
});

describe("auto", () => {
  const frame = `<div id="app"></div><script src="/app.js"></script>`;
  const auto = sourceOf("qinghe", "http://127.0.0.1/", { render: "auto" });
  const counted = `${STORY}${counter}<script src="/app.js"></script>`;

  test("takes the browser for each page that needs it, and for no other of the source", async () => {
    const { render, shown } = rendering({ [frame]: STORY });
    for (const page of [frame, frame, frame]) expect(await render(auto, "article", page)).toBe(STORY);
    const others = [STORY, counted, "<p>图为新桥。</p>", `${menu}${STORY}`, `<p>图为新桥。</p>${counter}`];
    for (const page of others) expect(await render(auto, "article", page)).toBeUndefined();
    expect(shown).toEqual([frame, frame, frame]);
  });

  test("keeps nothing beside the bytes where the browser adds nothing", async () => {
    const { render } = rendering({ [frame]: `${frame}<p>加载中</p>` });
    expect(await render(auto, "article", frame)).toBe(NOTHING);
  });

  test("looks at a list for articles, not for text", async () => {
    const list = `${STORY}<script src="/list.js"></script>`;
    const filled = `${list}<a>1</a>`;
    const { render, shown } = rendering({ [list]: filled });
    expect(await render(auto, "list", list)).toBe(filled);
    expect(await render(auto, "feed", list)).toBeUndefined();
    expect(await render(auto, "list", "<a>1</a>")).toBeUndefined();
    expect(shown).toEqual([list]);
  });

  test("says what is missing where it needs a browser and there is none", async () => {
    const site = await startSite({ "/": frame });
    const { fetcher, browser } = startBrowser("/nowhere/chromium");
    const { render } = createRendering({ browser, countArticles: () => 0 });
    const page = fetcher.fetch(site.url, {
      render: (answer, visit) => render(auto, "article", answer, visit),
    });
    await expect(page).rejects.toThrow(ChromiumMissingError);
  });
});

describe("http and browser", () => {
  const source = sourceOf("qinghe", "http://127.0.0.1/", { render: "browser" });

  test("http takes no browser, browser always", async () => {
    const { render, shown } = rendering({});
    expect(await render({ ...source, render: "http" }, "article", `<script src="/a.js"></script>`)).toBe(
      undefined,
    );
    expect(shown).toEqual([]);
    await render(source, "article", STORY);
    expect(shown).toEqual([STORY]);
  });

  test.each<[adds: boolean, what: string, before: string, after: string]>([
    [true, "a line", "<p>甲</p>", "<p>甲</p><p>乙</p>"],
    [true, "a line in another's place", "<p>加载中</p>", "<p>甲</p>"],
    [true, "a link", "<p>甲</p>", `<p><a href="/1.html">甲</a></p>`],
    [true, "another address of a link", `<a href="#">甲</a>`, `<a href="/1.html">甲</a>`],
    [true, "a title", "<p>甲</p>", "<title>题</title><p>甲</p>"],
    [false, "the same in other markup", "<P CLASS=a>甲", `<p class="a" data-read="1">甲</p>`],
    [false, "a picture", "<p>甲</p>", `<p>甲</p><img src="/a.png">`],
    [false, "a script", "<p>甲</p>", `<p>甲</p><script>count()</script>`],
    [false, "nothing, and takes a line", "<p>甲</p><p>乙</p>", "<p>甲</p>"],
    [false, "a line that was there", "<p>甲</p><p>乙</p>", "<p>乙</p><p>甲</p>"],
    [false, "white space", "<p>甲 乙</p>", "<p>\n甲\t乙</p>"],
  ])("what a browser shows is kept: %s: %s", async (adds, _, before, after) => {
    const { render } = rendering({ [before]: after });
    expect(await render(source, "article", before)).toBe(adds ? after : NOTHING);
  });
});

/** A browser was asked, and nothing is kept of it. */
const NOTHING = Symbol("nothing added");

/** The decision alone: `filled` is what a browser would make of pages; links count as articles. */
function rendering(filled: Readonly<Record<string, string>>) {
  const shown: string[] = [];
  const browser: Pick<Browser, "render"> = {
    async render(received) {
      const { text, url, charset } = received.page;
      shown.push(text);
      const rendered = new Page(Buffer.from(filled[text] ?? text), { url, renderedFrom: charset });
      return { received, rendered };
    },
  };
  const { render } = createRendering({
    browser,
    countArticles: (_, { text }) => text.split("<a>").length - 1,
  });
  return {
    shown,
    async render(source: Source, kind: "list" | "feed" | "article", html: string) {
      const url = new URL("http://127.0.0.1/");
      const page = new Page(Buffer.from(html), { url: url.href });
      const answer: Answer = { url, status: 200, headers: {}, page };
      const time = createTimeBudget(60);
      const visit = { time, permit: async () => {}, turn: async () => Promise.reject(new Error("not here")) };
      const result = await render(source, kind, answer, visit);
      if (result === undefined) return undefined;
      return result.rendered?.text ?? NOTHING;
    },
  };
}

function script(code: string): Route {
  return (_, response) => response.writeHead(200, { "content-type": "text/javascript" }).end(code);
}

function textOf({ rendered }: Fetched): string {
  return rendered!.text;
}

/** Processes that this one started, and theirs, whose command line holds this. */
function descendants(argument: string): readonly number[] {
  const parents = new Map(
    readdirSync("/proc").flatMap((name) => {
      try {
        const parent = /^\d+ \(.*\) \S (\d+)/su.exec(readFileSync(`/proc/${name}/stat`, "utf8"))?.[1];
        return /^\d+$/u.test(name) ? [[Number(name), Number(parent)] as const] : [];
      } catch {
        return []; // no process, or gone meanwhile
      }
    }),
  );
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (pid === process.pid || isOurs(parents.get(pid)));
  return [...parents.keys()].filter((pid) => {
    try {
      return isOurs(parents.get(pid)) && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(argument);
    } catch {
      return false;
    }
  });
}
