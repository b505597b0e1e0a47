/** `npm run bench:review`: how long the review page takes with many documents. No test asserts its times. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { UsageError } from "../../src/core/errors.ts";
import { Page } from "../../src/core/page/page.ts";
import { readPage } from "../../src/core/page/read.ts";
import { createPipeline } from "../../src/core/pipeline/create-pipeline.ts";
import { startReview } from "../../src/desk/review/server.ts";
import { nameDocument, rawFileName, receiptFile, textFile } from "../../src/archive/raw/numbering.ts";
import { sha256 } from "../../src/core/text/sha256.ts";
import { formatReceipt } from "../../src/archive/clean/receipt.ts";
import { formatSidecar, sidecarPath } from "../../src/archive/raw/sidecar.ts";
import { openWorkspace, type Workspace } from "../../src/archive/files/workspace.ts";
import type { Sidecar } from "../../src/archive/raw/arrival.ts";
import { median } from "../../src/core/text/numbers.ts";

const help = `Usage: npm run bench:review -- [options]

Makes documents in a temporary folder, serves the review page, and prints how long its pages take.

  --documents N   so many (default: 10000)
  --json          the figures as JSON
  --help          show this help
`;

const options = {
  documents: { type: "string", default: "10000" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

const ROUNDS = 7;
const HOSTS = 40;

/** Milliseconds; medians of several rounds but for what is done once. */
export interface ReviewBench {
  readonly documents: number;
  /** Once: the catalogue is learned from the receipts, in a workspace that never had one. */
  readonly firstStart: number;
  /** With a catalogue. */
  readonly start: number;
  /** Once each: while the order of review is learned from the receipts, and until it is known. */
  readonly firstList: number;
  readonly ordered: number;
  readonly list: number;
  readonly filteredList: number;
  readonly sortedList: number;
  readonly lastPage: number;
  /** From one document to the next, in a filtered and sorted list. */
  readonly nextDocument: number;
  /** A decision is on the disk, and the next document shown. */
  readonly approveAndNext: number;
  /** A line is removed, the document cleaned again and shown. */
  readonly removeLine: number;
}

