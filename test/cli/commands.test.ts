import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as errors from "../../src/core/errors.ts";
import { run as runMain, serveDemo } from "../support/cli-run.ts";
import type { RunOptions } from "../support/cli-run.ts";
import { needs } from "../support/needs.ts";

const headline = "青石镇新修水渠通水";
const sentences = [
  "青石镇新修的水渠昨天正式通水，沿线六个村的三千多亩稻田今年春天不再缺水。",
  "镇水利站站长介绍，水渠全长十二公里，去年秋收以后开工，参加施工的大多是本地村民。",
  "村民们说，往年这个时候要到河里挑水浇地,如今打开闸门就行，省下来的工夫可以多种两亩菜。",
  "镇里还打算在水渠两边栽上柳树，修一条小路，方便老人和孩子散步。",
];
const menu = ["首页", "要闻", "社会", "经济", "文化", "教育", "体育", "旅游"];

function page(title = headline): string {
  const links = menu.map((word, at) => `<li><a href="/${at}/">${word}</a></li>`).join("");
  const text = sentences.map((sentence) => `<p>${sentence}</p>`).join("");
  return `<!doctype html><meta charset="utf-8"><title>${title}</title><body><ul class="nav">${links}</ul><h1>${title}</h1>${text}<div class="footer">版权所有 青石镇新闻网 未经授权不得转载</div></body>`;
}

const japanese = `<!doctype html><title>川沿いの道</title><h1>川沿いの道</h1>${"<p>わたしたちは暗くなるまで川沿いの道をゆっくりと歩き、それからまた家に帰りました。</p><p>とちゅうで雨がふりはじめたので、古い橋の下でしばらく休みました。</p>".repeat(3)}`;

const answers: Readonly<Record<string, (respond: Respond) => void>> = {
  "/page.html": (respond) => respond(200, page()),
  "/moved.html": (respond) => respond(302, "", { location: "/page.html" }),
  "/loop-a": (respond) => respond(302, "", { location: "/loop-b" }),
  "/loop-b": (respond) => respond(302, "", { location: "/loop-a" }),
  "/fault": (respond) => respond(500, "no"),
  "/empty": (respond) => respond(200, ""),
  "/file.pdf": (respond) => respond(200, "%PDF-1.7\n%", { "content-type": "application/pdf" }),
  "/picture.png": (respond) => respond(200, "\u0089PNG\r\n", { "content-type": "image/png" }),
  "/huge.html": (respond) => respond(200, page() + "水".repeat(20_000)),
  "/escape.html": (respond) => respond(200, page(`${headline}\u001b[31m`)),
  "/list/": (respond) =>
    respond(
      200,
      `<title>要闻</title><a href="/page.html">${headline}</a> <a href="/gone.html">河边的老树今年又开花了</a>`,
    ),
};

type Respond = (status: number, body: string, headers?: Readonly<Record<string, string>>) => void;

let server: Server;
let site: string;
let folder: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const respond: Respond = (status, body, headers = {}) =>
      response.writeHead(status, { "content-type": "text/html; charset=utf-8", ...headers }).end(body);
    const answer = answers[request.url ?? ""];
    if (answer === undefined) respond(404, "none");
    else answer(respond);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((closed) => server.close(closed)));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "newsift-cli-"));
  return () => rmSync(folder, { recursive: true, force: true });
});

const run = (argv: readonly string[], options: RunOptions = {}) => runMain(argv, { cwd: folder, ...options });

/** A workspace that asks nobody to wait. */
async function makeWorkspace(name = "."): Promise<void> {
  await run(["init", name]);
  writeFileSync(
    join(folder, name, "config/newsift.yaml"),
    "crawl:\n  delaySeconds: 0\n  retries: 0\n  maxBytes: 40000\n",
  );
}

function files(path: string): readonly string[] {
  return existsSync(join(folder, path)) ? readdirSync(join(folder, path)).toSorted() : [];
}

