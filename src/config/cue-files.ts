/** Reads the cue files: phrases of boilerplate, kept as data beside what they must not match. */
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { ConfigError } from "../core/errors.ts";
import { refuseNewer } from "./format-version.ts";
import type { Cues } from "../core/document/cue.ts";
import { cuesOf, type PhrasesOfKind, shippedCues } from "../core/cues/shipped.ts";
import { matchKey } from "../core/text/match-key.ts";

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

/** The shipped cues; a file in this folder stands in place of the shipped one of its kind. */
export function cuesWith(folder: string): Cues {
  return new Map([...shippedCues(), ...loadCues(folder)]);
}

/**
 * @param folder of `<kind>.yaml` files
 * @throws {ConfigError} where a file is not of the form described in `config/cues/`
 */
export function loadCues(folder: string): Cues {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .toSorted();
  return new Map(files.map((name) => [basename(name, ".yaml"), cuesOf(phrasesIn(join(folder, name)))]));
}

/** What a cue file looks for, as lines are compared with it. */
export function phrasesIn(path: string): PhrasesOfKind {
  const { strong = {}, weak = {} } = readCueFile(path);
  return { strong: matchKeysOf(strong), weak: matchKeysOf(weak) };
}

function matchKeysOf(phrases: z.infer<typeof phrasesSchema>): PhrasesOfKind["strong"] {
  return Object.fromEntries(Object.entries(phrases).map(([at, those]) => [at, those?.map(matchKey)]));
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
