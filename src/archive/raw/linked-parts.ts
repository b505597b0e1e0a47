/** The pages of an article in raw/: which documents go on with it, and which documents are its first page. */
import { furtherPages } from "../../core/page/further-pages.ts";
import type { Page } from "../../core/page/page.ts";
import { parseId } from "./numbering.ts";
import type { RawStore } from "./raw.ts";

/** The further pages of an article. */
export interface Parts {
  /** In order of part. */
  readonly ids: readonly string[];
  /** The pages that are there speak of others, which are not. */
  readonly incomplete: boolean;
}

/**
 * Follows an article from its first page through the pages that it links to, as they were while this version of
 * the first page was the latest one.
 * @param id of the first page
 * @param choose of the versions that a further page had then, in order of number, the one that belongs to the article
 */
export async function findParts(
  raw: RawStore,
  id: string,
  first: Page,
  choose: (versions: readonly string[]) => Promise<string | undefined>,
): Promise<Parts> {
  const { url: article } = first;
  if (article === undefined) return { ids: [], incomplete: false };
  const wanted = new Map<number, string>();
  const follow = (page: Page, part: number) => {
    for (const further of furtherPages(page, { article, part })) {
      if (!wanted.has(further.part)) wanted.set(further.part, further.url);
    }
  };
  follow(first, 1);
  const ids: string[] = [];
  let missing = 0;
  for (let part = 2; part <= Math.max(1, ...wanted.keys()); part += 1) {
    const found = await choose(await versionsOfPart(raw, id, article, wanted.get(part)));
    if (found === undefined) {
      missing += 1;
    } else if (!ids.includes(found)) {
      // The last page may name itself as the next one.
      ids.push(found);
      follow((await raw.read(found)).page, part);
    }
  }
  return { ids, incomplete: missing > 0 };
}

/** These documents, and for each that is a further page all versions of its article's first one. */
export async function withArticles(raw: RawStore, ids: readonly string[]): Promise<readonly string[]> {
  const all = new Set(ids);
  const known = new Set(await raw.list());
  for (const id of ids) {
    const { continues } = (await raw.read(id)).sidecar;
    if (continues === undefined || !known.has(continues)) continue;
    const { url } = (await raw.read(continues)).page;
    for (const version of url === undefined ? [continues] : await raw.versions(url)) all.add(version);
  }
  return [...all];
}

async function versionsOfPart(
  raw: RawStore,
  id: string,
  article: string,
  url: string | undefined,
): Promise<readonly string[]> {
  if (url === undefined) return [];
  const next = (await raw.versions(article)).find((version) => numberOf(version) > numberOf(id));
  const found: string[] = [];
  for (const version of await raw.versions(url)) {
    if (next !== undefined && numberOf(version) >= numberOf(next)) continue;
    const { continues } = (await raw.read(version)).sidecar;
    if (continues !== undefined && hexOf(continues) === hexOf(id)) found.push(version);
  }
  return found;
}

function numberOf(id: string): number {
  return parseId(id)!.number;
}

function hexOf(id: string): string | undefined {
  return parseId(id)?.hex;
}
