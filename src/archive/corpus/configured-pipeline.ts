/** The pipeline of a workspace: with its settings and cues, and what was learned of its hosts. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../config/schema.ts";
import { cuesWith } from "../../config/cue-files.ts";
import { createPipeline, type Pipeline } from "../../core/pipeline/run.ts";
import { openProfileStore } from "../clean/profile.ts";
import type { Workspace } from "../files/workspace.ts";

/**
 * @param without stages and reasons that are left out
 * @throws {ConfigError} where a file of cues is wrong
 */
export function openPipeline(
  workspace: Workspace,
  { stages, language }: Pick<Config, "stages" | "language">,
  without: readonly string[] = [],
): Pipeline {
  const ownCues = join(workspace.dir, "config/cues");
  return createPipeline({
    stages,
    language,
    without,
    ...(existsSync(ownCues) ? { cues: cuesWith(ownCues) } : {}),
    profileOf: openProfileStore(workspace).read,
  });
}
