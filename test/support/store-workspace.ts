/** Workspaces in temporary folders, gone when their test is over. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { onTestFinished } from "vitest";
import { openWorkspace, type Workspace } from "../../src/archive/files/workspace.ts";
import type { Arrival } from "../../src/archive/raw/arrival.ts";

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "newsift-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function temporaryWorkspace(): Workspace {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "config"));
  return openWorkspace(folder);
}

/** All files in raw/ and clean/, hidden ones too. */
export function namesIn(workspace: Workspace): readonly string[] {
  return readdirSync(workspace.dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(workspace.dir, join(entry.parentPath, entry.name)))
    .filter((name) => /^(?:raw|clean)\//u.test(name))
    .toSorted();
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function arrivalOf(url: string): Arrival {
  return { url, status: 200, fetchedAt: "2022-03-01T02:00:00.000Z", fetcher: "http" };
}

export const imported: Arrival = { fetchedAt: "2022-03-01T02:00:00.000Z", fetcher: "import" };
