/** What a request names. */
import type { Context } from "hono";
import { WorkspaceError } from "../../core/errors.ts";
import type { Selection } from "../../archive/records/catalogue-list.ts";
import { parseId } from "../../archive/raw/numbering.ts";
import { readSelection } from "./selection.ts";

/** The documents that are looked at. */
export function selectionOf(context: Context): Selection {
  return readSelection(new URL(context.req.url).searchParams);
}

/** The document. @throws {WorkspaceError} where it is no document's: it must never become part of a path. */
export function idOf(context: Context): string {
  const id = context.req.param("id") ?? "";
  if (parseId(id) === undefined) throw new WorkspaceError(`There is no document "${id}" here.`);
  return id;
}

/** The fields of a form that was posted. */
export async function formOf(context: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await context.req.text());
}
