import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { ConnectionError, RobotsError } from "../../../src/core/errors.ts";
import { fetchPage } from "../../../src/crawl/fetch/fetch-page.ts";
import type { Answer } from "../../../src/crawl/fetch/http.ts";
import { createRobots, ROBOTS_MAX_BYTES } from "../../../src/crawl/fetch/robots.ts";
import type { Config } from "../../../src/config/schema.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";
import { articlePage, crawlConfig, startSite, type Route } from "../../support/crawl-site.ts";

const PAGE = articlePage("青禾镇石桥通车");
const PATH = "/news/1.html";

async function outcomeWith(
  robots: Route | undefined,
  changes: Partial<Config["crawl"]> = {},
  more: Record<string, Route> = {},
) {
  const site = await startSite({
    [PATH]: PAGE,
    ...more,
    ...(robots === undefined ? {} : { "/robots.txt": robots }),
  });
  const config = crawlConfig({ headersTimeoutSeconds: 0.3, ...changes });
  const page = await fetchPage(site.url + PATH, { config, allowPrivate: true }).catch(
    (error: Error) => error,
  );
  return { site, outcome: page instanceof Error ? page.name : page.arrival.robots, page };
}

const text =
  (body: string | Buffer): Route =>
  (_, response) =>
    response.writeHead(200, { "content-type": "text/plain" }).end(body);
const status =
  (code: number, headers: Record<string, string> = {}): Route =>
  (_, response) =>
    response.writeHead(code, headers).end("no");
const rules = (lines: string) => text(`User-agent: *\n${lines}\n`);

describe("robots.txt", () => {
  test.each<[string, Route | undefined, string]>([
    ["404", undefined, "none"],
    ["401", status(401), "none"],
    ["403", status(403), "none"],
    ["410", status(410), "none"],
    ["429", status(429), "RobotsError"],
    ["500", status(500), "RobotsError"],
    [
      "503 with rules that allow",
      (_, response) => response.writeHead(503).end("User-agent: *\nAllow: /"),
      "RobotsError",
    ],
    ["no answer", () => {}, "RobotsError"],
    ["a reset", (request) => request.socket.resetAndDestroy(), "RobotsError"],
    [
      "a body that breaks off",
      (_, response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write("User-agent: *\n", () => response.destroy());
      },
      "RobotsError",
    ],
    ["a redirect without end", status(302, { location: "/robots.txt" }), "none"],
    ["empty", text(""), "none"],
    ["a page instead of rules", text("<!doctype html><html><body><p>没有这个页面</p></body></html>"), "none"],
    ["allowed", rules("Disallow: /admin/"), "allowed"],
    ["forbidden", rules("Disallow: /news/"), "RobotsError"],
    ["everything forbidden", rules("Disallow: /"), "RobotsError"],
    ["an empty Disallow", rules("Disallow:"), "allowed"],
    [
      "our group stands for itself",
      text("User-agent: *\nDisallow: /\n\nUser-agent: newsift\nDisallow: /admin/"),
      "allowed",
    ],
    [
      "our group forbids",
      text("User-agent: *\nAllow: /\n\nUser-agent: NewSift/2.0\nDisallow: /news/"),
      "RobotsError",
    ],
    ["a group of another with a like name", text("User-agent: newsifter\nDisallow: /"), "allowed"],
    [
      "groups of one name are one",
      text("User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /news"),
      "RobotsError",
    ],
    [
      "several names over one group",
      text("User-agent: other\nUser-agent: newsift\nDisallow: /news/"),
      "RobotsError",
    ],
    ["the longest match wins", rules("Disallow: /news/\nAllow: /news/1"), "allowed"],
    ["the longest match wins, the other way", rules("Allow: /news/\nDisallow: /news/1"), "RobotsError"],
    ["wildcards", rules("Disallow: /*.html$"), "RobotsError"],
    ["a wildcard that does not match", rules("Disallow: /*.htm$"), "allowed"],
    ["a byte order mark", text("\ufeffUser-agent: *\nDisallow: /news/"), "RobotsError"],
    ["CRLF", text("User-agent: *\r\nDisallow: /news/\r\n"), "RobotsError"],
    ["CR", text("User-agent: *\rDisallow: /news/\r"), "RobotsError"],
    [
      "a comment in GBK",
      text(
        Buffer.concat([
          Buffer.from("# "),
          Buffer.from("d0c2ced0", "hex"),
          Buffer.from("\nUser-agent: *\nDisallow: /news/"),
        ]),
      ),
      "RobotsError",
    ],
    [
      "rules within the first 500 KiB",
      text(`User-agent: *\nDisallow: /news/\n${"# 注释\n".repeat(600_000)}`),
      "RobotsError",
    ],
    [
      "rules beyond them",
      text(`User-agent: *\nDisallow: /a\n${"# 注释\n".repeat(100_000)}Disallow: /news/\n`),
      "allowed",
    ],
    ["a pause that is as good as a refusal", rules("Crawl-delay: 86400\nDisallow: /a"), "RobotsError"],
  ])("%s", async (_, robots, expected) => {
    const { site, outcome } = await outcomeWith(robots);
    expect(outcome).toBe(expected);
    expect(site.paths().filter((path) => path === PATH)).toHaveLength(expected === "RobotsError" ? 0 : 1);
  });

  test("five redirects are followed, a sixth is not", async () => {
    const hops = (last: number): Record<string, Route> => ({
      ...Object.fromEntries(
        Array.from({ length: last - 1 }, (_, hop) => [
          `/r${hop + 1}`,
          status(301, { location: `/r${hop + 2}` }),
        ]),
      ),
      [`/r${last}`]: rules("Disallow: /news/"),
    });
    const start = status(301, { location: "/r1" });
    expect((await outcomeWith(start, {}, hops(5))).outcome).toBe("RobotsError");
    expect((await outcomeWith(start, {}, hops(6))).outcome).toBe("none");
  });

  test("is asked for once per server, and tried again while it fails", async () => {
    const { site, outcome } = await outcomeWith(status(500), { retries: 2 });
    expect(outcome).toBe("RobotsError");
    expect(site.hits.map(({ path }) => path)).toEqual(["/robots.txt", "/robots.txt", "/robots.txt"]);
  });

  test("of the server where a redirect leads counts as well", async () => {
    const target = await startSite({ "/": PAGE, "/robots.txt": rules("Disallow: /") });
    const site = await startSite({
      "/": (_, response) => response.writeHead(302, { location: `${target.url}/` }).end(),
    });
    const page = fetchPage(site.url, { config: crawlConfig(), allowPrivate: true });
    await expect(page).rejects.toThrow(RobotsError);
    expect(target.paths()).toEqual([]);
  });

  test("a host that cannot be reached is no matter of robots.txt", async () => {
    const page = fetchPage("http://127.0.0.1:9/", { config: crawlConfig(), allowPrivate: true });
    await expect(page).rejects.toThrow(ConnectionError);
  });

  test("its Crawl-delay is kept", async () => {
    const { site } = await outcomeWith(rules("Crawl-delay: 0.4\nDisallow: /a"), { delaySeconds: 0 });
    const [robots, page] = site.hits;
    expect(page!.start - robots!.end).toBeGreaterThanOrEqual(395);
  });
});

