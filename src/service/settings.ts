/** What the schedule goes by, read anew when the files of the config change. */
import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { loadConfig, loadSources } from "../config/load.ts";
import type { Settings } from "./service.ts";
import { isScheduled } from "./service.ts";

export interface SettingsFiles {
  /** @throws {ConfigError} with file, line and what was expected */
  read(): Settings;
  /** Whether a file came, went or was written since this was asked last. */
  isChanged(): boolean;
}

/** @param workspace its `dir` holds `config/` */
export function openSettings(workspace: { readonly dir: string }): SettingsFiles {
  let seen = fingerprint(workspace.dir);
  return {
    read: () => ({
      config: loadConfig(workspace),
      sources: loadSources(workspace).filter(isScheduled),
    }),
    isChanged() {
      const before = seen;
      seen = fingerprint(workspace.dir);
      return seen !== before;
    },
  };
}

/** Of names, sizes and times: nothing is read. */
function fingerprint(dir: string): string {
  const folder = join(dir, "config");
  const hash = createHash("sha256");
  for (const name of readdirSync(folder, { recursive: true }).map(String).toSorted()) {
    // A file may go while its folder is read.
    const file = statSync(join(folder, name), { throwIfNoEntry: false });
    hash.update(`${name} ${file?.size} ${file?.mtimeMs}\n`);
  }
  return hash.digest("hex");
}
