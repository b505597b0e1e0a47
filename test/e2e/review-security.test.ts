/** Who may look at the review page, and what pages from outside can do in it: nothing. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Page } from "../../src/core/page/page.ts";
import { openCleaningTools } from "../../src/archive/corpus/clean-article.ts";
import { cleanDocuments } from "../../src/archive/corpus/clean-documents.ts";
import { ListenError, UsageError } from "../../src/core/errors.ts";
import { createPipeline } from "../../src/core/pipeline/create-pipeline.ts";
import { type ReviewServer, startReview } from "../../src/desk/review/server.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import { openWorkspace, type Workspace } from "../../src/archive/files/workspace.ts";
import { run } from "../support/cli-run.ts";
import { closeBrowser, onFault, openContext } from "../support/review-site.ts";
import { arrivalOf, bytesOf } from "../support/store-workspace.ts";
import { needsChromium } from "../support/needs.ts";

/** Each calls `hit` if it is ever taken for more than text. */
const attacks = [
  `<script>hit()</script>`,
  `</title><script>hit()</script>`,
  `</textarea><script>hit()</script>`,
  `</option></select><script>hit()</script>`,
  `--><script>hit()</script>`,
  `<img src=x onerror=hit()>`,
  `"><img src=x onerror=hit()>`,
  `'><img src=x onerror=hit()>`,
  `" autofocus onfocus=hit() x="`,
  `' autofocus onfocus=hit() x='`,
  `" onmouseover=hit() style="position:fixed;inset:0`,
  `<svg onload=hit()>`,
  `"><svg/onload=hit()>`,
  `<svg><script>hit()</script></svg>`,
  `<svg><animate onbegin=hit() attributeName=x dur=1s>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=hit()>`,
  `<iframe srcdoc="<script>parent.hit()</script>"></iframe>`,
  `<iframe src="javascript:parent.hit()"></iframe>`,
  `<body onload=hit()>`,
  `<details open ontoggle=hit()>`,
  `<video><source onerror=hit()></video>`,
  `<input autofocus onfocus=hit()>`,
  `<meta http-equiv=refresh content="0;url=javascript:hit()">`,
  `<base href="javascript:hit()//">`,
  `<a href="javascript:hit()">x</a>`,
  `javascript:hit()`,
  `<object data="data:text/html,<script>hit()</script>"></object>`,
  `<link rel=stylesheet href="data:text/css,*{}" onload=hit()>`,
  `&lt;script&gt;hit()&lt;/script&gt;<noscript><p title="</noscript><img src=x onerror=hit()>">`,
  `\u2028<scr\u0000ipt>hit()</script>\u202e<xss style="animation-name:x" onanimationstart=hit()>`,
];

let workspace: Workspace;
let server: ReviewServer;
let address: URL;
let cookie: string;
let ids: readonly string[];

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "newsift-security-"));
  mkdirSync(join(folder, "config"));
  workspace = openWorkspace(folder);
  const raw = openRawStore(workspace);
  for (const [at, attack] of attacks.entries()) {
    await raw.add(new Page(bytesOf(hostilePage(attack))), {
      ...arrivalOf(`https://news.example/${at}.html`),
      source: attack,
      importedFrom: `${attack}.html`,
    });
  }
  ids = await raw.list();
  await cleanDocuments(workspace, openCleaningTools(workspace, createPipeline()), ids, (event) => {
    if ("error" in event) throw event.error;
  });
  for (const [at, id] of ids.entries()) poison(id, attacks[at]!);
  mkdirSync(workspace.reviewDir);
  writeFileSync(
    join(workspace.reviewDir, "decisions.jsonl"),
    attacks.map((attack) => `${attack.replaceAll("\n", " ")}\n`).join(""),
  );
  server = await startReview({ workspace, pipeline: createPipeline(), port: 0, onFault });
  address = new URL(server.url);
  const { headers } = await ask({ path: `/${address.search}`, cookie: "" });
  cookie = headers["set-cookie"]![0]!.split(";")[0]!;
});

afterAll(async () => {
  await server.close();
  await closeBrowser();
  rmSync(workspace.dir, { recursive: true });
});