describe("init", () => {
  test("makes a workspace that the other commands take", async () => {
    const { code, stdout } = await run(["init", "corpus"]);
    expect(code).toBe(0);
    expect(stdout).toContain(join(folder, "corpus"));
    expect(files("corpus")).toEqual(["clean", "config", "raw"]);
    expect(await run(["verify", "-w", "corpus"])).toMatchObject({ code: 0, stderr: "" });
  });

  test("leaves a folder with something else alone", async () => {
    writeFileSync(join(folder, "letter.txt"), "私信");
    expect(await run(["init", "."])).toMatchObject({ code: errors.WorkspaceError.exitCode, stdout: "" });
    expect(files(".")).toEqual(["letter.txt"]);
  });
});

describe("without a workspace", () => {
  test.each([["crawl"], ["ingest", "x.txt"], ["clean"], ["diff", "1"], ["verify"]])(
    "%s %s says so",
    async (...argv) => {
      const { code, stdout, stderr } = await run(argv);
      expect({ code, stdout }).toEqual({ code: errors.WorkspaceError.exitCode, stdout: "" });
      expect(stderr).toContain("newsift init");
      expect(files(".")).toEqual([]);
    },
  );
});

describe("ingest", () => {
  beforeEach(() => makeWorkspace());

  test("a file: says where the text is, what it is and what went", async () => {
    writeFileSync(join(folder, "story.html"), page());
    const { code, stdout, stderr } = await run(["ingest", "story.html"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [name] = files("clean").filter((file) => file.endsWith(".txt"));
    expect(stdout).toContain(join("clean", name!));
    expect(stdout).toContain("article");
    expect(stdout).toContain(headline);
    expect(stdout).toMatch(/removed: .*navigation \d+/u);
    expect(readFileSync(join(folder, "clean", name!), "utf8").split("\n")[0]).toBe(headline);
  });

  test("an address, and what redirects to it, are one page", async () => {
    const { code, stdout } = await run([
      "ingest",
      `${site}/page.html`,
      `${site}/moved.html`,
      "--allow-private",
      "--json",
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      documents: [{ verdict: "article", title: headline }],
      failures: [],
    });
    expect(files("raw")).toHaveLength(2);
  });

  test("--stdout prints the text and nothing else", async () => {
    writeFileSync(join(folder, "story.html"), page());
    const { stdout } = await run(["ingest", "story.html", "--stdout"]);
    const [name] = files("clean").filter((file) => file.endsWith(".txt"));
    expect(stdout).toBe(readFileSync(join(folder, "clean", name!), "utf8"));
  });

  test("standard input", async () => {
    const { code, stdout } = await run(["ingest", "-", "--stdout"], { stdin: page() });
    expect(code).toBe(0);
    expect(stdout).toContain(sentences[0]);
  });

  test("a folder: its pages and texts", async () => {
    mkdirSync(join(folder, "pages/deeper"), { recursive: true });
    writeFileSync(join(folder, "pages/a.html"), page());
    writeFileSync(join(folder, "pages/b.txt"), [headline, ...sentences].join("\n"));
    writeFileSync(join(folder, "pages/notes.md"), "# 备注");
    writeFileSync(join(folder, "pages/deeper/c.html"), page("下一级的网页"));
    const { code, stdout } = await run(["ingest", "pages", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).documents).toHaveLength(2);
  });

  test("what is no article is kept, and named with its verdict", async () => {
    writeFileSync(join(folder, "walk.html"), japanese);
    const { code, stdout, stderr } = await run(["ingest", "walk.html", "--stdout"]);
    expect({ code, stdout }).toEqual({ code: errors.NotArticleError.exitCode, stdout: "" });
    expect(stderr).toMatch(
      /^newsift: 000_[0-9a-f]{16} is kept in raw\/, but is no article \(not-chinese\)\. [^\n]+\n$/u,
    );
    expect(files("raw")).toHaveLength(2);
    expect(files("clean")).toEqual(["receipts"]);
  });

  test("what is smuggled into a title is shown, not obeyed", async () => {
    const { stdout, stderr } = await run(["ingest", `${site}/escape.html`, "--allow-private"], {
      isTTY: true,
      env: { NO_COLOR: "1" },
    });
    expect(stdout).toContain(`${headline}\\u{1b}[31m`);
    expect(stdout + stderr).not.toContain("\u001b[31m");
  });

  const wrong: readonly (readonly [
    name: string,
    input: string,
    error: { readonly exitCode: number },
    hint: string,
  ])[] = [
    ["a missing file", "none.html", errors.UnreadableInputError, "none.html"],
    ["an empty file", "empty.html", errors.EmptyInputError, "empty.html"],
    ["a binary file", "picture.html", errors.BinaryInputError, "picture.html"],
    ["a PDF file", "paper.pdf", errors.PdfInputError, "pdftotext"],
    [
      "an address without a host that resolves",
      "http://nowhere.invalid/",
      errors.UnresolvedHostError,
      "nowhere.invalid",
    ],
    ["another scheme", "ftp://127.0.0.1/x", errors.SchemeError, "http"],
    ["status 404", "SITE/gone.html", errors.ClientStatusError, "404"],
    ["status 500", "SITE/fault", errors.ServerStatusError, "500"],
    ["a redirect loop", "SITE/loop-a", errors.RedirectError, "circle"],
    ["an empty page", "SITE/empty", errors.EmptyInputError, "/empty"],
    ["a PDF on the web", "SITE/file.pdf", errors.PdfInputError, "PDF"],
    ["a picture on the web", "SITE/picture.png", errors.BinaryInputError, "image/png"],
    ["a page that is too large", "SITE/huge.html", errors.TooLargeError, "maxBytes"],
  ];

  test.each(wrong)(
    "%s: one sentence, its own exit code, and the others go on",
    async (_, input, error, hint) => {
      writeFileSync(join(folder, "empty.html"), "");
      writeFileSync(
        join(folder, "picture.html"),
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 1, 2]),
      );
      writeFileSync(join(folder, "paper.pdf"), "%PDF-1.4\n1 0 obj");
      writeFileSync(join(folder, "story.html"), page());
      const argv = ["ingest", input.replace("SITE", site), "story.html", "--allow-private"];
      const { code, stdout, stderr } = await run(argv);
      expect(code).toBe(error.exitCode);
      expect(stderr).toMatch(/^newsift: [^\n]+\n$/u);
      expect(stderr).toContain(hint);
      expect(stdout).toContain(headline);
      expect(files("raw")).toHaveLength(2);
    },
  );

  test("a private address is refused unless it is allowed", async () => {
    const { code, stderr } = await run(["ingest", `${site}/page.html`]);
    expect(code).toBe(errors.PrivateAddressError.exitCode);
    expect(stderr).toContain("--allow-private");
    expect(files("raw").filter((file) => file.endsWith(".html"))).toEqual([]);
    expect((await run(["ingest", `${site}/page.html`, "--allow-private=example.invalid"])).code).toBe(code);
    expect((await run(["ingest", `${site}/page.html`, "--allow-private=127.0.0.1"])).code).toBe(0);
    expect((await run(["ingest", "--allow-private", `${site}/page.html`])).code).toBe(0);
  });

  /** As hosts stand in addresses, in any spelling. */
  test.each([
    ["[::1]", "http://[::1]:9/"],
    ["::1", "http://[::1]:9/"],
    ["[::1]:9", "http://[::1]:9/"],
    ["[0:0:0:0:0:0:0:1]", "http://[::1]:9/"],
    ["[FD00::A]", "http://[fd00::a]:9/"],
    ["LOCALHOST", "http://localhost:9/"],
    ["127.0.0.1:9", "http://127.0.0.1:9/"],
    ["example.invalid, [::1]", "http://[::1]:9/"],
  ])("--allow-private=%s allows %s", async (hosts, address) => {
    const { code } = await run(["ingest", address, `--allow-private=${hosts}`]);
    expect(code).not.toBe(errors.PrivateAddressError.exitCode);
    expect(code).not.toBe(errors.UsageError.exitCode);
  });

  test.each([
    ["[::2]", "http://[::1]:9/"],
    ["::", "http://[::1]:9/"],
    ["127.0.0.1", "http://[::ffff:127.0.0.1]:9/"],
    ["127.0.0.2", "http://127.0.0.1:9/"],
    ["localhost", "http://127.0.0.1:9/"],
    ["ocalhost", "http://localhost:9/"],
  ])("--allow-private=%s does not allow %s", async (hosts, address) => {
    const { code } = await run(["ingest", address, `--allow-private=${hosts}`]);
    expect(code).toBe(errors.PrivateAddressError.exitCode);
  });

  test("a folder without permission", needs("a user who is not root", process.getuid?.() !== 0), async () => {
    mkdirSync(join(folder, "closed"));
    chmodSync(join(folder, "closed"), 0o000);
    expect((await run(["ingest", "closed"])).code).toBe(errors.UnreadableInputError.exitCode);
  });

  test("the exit code is that of the first input that failed", async () => {
    const { code, stderr } = await run(["ingest", `${site}/fault`, "none.html", "--allow-private"]);
    expect(code).toBe(errors.ServerStatusError.exitCode);
    expect(stderr.trimEnd().split("\n")).toHaveLength(2);
  });
});

