/** What a person judged becomes a case: the page's exact bytes, and the text as she left it. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cleanPage } from "../../archive/corpus/clean-article.ts";
import { UsageError } from "../../core/errors.ts";
import type { Cleaned } from "../../core/pipeline/create-pipeline.ts";
import { makeFolder, renameDurably, writeTemporary } from "../../archive/files/atomic.ts";
import { type Decision, select } from "../../archive/records/decisions.ts";
import { exclusively } from "../../archive/files/mutex.ts";
import { parseId } from "../../archive/raw/numbering.ts";
import type { Page } from "../../core/page/page.ts";
import { casesFolder, type CaseSettings } from "./case-folder.ts";
import type { DecisionService } from "./decision-service.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";

export interface WrittenCase {
  readonly slug: string;
  /** Its folder. */
  readonly dir: string;
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;
const WHY_AT_LEAST = 10;

/**
 * Writes a folder that was not there: a slug that is taken gets a number behind it. A case is one page: of an article
 * on several, the page by itself.
 * @param why a sentence that says what the case is for
 * @param slug default: the document's number and the first digits of its address
 * @throws {UsageError} where nobody judged the document as it is now: newsift's own output is no expectation
 * @throws {WorkspaceError} where there is no such document
 * @throws {WriteError}
 */
export async function writeCase(
  {
    workspace,
    pipeline,
    raw,
    decisions,
  }: Pick<DecisionService, "workspace" | "pipeline" | "raw" | "decisions">,
  id: string,
  why: string,
  slug = slugOf(id),
): Promise<WrittenCase> {
  if (why.trim().length < WHY_AT_LEAST) {
    throw new UsageError("Say in a sentence what the case is for: who reads it later was not there.");
  }
  if (!SLUG.test(slug)) {
    throw new UsageError(`"${slug}" is no name for a case: it takes small letters, digits and hyphens.`);
  }
  const { page } = await raw.read(id);
  const standing = decisions.standing(id);
  const { cleaned } = cleanPage(pipeline, page, id, decisions);
  const judged = judgementsOf(id, standing, cleaned);
  const files = filesOf(page, cleaned, {
    why: why.trim(),
    document: id,
    decisions: judged.map((one) => one.id),
  });
  return exclusively(workspace, () => {
    const folder = casesFolder(workspace);
    makeFolder(folder);
    const temporary = join(folder, `.${slug}-${randomBytes(4).toString("hex")}.tmp`);
    makeFolder(temporary);
    for (const [name, content] of files)
      writeTemporary(join(temporary, name), content, join(folder, slug, name));
    const free = freeSlug(folder, slug);
    renameDurably(temporary, join(folder, free));
    return { slug: free, dir: join(folder, free) };
  });
}

/** @throws {UsageError} where they do not say what the document should be */
function judgementsOf(id: string, standing: readonly Decision[], { receipt }: Cleaned): readonly Decision[] {
  const { stale = [], textSha256, verdict } = receipt;
  if (stale.length > 0) {
    throw new UsageError(
      `${id} has decisions that do not fit it any more (${stale.join(", ")}): judge it again before it becomes a case.`,
    );
  }
  const isCurrent = (one: Decision) =>
    one.action !== "approve" || (one.textSha256 === textSha256 && one.verdict === verdict.kind);
  const judged = standing.filter(isCurrent);
  if (judged.length > 0) return judged;
  throw new UsageError(
    select(standing, "approve").length > 0
      ? `${id} was approved with another text than it has by itself now: look at it again before it becomes a case.`
      : `Nobody judged ${id}: approve or correct it before it becomes a case, or newsift would expect what it does anyway.`,
  );
}

function filesOf(
  { bytes, format, url, declaredCharset }: Page,
  { text, verdict }: Cleaned,
  { why, ...origin }: Pick<CaseSettings, "why" | "document" | "decisions">,
): readonly (readonly [name: string, content: Uint8Array | string])[] {
  const settings: CaseSettings = withoutUndefined({
    why,
    url,
    charset: declaredCharset,
    ...(verdict.kind === "article" ? {} : { verdict: verdict.kind }),
    ...origin,
  });
  return [
    [format === "html" ? "raw.html" : "raw.txt", bytes],
    ...(verdict.kind === "article" ? [["expected.txt", text] as const] : []),
    ["case.json", `${JSON.stringify(settings, null, 2)}\n`],
  ];
}

function slugOf(id: string): string {
  const name = parseId(id);
  return name === undefined ? id : `${name.number}-${name.hex.slice(0, 8)}`;
}

function freeSlug(folder: string, slug: string): string {
  let free = slug;
  for (let number = 2; existsSync(join(folder, free)); number += 1) free = `${slug}-${number}`;
  return free;
}
