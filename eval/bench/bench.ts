/** `npm run bench`: what cleaning a page costs, beside what others do with the same page. No test asserts its times. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Parser } from "htmlparser2";
import { readPages } from "../../src/archive/formats/readers.ts";
import { table } from "../../src/cli/terminal/terminal.ts";
import { NewsiftError, UsageError } from "../../src/core/errors.ts";
import { readPage } from "../../src/core/page/read.ts";
import { createPipeline } from "../../src/core/pipeline/create-pipeline.ts";
import type { Step } from "../../src/core/pipeline/run-stages.ts";
import { Page } from "../../src/core/page/page.ts";
import { benchRepair, formatRepairBench, type RepairBench } from "./bench-repair.ts";
import { median } from "../../src/core/text/numbers.ts";

const root = join(import.meta.dirname, "../..");

const help = `Usage: npm run bench -- [options] [folder]

Cleans the HTML pages of a folder (default: ../shared/corpus/html, else src/demo/pages), repairs the characters of
their texts, and prints what both cost.

  --rounds N   how often each page is measured; the medians count (default: 7)
  --json       the figures as JSON
  --help       show this help
`;

const options = {
  rounds: { type: "string", default: "7" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** Rounds before the first that counts: the compiler is at work in them. */
const WARM_UP = 2;

/** Something that can be done with a page. */
type Contender = (html: string, page: Page) => unknown;

export interface Bench {
  readonly pages: number;
  readonly bytes: number;
  readonly rounds: number;
  readonly pagesPerSecond: number;
  /** Millions of bytes. */
  readonly megabytesPerSecond: number;
  /** Our cost of a page to that of tokenising it, or of Readability.js with linkedom on it. */
  readonly toTokenising: Ratio;
  /** Absent where Readability.js is not installed. */
  readonly toReadability?: Ratio;
  /** Of the pages' clean texts. */
  readonly repair: RepairBench;
  /** Share of the whole by part, the largest first: `reading`, the stages, `verdict`. */
  readonly shares: Readonly<Record<string, number>>;
  /** Of the process with all that it measured, in bytes. */
  readonly peakMemory: number;
}

export interface Ratio {
  /** Of the pages' ratios. */
  readonly median: number;
  /** Of the sums over all pages. */
  readonly total: number;
}

/**
 * Measures cleaning beside each of the others by itself: what else the machine does slows the two alike, and
 * neither clears away what a third one left, nor runs in code that was compiled for it.
 */
export async function bench(pages: readonly Page[], rounds: number): Promise<Bench> {
  const pipeline = createPipeline();
  const parts = new Map<string, number>();
  const add = (part: string, time: number) => parts.set(part, (parts.get(part) ?? 0) + time);
  const clean: Contender = (_, page) => {
    const start = performance.now();
    // Decoded anew, as a page that comes.
    const document = readPage(new Page(page.bytes, page));
    const read = performance.now();
    add("reading", read - start);
    let inStages = 0;
    const onStep = ({ stage, milliseconds }: Step) => {
      add(stage, milliseconds);
      inStages += milliseconds;
    };
    pipeline.clean(document, { onStep });
    add("verdict", performance.now() - read - inStages);
  };
  const texts = pages.map(({ text }) => text);
  const beside = (other: Contender) => {
    measure(pages, texts, [clean, other], WARM_UP);
    parts.clear();
    return measure(pages, texts, [clean, other], rounds);
  };
  const [ours, tokenised] = beside(tokenise);
  const byPart = shares(parts);
  const readability = await loadReadability();
  const [again, theirs] = readability === undefined ? [] : beside(readability);
  const seconds = sum(ours!) / 1000;
  const bytes = sum(pages.map((page) => page.bytes.length));
  return {
    pages: pages.length,
    bytes,
    rounds,
    pagesPerSecond: pages.length / seconds,
    megabytesPerSecond: bytes / 1e6 / seconds,
    toTokenising: ratio(ours!, tokenised!),
    ...(theirs === undefined ? {} : { toReadability: ratio(again!, theirs) }),
    repair: await benchRepair(
      pages.map((page) => pipeline.clean(readPage(page)).text),
      rounds,
    ),
    shares: byPart,
    peakMemory: process.resourceUsage().maxRSS * 1024,
  };
}

