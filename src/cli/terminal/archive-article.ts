/** Brings the page at an address into raw/, and where it is the first page of an article, the further ones. */
import type { Fetched, Fetcher } from "../../crawl/fetch/fetch-page.ts";
import { NewsiftError, WriteError } from "../../core/errors.ts";
import { furtherPages } from "../../core/page/further-pages.ts";
import type { Page } from "../../core/page/page.ts";
import type { AddOptions } from "../../archive/raw/additions.ts";
import type { RawStore } from "../../archive/raw/raw.ts";
import type { Arrival } from "../../archive/raw/arrival.ts";

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
  const { id, page } = await keep(await fetcher.fetch(url), {});
  const article = page.url!;
  const wanted = new Map(furtherPages(page).map((further) => [further.part, further.url]));
  const parts: string[] = [];
  const lost: NewsiftError[] = [];
  // A page may name only the next one: as long as one is named, there is a further step.
  for (let part = 2; wanted.has(part); part += 1) {
    try {
      const own = await keep(await fetcher.fetch(wanted.get(part)!), { continues: id, part });
      parts.push(own.id);
      for (const further of furtherPages(own.page, { article, part })) {
        if (!wanted.has(further.part)) wanted.set(further.part, further.url);
      }
    } catch (error) {
      if (!(error instanceof NewsiftError) || error instanceof WriteError) throw error;
      lost.push(error);
    }
  }
  return { id, parts, lost };

  async function keep(
    { page, rendered, arrival }: Fetched,
    place: Pick<Arrival, "continues" | "part">,
  ): Promise<{ readonly id: string; readonly page: Page }> {
    const { id } = await store.add(
      page,
      { ...arrival, ...place },
      { rendered, isSameText: arrival.truncated ? undefined : isSameText },
    );
    return { id, page: rendered ?? page };
  }
}
