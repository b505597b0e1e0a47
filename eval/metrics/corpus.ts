/** Reads a corpus of labelled pages and texts, and refuses one whose labels do not fit its text. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { ScoreError } from "../../src/core/errors.ts";

/** A labelled piece of a page, in page order. `drop` is what nobody labelled. */
export interface Fragment {
  readonly label: string;
  readonly text: string;
}

export interface HtmlCase {
  readonly name: string;
  readonly site: string;
  readonly kind: string;
  /** Much the same as another page of the corpus: left out of the averages. */
  readonly isNearCopy: boolean;
  readonly page: Uint8Array;
  /** Every visible text block in page order. */
  readonly blocks: readonly string[];
  /** Of each block; `drop` where nobody labelled it. */
  readonly labels: readonly string[];
  readonly fragments: readonly Fragment[];
  /** The body as an independent annotator gave it; else `body` fragments are it. */
  readonly gold?: string;
}

export interface TextLine {
  readonly number: number;
  readonly label: string;
  /** Counts neither way. */
  readonly isUnsure: boolean;
  readonly isKept: boolean;
  readonly line: string;
  /** The part of a kept line that is article, and the parts cut out of it. */
  readonly kept: string;
  readonly cut: readonly string[];
}

export interface TextCase {
  readonly name: string;
  readonly verdict: "article" | "listing" | "spam";
  readonly isVerdictUnsure: boolean;
  readonly raw: Uint8Array;
  readonly lines: readonly TextLine[];
}

export interface LayoutCase {
  readonly name: string;
  readonly set: string;
  readonly url: string;
  readonly type: "article" | "listing" | "collection";
  readonly title: string;
  /** The body; empty for a page that is no article. */
  readonly gold: string;
  readonly page: Uint8Array;
}

/** A page that is no article, or of which a sensible person could doubt that. */
export interface VerdictCase {
  readonly name: string;
  readonly site: string;
  readonly verdict: "listing" | "spam" | "thin" | "blocked" | "other";
  readonly isVerdictUnsure: boolean;
  readonly page: Uint8Array;
}

const edge = z.object({ chars: z.int().nonnegative(), label: z.string() });

const htmlLabels = z.object({
  site: z.string(),
  kind: z.string(),
  dup_of: z.string().optional(),
  title: z.string().optional(),
  gold: z.string().optional(),
  blocks_text: z.array(z.string()),
  lines: z.array(
    z.object({
      n: z.int().nonnegative(),
      h: z.string(),
      label: z.string(),
      head: edge.optional(),
      tail: edge.optional(),
    }),
  ),
});

const textLabels = z.object({
  verdict: z.enum(["article", "listing", "spam"]),
  verdict_unsure: z.boolean().optional(),
  lines: z.array(
    z.object({
      n: z.int().nonnegative(),
      h: z.string(),
      label: z.string(),
      unsure: z.boolean().optional(),
      clean: z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative()])).optional(),
    }),
  ),
});

const verdictLabels = z.object({
  site: z.string(),
  verdict: z.enum(["listing", "spam", "thin", "blocked", "other"]),
  verdict_unsure: z.boolean().optional(),
});

const layoutLabels = z.object({
  id: z.string(),
  set: z.string(),
  url: z.string(),
  type: z.enum(["article", "listing", "collection"]),
  title: z.string().nullable(),
  gold: z.string().nullable(),
});

/**
 * The cases in `<corpus>/html`, sorted by name.
 * @param only Takes only cases whose name begins so.
 * @throws {ScoreError} where a folder or file is missing, malformed, or does not match its hashes; names the case.
 */
export function readHtmlCases(corpus: string, only = ""): readonly HtmlCase[] {
  return casesIn(corpus, "html", only).map(({ name, path }) => {
    const labels = parseLabels(htmlLabels, readCaseFile(path, "case.json").toString("utf8"), `html/${name}`);
    const fragments = fragmentsOf(labels, `html/${name}`);
    const byNumber = new Map(labels.lines.map((line) => [line.n, line]));
    const title = fragments.map(({ label, text }) => (label === "title" ? text : "")).join("");
    if (title !== "" && hashOf(title) !== labels.title) {
      throw new ScoreError(`Case html/${name}: the title does not match its hash. Restore case.json.`);
    }
    return {
      name,
      site: labels.site,
      kind: labels.kind,
      isNearCopy: labels.dup_of !== undefined,
      page: readCaseFile(path, "page.html"),
      blocks: labels.blocks_text,
      labels: labels.blocks_text.map((_, at) => byNumber.get(at)?.label ?? "drop"),
      fragments,
      ...(labels.gold === undefined ? {} : { gold: labels.gold }),
    };
  });
}

/**
 * The cases in `<corpus>/text`, sorted by name.
 * @param only Takes only cases whose name begins so.
 * @throws {ScoreError} where a folder or file is missing, malformed, or does not match its hashes; names the case.
 */
export function readTextCases(corpus: string, only = ""): readonly TextCase[] {
  return casesIn(corpus, "text", only).map(({ name, path }) => {
    const labels = parseLabels(textLabels, readCaseFile(path, "case.json").toString("utf8"), `text/${name}`);
    const raw = readCaseFile(path, "raw.txt");
    return {
      name,
      verdict: labels.verdict,
      isVerdictUnsure: labels.verdict_unsure ?? false,
      raw,
      lines: linesOf(labels, raw.toString("utf8").split("\n"), `text/${name}`),
    };
  });
}

/**
 * The cases in `<corpus>/verdicts`, sorted by name; none where there is no such folder.
 * @param only Takes only cases whose name begins so.
 * @throws {ScoreError} where a file is missing or malformed; names the case.
 */
