/** The config of a workspace: read, validated and frozen once. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, UsageError } from "../core/errors.ts";
import { nearest } from "./nearest.ts";
import { type Config, configSchema, type Source, sourceSchema } from "./schema.ts";
import { readYamlFile } from "./yaml-file.ts";

const CONFIG_FILE = "config/newsift.yaml";
const SOURCES_FOLDER = "config/sources";

/**
 * `config/newsift.yaml`, with the defaults for what it does not say. Without the file, all are defaults.
 * @throws {ConfigError} with file, line and what was expected.
 */
export function loadConfig(workspace: { readonly dir: string }): Config {
  return existsSync(join(workspace.dir, CONFIG_FILE))
    ? readYamlFile(workspace.dir, CONFIG_FILE, configSchema)
    : configSchema.parse({});
}

/**
 * The sources with these ids, in that order; default: all, by id.
 * @throws {ConfigError} with file, line and what was expected.
 * @throws {UsageError} where there is no such source.
 */
export function loadSources(workspace: { readonly dir: string }, ids?: readonly string[]): readonly Source[] {
  const known = listSources(workspace.dir);
  return (ids ?? known).map((id) => {
    if (!known.includes(id)) throw new UsageError(noSuchSource(id, known));
    const source = readYamlFile(workspace.dir, `${SOURCES_FOLDER}/${id}.yaml`, sourceSchema);
    return Object.freeze({ id, ...source });
  });
}

function listSources(dir: string): readonly string[] {
  const folder = join(dir, SOURCES_FOLDER);
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => /^[^.].*\.ya?ml$/iu.test(name));
  for (const file of files) {
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*\.yaml$/u.test(file)) {
      throw new ConfigError(
        `${SOURCES_FOLDER}/${file}: a source's file must be named like "example-county.yaml": small letters, digits and hyphens.`,
      );
    }
  }
  return files.map((file) => file.slice(0, -".yaml".length)).toSorted();
}

function noSuchSource(id: string, known: readonly string[]): string {
  if (known.length === 0) return `There is no source "${id}": ${SOURCES_FOLDER}/ holds none.`;
  const meant = nearest(id, known);
  const hint = meant === undefined ? `The sources are: ${known.join(", ")}.` : `Did you mean "${meant}"?`;
  return `There is no source "${id}". ${hint}`;
}