describe("crawl", () => {
  beforeEach(() => makeWorkspace());

  function writeSource(id: string, start: string): void {
    writeFileSync(
      join(folder, `config/sources/${id}.yaml`),
      `name: 青石镇新闻网\nstart: [${start}]\narticle: \\.html$\n`,
    );
  }

  test("archives and cleans; an article that cannot be had is named and is no failure", async () => {
    writeSource("town", `${site}/list/`);
    const { code, stdout, stderr } = await run(["crawl", "--allow-private", "--json"]);
    expect(code).toBe(0);
    expect(stderr).toContain("404");
    expect(JSON.parse(stdout)).toMatchObject({
      pages: { found: 3, fetched: 2, failed: 1, waiting: 0 },
      documents: [{ verdict: expect.not.stringMatching("article") }, { verdict: "article", title: headline }],
      failures: [{ error: "ClientStatusError" }],
    });
    expect(await run(["crawl", "--allow-private"])).toMatchObject({ code: 0 });
    expect(files("raw").filter((file) => file.endsWith(".html"))).toHaveLength(2);
  });

  test("a source whose list page cannot be had is a failure, and the others go on", async () => {
    writeSource("a-broken", `${site}/fault`);
    writeSource("town", `${site}/list/`);
    const { code, stdout, stderr } = await run(["crawl", "--allow-private"]);
    expect(code).toBe(errors.DegradedError.exitCode);
    expect(stderr).toMatch(/a-broken: http\S+\/fault was expected to list articles.*answered 500/u);
    expect(stdout).toContain(headline);
    // The list, once, and an article that is not there.
    expect(stdout).toMatch(/; failed: 2$/mu);
    expect(stdout).toMatch(/^degraded: runs\/\S+$/mu);
  });

  test("--max-pages", async () => {
    writeSource("town", `${site}/list/`);
    const { stdout } = await run(["crawl", "town", "--allow-private", "--max-pages", "2", "--json"]);
    expect(JSON.parse(stdout).pages).toMatchObject({ found: 2 });
  });

  test.each([
    ["without a source", []],
    ["with one that is none", ["twn"]],
  ])("%s", async (_, argv) => {
    expect(await run(["crawl", ...argv])).toMatchObject({ code: errors.UsageError.exitCode, stdout: "" });
  });

  test("with config that is wrong names file and line", async () => {
    writeFileSync(join(folder, "config/sources/town.yaml"), "name: 青石镇新闻网\nstrt: []\n");
    const { code, stderr } = await run(["crawl"]);
    expect(code).toBe(errors.ConfigError.exitCode);
    expect(stderr).toContain("config/sources/town.yaml:2");
  });

  test("on a terminal shows a line for each host, elsewhere one for each page", async () => {
    writeSource("town", `${site}/list/`);
    const piped = await run(["crawl", "--allow-private"]);
    expect(piped.stderr).toMatch(/^town: http\S+\/page\.html → \d+_[0-9a-f]{16} \(new\)$/mu);
    const shown = await run(["crawl", "--allow-private"], { isTTY: true });
    expect(shown.stderr).toMatch(/^host +found +fetched +304 .* next in\n127\.0\.0\.1:\d+ +1 +0/mu);
    expect(shown.stderr).toContain("\r\u001b[2A\u001b[J");
    expect(shown.stderr).not.toContain("→");
    expect(shown.stdout).toMatch(/^ok: runs\/\S+$/mu);
  });
});

