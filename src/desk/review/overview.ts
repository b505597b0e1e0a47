/** All documents at once: the catalogue, and beside it what people made of them and what is odd about them. */
import { statSync } from "node:fs";
import { NewsiftError } from "../../core/errors.ts";
import { openCatalogue } from "../../archive/records/catalogue.ts";
import type { CatalogueList, Group } from "../../archive/records/catalogue-list.ts";
import type { Decision } from "../../archive/records/decisions.ts";
import { parseRawFileName } from "../../archive/raw/numbering.ts";
import { namesIn } from "../../archive/files/reading.ts";
import type { Workspace } from "../../archive/files/workspace.ts";
import { isApproved, readCorpus } from "../quality/corpus.ts";
import type { DecisionService } from "../quality/decision-service.ts";
import { type NoteSources, notesOn } from "../pages/notes.ts";
import { type ReviewCandidate, candidateOf, orderForReview, type Upcoming } from "../quality/order.ts";
import { listSamples } from "../quality/sample.ts";

export interface Overview {
  /** As it is now: what runs and people did since is learned first. */
  current(): CatalogueList;
  /** Archived pages that have no receipt. */
  readonly neverCleaned: number;
  /** Names of the samples that were drawn. */
  readonly samples: readonly string[];
  /** Why a document is up; undefined where it is not, or that is not known yet. */
  whyUp(id: string): Upcoming["why"] | undefined;
  /** What is wrong with the workspace besides its documents: sentences. */
  readonly problems: readonly string[];
  /** Settled when it is known which documents to look at first. */
  readonly ordered: Promise<void>;
  close(): Promise<void>;
}

/** The order is the same at every start. */
const SEED = 1;

export function openOverview(workspace: Workspace, desk: DecisionService): Overview {
  const catalogue = openCatalogue(workspace);
  const { list } = catalogue;
  let seen: string | undefined;
  let judged: readonly Decision[] | undefined;
  let order: NoteSources["order"] = [];
  let reasons: ReadonlyMap<string, Upcoming["why"]> = new Map();
  let neverCleaned = 0;
  let samples: readonly Group[] = [];
  let sampleProblems: readonly string[] = [];
  let orderProblems: readonly string[] = [];
  let isClosed = false;

  /** Reads all receipts, a few at a time: pages are answered in between. */
  async function learnOrder(): Promise<void> {
    const candidates: ReviewCandidate[] = [];
    // The list names those that are damaged.
    for await (const receipt of readCorpus(desk, { onDamaged: () => undefined })) {
      if (isClosed) return;
      candidates.push(candidateOf(receipt, isApproved(desk.decisions, receipt)));
    }
    order = orderForReview(candidates, SEED);
    reasons = new Map(order.map(({ id, why }) => [id, why]));
    seen = undefined;
  }

  function readSamples(): void {
    try {
      samples = listSamples(workspace);
      sampleProblems = [];
    } catch (error) {
      if (!(error instanceof NewsiftError)) throw error;
      samples = [];
      sampleProblems = [error.message];
    }
    list.group(samples);
  }

  const ordered = learnOrder().catch((error: unknown) => {
    if (!(error instanceof NewsiftError)) throw error;
    orderProblems = [error.message];
  });
  return {
    current() {
      const stamp = stampOf(workspace);
      const decisions = desk.decisions.all();
      if (stamp !== seen) {
        catalogue.refresh();
        const known = new Set(list.all().map(({ id }) => id));
        const archived = namesIn(workspace.rawDir).flatMap((name) => parseRawFileName(name)?.id ?? []);
        neverCleaned = archived.filter((id) => !known.has(id)).length;
        readSamples();
      }
      if (stamp !== seen || decisions !== judged) {
        list.note(notesOn(list.all(), { standing: desk.decisions.standing(), order }));
      }
      seen = stamp;
      judged = decisions;
      return list;
    },
    get neverCleaned() {
      return neverCleaned;
    },
    get samples() {
      return samples.map(({ name }) => name);
    },
    get problems() {
      return [...sampleProblems, ...orderProblems];
    },
    whyUp: (id) => reasons.get(id),
    ordered,
    async close() {
      isClosed = true;
      await ordered;
      catalogue.close();
    },
  };
}

/** Changes whenever a file comes, goes or is written anew. */
function stampOf({ rawDir, receiptDir, reviewDir }: Workspace): string {
  const stamps = [rawDir, receiptDir, `${reviewDir}/samples`].map(
    (folder) => statSync(folder, { bigint: true, throwIfNoEntry: false })?.mtimeNs,
  );
  return stamps.join(" ");
}
