/** `npm run bench:crawl`: pages a second beside Crawlee's own, and what memory grows by. No test asserts its times. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { configSchema, sourceSchema } from "../../src/config/schema.ts";
import { median } from "../../src/core/text/numbers.ts";

const help = `Usage: npm run bench:crawl -- [options]

Crawls a site on loopback (pages of 25 kB on 20 hosts, no pauses) with newsift, which archives every page, and with
Crawlee and its queue in memory, which keeps nothing; one after the other, in processes of their own.

  --pages N    articles of a crawl (default: 2000)
  --rounds N   how often each crawls; the median ratio counts (default: 3)
  --json       the figures as JSON
  --help       show this help
`;

const options = {
  pages: { type: "string", default: "2000" },
  rounds: { type: "string", default: "3" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** Linux answers on all of 127.0.0.0/8. */
const HOSTS = Array.from({ length: 20 }, (_, n) => `127.0.0.${n + 2}`);
const PAGE_BYTES = 25_000;
const CONCURRENCY = 20;

/** Pages between two looks at the memory. */
const SAMPLED_EVERY = 100;

/** What a process is asked to do; its last message is the result. */
interface Job {
  readonly role: "site" | "newsift" | "crawlee";
  readonly pages: number;
  readonly port?: number;
  readonly samplesMemory?: boolean;
}

interface Run {
  readonly pages: number;
  readonly seconds: number;
  /** Of the processor, in all threads, without what loading the code took. */
  readonly processorSeconds: number;
  /** Resident bytes after each so many pages; empty unless asked for. */
  readonly memory: readonly number[];
}

export interface CrawlBench {
  readonly pages: number;
  readonly rounds: number;
  readonly newsift: Speed;
  readonly crawlee: Speed;
  /** Of pages a second: median of the rounds. */
  readonly ratio: number;
  /** Millions of bytes by which the resident memory grows with each 1,000 pages, once it runs warm. */
  readonly megabytesPerThousandPages: number;
}

/** Medians of the rounds. */
export interface Speed {
  readonly pagesPerSecond: number;
  /** The processor's time for a page: what else the machine does matters less to it. */
  readonly processorMilliseconds: number;
}

async function bench(pages: number, rounds: number): Promise<CrawlBench> {
  const site = start({ role: "site", pages });
  const [port] = (await once(site, "message")) as [number];
  const ours: Run[] = [];
  const theirs: Run[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await result(start({ role: "newsift", pages, port })));
    theirs.push(await result(start({ role: "crawlee", pages, port })));
  }
  const { memory } = await result(start({ role: "newsift", pages, port, samplesMemory: true }));
  site.kill();
  return {
    pages,
    rounds,
    newsift: speedOf(ours),
    crawlee: speedOf(theirs),
    ratio: median(ours.map((run, round) => rateOf(run) / rateOf(theirs[round]!))),
    megabytesPerThousandPages: (slope(memory.slice(memory.length / 2)) / SAMPLED_EVERY / 1e6) * 1000,
  };
}

function start(job: Job): ChildProcess {
  return fork(import.meta.filename, ["--job", JSON.stringify(job)]);
}

async function result(process: ChildProcess): Promise<Run> {
  const [run] = (await once(process, "message")) as [Run];
  await once(process, "exit");
  return run;
}

function speedOf(runs: readonly Run[]): Speed {
  return {
    pagesPerSecond: median(runs.map(rateOf)),
    processorMilliseconds: median(
      runs.map(({ pages, processorSeconds }) => (1000 * processorSeconds) / pages),
    ),
  };
}

function rateOf({ pages, seconds }: Run): number {
  return pages / seconds;
}

/** Of the line through values at 0, 1, 2, … that lies nearest to them. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const rise = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  return rise / values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
}

/** What a process does that was started for a job. */
async function work({ role, pages, port, samplesMemory = false }: Job): Promise<void> {
  if (role === "site") return (process.send!(await serve(pages)), undefined);
  const crawl = role === "newsift" ? crawlWithNewsift : crawlWithCrawlee;
  const starts = HOSTS.map((host) => `http://${host}:${port}/`);
  const memory: number[] = [];
  let seen = 0;
  // What their code costs to load is no part of a crawl.
  await (role === "newsift" ? import("../../src/crawl/run/crawl.ts") : import("crawlee"));
  const begun = performance.now();
  const processor = process.cpuUsage();
  await crawl(starts, () => {
    seen += 1;
    if (samplesMemory && seen % SAMPLED_EVERY === 0) memory.push(residentMemory());
  });
  const { user, system } = process.cpuUsage(processor);
  const seconds = (performance.now() - begun) / 1000;
  const run: Run = { pages: seen, seconds, processorSeconds: (user + system) / 1e6, memory };
  process.send!(run);
  process.disconnect();
}

