/** Pages on their way into raw/: which of them are there already, and what the others are called. */
import type { Page } from "../../core/page/page.ts";
import type { Arrival, Sidecar } from "./arrival.ts";
import { type NewPage, writeAdditions } from "./raw-writer.ts";
import { type DocumentName, nameDocument, parseId, parseRawFileName, rawFileName } from "./numbering.ts";
import { sha256 } from "../../core/text/sha256.ts";
import type { RawIndex } from "./raw-index.ts";
import { readBytesNow } from "../files/reading.ts";
import { pageToClean, pathToClean } from "./rendered.ts";
import { readSidecar } from "./sidecar.ts";
import type { Workspace } from "../files/workspace.ts";

export interface AddOptions {
  /** An imported file's name: one that is already named like a raw file keeps it where its number is free. */
  readonly name?: string;
  /**
   * What a browser made of it: it is kept beside the bytes, and cleaned instead of them. Only for an arrival whose
   * `fetcher` is `browser`.
   */
  readonly rendered?: Page | undefined;
  /** Treats a version with other bytes as the same where this says so; default: bytes are compared. */
  readonly isSameText?: ((before: Page, after: Page) => boolean) | undefined;
}

export interface Addition {
  readonly id: string;
  /** `unchanged`: it was there already, nothing was written. `changed`: it supersedes an older version. */
  readonly outcome: "new" | "unchanged" | "changed";
}

export interface ArrivedPage {
  readonly page: Page;
  readonly arrival: Arrival;
  readonly hex: string;
  readonly options: AddOptions;
}

/** Whether a page can be written in the same batch as these: its identity is another one. */
export function areIndependent(pages: readonly ArrivedPage[], other: ArrivedPage): boolean {
  return (
    [...pages, other].every(({ page }) => page.url !== undefined) &&
    pages.every(({ hex }) => hex !== other.hex)
  );
}

/**
 * Adds pages that are independent of each other. Only under the mutex.
 * @returns what became of each
 * @throws {WriteError} and then none of them is there
 */
export function addPages(
  workspace: Workspace,
  index: RawIndex,
  pages: readonly ArrivedPage[],
): readonly Addition[] {
  const planned: NewPage[] = [];
  const additions = pages.map((page) => {
    const plan = planPage(workspace, index, page, planned.length);
    if ("outcome" in plan) return plan;
    planned.push(plan);
    const { id, replaces } = plan.sidecar;
    return { id, outcome: replaces === undefined ? ("new" as const) : ("changed" as const) };
  });
  const names = planned.map(({ sidecar: { id, format, sha256: hash } }) => ({
    name: parseId(id)!,
    file: rawFileName(id, format),
    hash,
  }));
  if (planned.length > 0) index.record(names, () => writeAdditions(workspace, planned));
  return additions;
}

/** @param ahead pages that get their numbers first */
function planPage(
  workspace: Workspace,
  index: RawIndex,
  arrived: ArrivedPage,
  ahead: number,
): NewPage | Addition {
  const { page, arrival, options } = arrived;
  const { rendered } = options;
  const { bytes, format, charset } = page;
  const hash = sha256(bytes);
  const name = chooseName(index, arrived, ahead);
  const replaces = index.versionBefore(name.number, name.hex);
  const same = page.url === undefined ? index.withBytes(hash) : replaces;
  const sidecar: Sidecar = {
    id: name.id,
    format,
    ...arrival,
    sha256: hash,
    size: bytes.length,
    charset,
    ...(replaces === undefined ? {} : { replaces }),
    ...(rendered === undefined ? {} : { rendered: { sha256: sha256(rendered.bytes), size: rendered.bytes.length } }),
    ...(arrival.fetcher === "browser" ? { cleaned: rendered === undefined ? "received" : "rendered" } : {}),
  };
  const isSame = (id: string) =>
    !isWholeAtLast(workspace, id, arrival) &&
    ((index.hashOf(id) === hash &&
      readSidecar(workspace, id)?.rendered?.sha256 === sidecar.rendered?.sha256) ||
      hasSameText(workspace, id, arrived));
  if (same !== undefined && isSame(same)) return { id: same, outcome: "unchanged" };
  return { page, rendered, sidecar };
}

/** The version before broke off, and this one did not: it is another one, though it may say the same. */
function isWholeAtLast(workspace: Workspace, id: string, { truncated }: Arrival): boolean {
  return !truncated && readSidecar(workspace, id)?.truncated === true;
}

function hasSameText(
  workspace: Workspace,
  id: string,
  { page, options: { isSameText, rendered = page } }: ArrivedPage,
): boolean {
  const sidecar = readSidecar(workspace, id);
  if (isSameText === undefined || sidecar === undefined) return false;
  const path = pathToClean(workspace, id, sidecar);
  const before = pageToClean(readBytesNow(path), sidecar);
  return isSameText(before, rendered);
}

/** No single odd file name may push all later numbers to the end. */
const HIGHEST_GIVEN_NUMBER = 999_999;

/** @param ahead pages that get their numbers first */
function chooseName(index: RawIndex, { page, hex, options }: ArrivedPage, ahead: number): DocumentName {
  const given = parseRawFileName(options.name ?? "");
  const fits =
    given !== undefined &&
    given.number <= HIGHEST_GIVEN_NUMBER &&
    (page.url === undefined || given.hex === hex);
  if (!fits) return nameDocument(index.next + ahead, hex);
  const holder = index.hexOf(given.number);
  if (holder === undefined) return given;
  return nameDocument(index.next + ahead, holder === given.hex ? holder : hex);
}