test("rules that could not be read are asked for again, but not before a minute is over", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const answer = (status: number, body: string): Answer => ({
    url: new URL("http://qinghe.example/robots.txt"),
    status,
    headers: {},
    page: new Page(Buffer.from(body)),
  });
  const answers = [answer(500, ""), answer(200, "User-agent: *\nDisallow: /private/"), answer(200, "")];
  let asked = 0;
  const robots = createRobots("newsift", async () => answers[asked++]!);
  const check = () => robots.check(new URL("http://qinghe.example/1.html"));

  await expect(check()).rejects.toThrow(RobotsError);
  vi.advanceTimersByTime(59_000);
  await expect(check()).rejects.toThrow(RobotsError);
  expect(asked).toBe(1);
  vi.advanceTimersByTime(2000);
  expect((await check()).robots).toBe("allowed");
  vi.advanceTimersByTime(3_600_000);
  expect((await check()).robots).toBe("allowed");
  expect(asked).toBe(2);
});

const WORST: Readonly<Record<string, string>> = {
  "line feeds": "\n".repeat(ROBOTS_MAX_BYTES),
  "carriage returns": "\r".repeat(ROBOTS_MAX_BYTES),
  spaces: " ".repeat(ROBOTS_MAX_BYTES),
  "names before rules": "User-agent: newsift\n".repeat(12_000) + "Disallow: /b\n".repeat(20_000),
  "one rule of asterisks": `User-agent: *\nDisallow: /${"*a".repeat(250_000)}`,
  "rules of asterisks": `User-agent: *\n${`Disallow: /${"*a".repeat(100)}b\n`.repeat(2_400)}`,
  "rules that nearly match": `User-agent: *\n${`Disallow: *${"a".repeat(900)}b\n`.repeat(550)}`,
  "percent signs": `User-agent: *\nDisallow: /${"%".repeat(500_000)}`,
  sitemaps: "Sitemap: /a\n".repeat(40_000),
};

test.each(Object.entries(WORST))("the longest that is read, of %s, takes no time", async (_, body) => {
  const answer = { url: new URL("http://qinghe.example/robots.txt"), status: 200, headers: {} };
  const page = new Page(Buffer.from(body).subarray(0, ROBOTS_MAX_BYTES));
  const robots = createRobots("newsift", async () => ({ ...answer, page }));
  const check = () => robots.check(new URL(`http://qinghe.example/${"a".repeat(2000)}`));
  expect(await cpuSeconds(() => check().catch(() => {}))).toBeLessThan(2);
});