/** Of each contender the median time of each page, in milliseconds: page by page, one after the other. */
function measure(
  pages: readonly Page[],
  texts: readonly string[],
  contenders: readonly Contender[],
  rounds: number,
): readonly (readonly number[])[] {
  const times = contenders.map(() => pages.map((): number[] => []));
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, page] of pages.entries()) {
      for (const [who, contender] of contenders.entries()) {
        const start = performance.now();
        contender(texts[at]!, page);
        times[who]![at]!.push(performance.now() - start);
      }
    }
  }
  return times.map((byPage) => byPage.map(median));
}

/** The baseline: tokenises a page and ignores the events. */
function tokenise(html: string): void {
  const parser = new Parser({ onopentag() {}, ontext() {}, onclosetag() {} }, { decodeEntities: true });
  parser.write(html);
  parser.end();
}

/** Readability.js as it is used on a server; undefined where it is not installed. */
async function loadReadability(): Promise<Contender | undefined> {
  // Not named in the import: the project does not depend on it.
  const name = "@mozilla/readability";
  try {
    const { Readability } = (await import(name)) as {
      Readability: new (document: unknown) => { parse(): unknown };
    };
    const { parseHTML } = await import("linkedom");
    return (html) => new Readability(parseHTML(html).document).parse();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

function ratio(ours: readonly number[], theirs: readonly number[]): Ratio {
  return { median: median(ours.map((time, at) => time / theirs[at]!)), total: sum(ours) / sum(theirs) };
}

function shares(parts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  const whole = sum([...parts.values()]);
  return Object.fromEntries(
    [...parts].toSorted(([, a], [, b]) => b - a).map(([part, time]) => [part, time / whole]),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The figures for people. */
export function formatBench(figures: Bench): string {
  const { toTokenising, toReadability } = figures;
  const rate = `${figures.pagesPerSecond.toFixed(0)} pages/s, ${figures.megabytesPerSecond.toFixed(1)} MB/s`;
  const beside = ({ median, total }: Ratio) =>
    `${median.toFixed(2)} (median page), ${total.toFixed(2)} (all pages)`;
  const parts = table(
    [{ name: "part" }, { name: "share", align: "right" }],
    Object.entries(figures.shares).map(([part, share]) => [part, `${(share * 100).toFixed(1)} %`]),
    (_, text) => text,
  );
  return [
    `${figures.pages} pages, ${(figures.bytes / 1e6).toFixed(1)} MB, medians of ${figures.rounds} rounds`,
    rate,
    `cost to htmlparser2's bare tokenising: ${beside(toTokenising)}`,
    toReadability === undefined
      ? "cost to Readability.js with linkedom: not measured. Install it with `npm run add -- --no-save @mozilla/readability`."
      : `cost to Readability.js with linkedom: ${beside(toReadability)}`,
    formatRepairBench(figures.repair),
    `peak memory of the whole run: ${(figures.peakMemory / 1e6).toFixed(0)} MB`,
    "",
    ...parts,
    "",
  ].join("\n");
}

async function run(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parse(argv);
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new UsageError("--rounds takes a whole number above 0.");
  const pages: Page[] = [];
  for await (const event of readPages(resolve(positionals[0] ?? usualFolder()), { recursive: true })) {
    if ("error" in event) throw event.error;
    if ("page" in event) pages.push(event.page);
  }
  const figures = await bench(
    pages.filter(({ format }) => format === "html"),
    rounds,
  );
  process.stdout.write(values.json ? `${JSON.stringify(figures, undefined, 1)}\n` : formatBench(figures));
}

function usualFolder(): string {
  const corpus = join(root, "../shared/corpus/html");
  return existsSync(corpus) ? corpus : join(root, "src/demo/pages");
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(`${(cause as Error).message} See npm run bench -- --help.`, { cause });
  }
}

if (import.meta.main) {
  try {
    await run(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof NewsiftError)) throw error;
    process.stderr.write(`newsift bench: ${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
