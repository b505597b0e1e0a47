import { describe, expect, test } from "vitest";
import { createFetcher } from "../../../src/crawl/fetch/fetch-page.ts";
import { createPoliteness } from "../../../src/crawl/fetch/politeness.ts";
import { articlePage, crawlConfig, startSite, type Route, type Site } from "../../support/crawl-site.ts";

const PAGE = articlePage("青禾镇石桥通车");

/** From the end of each answer to the start of the next request, in milliseconds. */
function gaps({ hits }: Site): readonly number[] {
  return hits.slice(1).map((hit, index) => hit.start - hits[index]!.end);
}

test("pages asked for at once reach their host one by one, with the pause between them", async () => {
  const slowly: Route = (_, response) =>
    setTimeout(() => response.writeHead(200, { "content-type": "text/html" }).end(PAGE), 30);
  const paths = Array.from({ length: 6 }, (_, index) => `/${index}`);
  const site = await startSite(Object.fromEntries(paths.map((path) => [path, slowly])));
  const fetcher = createFetcher({ config: crawlConfig({ delaySeconds: 0.15 }), allowPrivate: true });
  await Promise.all(paths.map((path) => fetcher.fetch(site.url + path)));
  await fetcher.close();

  expect(site.hits.map(({ path }) => path)).toEqual(["/robots.txt", ...paths]);
  expect(Math.min(...gaps(site))).toBeGreaterThanOrEqual(145);
});

test("retries wait too, each longer than the one before", async () => {
  let tries = 0;
  const site = await startSite({
    "/": (_, response) => {
      tries += 1;
      if (tries === 3) response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
      else if (tries === 2) response.destroy();
      else response.writeHead(500).end();
    },
  });
  const fetcher = createFetcher({
    config: crawlConfig({ delaySeconds: 0.1, retries: 2 }),
    allowPrivate: true,
  });
  expect((await fetcher.fetch(site.url)).arrival.status).toBe(200);
  await fetcher.close();

  const [first, second, third] = gaps(site);
  expect(first).toBeGreaterThanOrEqual(95);
  expect(second).toBeGreaterThanOrEqual(195);
  expect(third).toBeGreaterThanOrEqual(395);
});

test.each(["429", "503"])("%s: Retry-After holds the whole host", async (status) => {
  let tries = 0;
  const site = await startSite({
    "/a": (_, response) => {
      tries += 1;
      if (tries === 1) response.writeHead(Number(status), { "retry-after": "1" }).end();
      else response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
    },
    "/b": PAGE,
  });
  const fetcher = createFetcher({ config: crawlConfig({ retries: 1 }), allowPrivate: true });
  await Promise.all([fetcher.fetch(`${site.url}/a`), fetcher.fetch(`${site.url}/b`)]);
  await fetcher.close();

  expect(site.paths().toSorted()).toEqual(["/a", "/a", "/b"]);
  const refused = site.hits.findIndex(({ path }) => path === "/a");
  expect(gaps(site)[refused]).toBeGreaterThanOrEqual(995);
});

describe("a pause that is longer than anybody waits", () => {
  const asks =
    (seconds: string): Route =>
    (_, response) =>
      response.writeHead(503, { "retry-after": seconds }).end();

  test("fails the page at once, says how long, and lets nobody ask the host again", async () => {
    const site = await startSite({ "/a": asks("7200"), "/b": PAGE });
    const fetcher = createFetcher({ config: crawlConfig({ retries: 3 }), allowPrivate: true });
    await expect(fetcher.fetch(`${site.url}/a`)).rejects.toThrow(/answered 503.*120 minutes/u);
    await expect(fetcher.fetch(`${site.url}/b`)).rejects.toThrow(/asked to be left alone until 2.*Z/u);
    await fetcher.close();
    expect(site.paths()).toEqual(["/a"]);
  });

  test("of robots.txt counts as well", async () => {
    const site = await startSite({ "/robots.txt": asks("7200"), "/a": PAGE });
    const other = await startSite({ "/": PAGE }, "127.0.0.2");
    const fetcher = createFetcher({ config: crawlConfig({ retries: 3 }), allowPrivate: true });
    await expect(fetcher.fetch(`${site.url}/a`)).rejects.toThrow(/robots\.txt could not be read/u);
    await expect(fetcher.fetch(`${site.url}/b`)).rejects.toThrow(/robots\.txt could not be read/u);
    expect((await fetcher.fetch(other.url)).arrival.status).toBe(200);
    await fetcher.close();
    expect(site.hits.map(({ path }) => path)).toEqual(["/robots.txt"]);
  });

  test("outlives the run, an hour as an hour and a month as a day", async () => {
    const rests: [string, number][] = [];
    const hostTimes = {
      get: () => undefined,
      set: () => {},
      rest: (...all: [string, number]) => rests.push(all),
    };
    for (const seconds of ["3600", String(30 * 86_400)]) {
      const site = await startSite({ "/": asks(seconds) });
      const fetcher = createFetcher({ config: crawlConfig(), allowPrivate: true, hostTimes });
      await expect(fetcher.fetch(site.url)).rejects.toThrow(/503/u);
      await fetcher.close();
    }
    const hours = rests.map(([, time]) => (time - Date.now()) / 3_600_000);
    expect(hours.map(Math.round)).toEqual([1, 24]);
  });

  test("in a page that is there is none: only an overload asks for it", async () => {
    const site = await startSite({
      "/a": (_, response) => response.writeHead(404, { "retry-after": "7200" }).end(),
      "/b": (_, response) =>
        response.writeHead(200, { "retry-after": "7200", "content-type": "text/html" }).end(PAGE),
    });
    const fetcher = createFetcher({ config: crawlConfig(), allowPrivate: true });
    await expect(fetcher.fetch(`${site.url}/a`)).rejects.toThrow(/404/u);
    expect((await fetcher.fetch(`${site.url}/b`)).arrival.status).toBe(200);
    await fetcher.close();
  });
});

test("one host does not wait for another", async () => {
  const politeness = createPoliteness();
  const order: string[] = [];
  await politeness.take("a.invalid", 0, async () => order.push("a1"));
  await Promise.all([
    politeness.take("a.invalid", 0.3, async () => order.push("a2")),
    politeness.take("b.invalid", 0.3, async () => order.push("b1")),
  ]);
  expect(order).toEqual(["a1", "b1", "a2"]);
});

test("a signal ends the wait", async () => {
  const stop = new AbortController();
  const politeness = createPoliteness(stop.signal);
  politeness.hold("a.invalid", 600);
  const waiting = politeness.take("a.invalid", 0, async () => "never");
  setTimeout(() => stop.abort(), 50);
  await expect(waiting).rejects.toThrow(/abort/u);
});

test("a job that fails frees its host", async () => {
  const politeness = createPoliteness();
  await expect(politeness.take("a.invalid", 0, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await politeness.take("a.invalid", 0, async () => "yes")).toBe("yes");
});
