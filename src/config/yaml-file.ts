/** Reads one YAML file against a schema: every fault comes out with file, line and what was expected. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, visit } from "yaml";
import { z } from "zod";
import { ConfigError } from "../core/errors.ts";
import { refuseNewer } from "./format-version.ts";
import { nearest } from "./nearest.ts";

const MAX_BYTES = 1_048_576;
const MAX_ALIASES = 100;

type Path = readonly PropertyKey[];

/**
 * The content of a YAML file as its schema gives it, frozen to the last list; an empty file counts as `{}`.
 * A key without a value counts as absent, so that a section may have all its lines commented out.
 * @param folder the workspace, left out of what messages call the file
 * @param file relative to it, with forward slashes
 * `version` may say which version of the format it is of; it is no setting.
 * @throws {ConfigError} where the file cannot be read, is no YAML or does not fit the schema.
 * @throws {NewerFormatError}
 */
export function readYamlFile<Schema extends z.ZodType>(
  folder: string,
  file: string,
  schema: Schema,
): z.output<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(readText(folder, file), { lineCounter: lines });
  const at = (node: { readonly range?: readonly number[] | null } | null | undefined) =>
    `${file}:${lines.linePos(node?.range?.[0] ?? 0).line || 1}:`;

  const fault = document.errors[0] ?? document.warnings[0];
  if (fault !== undefined) {
    const [reason] = fault.message.split(/; please use| at line \d+/u, 1);
    throw new ConfigError(`${file}:${fault.linePos?.[0].line ?? 1}: ${reason}. Only plain YAML is read.`);
  }
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key) || typeof key.value !== "string" || key.value === "__proto__") {
        throw new ConfigError(`${at(key as Node | null)} a key must be a plain word.`);
      }
    },
  });

  const content = withoutEmptyKeys(valueOf(document, file)) ?? {};
  refuseNewer(content, file);
  const result = schema.safeParse(withoutVersion(content));
  if (result.success) return freeze(result.data);
  const faults = result.error.issues.flatMap((issue) => {
    const path = issue.path;
    return issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          node: keyNode(document, [...path, key]),
          message: unknownKey([...path, key], schema),
        }))
      : [{ node: nearestNode(document, path), message: wrongValue(document, path, issue, schema) }];
  });
  throw new ConfigError(faults.map(({ node, message }) => `${at(node)} ${message}`).join("\n"));
}

function readText(folder: string, file: string): string {
  const path = join(folder, file);
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES) {
      throw new ConfigError(
        `${file}: a config file may hold 1 MB, but this one holds ${(size / MAX_BYTES).toFixed(1)} MB.`,
      );
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const reason = cause instanceof TypeError ? "it is not UTF-8" : (cause as Error).message;
    throw new ConfigError(`${file}: the file could not be read: ${reason}.`, { cause });
  }
}

function valueOf(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    throw new ConfigError(`${file}: ${(cause as Error).message}. Write the values out instead.`, { cause });
  }
}

function withoutEmptyKeys(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutEmptyKeys(inner)]),
  );
}

/** What is left of a content whose version is one that this program reads. */
function withoutVersion(content: unknown): unknown {
  if (Array.isArray(content) || typeof content !== "object" || content === null) return content;
  if (!("version" in content) || !Number.isInteger(content.version)) return content;
  const { version: _, ...rest } = content;
  return rest;
}

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !(value instanceof RegExp)) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}

function unknownKey(path: Path, schema: z.ZodType): string {
  const known = knownKeys(schema, path.slice(0, -1));
  const meant = nearest(String(path.at(-1)), known);
  const hint = meant === undefined ? `The keys here are: ${known.join(", ")}.` : `Did you mean "${meant}"?`;
  return `there is no key "${path.join(".")}". ${hint}`;
}

/** The keys that a schema has at a path: the JSON Schema of the same definition says so. */
function knownKeys(schema: z.ZodType, path: Path): readonly string[] {
  let level: z.core.JSONSchema.BaseSchema = z.toJSONSchema(schema, { io: "input" });
  for (const key of path) level = level.properties?.[String(key)] as z.core.JSONSchema.BaseSchema;
  return Object.keys(level.properties ?? {});
}

function wrongValue(document: Document, path: Path, issue: z.core.$ZodIssue, schema: z.ZodType): string {
  const expected =
    issue.code === "invalid_value"
      ? `one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`
      : issue.message;
  if (path.length === 0) return `the file must hold ${expected}.`;
  const name = path.map((key) => (typeof key === "number" ? key + 1 : key)).join(".");
  const value = document.getIn(path);
  if (value === undefined || value === null) return `"${name}" is missing: it must be ${expected}.`;
  const shown = isSecret(schema, path) ? "something else" : show(value);
  return `"${name}" must be ${expected}, but is ${shown}.`;
}

/** Whether a value may not be shown, or lies in one. */
function isSecret(schema: z.ZodType, path: Path): boolean {
  let level: z.core.JSONSchema.BaseSchema | undefined = z.toJSONSchema(schema, { io: "input" });
  for (const key of path) {
    level = level?.properties?.[String(key)] as z.core.JSONSchema.BaseSchema | undefined;
    if (level?.writeOnly === true) return true;
  }
  return false;
}

function show(value: unknown): string {
  if (typeof value === "string") {
    const start = [...value].slice(0, 60).join("");
    return JSON.stringify(start === value ? value : `${start}…`);
  }
  if (typeof value !== "object") return String(value);
  return isMap(value) ? "a mapping" : "a list";
}

function keyNode(document: Document, path: Path): Node | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  return parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key as Node | undefined;
}

/** The value at the path, or what is nearest around it where it is missing. */
function nearestNode(document: Document, path: Path): Node | undefined {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true) as Node | undefined;
    if (node !== undefined) return keyNode(document, path.slice(0, depth)) ?? node;
  }
  return undefined;
}