describe("clean, diff and verify", () => {
  let id: string;

  beforeEach(async () => {
    await makeWorkspace();
    writeFileSync(join(folder, "story.html"), page());
    id = JSON.parse((await run(["ingest", "story.html", "--json"])).stdout).documents[0].document;
  });

  test("clean again changes nothing", async () => {
    expect(await run(["clean"])).toEqual({ code: 0, stdout: "1 article; unchanged: 1\n", stderr: "" });
  });

  test.each(["all", "number", "id", "path"])("clean brings back what is gone: %s", async (how) => {
    const text = join(folder, "clean", `${id}.txt`);
    const before = readFileSync(text);
    rmSync(text);
    const names = { all: [], number: ["0"], id: [id], path: [join("raw", `${id}.html`)] }[how]!;
    expect((await run(["clean", ...names])).code).toBe(0);
    expect(readFileSync(text)).toEqual(before);
  });

  test("clean takes the thresholds and switches of the workspace", async () => {
    writeFileSync(join(folder, "config/newsift.yaml"), "stages:\n  navigation: false\n");
    const { stdout } = await run(["clean", "--json"]);
    expect(JSON.parse(stdout).documents[0].removed).not.toHaveProperty("navigation");
  });

  test("clean takes the cues of the workspace", async () => {
    mkdirSync(join(folder, "config/cues"));
    writeFileSync(join(folder, "config/cues/disclaimer.yaml"), "about: Nothing.\nremoves: []\nkeeps: []\n");
    writeFileSync(join(folder, "config/cues/copyright.yaml"), "about: Nothing.\nremoves: []\nkeeps: []\n");
    const { stdout } = await run(["clean", "--json"]);
    expect(JSON.parse(stdout).documents[0].outcome).toBe("changed");
  });

  test.each(["clean", "diff"])("%s names a document that is not there", async (command) => {
    const { code, stderr } = await run([command, "77"]);
    expect(code).toBe(errors.WorkspaceError.exitCode);
    expect(stderr).toContain('"77"');
  });

  test("diff shows what went, why, and which characters changed", async () => {
    const { code, stdout } = await run(["diff", "0"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^- 版权所有 青石镇新闻网 .* {2}[a-z-]+: [a-z-]+$/mu);
    expect(stdout).toContain("浇地[-,-]{+，+}如今");
    expect(stdout).toMatch(new RegExp(`^  ${sentences[3]}$`, "mu"));
  });

  test("diff --json: kept and added pieces are the clean text", async () => {
    const { lines } = JSON.parse((await run(["diff", id, "--json"])).stdout);
    const clean = lines
      .filter(({ fate }: { fate: string }) => fate !== "removed")
      .map(({ text, pieces }: { text: string; pieces?: readonly { mark: string; text: string }[] }) =>
        pieces === undefined
          ? text
          : pieces
              .filter(({ mark }) => mark !== "removed")
              .map((piece) => piece.text)
              .join(""),
      );
    expect(`${clean.join("\n")}\n`).toBe(readFileSync(join(folder, "clean", `${id}.txt`), "utf8"));
  });

  test("diff of what was never cleaned says so", async () => {
    rmSync(join(folder, "clean/receipts", `${id}.json`));
    const { code, stderr } = await run(["diff", id]);
    expect(code).toBe(errors.WorkspaceError.exitCode);
    expect(stderr).toContain("newsift clean");
  });

  test("verify finds a changed byte", async () => {
    expect((await run(["verify"])).code).toBe(0);
    const text = join(folder, "clean", `${id}.txt`);
    writeFileSync(text, readFileSync(text, "utf8").replace("水渠", "木渠"));
    const { code, stderr } = await run(["verify"]);
    expect(code).toBe(errors.VerifyError.exitCode);
    expect(stderr).toContain(id);
  });

  test("a workspace in use is left alone", async () => {
    const { lockWorkspace } = await import("../../src/archive/upkeep/lock.ts");
    const { openWorkspace } = await import("../../src/archive/files/workspace.ts");
    const lock = await lockWorkspace(openWorkspace(folder), "newsift crawl");
    const { code, stderr } = await run(["clean"]);
    lock.release();
    expect(code).toBe(errors.LockedError.exitCode);
    expect(stderr).toContain("newsift crawl");
  });

  test("a stopped command says that it goes on from there", async () => {
    const { stderr } = await run(["clean"], { signal: AbortSignal.abort() });
    expect(stderr).toContain("stopped");
    expect((await run(["clean"])).code).toBe(0);
  });
});

describe("clean --from --to", () => {
  beforeEach(() => {
    mkdirSync(join(folder, "from"));
    writeFileSync(join(folder, "from/story.html"), page());
    writeFileSync(join(folder, "from/plain.txt"), [headline, ...sentences].join("\r\n"));
    writeFileSync(join(folder, "from/walk.html"), japanese);
  });

  test("writes a text for each article, and nothing for the rest", async () => {
    const { code, stdout } = await run(["clean", "--from", "from", "--to", "to"]);
    expect(code).toBe(0);
    expect(stdout).toContain("2 articles, 1 not-chinese");
    expect(stdout).toMatch(/^walk is no article \(not-chinese\): [^\n]+\.$/mu);
    expect(files("to")).toEqual(["plain.txt", "story.txt"]);
    expect(files(".")).toEqual(["from", "to"]);
  });

  test("--recursive takes subfolders, and what is passed over is said either way", async () => {
    mkdirSync(join(folder, "from/2031"));
    writeFileSync(join(folder, "from/2031/late.html"), page());
    for (const name of [".old.html", "a.jpg", "b.pdf"]) writeFileSync(join(folder, "from", name), "x");
    const flat = await run(["clean", "--from", "from", "--to", "flat"]);
    expect(flat.stdout).toMatch(
      /^Skipped: 1 hidden \(\.old\.html\); 1 folder, which --recursive takes \(2031\); 2 files that are no \.html, \.htm or \.txt \(a\.jpg, b\.pdf\)$/mu,
    );
    const deep = await run(["clean", "--from", "from", "--to", "deep", "--recursive", "--json"]);
    expect(JSON.parse(deep.stdout).skipped).toEqual([
      { name: ".old.html", why: "hidden" },
      { name: "a.jpg", why: "other file" },
      { name: "b.pdf", why: "other file" },
    ]);
    expect(files("deep/2031")).toEqual(["late.txt"]);
    expect((await run(["clean", "--recursive"])).code).toBe(errors.UsageError.exitCode);
  });

  test("a folder without any page is named", async () => {
    mkdirSync(join(folder, "bare/2031"), { recursive: true });
    const { code, stderr } = await run(["clean", "--from", "bare", "--to", "to"]);
    expect(code).toBe(errors.UnreadableInputError.exitCode);
    expect(stderr).toMatch(
      /^newsift: \S+\/bare holds no \.html, \.htm or \.txt: name a folder of pages\.\n$/u,
    );
  });

  test("--receipts and --language any", async () => {
    await run(["clean", "--from", "from", "--to", "to", "--receipts"]);
    expect(files("to")).toEqual(["plain.json", "plain.txt", "story.json", "story.txt", "walk.json"]);
    await run(["clean", "--from", "from", "--to", "any", "--language", "any"]);
    expect(files("any")).toEqual(["plain.txt", "story.txt", "walk.txt"]);
  });

  test("a file that cannot be read is named, and the others go on", async () => {
    writeFileSync(join(folder, "from/none.html"), "");
    const { code, stdout, stderr } = await run(["clean", "--from", "from", "--to", "to", "--json"]);
    expect(code).toBe(errors.EmptyInputError.exitCode);
    expect(stderr).toMatch(/^newsift: [^\n]*none\.html[^\n]*\n$/u);
    expect(JSON.parse(stdout)).toMatchObject({ failures: [{ error: "EmptyInputError", exitCode: 11 }] });
    expect(files("to")).toEqual(["plain.txt", "story.txt"]);
  });

  test.each([
    ["the same folder", ["from", "from"], errors.UsageError],
    ["no such folder", ["none", "to"], errors.UnreadableInputError],
  ])("%s is refused", async (_, [from, to], error) => {
    const { code } = await run(["clean", "--from", from!, "--to", to!]);
    expect(code).toBe(error.exitCode);
    expect(files("from")).toEqual(["plain.txt", "story.html", "walk.html"]);
  });
});

describe("doctor", () => {
  test("is content with this machine", async () => {
    await makeWorkspace();
    const { code, stdout } = await run(["doctor"], { env: { LANG: "zh_CN.UTF-8" } });
    expect(code).toBe(0);
    for (const name of ["Node", "SQLite", "Write access", "Workspace", "Terminal"]) {
      expect(stdout).toMatch(new RegExp(`^✓ ${name}: `, "mu"));
    }
    expect(stdout).toMatch(/^[✓–] Chromium: /mu);
  });

  test("fails on what is necessary, and says what to do", async () => {
    await makeWorkspace();
    writeFileSync(join(folder, "config/newsift.yaml"), "languge: zh\n");
    const { code, stdout, stderr } = await run(["doctor", "--json"], { env: { LANG: "C" } });
    expect(code).toBe(errors.SetupError.exitCode);
    expect(stderr).toContain("Workspace");
    const { checks } = JSON.parse(stdout);
    expect(checks).toContainEqual(expect.objectContaining({ name: "Workspace", state: "missing" }));
    expect(checks).toContainEqual(expect.objectContaining({ name: "Terminal", state: "limited" }));
  });
});

describe("demo", () => {
  test("crawls, cleans, shows one diff, and leaves nothing behind", async () => {
    const { code, stdout, stderr } = await run(["demo"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+ articles, .*listing.*spam/mu);
    expect(stdout).toMatch(/^newsift diff \d{3}_[0-9a-f]{16} shows:$/mu);
    expect(stderr).toContain("http://127.0.0.1:");
  });

  test("--serve serves the site until it is stopped: a source is added, crawled, and crawled again", async () => {
    const { site, stop } = await serveDemo();
    await makeWorkspace();
    expect(await run(["add", `${site}/`, "--allow-private"])).toMatchObject({ code: 0 });
    const first = await run(["crawl", "--allow-private", "--json"]);
    expect(JSON.parse(first.stdout)).toMatchObject({ run: { outcome: "ok" }, pages: { new: 22 } });
    writeFileSync(join(folder, "config/newsift.yaml"), "crawl:\n  delaySeconds: 0\n  recrawl: 0h\n");
    const again = await run(["crawl", "--allow-private", "--json"]);
    expect(JSON.parse(again.stdout)).toMatchObject({
      run: { outcome: "ok" },
      pages: { new: 0, changed: 0, unchanged: 22, notModified: 22 },
    });
    expect((await stop()).stdout).toContain(`newsift add ${site}/ --allow-private\n`);
    await expect(fetch(site)).rejects.toThrow("fetch failed");
    expect((await run(["demo", "--serve", "--json"])).code).toBe(errors.UsageError.exitCode);
    expect((await run(["demo", "--serve", "0"])).code).toBe(errors.UsageError.exitCode);
  });

  test("--keep says where the files are", async () => {
    const { stderr } = await run(["demo", "--keep", "--json"]);
    const kept = /The files are in (\S+)\.$/mu.exec(stderr)![1]!;
    try {
      expect(await run(["verify", "-w", kept])).toMatchObject({ code: 0 });
    } finally {
      rmSync(kept, { recursive: true });
    }
  });
});
