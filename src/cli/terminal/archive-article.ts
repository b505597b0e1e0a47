/** Brings the page at an address into raw/, and where it is the first page of an article, the further ones. */
import type { FetchedPage, Fetcher } from "../../crawl/fetch/fetch-page.ts";
import { NewsiftError, WriteError } from "../../core/errors.ts";
import { linkedParts } from "../../archive/raw/linked-parts.ts";
import type { AddOptions, RawStore } from "../../archive/raw/raw.ts";
import type { Arrival } from "../../archive/raw/arrival.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";

export interface ArchivedArticle {
  readonly id: string;
  /** Ids of its further pages, in order. */
  readonly parts: readonly string[];
  /** Why further pages could not be had: the article is then incomplete. */
  readonly lost: readonly NewsiftError[];
}

/**
 * @throws {NewsiftError} where the page itself cannot be had
 * @throws {WriteError} where the disk refuses
 */
export async function archiveArticle(
  url: string,
  store: RawStore,
  fetcher: Pick<Fetcher, "fetch">,
  isSameText: NonNullable<AddOptions["isSameText"]>,
): Promise<ArchivedArticle> {
  const id = await keep(await fetcher.fetch(url), {});
  const { page } = await store.read(id);
  const article = page.url!;
  const wanted = new Map(linkedParts(page).map((further) => [further.part, further.url]));
  const parts: string[] = [];
  const lost: NewsiftError[] = [];
  // A page may name only the next one: as long as one is named, there is a further step.
  for (let part = 2; wanted.has(part); part += 1) {
    try {
      const own = await keep(await fetcher.fetch(wanted.get(part)!), { continues: id, part });
      parts.push(own);
      for (const further of linkedParts((await store.read(own)).page, { article, part })) {
        if (!wanted.has(further.part)) wanted.set(further.part, further.url);
      }
    } catch (error) {
      if (!(error instanceof NewsiftError) || error instanceof WriteError) throw error;
      lost.push(error);
    }
  }
  return { id, parts, lost };

  async function keep(fetched: FetchedPage, place: Pick<Arrival, "continues" | "part">): Promise<string> {
    const { bytes, format, arrival, declaredCharset, rendered } = fetched;
    const added = await store.add(
      bytes,
      format,
      { ...arrival, ...place },
      {
        rendered,
        ...withoutUndefined({
          declaredCharset,
          isSameText: arrival.truncated ? undefined : isSameText,
        }),
      },
    );
    return added.id;
  }
}
