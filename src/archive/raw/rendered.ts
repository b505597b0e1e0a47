/**
 * raw/rendered/: what a browser made of pages, beside the bytes that came. Which of both is cleaned is decided here,
 * for all who read raw/.
 */
import { join } from "node:path";
import { WorkspaceError } from "../../core/errors.ts";
import type { Arrival, Sidecar } from "./arrival.ts";
import type { Format } from "../../core/document/document.ts";
import { Page } from "../../core/page/page.ts";
import { rawFileName } from "./numbering.ts";
import type { Workspace } from "../files/workspace.ts";

type Folders = Pick<Workspace, "rawDir" | "renderedDir">;

/** Where the bytes that came stand. */
export function receivedPath({ rawDir }: Folders, id: string, format: Format): string {
  return join(rawDir, rawFileName(id, format));
}

/** Where what a browser made of a page stands, if anything does. */
export function renderedPath({ renderedDir }: Folders, id: string): string {
  return join(renderedDir, rawFileName(id, "html"));
}

export function missingPage(path: string): WorkspaceError {
  return new WorkspaceError(
    `${path} is missing, though its sidecar names it: restore it, or take its document out.`,
  );
}

/** The file of a page that is cleaned. */
export function pathToClean(
  folders: Folders,
  id: string,
  sidecar: Pick<Sidecar, "format" | "cleaned">,
): string {
  return isRendered(sidecar) ? renderedPath(folders, id) : receivedPath(folders, id, sidecar.format);
}

/** SHA-256 of that file. */
export function hashToClean(sidecar: Sidecar): string {
  return isRendered(sidecar) ? sidecar.rendered!.sha256 : sidecar.sha256;
}

/** @param bytes of that file */
export function pageToClean(
  bytes: Uint8Array,
  sidecar: Pick<Sidecar, "format" | "url" | "finalUrl" | "charset" | "cleaned" | "fetchedAt" | "fetcher">,
): Page {
  const { format, finalUrl, url, charset } = sidecar;
  return new Page(bytes, {
    format,
    url: finalUrl ?? url,
    declaredCharset: charset.declared,
    renderedFrom: isRendered(sidecar) ? charset : undefined,
    fetchedAt: whenShown(sidecar),
  });
}

/** When a page was fetched; undefined for an import: nobody knows when it was shown so. */
export function whenShown({ fetcher, fetchedAt }: Pick<Arrival, "fetcher" | "fetchedAt">): string | undefined {
  return fetcher === "import" ? undefined : fetchedAt;
}

function isRendered({ cleaned }: Pick<Sidecar, "cleaned">): boolean {
  return cleaned === "rendered";
}