/** The attack as markup of the page, and as its words. */
function hostilePage(attack: string): string {
  const text = attack.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<!doctype html><html><head><meta charset="utf-8"><title>${text}</title></head><body>
<h1>青禾镇的石桥通车了 ${text}</h1>
<p>青禾镇的石桥昨天通车，镇上的居民都到河边去看，老人说等这一天等了三十年。${text}</p>
<p>石桥全长一百二十米，去年秋天开工，参加施工的大多是镇上的工匠。</p>
<p>镇里还打算在桥头种上柳树，修一条小路，方便老人和孩子散步。</p>
${attack}
<p>版权所有：示例新闻网 未经授权禁止转载 ${text}</p></body></html>`;
}

/** Puts the attack wherever a receipt holds words from outside, and where only newsift should write. */
function poison(id: string, attack: string): void {
  const path = join(workspace.receiptDir, `${id}.json`);
  const receipt = JSON.parse(readFileSync(path, "utf8"));
  Object.assign(receipt, {
    url: `javascript:hit()//${attack}`,
    pipeline: attack,
    verdict: { ...receipt.verdict, reasons: [attack] },
    metadata: {
      title: attack,
      published: attack,
      source: attack,
      author: attack,
      editor: attack,
      channel: attack,
      fields: { [attack]: attack },
    },
    flags: [{ block: 0, span: [0, 1], reason: attack, text: attack }],
    stale: [attack],
  });
  for (const change of receipt.changes) {
    Object.assign(change, { reason: attack, evidence: { [attack]: attack, cue: attack } });
    if (change.block % 2 === 0) change.stage = attack;
  }
  receipt.counts.removed = { [attack]: 10, ...receipt.counts.removed };
  writeFileSync(path, JSON.stringify(receipt));
}

interface Asked {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: string;
  readonly body?: string;
}

/** One request, with the cookie of a browser that was let in, and no more than is named. */
function ask({ path = "/", method = "GET", headers = {}, cookie: own = cookie, body }: Asked) {
  return new Promise<{
    status: number;
    headers: Record<string, string[] | string | undefined>;
    text: string;
  }>((resolve, reject) => {
    const asked = request(
      {
        host: address.hostname,
        port: address.port,
        path,
        method,
        headers: { ...(own === "" ? {} : { cookie: own }), ...headers },
      },
      (response) => {
        let text = "";
        response.on("data", (chunk) => (text += chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode!, headers: response.headers as never, text }),
        );
      },
    );
    asked.once("error", reject);
    asked.end(body);
  });
}

const form = { "content-type": "application/x-www-form-urlencoded" };
const judge = () => ({ path: `/documents/${ids[0]}/decisions`, method: "POST", body: "decision=approve" });
const own = () => ({ ...form, origin: address.origin });

function linesKept(): number {
  return readFileSync(join(workspace.reviewDir, "decisions.jsonl"), "utf8").split("\n").length;
}

