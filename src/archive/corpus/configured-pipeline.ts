/** The pipeline of a workspace: with its settings and cues, and what was learned of its hosts. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { coreDigest } from "../../config/core-digest.ts";
import type { Config } from "../../config/schema.ts";
import { cuesWith } from "../../config/cue-files.ts";
import { createPipeline, type Pipeline, type PipelineOptions } from "../../core/pipeline/create-pipeline.ts";
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
  return openNamedPipeline({
    stageSettings: stages,
    language,
    without,
    ...(existsSync(ownCues) ? { cues: cuesWith(ownCues) } : {}),
    profileOf: openProfileStore(workspace).read,
  });
}

/** A pipeline whose hash names the code of the core too. @throws what `createPipeline` throws */
export function openNamedPipeline(options: PipelineOptions = {}): Pipeline {
  return createPipeline({ code: coreDigest(), ...options });
}
