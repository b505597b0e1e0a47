/** A name for the code that cleans: what no setting shows changes a text too. */
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { sha256 } from "../core/text/sha256.ts";

const folder = join(import.meta.dirname, "../core");

let digest: string | undefined;

/** 16 hex digits of the sources of `core/`, or of what was built of them: the `code` of a pipeline. Read once. */
export function coreDigest(): string {
  return (digest ??= sha256(sourcesOf(folder).map(sha256).join("\n")).slice(0, 16));
}

/** Code and models, each under its name. */
function sourcesOf(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((name) => [".ts", ".js", ".json"].includes(extname(name)) && !name.endsWith(".d.ts"))
    .toSorted()
    .map((name) => `${name.replaceAll("\\", "/")}\n${readFileSync(join(dir, name), "utf8")}`);
}