describe("who may ask", () => {
  test("the browser with the token: it gets a cookie that no script and no other site can use", async () => {
    const { status, headers } = await ask({ path: `/${address.search}`, cookie: "" });
    expect(status).toBe(303);
    expect(headers["location"]).toBe("/");
    expect(headers["set-cookie"]).toEqual([expect.stringMatching(/HttpOnly; SameSite=Strict$/u)]);
    expect((await ask({})).status).toBe(200);
  });

  const paths = ["/", "/help", "/review.css", "/client.js", "/documents/000_0000000000000000", "/nothing"];
  test.each(paths)("nobody else: %s is refused without the token, and with a wrong one", async (path) => {
    for (const asked of [
      { cookie: "" },
      { cookie: `${cookie}x` },
      { cookie: cookie.replace(/=.*/u, "=") },
      { cookie: "", path: `${path}?token=` },
      { cookie: "", path: `${path}?token=${"x".repeat(32)}` },
    ]) {
      const { status, text } = await ask({ path, ...asked });
      expect(status).toBe(403);
      expect(text).not.toContain("青禾镇");
    }
  });

  const hosts = [
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "127.0.0.1@evil.example",
    "169.254.169.254",
    "0.0.0.0",
    "newsift",
  ];
  // As a name that its owner has led here would be asked for: same port, its own origin, and even the cookie.
  test.each(hosts)("nobody under another host's name: %s", async (name) => {
    const before = linesKept();
    for (const host of [name, `${name}:${address.port}`]) {
      expect([400, 403]).toContain((await ask({ headers: { host } })).status);
      const headers = { ...form, host, origin: `http://${host}` };
      expect([400, 403]).toContain((await ask({ ...judge(), headers })).status);
    }
    expect(linesKept()).toBe(before);
  });

  const origins = [
    "https://evil.example",
    "http://evil.example",
    "null",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "https://127.0.0.1",
    "file://",
    "",
  ];
  test.each(origins)("nobody from another origin: %j", async (origin) => {
    const before = linesKept();
    for (const asked of [{}, judge()])
      expect((await ask({ ...asked, headers: { ...form, origin } })).status).toBe(403);
    expect(linesKept()).toBe(before);
  });

  test("no form without an origin, no other kind of body, no form without the token", async () => {
    const before = linesKept();
    expect((await ask({ ...judge(), headers: form })).status).toBe(403);
    expect((await ask({ ...judge(), headers: { ...own(), "content-type": "text/plain" } })).status).toBe(403);
    expect(
      (await ask({ ...judge(), headers: { ...own(), "content-type": "application/json" } })).status,
    ).toBe(403);
    expect((await ask({ ...judge(), headers: own(), cookie: "" })).status).toBe(403);
    const query = `${judge().path}${address.search}`;
    expect((await ask({ ...judge(), path: query, headers: own(), cookie: "" })).status).toBe(403);
    expect(linesKept()).toBe(before);
    expect((await ask({ ...judge(), headers: own() })).status).toBe(303);
    expect(linesKept()).toBe(before + 1);
  });

  test.each(["chunked", "with its length"])("nothing too large is read: %s", async (way) => {
    const before = linesKept();
    const size = 64 * 1024 * 1024;
    const headers = { ...own(), cookie, ...(way === "chunked" ? {} : { "content-length": size }) };
    const { hostname: host, port } = address;
    const asked = request({ host, port, path: judge().path, method: "POST", headers });
    // The server need not read to the end what it does not want.
    asked.on("error", () => {});
    const answered = once(asked, "response");
    const body = Readable.from(Array.from({ length: 1024 }, () => Buffer.alloc(64 * 1024, "a")));
    body.pipe(asked);
    const [{ statusCode }] = (await answered) as [IncomingMessage];
    body.destroy();
    asked.destroy();
    expect(statusCode).toBe(413);
    expect(linesKept()).toBe(before);
    expect((await ask({})).status).toBe(200);
  });

  test("reading changes nothing, whatever is asked for", async () => {
    const before = [linesKept(), ...readdirSync(workspace.dir, { recursive: true })];
    for (const method of ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
      for (const path of [
        `/documents/${ids[0]}/decisions?decision=approve`,
        `/documents/${ids[0]}/decisions?decision=verdict+spam`,
        "/preferences?language=zh",
      ]) {
        const { status } = await ask({ path, method, headers: own() });
        expect([403, 404, 405]).toContain(status);
      }
    }
    expect((await ask({ path: `/documents/${ids[0]}/case?why=because+it+is+so&read=yes` })).status).toBe(200);
    expect([linesKept(), ...readdirSync(workspace.dir, { recursive: true })]).toEqual(before);
  });

  test("nobody else can be served at the same port: the second review says so", async () => {
    const taken = ["review", "--port", address.port];
    const { code, stderr } = await run(taken, { cwd: workspace.dir });
    expect(code).toBe(ListenError.exitCode);
    expect(stderr).toMatch(
      /could not be served at 127\.0\.0\.1:\d+: something else is served there.*--port/u,
    );
    expect((await run(["review", "--port", "70000"], { cwd: workspace.dir })).code).toBe(UsageError.exitCode);
  });

  test("nobody from another machine, unless the owner wants it", async () => {
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one !== undefined && !one.internal && one.family === "IPv4");
    const outcomes = await Promise.all(
      others.map(
        (one) =>
          new Promise((resolve) => {
            const socket = connect(Number(address.port), one!.address);
            socket
              .once("connect", () => resolve(`connected at ${one!.address}`))
              .once("error", () => resolve("refused"));
          }),
      ),
    );
    expect(address.hostname).toBe("127.0.0.1");
    expect(outcomes.filter((outcome) => outcome !== "refused")).toEqual([]);
  });
});

