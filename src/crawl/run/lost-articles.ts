/** Articles that a run fetched again and that came back as none: shells, notices, lists. */
import { openCatalogue } from "../../archive/records/catalogue.ts";
import type { RunProblem } from "../../archive/records/runs.ts";
import type { Workspace } from "../../archive/files/workspace.ts";
import { listCounts } from "./run-problems.ts";

/** A page that was fetched as an article. */
export interface FetchedArticle {
  readonly url: string;
  /** The `id` of its source. */
  readonly source: string;
}

/** More addresses make no sentence; `newsift review` marks the others as superseded. */
const NAMED_AT_MOST = 10;

/**
 * A problem for each source of which known articles turned into nothing, also where nothing but that is new: they are
 * still named by its lists, so that somebody expects to read them.
 * @param fetched by the id of the document that it is now, cleaned
 */
export function findLostArticles(
  workspace: Workspace,
  fetched: ReadonlyMap<string, FetchedArticle>,
): readonly RunProblem[] {
  const catalogue = openCatalogue(workspace);
  try {
    const lost = catalogue
      .lostArticles(fetched.keys())
      .map(({ id, verdict }) => ({ ...fetched.get(id)!, id, verdict }));
    return [...Map.groupBy(lost, ({ source }) => source)].map(([source, own]) => {
      const verdicts = Map.groupBy(own, ({ verdict }) => verdict);
      const kinds = listCounts(Object.fromEntries([...verdicts].map(([kind, { length }]) => [kind, length])));
      const named = own.slice(0, NAMED_AT_MOST).map(({ id, url }) => `${url} (${id})`);
      const more = own.length - named.length;
      const evidence = {
        articles: own.length,
        verdicts: kinds,
        named: named.join(", "),
        ...(more > 0 && { more }),
        example: own[0]!.id,
      };
      return { source, id: "articles-lost", evidence };
    });
  } finally {
    catalogue.close();
  }
}