/** A list page on each host, and its share of the articles. @returns the port */
async function serve(pages: number): Promise<number> {
  const each = Math.ceil(pages / HOSTS.length);
  const links = Array.from(
    { length: each },
    (_, n) => `<li><a href="/2026/03/09/${10_000 + n}.html">青禾镇第${n}座石桥昨天正式通车</a></li>`,
  );
  const list = `<!doctype html><meta charset="utf-8"><title>要闻</title><ul>${links.join("")}</ul>`;
  const server = createServer((request, response) => {
    const n = /\/(\d+)\.html$/u.exec(request.url!)?.[1];
    const body =
      request.url === "/" ? list : n === undefined ? undefined : article(request.headers.host! + n);
    response.writeHead(body === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  return (server.address() as AddressInfo).port;
}

function article(name: string): string {
  const sentence = `<p>${name}：青禾镇的石桥昨天通车，镇上的居民都到河边去看，老人说等这一天等了三十年。</p>\n`;
  const body = sentence.repeat(Math.ceil(PAGE_BYTES / Buffer.byteLength(sentence)));
  return `<!doctype html><html><head><meta charset="utf-8"><title>${name}</title></head><body><h1>${name}</h1>${body}</body></html>`;
}

async function crawlWithNewsift(starts: readonly string[], onPage: () => void): Promise<void> {
  const { crawl } = await import("../../src/crawl/run/crawl.ts");
  const { openResources } = await import("../../src/crawl/run/resources.ts");
  const { openRawStore } = await import("../../src/archive/raw/raw.ts");
  const { openWorkspace } = await import("../../src/archive/files/workspace.ts");
  const dir = mkdtempSync(join(tmpdir(), "newsift-bench-"));
  mkdirSync(join(dir, "config"));
  const workspace = openWorkspace(dir);
  const limits = { delaySeconds: 0, maxPages: 1_000_000 };
  const equipment = openResources({
    config: configSchema.parse({ crawl: limits }).crawl,
    browser: {},
    store: openRawStore(workspace),
    frontierPath: join(workspace.stateDir, "frontier.sqlite"),
    allowPrivate: true,
  });
  try {
    await crawl(equipment, {
      sources: starts.map((address, n) => ({
        ...sourceSchema.parse({ name: address, start: [address], maxPages: 1_000_000 }),
        id: `source-${n}`,
      })),
      onEvent: ({ type }) => {
        if (type === "fetched") onPage();
      },
    });
  } finally {
    await equipment.close();
    rmSync(dir, { recursive: true });
  }
}

async function crawlWithCrawlee(starts: readonly string[], onPage: () => void): Promise<void> {
  const { CheerioCrawler, Configuration, log, LogLevel } = await import("crawlee");
  log.setLevel(LogLevel.OFF);
  const crawler = new CheerioCrawler(
    {
      minConcurrency: CONCURRENCY,
      maxConcurrency: CONCURRENCY,
      async requestHandler({ request, enqueueLinks }) {
        onPage();
        if (request.userData["isStart"]) await enqueueLinks();
      },
    },
    new Configuration({ persistStorage: false, purgeOnStart: false }),
  );
  await crawler.run(starts.map((url) => ({ url, userData: { isStart: true } })));
}

/** Resident bytes, garbage taken away. */
function residentMemory(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().rss;
}

function format(figures: CrawlBench): string {
  return [
    `${figures.pages} pages of 25 kB on ${HOSTS.length} hosts, ${figures.rounds} rounds`,
    `newsift  ${formatSpeed(figures.newsift)}, archived`,
    `Crawlee  ${formatSpeed(figures.crawlee)}, kept nowhere`,
    `ratio    ${figures.ratio.toFixed(2)}`,
    `memory   ${figures.megabytesPerThousandPages.toFixed(2)} MB more per 1,000 pages`,
  ].join("\n");
}

function formatSpeed({ pagesPerSecond, processorMilliseconds }: Speed): string {
  return `${pagesPerSecond.toFixed(0)} pages/s, ${processorMilliseconds.toFixed(1)} ms of processor each`;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { ...options, job: { type: "string" } } });
  if (values.job !== undefined) await work(JSON.parse(values.job) as Job);
  else if (values.help) process.stdout.write(help);
  else {
    const figures = await bench(Number(values.pages), Number(values.rounds));
    process.stdout.write(`${values.json ? JSON.stringify(figures, null, 2) : format(figures)}\n`);
  }
}
