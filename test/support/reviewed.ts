/** A workspace with cleaned pages, and a desk to judge them at. */
import { Page } from "../../src/core/page/page.ts";
import { openCleaningTools } from "../../src/archive/corpus/clean-article.ts";
import { cleanDocuments } from "../../src/archive/corpus/clean-documents.ts";
import type { CleaningEvent } from "../../src/archive/corpus/cleaning-tally.ts";
import { readPage } from "../../src/core/page/read.ts";
import { createPipeline } from "../../src/core/pipeline/create-pipeline.ts";
import { type DecisionService, openDecisionService } from "../../src/desk/quality/decision-service.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import type { Receipt } from "../../src/core/document/receipt.ts";
import { arrivalOf, bytesOf, temporaryWorkspace } from "./store-workspace.ts";

export const pipeline = createPipeline();

export interface Reviewed {
  readonly desk: DecisionService;
  /** In the order of the pages. */
  readonly ids: readonly string[];
}

/** @param pages HTML, or HTML of a host */
export async function openReviewed(
  ...pages: readonly (string | { readonly host: string; readonly html: string })[]
): Promise<Reviewed> {
  const workspace = temporaryWorkspace();
  const raw = openRawStore(workspace);
  for (const [at, page] of pages.entries()) {
    const { host, html } = typeof page === "string" ? { host: "yunxi.example", html: page } : page;
    await raw.add(new Page(bytesOf(html)), arrivalOf(`https://${host}/${at}.html`));
  }
  const desk = openDecisionService(workspace, pipeline);
  const ids = await raw.list();
  await cleanAll(desk, ids);
  return { desk, ids };
}

export async function cleanAll(
  { workspace }: DecisionService,
  ids: readonly string[],
  using = pipeline,
): Promise<readonly CleaningEvent[]> {
  const events: CleaningEvent[] = [];
  await cleanDocuments(workspace, openCleaningTools(workspace, using), ids, (event) => events.push(event));
  return events;
}

export const textOf = ({ clean }: DecisionService, id: string): string =>
  Buffer.from(clean.read(id).text ?? "").toString();

export const receiptOf = ({ clean }: DecisionService, id: string): Receipt => clean.read(id).receipt!;

/** The last block with this text. */
export async function blockOf({ raw }: DecisionService, id: string, text: string): Promise<number> {
  return readPage((await raw.read(id)).page, id).blocks.findLast((block) => block.text === text)!.index;
}

/** A line each. */
export const lines = (...all: readonly string[]): string => all.map((line) => `${line}\n`).join("");
