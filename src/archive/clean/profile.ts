/** .newsift/profiles/: what the pages of each host repeat. Learned from raw/, so it may be deleted and learned again. */
import { join } from "node:path";
import { z } from "zod";
import { WorkspaceError } from "../../core/errors.ts";
import { parseOwnJson } from "../../config/format-version.ts";
import type { Profile, RepeatedBlock } from "../../core/document/profile.ts";
import { makeFolder, removeDurably, writeAtomically } from "../files/atomic.ts";
import { sha256 } from "../../core/text/sha256.ts";
import { namesIn, readIfPresent } from "../files/reading.ts";
import type { Workspace } from "../files/workspace.ts";

export interface ProfileStore {
  /**
   * @returns undefined where nothing was learned of the host
   * @throws {WorkspaceError} where its profile is damaged
   */
  read(host: string): Profile | undefined;
  /** In the order of their hosts. @throws {WorkspaceError} where one is damaged. */
  list(): readonly Profile[];
  /** Puts these in place of all that were there, one by one as they come. @throws {WriteError} */
  replaceAll(profiles: AsyncIterable<Profile> | Iterable<Profile>): Promise<void>;
  /** @returns whether there was anything to forget @throws {WriteError} */
  forget(host: string): boolean;
}

const blockSchema = z.object({
  hash: z.string().regex(/^[0-9a-f]{16}$/u),
  text: z.string(),
  documents: z.int().positive(),
  varies: z.boolean(),
  firstSeen: z.string(),
  lastSeen: z.string(),
});

const profileSchema = z.object({
  version: z.literal(1),
  host: z.string(),
  documents: z.int().positive(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  blocks: z.array(blockSchema),
});

const EXTENSION = ".json";

/** Reads each profile once, when it is first asked for. */
export function openProfileStore(workspace: Workspace): ProfileStore {
  const folder = join(workspace.stateDir, "profiles");
  const known = new Map<string, Profile | undefined>();

  function readFile(name: string): Profile | undefined {
    if (!known.has(name)) {
      const path = join(folder, name);
      const text = readIfPresent(path)?.toString("utf8");
      known.set(name, text === undefined ? undefined : parseProfile(text, path));
    }
    return known.get(name);
  }

  return {
    read: (host) => readFile(fileName(host)),

    list() {
      return namesIn(folder)
        .filter((name) => name.endsWith(EXTENSION))
        .flatMap((name) => readFile(name) ?? [])
        .toSorted((a, b) => (a.host < b.host ? -1 : 1));
    },

    async replaceAll(profiles) {
      makeFolder(folder);
      known.clear();
      const written = new Set<string>();
      for await (const profile of profiles) {
        const name = fileName(profile.host);
        writeAtomically(join(folder, name), formatProfile(profile));
        written.add(name);
      }
      // Hosts of which too little is left, and what a run that was killed left half written.
      for (const name of namesIn(folder)) if (!written.has(name)) removeDurably(join(folder, name));
    },

    forget(host) {
      const name = fileName(host);
      known.delete(name);
      if (!namesIn(folder).includes(name)) return false;
      removeDurably(join(folder, name));
      return true;
    },
  };
}

/** A profile with its hash, which leaves out what no stage sees: dates and spelling. */
export function createProfile(
  { host, documents, firstSeen, lastSeen }: Omit<Profile, "hash" | "blocks">,
  blocks: readonly RepeatedBlock[],
): Profile {
  const sorted = blocks.toSorted((a, b) => b.documents - a.documents || (a.hash < b.hash ? -1 : 1));
  const seen = sorted.map((block) => [block.hash, block.documents, block.varies]);
  return {
    host,
    hash: sha256(JSON.stringify([host, documents, seen])).slice(0, 16),
    documents,
    firstSeen,
    lastSeen,
    blocks: new Map(sorted.map((block) => [block.hash, block])),
  };
}

/** JSON with one block a line. */
function formatProfile({ host, documents, firstSeen, lastSeen, blocks }: Profile): string {
  const head = JSON.stringify({ version: 1, host, documents, firstSeen, lastSeen }, null, 2).slice(0, -2);
  const lines = Array.from(blocks.values(), (block) => `\n    ${JSON.stringify(block)}`).join(",");
  return `${head},\n  "blocks": [${lines}${lines === "" ? "" : "\n  "}]\n}\n`;
}

function parseProfile(text: string, path: string): Profile {
  const { blocks, ...about } = parseOwnJson(
    text,
    path,
    profileSchema,
    (cause) =>
      new WorkspaceError(
        `${path} is damaged: it is not the JSON that newsift wrote. Learn again with \`newsift profile --learn\`, or delete it.`,
        { cause },
      ),
  );
  return createProfile(about, blocks);
}

/** A host may have a port, whose colon not every system takes in a name. */
function fileName(host: string): string {
  return encodeURIComponent(host) + EXTENSION;
}
