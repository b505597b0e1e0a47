/** The program itself, in a process of its own: speed, pipes and signals. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { run } from "../support/cli-run.ts";

const program = new URL("../../src/cli/newsift.ts", import.meta.url).pathname;

let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "newsift-process-"));
  await run(["init", "."], { cwd: folder });
  return () => rmSync(folder, { recursive: true, force: true });
});

function start(...argv: readonly string[]) {
  const child = spawn(process.execPath, [program, ...argv], {
    cwd: folder,
    env: { ...process.env, TMPDIR: folder },
  });
  const written = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (written.stdout += chunk));
  child.stderr.on("data", (chunk) => (written.stderr += chunk));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, written, ended };
}

test("help comes at once", () => {
  // The time that the processor took: a busy machine makes people wait longer, and the program is not to blame.
  const saying = `data:text/javascript,process.on("exit",()=>process.stderr.write(JSON.stringify(process.cpuUsage())))`;
  const { status, stderr } = spawnSync(process.execPath, ["--import", saying, program, "--help"], {
    encoding: "utf8",
  });
  expect(status).toBe(0);
  const { user, system } = JSON.parse(stderr) as NodeJS.CpuUsage;
  expect((user + system) / 1000).toBeLessThan(1500);
});

test("the exit code is that of the error", async () => {
  const { ended, written } = start("diff", "1");
  expect(await ended).toBe(4);
  expect(written.stderr).toMatch(/^newsift: [^\n]+\n$/u);
});

test("a reader that has seen enough is no failure", async () => {
  const { child, ended, written } = start("demo", "--json");
  child.stdout.destroy();
  expect(await ended).toBe(0);
  expect(written.stderr).not.toContain("EPIPE");
  expect(readdirSync(folder).filter((name) => name.startsWith("newsift-demo-"))).toEqual([]);
});

describe("signals", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s stops a crawl, and the same command goes on", async (signal, code) => {
    const asked: string[] = [];
    let slow = true;
    const server = createServer((request, response) => {
      asked.push(request.url!);
      response.setHeader("content-type", "text/html; charset=utf-8");
      if (request.url === "/robots.txt") response.writeHead(404).end();
      else if (request.url === "/") response.end('<a href="/1001.html">河边的老树今年又开花了</a>');
      else if (!slow) response.end("<title>河边的老树</title><p>河边的老树今年又开花了。</p>");
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    writeFileSync(
      join(folder, "config/sources/town.yaml"),
      `name: 河边新闻\nstart: [${site}]\narticle: \\.html$\ndelaySeconds: 0\n`,
    );
    try {
      const first = start("crawl", "--allow-private");
      while (!asked.includes("/1001.html")) await new Promise((tick) => setTimeout(tick, 20));
      // npm passes on what the terminal has sent already.
      first.child.kill(signal);
      first.child.kill(signal);
      expect(await first.ended).toBe(code);
      expect(first.written.stderr).toContain("stopped");
      expect(first.written.stderr).not.toContain("unexpected");

      slow = false;
      const second = start("crawl", "--allow-private", "--json");
      expect(await second.ended).toBe(0);
      expect(JSON.parse(second.written.stdout).pages).toMatchObject({ fetched: 1, waiting: 0 });
      expect(JSON.parse(second.written.stdout).documents).toHaveLength(2);
      expect(asked.filter((path) => path === "/")).toHaveLength(1);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

/** Each holds the process as long as it can while the signal comes. */
describe("a signal is heard while the worst is read", () => {
  const MB = 1024 * 1024;
  const html = { "content-type": "text/html; charset=utf-8" };
  const article = `<title>河边的老树今年又开花了</title>${"<p>河边的老树今年又开花了，来看花的人很多。</p>".repeat(8 * 13_000)}`;

  test.each<[name: string, worst: string, routes: Readonly<Record<string, string>>]>([
    ["robots.txt of line ends", "/robots.txt", { "/robots.txt": "\n".repeat(500 * 1024) }],
    ["a list of nested elements", "/", { "/": "<b>".repeat((8 * MB) / 3) }],
    ["a list of document types", "/", { "/": "<!doctype".repeat((8 * MB) / 9) }],
    [
      "an article of 8 MB",
      "/1001.html",
      { "/": '<a href="/1001.html">河边的老树今年又开花了</a>', "/1001.html": article },
    ],
  ])("%s", async (_, worst, routes) => {
    const served = Promise.withResolvers<void>();
    const server = createServer((request, response) => {
      const body = routes[request.url!];
      if (request.url === worst) response.once("finish", served.resolve);
      response.writeHead(body === undefined ? 404 : 200, html).end(body);
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    writeFileSync(
      join(folder, "config/sources/town.yaml"),
      `name: 河边新闻\nstart: [${site}]\narticle: \\.html$\ndelaySeconds: 0\n`,
    );
    try {
      const { child, ended } = start("crawl", "--allow-private");
      await served.promise;
      child.kill("SIGTERM");
      expect(await ended).toBe(143);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  test.each<[name: string, text: string]>([
    ["a text of line ends", `河边的老树\n${"\n".repeat(8 * MB)}`],
    ["a text of brackets", "（".repeat((8 * MB) / 3)],
    ["a page of paragraphs", article],
  ])("%s is cleaned", async (_, text) => {
    const ending = text.startsWith("<") ? "html" : "txt";
    mkdirSync(join(folder, "raw"), { recursive: true });
    writeFileSync(join(folder, "raw", `000_0123456789abcdef.${ending}`), text);
    const { child, ended } = start("clean");
    // Made when it takes the workspace, and left there.
    const begun = join(folder, ".newsift/mutex.sqlite");
    while (!existsSync(begun) && child.exitCode === null) await new Promise((tick) => setTimeout(tick, 20));
    child.kill("SIGTERM");
    expect(await ended).toBe(143);
  });
});