export function readVerdictCases(corpus: string, only = ""): readonly VerdictCase[] {
  if (!existsSync(join(corpus, "verdicts"))) return [];
  return casesIn(corpus, "verdicts", only).map(({ name, path }) => {
    const json = readCaseFile(path, "case.json").toString("utf8");
    const labels = parseLabels(verdictLabels, json, `verdicts/${name}`);
    return {
      name,
      site: labels.site,
      verdict: labels.verdict,
      isVerdictUnsure: labels.verdict_unsure ?? false,
      page: readCaseFile(path, "page.html"),
    };
  });
}

/**
 * The pages in `<corpus>/layouts`, in the order of `gold.jsonl`.
 * @param only Takes only pages whose id begins so.
 * @throws {ScoreError} where a folder or file is missing or malformed; names the page.
 */
export function readLayoutCases(corpus: string, only = ""): readonly LayoutCase[] {
  const folder = join(corpus, "layouts");
  const lines = readCaseFile(folder, "gold.jsonl").toString("utf8").split("\n").filter(Boolean);
  return lines
    .map((line, at) => parseLabels(layoutLabels, line, `layouts/gold.jsonl line ${at + 1}`))
    .filter(({ id }) => id.startsWith(only))
    .map(({ id, set, url, type, title, gold }) => ({
      name: id,
      set,
      url,
      type,
      title: title ?? "",
      gold: gold ?? "",
      page: unpack(readCaseFile(join(folder, "pages"), `${id}.html.gz`), id),
    }));
}

/** The first 10 hex digits of a text's SHA-1: how the labels name the text that they belong to. */
export function hashOf(text: string): string {
  return createHash("sha1").update(text, "utf8").digest("hex").slice(0, 10);
}

function casesIn(corpus: string, kind: string, only: string): readonly { name: string; path: string }[] {
  const folder = join(corpus, kind);
  if (!existsSync(folder)) {
    throw new ScoreError(`The corpus has no folder ${folder}. Name one with --corpus DIR.`);
  }
  return readdirSync(folder)
    .filter((name) => name.startsWith(only))
    .toSorted()
    .map((name) => ({ name, path: join(folder, name) }));
}

function readCaseFile(folder: string, file: string): Buffer {
  try {
    return readFileSync(join(folder, file));
  } catch (cause) {
    throw new ScoreError(`${join(folder, file)} cannot be read. Restore it, or remove its case.`, { cause });
  }
}

function parseLabels<T>(schema: z.ZodType<T>, json: string, where: string): T {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new ScoreError(`Case ${where}: its labels are no JSON: ${(cause as Error).message}`, { cause });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ScoreError(`Case ${where}: its labels are malformed:\n${z.prettifyError(result.error)}`);
}

function fragmentsOf(labels: z.infer<typeof htmlLabels>, where: string): readonly Fragment[] {
  const byBlock = new Map(labels.lines.map((line) => [line.n, line]));
  const beyond = labels.lines.find(({ n }) => n >= labels.blocks_text.length);
  if (beyond !== undefined) throw new ScoreError(`Case ${where}: there is no block ${beyond.n}.`);
  return labels.blocks_text.flatMap((text, at) => {
    const line = byBlock.get(at);
    if (line === undefined) return [{ label: "drop", text }];
    if (line.h !== hashOf(text)) throw new ScoreError(`Case ${where}: block ${at} does not match its hash.`);
    const characters = Array.from(text);
    const from = line.head?.chars ?? 0;
    const to = characters.length - (line.tail?.chars ?? 0);
    const part = (start: number, end: number) => characters.slice(start, end).join("");
    return [
      ...(line.head === undefined ? [] : [{ label: line.head.label, text: part(0, from) }]),
      { label: line.label, text: part(from, to) },
      ...(line.tail === undefined ? [] : [{ label: line.tail.label, text: part(to, characters.length) }]),
    ];
  });
}

function linesOf(
  labels: z.infer<typeof textLabels>,
  lines: readonly string[],
  where: string,
): readonly TextLine[] {
  const labelled = new Set(labels.lines.map(({ n }) => n));
  const missing = lines.findIndex((line, at) => line.trim() !== "" && !labelled.has(at));
  if (missing >= 0) throw new ScoreError(`Case ${where}: line ${missing} has no label.`);
  return labels.lines.map((label) => {
    const line = lines[label.n];
    if (line === undefined || hashOf(line) !== label.h) {
      throw new ScoreError(`Case ${where}: line ${label.n} does not match its hash.`);
    }
    const isKept = label.label === "title" || label.label === "body";
    return {
      number: label.n,
      label: label.label,
      isUnsure: label.unsure ?? false,
      isKept,
      line,
      ...(isKept ? split(line, label.clean) : { kept: "", cut: [] }),
    };
  });
}

/** @param ranges What to keep, in code points; everything where absent. */
function split(
  line: string,
  ranges: readonly (readonly [number, number])[] | undefined,
): Pick<TextLine, "kept" | "cut"> {
  const characters = Array.from(line);
  const kept = ranges === undefined || ranges.length === 0 ? [[0, characters.length] as const] : ranges;
  const starts = [...kept.map(([from]) => from), characters.length];
  const ends = [0, ...kept.map(([, to]) => to)];
  const part = (from: number, to: number) => characters.slice(from, to).join("");
  return {
    kept: kept.map(([from, to]) => part(from, to)).join(""),
    cut: starts.map((start, at) => part(ends[at]!, start)).filter((text) => text.trim() !== ""),
  };
}

function unpack(bytes: Buffer, id: string): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    throw new ScoreError(`Page layouts/${id} is no gzip file. Restore it.`, { cause });
  }
}
