/** runs/schedule.jsonl: what the schedule did, and why it did not. Runs have their own records. */
import { join } from "node:path";
import { z } from "zod";
import { parseOwnLine } from "../../config/format-version.ts";
import { makeFolder } from "../files/atomic.ts";
import { appendJsonLine } from "../files/json-lines.ts";
import { readIfPresent } from "../files/reading.ts";
import type { Workspace } from "../files/workspace.ts";

const entrySchema = z.object({
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  what: z.enum([
    "started",
    "stopped",
    "reloaded",
    "kept old settings",
    "planned",
    "begun",
    "ended",
    "skipped",
    "clock went back",
  ]),
  source: z.string().optional(),
  /** When it was due: ISO 8601, UTC. */
  slot: z.iso.datetime().optional(),
  /** The run's id. */
  run: z.string().optional(),
  /** A sentence. */
  why: z.string().optional(),
});

export type JournalEntry = Readonly<z.output<typeof entrySchema>>;

export interface Journal {
  /** Durable when it returns. @throws {WriteError} */
  note(entry: Omit<JournalEntry, "at">): void;
  /** In order. A line that a kill left half written is left out. */
  read(): readonly JournalEntry[];
}

export function openJournal(workspace: Workspace): Journal {
  const path = journalPath(workspace);
  let isWhole = false;
  return {
    note(entry) {
      makeFolder(workspace.runsDir);
      appendJsonLine(path, { at: new Date().toISOString(), ...entry }, !isWhole && !endsWhole(path));
      isWhole = true;
    },
    read() {
      const text = readIfPresent(path)?.toString("utf8") ?? "";
      return text.split("\n").flatMap((line) => parseEntry(line, path) ?? []);
    },
  };
}

/** Where it stands. */
export function journalPath({ runsDir }: Workspace): string {
  return join(runsDir, "schedule.jsonl");
}

/** A kill may have cut its last line short. */
function endsWhole(path: string): boolean {
  const bytes = readIfPresent(path);
  return bytes === undefined || bytes.length === 0 || bytes.at(-1) === "\n".charCodeAt(0);
}

/** @returns undefined where the line is none @throws {NewerFormatError} */
export function parseEntry(line: string, path: string): JournalEntry | undefined {
  return parseOwnLine(line, path, entrySchema);
}
