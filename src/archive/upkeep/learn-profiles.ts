/** Learns from raw/ what the pages of each host repeat. */
import { NewsiftError } from "../../core/errors.ts";
import { blockHash } from "../../core/structure/repetition.ts";
import { hostOf } from "../../core/page/resolve-address.ts";
import { readPage } from "../../core/page/read.ts";
import { matchKey } from "../../core/text/match-key.ts";
import type { Block } from "../../core/document/document.ts";
import type { Profile, RepeatedBlock } from "../../core/document/profile.ts";
import { parseId } from "../raw/numbering.ts";
import { createProfile } from "../clean/profile.ts";
import type { RawStore } from "../raw/raw.ts";
import { hashToClean } from "../raw/rendered.ts";

/** What makes a block one that a host repeats. */
export const recurrence = {
  /** The last to arrive: what a site showed before its redesign is forgotten, and learning costs no more for a large archive. */
  latestDocuments: 50,
  /** Fewer share a line by chance. So many must hold the block, and so many a host must have. */
  documentsAtLeast: 3,
  /** Below it a block is as likely one section's or one week's. With 50 documents the share is known to ± .07. */
  shareAtLeast: 0.6,
};

/** A document as it was found: an error means that nothing could be learned from it. */
export interface LearningEvent {
  readonly id: string;
  readonly error?: NewsiftError;
}

/**
 * Learns the profile of every host in raw/ that has documents enough. Versions of one page count once, as
 * do pages of a host with the same bytes; the last to arrive stands for the others.
 *
 * @param onDocument is called once for each document of raw/
 */
export async function* learnProfiles(
  raw: RawStore,
  onDocument: (event: LearningEvent) => void,
): AsyncGenerator<Profile> {
  for (const [host, ids] of await latestByHost(raw, onDocument)) {
    const documents = await Promise.all(
      ids.map(async (id): Promise<SeenDocument> => {
        const { page, sidecar } = await raw.read(id);
        return { id, seen: sidecar.fetchedAt, blocks: readPage(page, id).blocks };
      }),
    );
    const profile = profileFrom(host, documents);
    if (profile !== undefined) yield profile;
  }
}

/** What learning looks at. */
export interface SeenDocument {
  readonly id: string;
  /** When it was fetched: ISO 8601. */
  readonly seen: string;
  readonly blocks: readonly Block[];
}

/**
 * What these documents of one host repeat, in whatever order they come.
 *
 * @returns undefined where they are too few
 */
export function profileFrom(host: string, documents: readonly SeenDocument[]): Profile | undefined {
  if (documents.length < recurrence.documentsAtLeast) return undefined;
  const inOrder = documents.toSorted((a, b) => compare(a.seen, b.seen) || compare(a.id, b.id));
  const [first, last] = [inOrder[0]!, inOrder.at(-1)!];
  const repeated = [...tally(inOrder).values()].filter(
    (block) =>
      block.documents >= recurrence.documentsAtLeast &&
      block.documents / documents.length >= recurrence.shareAtLeast,
  );
  return createProfile(
    { host, documents: documents.length, firstSeen: first.seen, lastSeen: last.seen },
    repeated,
  );
}

/** Counts each block once for each document that holds it. */
function tally(documents: readonly SeenDocument[]): ReadonlyMap<string, RepeatedBlock> {
  const counted = new Map<string, RepeatedBlock>();
  for (const { blocks, seen } of documents) {
    const here = new Set<string>();
    for (const { kind, raw: text } of blocks) {
      // The page's title is its headline: it is nobody's to repeat.
      const hash = kind === "title" ? undefined : blockHash(text);
      if (hash === undefined) continue;
      const before = counted.get(hash);
      counted.set(hash, {
        hash,
        text,
        documents: (before?.documents ?? 0) + (here.has(hash) ? 0 : 1),
        varies: before !== undefined && (before.varies || matchKey(before.text) !== matchKey(text)),
        firstSeen: before?.firstSeen ?? seen,
        lastSeen: seen,
      });
      here.add(hash);
    }
  }
  return counted;
}

/** Per host the ids of its latest documents, each page once. */
async function latestByHost(
  raw: RawStore,
  onDocument: (event: LearningEvent) => void,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const latest = new Map<string, string[]>();
  const pages = new Set<string>();
  const isNew = (name: string) => !pages.has(name) && pages.add(name);
  for (const id of (await raw.list()).toReversed()) {
    try {
      const { page, sidecar } = await raw.read(id);
      // A page that was saved without its address may name it itself.
      const host = hostOf(page.url ?? readPage(page, id).url);
      if (host !== undefined && isNew(parseId(id)!.hex) && isNew(`${host} ${hashToClean(sidecar)}`)) {
        latest.set(host, [...(latest.get(host) ?? []), id].slice(0, recurrence.latestDocuments));
      }
      onDocument({ id });
    } catch (error) {
      if (!(error instanceof NewsiftError)) throw error;
      onDocument({ id, error });
    }
  }
  return latest;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
