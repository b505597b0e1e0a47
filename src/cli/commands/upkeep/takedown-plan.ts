/** A takedown, from what it would come to until nothing is left of the pages. */
import { join } from "node:path";
import type { Config } from "../../../config/schema.ts";
import { countPages, forgetPages, type KnownPage } from "../../../crawl/frontier/forget-pages.ts";
import { findJudged, forgetJudged, type Judged } from "../../../desk/quality/forget.ts";
import { openProfileStore } from "../../../archive/clean/profile.ts";
import { openRawStore } from "../../../archive/raw/raw.ts";
import {
  finishRemovals,
  readRemovals,
  type Removal,
  removeDocuments,
} from "../../../archive/raw/removals.ts";
import { hideAddresses, removeLogLines } from "../../../archive/records/run-traces.ts";
import { withoutUndefined } from "../../../core/without-undefined.ts";
import {
  type Affected,
  earlierTakedowns,
  findAffected,
  removeDerived,
  targetOf,
  withPages,
} from "../../../archive/upkeep/takedown.ts";
import type { Workspace } from "../../../archive/files/workspace.ts";

export interface TakedownOptions {
  readonly reason?: string;
  /** The addresses go too, from the records of runs, and none is kept of a page. */
  readonly addresses?: boolean;
}

export interface Takedown {
  readonly affected: Affected;
  readonly judged: Judged;
  /** Pages of the frontier. */
  readonly frontier: number;
  /** Takedowns of the same before: what one that was killed left is removed too. */
  readonly earlier: readonly Removal[];
  /** Call it in a workspace that is locked. What is killed on the way is finished by taking down the same again. */
  carryOut(options: TakedownOptions): void;
}

/**
 * @param name an address or a host
 * @throws {UsageError} where it is neither
 */
export async function planTakedown(
  workspace: Workspace,
  { twins }: Pick<Config, "twins">,
  name: string,
): Promise<Takedown> {
  const named = targetOf(name, twins);
  const earlier = earlierTakedowns(readRemovals(workspace), named);
  const gone = earlier.flatMap(({ documents }) => documents);
  const raw = openRawStore(workspace, twins);
  const affected = await findAffected(workspace, raw, named, earlier);
  const target = withPages(named, [...affected.pages, ...earlier.flatMap(({ pages = [] }) => pages)], twins);
  const documents = affected.documents.map(({ id }) => id);
  const taken = { ids: new Set([...gone, ...documents]), covers: target.covers };
  const isMeant = ({ url, finalUrl, document, continues }: KnownPage) =>
    taken.ids.has(document ?? "") ||
    [url, finalUrl, continues].some((address) => address !== undefined && target.covers(address));
  const frontierPath = join(workspace.stateDir, "frontier.sqlite");
  const judged = findJudged(workspace, taken);
  const frontier = countPages(frontierPath, isMeant);

  return {
    affected,
    judged,
    frontier,
    earlier,
    carryOut({ reason, addresses = false }) {
      finishRemovals(workspace);
      if (documents.length > 0 || earlier.length === 0) {
        removeDocuments(workspace, {
          by: "takedown",
          documents,
          ...withoutUndefined({
            target: addresses && named.host === undefined ? undefined : name,
            reason,
            host: named.host,
            pages: affected.pages.length === 0 ? undefined : [...affected.pages],
            joined: affected.joined.length === 0 ? undefined : [...affected.joined],
          }),
          counts: {
            documents: documents.length,
            decisions: judged.decisions,
            samples: judged.samples.length,
            cases: judged.cases.length,
            frontier,
          },
        });
      }
      removeDerived(workspace, affected.joined);
      forgetJudged(workspace, taken);
      const profiles = openProfileStore(workspace);
      for (const host of affected.emptyHosts) profiles.forget(host);
      removeLogLines(workspace, taken);
      if (addresses) hideAddresses(workspace, taken);
      forgetPages(frontierPath, raw.identityOf, isMeant, named.host === undefined ? [] : [named.host]);
    },
  };
}
