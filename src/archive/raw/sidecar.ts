/** raw/meta/: one JSON file for each page, with what is known about how it came. */
import { join } from "node:path";
import { z } from "zod";
import { WorkspaceError } from "../../core/errors.ts";
import { parseOwnJson } from "../../config/format-version.ts";
import type { Sidecar } from "./arrival.ts";
import { readIfPresent } from "../files/reading.ts";
import { sidecarFile } from "./numbering.ts";
import type { Workspace } from "../files/workspace.ts";

const fileSchema = z.looseObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  size: z.int().min(0),
});

/** What reading, deduplicating and verifying rely on; the rest is handed through as it stands. */
const sidecarSchema = fileSchema
  .extend({
    id: z.string(),
    format: z.enum(["html", "text"]),
    charset: z.looseObject({ declared: z.string().optional(), used: z.string() }),
    url: z.string().optional(),
    finalUrl: z.string().optional(),
    fetchedAt: z.string(),
    fetcher: z.enum(["http", "browser", "import"]),
    // Any names: a later newsift may tolerate more.
    tolerated: z.array(z.string()).optional(),
    replaces: z.string().optional(),
    continues: z.string().optional(),
    part: z.int().min(2).optional(),
    rendered: fileSchema.optional(),
    cleaned: z.enum(["received", "rendered"]).optional(),
  })
  .refine(({ rendered, cleaned }) => cleaned !== "rendered" || rendered !== undefined);

export function sidecarPath(workspace: Workspace, id: string): string {
  return join(workspace.metaDir, sidecarFile(id));
}

export function formatSidecar(sidecar: Sidecar): string {
  return `${JSON.stringify(sidecar, null, 2)}\n`;
}

/**
 * @returns undefined where there is none.
 * @throws {WorkspaceError} where it is damaged.
 * @throws {NewerFormatError}
 */
export function readSidecar(workspace: Workspace, id: string): Sidecar | undefined {
  const path = sidecarPath(workspace, id);
  const text = readIfPresent(path)?.toString("utf8");
  if (text === undefined) return undefined;
  return parseOwnJson(
    text,
    path,
    sidecarSchema,
    (cause) =>
      new WorkspaceError(
        `${path} is damaged: it is not the JSON that newsift wrote. Restore it, or delete it to read the page without.`,
        { cause },
      ),
  ) as Sidecar;
}