describe("what is shown", () => {
  const wanderers = [
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e%2f%2e%2e%2fpackage",
    "..\\..\\config",
    "%00",
    "000_0000000000000000%00",
    "000_0000000000000000%2f..%2f..%2fconfig",
    "__proto__",
    "constructor",
    "CON",
    "云".repeat(300),
    `000_${"0".repeat(15)}`,
  ];
  test.each(wanderers)("nothing outside of the workspace: %s", async (name) => {
    for (const rest of ["", "/archived", "/archived/content", "/case"]) {
      const { status, text } = await ask({
        path: encodeURI(`/documents/${name}${rest}`).replaceAll("%25", "%"),
      });
      expect([400, 404]).toContain(status);
      expect(text).not.toContain("root:");
    }
    const { status } = await ask({
      ...judge(),
      headers: own(),
      body: `decision=remove+${encodeURIComponent(name)}.0`,
    });
    expect(status).toBe(404);
  });

  test("nothing to another site's frame, and nothing that was not sent with it", async () => {
    const { headers } = await ask({ path: `/documents/${ids[0]}` });
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'/u);
    expect(headers["content-security-policy"]).not.toContain("unsafe");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("same-origin");
    expect(headers["cache-control"]).toBe("no-store");
    const content = await ask({ path: `/documents/${ids[0]}/archived/content` });
    expect(content.headers["content-security-policy"]).toMatch(/^default-src 'none'.*; sandbox;/u);
    expect(content.text).not.toMatch(/<(?:script|iframe|img|svg|object|link|meta(?! charset)|base)\b/iu);
  });

  test("a way back leads nowhere else", async () => {
    for (const back of [
      "https://evil.example/",
      "//evil.example",
      "/\\evil.example",
      "javascript:hit()",
      "\t//evil.example",
    ]) {
      const { status, headers } = await ask({
        path: "/preferences",
        method: "POST",
        headers: own(),
        body: new URLSearchParams({ back, theme: "dark" }).toString(),
      });
      expect(status).toBe(303);
      expect(new URL(headers["location"] as string, address).origin).toBe(address.origin);
    }
  });
});

describe("in a browser", { ...needsChromium, timeout: 90_000 }, () => {
  test("thirty attacks in every field run no script, though the page's policy is out of force", async () => {
    expect(new Set(attacks).size).toBe(30);
    const context = await openContext({ bypassCSP: true });
    const hits: string[] = [];
    await context.exposeFunction("hit", () => hits.push("hit"));
    context.on("dialog", (dialog) => hits.push(dialog.message()));
    const page = await context.newPage();
    await page.goto(server.url);
    expect(await page.locator(".document").count()).toBe(30);
    const search = `?q=${encodeURIComponent(attacks[6]!)}&site=${encodeURIComponent(attacks[7]!)}&stage=${encodeURIComponent(attacks[0]!)}`;
    await page.goto(new URL(`/${search}`, server.url).href);
    for (const [at, id] of ids.entries()) {
      await page.goto(new URL(`/documents/${id}`, server.url).href);
      expect(await page.locator("h1").innerText()).toContain("hit()");
      expect(await page.locator("a[href^=javascript i], main iframe, main img").count()).toBe(0);
      await page.goto(new URL(`/documents/${id}/archived/content`, server.url).href);
      expect(await page.locator("script, iframe, img, object, svg, base, link, input, video").count()).toBe(
        0,
      );
      if (at === 1) {
        await page.goto(new URL(`/documents/${id}/archived`, server.url).href);
        await page.goto(new URL(`/documents/${id}?edit=${id}.1`, server.url).href);
        await page.goto(new URL(`/documents/${id}/case`, server.url).href);
      }
    }
    expect(hits).toEqual([]);
    // The trap works.
    await page.evaluate(() => (globalThis as unknown as { hit(): void }).hit());
    expect(hits).toEqual(["hit"]);
  });

  test("and the policy alone stops what would slip through", async () => {
    const context = await openContext();
    const hits: string[] = [];
    await context.exposeFunction("hit", () => hits.push("hit"));
    const page = await context.newPage();
    await page.goto(server.url);
    await page.evaluate((all) => {
      for (const attack of all) {
        const place = document.createElement("div");
        place.innerHTML = attack;
        document.body.append(place);
      }
      const script = document.createElement("script");
      script.textContent = "hit()";
      document.body.append(script);
    }, attacks);
    await page.waitForTimeout(200);
    expect(hits).toEqual([]);
  });
});
