/** Reads the cue files: phrases of boilerplate, kept as data beside what they must not match. */
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { ConfigError } from "../errors.ts";
import { refuseNewer } from "../format-version.ts";
import type { Cue, Cues } from "../types.ts";
import { matchKey } from "./match-key.ts";

const PLACES = ["start", "end", "whole", "anywhere"] as const;

const phrasesSchema = z.strictObject({
  start: z.array(z.string()).optional(),
  end: z.array(z.string()).optional(),
  whole: z.array(z.string()).optional(),
  anywhere: z.array(z.string()).optional(),
});

const fileSchema = z.strictObject({
  /** What this kind of boilerplate is. */
  about: z.string(),
  strong: phrasesSchema.optional(),
  weak: phrasesSchema.optional(),
  /** Lines that go where such boilerplate stands: tests. */
  removes: z.array(z.string()),
  /** Sentences of articles that stay: tests. */
  keeps: z.array(z.string()),
});

export type CueFile = z.infer<typeof fileSchema>;

const shipped = join(import.meta.dirname, "..", "..", "config", "cues");

let builtIn: Cues | undefined;

/** The cues that newsift ships, read once. */
export function builtInCues(): Cues {
  return (builtIn ??= loadCues(shipped));
}

/** The shipped cues; a file in this folder stands in place of the shipped one of its kind. */
export function cuesWith(folder: string): Cues {
  return new Map([...builtInCues(), ...loadCues(folder)]);
}

/**
 * @param folder of `<kind>.yaml` files
 * @throws {ConfigError} where a file is not of the form described in `config/cues/`
 */
export function loadCues(folder: string): Cues {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .toSorted();
  return new Map(files.map((name) => [basename(name, ".yaml"), cuesOf(readCueFile(join(folder, name)))]));
}

/** One cue file with its test lines. */
export function readCueFile(path: string): CueFile {
  const content: unknown = parse(readFileSync(path, "utf8"));
  refuseNewer(content, path);
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new ConfigError(
      `${path}: ${issue.path.join(".") || "the file"}: ${issue.message}. See the other files in config/cues/ for the form.`,
    );
  }
  return parsed.data;
}

function cuesOf(file: CueFile): readonly Cue[] {
  return (["strong", "weak"] as const).flatMap((strength) =>
    PLACES.flatMap((at) =>
      (file[strength]?.[at] ?? []).map((phrase) => ({ phrase: matchKey(phrase), at, strength })),
    ),
  );
}
