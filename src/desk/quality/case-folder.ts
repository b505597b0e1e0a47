/** test/cases/<slug>/: a raw page, the text that a person expects of it, and why it is there. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { CaseError } from "../../core/errors.ts";
import { refuseNewer } from "../../config/format-version.ts";
import { namesIn, readIfPresent } from "../../archive/files/reading.ts";
import type { Workspace } from "../../archive/files/workspace.ts";
import { verdictKinds } from "../../core/document/verdict.ts";
import { Page } from "../../core/page/page.ts";

/** case.json */
const caseSchema = z.strictObject({
  why: z.string().min(10),
  /** The file of newsift's demo that is the raw page, where the folder has none of its own. */
  page: z
    .string()
    .regex(/^(?:pages|texts)\/[a-z0-9-]+\.(?:html|txt)$/u)
    .optional(),
  url: z.url().optional(),
  /** The charset that the server or the importer declared. */
  charset: z.string().optional(),
  verdict: z.enum(verdictKinds).default("article"),
  metadata: z
    .strictObject({
      title: z.string(),
      published: z.string(),
      source: z.string(),
      author: z.string(),
      editor: z.string(),
      channel: z.string(),
    })
    .partial()
    .default({}),
  /** What newsift cannot do yet. The case fails on the day it can. */
  expectFailure: z.string().min(10).optional(),
  /** The document and the decisions that it was made from. */
  document: z.string().optional(),
  decisions: z.array(z.string()).optional(),
});

export type CaseSettings = z.input<typeof caseSchema>;

export interface Case extends z.output<typeof caseSchema> {
  readonly slug: string;
  readonly raw: Page;
  /** "" where the verdict is not `article`. */
  readonly expected: string;
}

/** Where a workspace has its cases. */
export function casesFolder(workspace: Workspace): string {
  return join(workspace.dir, "test", "cases");
}

/** Slugs of all cases in a folder, in order. */
export function listCases(folder: string): readonly string[] {
  return namesIn(folder)
    .filter((name) => !name.startsWith("."))
    .toSorted();
}

const DEMO = fileURLToPath(new URL("../../demo", import.meta.url));

/**
 * @param folder that holds the cases
 * @throws {CaseError} where it is no complete case: no expectation is ever taken from the output
 */
export function readCase(folder: string, slug: string): Case {
  const dir = join(folder, slug);
  const refuse = (fault: string): never => {
    throw new CaseError(`${dir}: ${fault}`);
  };
  if (!existsSync(dir)) refuse("there is no such case.");
  const settings = caseSchema.safeParse(readJson(join(dir, "case.json")));
  if (!settings.success) return refuse(`case.json: ${z.prettifyError(settings.error)}`);
  const { page, url, charset, verdict } = settings.data;
  const own = ["raw.html", "raw.txt"].filter((name) => existsSync(join(dir, name)));
  if (own.length + (page === undefined ? 0 : 1) !== 1) {
    return refuse("give one of raw.html and raw.txt, or the page of the demo that it is.");
  }
  const source = page === undefined ? join(dir, own[0]!) : join(DEMO, page);
  if (!existsSync(source)) refuse(`the demo has no page "${page}".`);
  const expected = readIfPresent(join(dir, "expected.txt"))?.toString("utf8");
  if ((expected !== undefined) !== (verdict === "article")) {
    return refuse("expected.txt is for articles: they need it, other verdicts have none.");
  }
  return {
    ...settings.data,
    slug,
    raw: new Page(readFileSync(source), {
      format: source.endsWith(".html") ? "html" : "text",
      url,
      declaredCharset: charset,
    }),
    expected: expected ?? "",
  };
}

/** Where a case comes from, as far as its case.json says, be the rest complete or not. */
export function originOf(dir: string): Pick<CaseSettings, "document" | "url"> {
  const origin = z.object({ document: z.string().optional(), url: z.string().optional() });
  return origin.safeParse(readJson(join(dir, "case.json"))).data ?? {};
}

/** @returns undefined where it is missing or no JSON @throws {NewerFormatError} */
function readJson(path: string): unknown {
  try {
    const content: unknown = JSON.parse(readIfPresent(path)?.toString("utf8") ?? "");
    refuseNewer(content, path);
    return content;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