export async function benchReview(documents: number): Promise<ReviewBench> {
  const folder = mkdtempSync(join(tmpdir(), "newsift-review-bench-"));
  try {
    mkdirSync(join(folder, "config"));
    const workspace = openWorkspace(folder);
    const ids = makeDocuments(workspace, documents);
    const serve = () => startReview({ workspace, pipeline: createPipeline(), port: 0, onFault });
    const [firstStart, first] = await timed(serve);
    await first.close();
    const [start, server] = await timed(serve);
    try {
      const visitor = await enter(server.url);
      const middle = Math.floor(documents / 2);
      const at = (index: number) => ids[(middle + index) % ids.length]!;
      const narrowed = "?verdict=article&judged=no&sort=share&order=descending";
      const firstList = (await timed(() => visitor.get("/")))[0];
      const [ordered] = await timed(() => server.ordered);
      return {
        documents,
        firstStart,
        start,
        firstList,
        ordered,
        list: await often(() => visitor.get("/")),
        filteredList: await often(() => visitor.get(`/${narrowed}&host=news7.example&q=春耕`)),
        sortedList: await often(() => visitor.get("/?sort=rank")),
        lastPage: await often(() => visitor.get(`/${narrowed}&page=${Math.ceil(documents / 50)}`)),
        nextDocument: await often((round) => visitor.get(`/documents/${at(round)}${narrowed}`)),
        approveAndNext: await often((round) => visitor.decide(at(round), narrowed, "approve")),
        removeLine: await often((round) => visitor.decide(at(round), narrowed, `remove ${at(round)}.8`)),
      };
    } finally {
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function onFault(error: Error): never {
  throw error;
}

/** A browser's requests, the redirect behind a form included. */
async function enter(url: string) {
  const { origin } = new URL(url);
  const answer = await fetch(url, { redirect: "manual" });
  const cookie = answer.headers.get("set-cookie")!.split(";")[0]!;
  const get = async (path: string) => {
    const page = await fetch(origin + path, { headers: { cookie } });
    const text = await page.text();
    if (page.status !== 200) throw new Error(`${path}: ${page.status} ${text.slice(0, 500)}`);
  };
  return {
    get,
    async decide(id: string, query: string, decision: string) {
      const posted = await fetch(`${origin}/documents/${id}/decisions${query}`, {
        method: "POST",
        redirect: "manual",
        headers: { cookie, origin, "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ decision }).toString(),
      });
      if (posted.status !== 303) throw new Error(`${decision}: ${posted.status} ${await posted.text()}`);
      await get(posted.headers.get("location")!);
    },
  };
}

/** Documents of one make, as a clean of them would have left them; only the catalogue is missing. */
function makeDocuments(workspace: Workspace, documents: number): readonly string[] {
  for (const dir of [workspace.metaDir, workspace.receiptDir]) mkdirSync(dir, { recursive: true });
  const pipeline = createPipeline();
  return Array.from({ length: documents }, (_, number) => {
    const url = `https://news${number % HOSTS}.example/${number}.html`;
    const { id } = nameDocument(number, sha256(url).slice(0, 16));
    const bytes = new TextEncoder().encode(pageOf(number));
    const { text, receipt } = pipeline.clean(readPage(new Page(bytes, { url }), id));
    const sidecar: Sidecar = {
      id,
      format: "html",
      url,
      fetchedAt: "2026-03-01T02:00:00.000Z",
      fetcher: "http",
      source: `source-${number % HOSTS}`,
      sha256: sha256(bytes),
      size: bytes.length,
      charset: { used: "utf-8" },
    };
    writeFileSync(join(workspace.rawDir, rawFileName(id, "html")), bytes);
    writeFileSync(sidecarPath(workspace, id), formatSidecar(sidecar));
    writeFileSync(join(workspace.receiptDir, receiptFile(id)), formatReceipt(receipt));
    writeFileSync(join(workspace.cleanDir, textFile(id)), text);
    return id;
  });
}

function pageOf(number: number): string {
  const links = Array.from(
    { length: number % 30 },
    (_, at) => `<li><a href="/${at}">栏目${at}</a></li>`,
  ).join("");
  return `<!doctype html><html><head><meta charset="utf-8"><title>青禾镇春耕第${number}天_示例新闻网</title></head><body>
<ul><li><a href="/">首页</a></li><li><a href="/news/">新闻</a></li><li><a href="/gov/">政务</a></li>${links}</ul>
<h1>青禾镇春耕第${number}天</h1>
<p>三月以来,青禾镇抓住晴好天气,组织农户翻耕水田、疏通沟渠,第${number}块水田昨天灌上了水。</p>
<p>在镇上的育秧大棚里，农户陈禾苗正在查看秧苗的长势。她说，今年合作社统一供种，每亩能省下六十元。</p>
<p>农技员走进田间，为农户讲解施肥和防病的要点，目前已经举办培训班十二期，参加的有三百多人。</p>
<p>版权所有：示例新闻网 未经授权禁止转载</p></body></html>`;
}

async function often(work: (round: number) => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push((await timed(() => work(round)))[0]);
  return median(times);
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [milliseconds: number, result: T]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

/** The figures for people. */
export function formatReviewBench({ documents, ...figures }: ReviewBench): string {
  const lines = Object.entries(figures).map(([name, milliseconds]) => {
    const words = name.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
    return `${words.padEnd(18)}${milliseconds.toFixed(0).padStart(6)} ms`;
  });
  return [`${documents} documents`, ...lines, ""].join("\n");
}

if (import.meta.main) {
  const { values } = parseArgs({ options });
  const documents = Number(values.documents);
  if (values.help) process.stdout.write(help);
  else if (!Number.isInteger(documents) || documents < 50) {
    process.stderr.write("newsift bench: --documents takes a whole number from 50 on.\n");
    process.exitCode = UsageError.exitCode;
  } else {
    const figures = await benchReview(documents);
    process.stdout.write(
      values.json ? `${JSON.stringify(figures, undefined, 1)}\n` : formatReviewBench(figures),
    );
  }
}
