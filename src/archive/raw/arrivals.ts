/** Pages on their way into raw/: which of them are there already, and what the others are called. */
import type { Charset } from "../../core/page/decode.ts";
import type { Arrival, Sidecar } from "./arrival.ts";
import type { Format } from "../../core/document/document.ts";
import { writeAdditions } from "./raw-writer.ts";
import { type DocumentName, nameDocument, parseRawFileName, rawFileName } from "./numbering.ts";
import { sha256 } from "../../core/text/sha256.ts";
import type { Addition, AddOptions } from "./raw.ts";
import type { RawIndex } from "./raw-index.ts";
import { readBytesNow } from "../files/reading.ts";
import { pageToClean, pathToClean } from "./rendered.ts";
import { readSidecar } from "./sidecar.ts";
import type { Workspace } from "../files/workspace.ts";

export interface ArrivedPage {
  readonly bytes: Uint8Array;
  readonly format: Format;
  readonly arrival: Arrival;
  readonly charset: Charset;
  readonly url: string | undefined;
  readonly hex: string;
  readonly options: AddOptions;
}

/** Whether a page has nothing to do with these, so that it may be added together with them. */
export function areStrangers(pages: readonly ArrivedPage[], other: ArrivedPage): boolean {
  return (
    [...pages, other].every(({ url }) => url !== undefined) && pages.every(({ hex }) => hex !== other.hex)
  );
}

/**
 * Adds pages that are strangers to each other. Only under the mutex.
 * @returns what became of each
 * @throws {WriteError} and then none of them is there
 */
export function addPages(
  workspace: Workspace,
  index: RawIndex,
  pages: readonly ArrivedPage[],
): readonly Addition[] {
  const planned: PlannedPage[] = [];
  const additions = pages.map((page) => {
    const plan = planPage(workspace, index, page, planned.length);
    if ("outcome" in plan) return plan;
    planned.push(plan);
    const { id, replaces } = plan.sidecar;
    return { id, outcome: replaces === undefined ? ("new" as const) : ("changed" as const) };
  });
  const names = planned.map(({ name, sidecar: { format, sha256: hash } }) => ({
    name,
    file: rawFileName(name.id, format),
    hash,
  }));
  if (planned.length > 0) index.record(names, () => writeAdditions(workspace, planned));
  return additions;
}

interface PlannedPage {
  readonly name: DocumentName;
  readonly bytes: Uint8Array;
  readonly rendered: Uint8Array | undefined;
  readonly sidecar: Sidecar;
}

/** @param ahead pages that get their numbers first */
function planPage(
  workspace: Workspace,
  index: RawIndex,
  page: ArrivedPage,
  ahead: number,
): PlannedPage | Addition {
  const {
    bytes,
    format,
    arrival,
    charset,
    options: { rendered },
  } = page;
  const hash = sha256(bytes);
  const name = chooseName(index, page, ahead);
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
    ...(rendered === undefined ? {} : { rendered: { sha256: sha256(rendered), size: rendered.length } }),
    ...(arrival.fetcher === "browser" ? { cleaned: rendered === undefined ? "received" : "rendered" } : {}),
  };
  const isSame = (id: string) =>
    !isWholeAtLast(workspace, id, arrival) &&
    ((index.hashOf(id) === hash &&
      readSidecar(workspace, id)?.rendered?.sha256 === sidecar.rendered?.sha256) ||
      hasSameText(workspace, id, page, sidecar));
  if (same !== undefined && isSame(same)) return { id: same, outcome: "unchanged" };
  return { name, bytes, rendered, sidecar };
}

/** The version before broke off, and this one did not: it is another one, though it may say the same. */
function isWholeAtLast(workspace: Workspace, id: string, { truncated }: Arrival): boolean {
  return !truncated && readSidecar(workspace, id)?.truncated === true;
}

function hasSameText(
  workspace: Workspace,
  id: string,
  { bytes, options: { isSameText, rendered = bytes } }: ArrivedPage,
  arrived: Sidecar,
): boolean {
  const sidecar = readSidecar(workspace, id);
  if (isSameText === undefined || sidecar === undefined) return false;
  const path = pathToClean(workspace, id, sidecar);
  const before = pageToClean(readBytesNow(path), sidecar);
  return isSameText(before, pageToClean(rendered, arrived));
}

/** No single odd file name may push all later numbers to the end. */
const HIGHEST_GIVEN_NUMBER = 999_999;

/** @param ahead pages that get their numbers first */
function chooseName(index: RawIndex, { url, hex, options }: ArrivedPage, ahead: number): DocumentName {
  const given = parseRawFileName(options.name ?? "");
  const fits =
    given !== undefined && given.number <= HIGHEST_GIVEN_NUMBER && (url === undefined || given.hex === hex);
  if (!fits) return nameDocument(index.next + ahead, hex);
  const holder = index.hexOf(given.number);
  if (holder === undefined) return given;
  return nameDocument(index.next + ahead, holder === given.hex ? holder : hex);
}
