/** Where people judge: a decision is on the disk before anything else is done, and its document is cleaned again at once. */
import PQueue from "p-queue";
import { openCleaningTools } from "../../archive/corpus/clean-article.ts";
import { cleanDocuments } from "../../archive/corpus/clean-documents.ts";
import { NewsiftError, UsageError } from "../../core/errors.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";
import { visibleLength } from "../../core/text/characters.ts";
import { readPage } from "../../core/page/read.ts";
import type { Pipeline } from "../../core/pipeline/create-pipeline.ts";
import { withArticles } from "../../archive/raw/linked-parts.ts";
import type { Twins } from "../../archive/raw/canonical.ts";
import { type CleanStore, openCleanStore, receiptOf } from "../../archive/clean/clean.ts";
import { type Decision, type DecisionLog, type Judgement, rawHash } from "../../archive/records/decisions.ts";
import { lockWorkspace } from "../../archive/upkeep/lock.ts";
import type { RawStore } from "../../archive/raw/raw.ts";
import type { Workspace } from "../../archive/files/workspace.ts";
import { findUnapplied } from "./unapplied.ts";

/** A judgement as a person makes it: what it leaves out is looked up. */
export type Draft = DraftOf<Judgement>;

type DraftOf<T> = T extends { readonly raw: string }
  ? Omit<T, "raw"> & { readonly raw?: string }
  : T extends { readonly undoes: string }
    ? Omit<T, "document"> & { readonly document?: string }
    : T;

/** `pending`: it is kept, and the document will follow it when it is cleaned next; `why` says what was in the way. */
export type Decided =
  | { readonly decision: Decision; readonly state: "applied" }
  | { readonly decision: Decision; readonly state: "pending"; readonly why: string };

export interface ApproveOptions {
  /** The blind sample that it was judged in. */
  readonly sample?: string;
  /** The text that the person read, by its hash: another one is not approved. */
  readonly seen?: string;
}

export interface DecisionService {
  readonly workspace: Workspace;
  readonly pipeline: Pipeline;
  readonly raw: RawStore;
  readonly clean: CleanStore;
  readonly decisions: DecisionLog;
  /**
   * Keeps a decision for good and cleans what it is about. Several at once are taken one after the other.
   * @throws {WorkspaceError} where there is no such document
   * @throws {UsageError} where the decision fits nothing
   * @throws {WriteError} where it could not be kept
   */
  decide(draft: Draft): Promise<Decided>;
  /**
   * Cleans what decisions are waiting for, if the workspace is free now: those, too, that a process which was killed
   * has left. To be called at the start.
   * @returns why they still wait; undefined where none does
   */
  retry(): Promise<string | undefined>;
  /**
   * The document is right as its receipt has it.
   * @throws {WorkspaceError} where it was never cleaned
   * @throws {UsageError} where its text is not the one that was seen
   */
  approve(document: string, options?: ApproveOptions): Promise<Decided>;
}

/** @param twins hosts whose pages are those of another */
export function openDecisionService(
  workspace: Workspace,
  pipeline: Pipeline,
  twins: Twins = {},
): DecisionService {
  const tools = openCleaningTools(workspace, pipeline, twins);
  const { raw, decisions } = tools;
  const clean = openCleanStore(workspace);
  // The workspace's lock knows processes only.
  const queue = new PQueue({ concurrency: 1 });
  const pending = new Set<string>();

  /** @returns what was in the way, if anything */
  async function applyPending(): Promise<string | undefined> {
    try {
      const lock = await lockWorkspace(workspace, "newsift review", { as: "writer" });
      try {
        return await cleanPending();
      } finally {
        lock.release();
      }
    } catch (error) {
      // The decision is kept all the same: the next cleaning brings it in.
      if (!(error instanceof NewsiftError)) throw error;
      return error.message;
    }
  }

  /** @returns what went wrong, if anything */
  async function cleanPending(): Promise<string | undefined> {
    const ids = await withArticles(raw, [...pending]);
    const failed: NewsiftError[] = [];
    await cleanDocuments(workspace, tools, ids, (event) => {
      if ("error" in event) failed.push(event.error);
    });
    pending.clear();
    return failed[0]?.message;
  }

  const desk: DecisionService = {
    workspace,
    pipeline,
    raw,
    clean,
    decisions,

    decide: (draft) =>
      queue.add(async (): Promise<Decided> => {
        const decision = decisions.append(await complete(draft, raw, decisions));
        if (changesNothing(decision, decisions)) return { decision, state: "applied" };
        pending.add(decision.document);
        const why = await applyPending();
        return why === undefined ? { decision, state: "applied" } : { decision, state: "pending", why };
      }),

    retry: () =>
      queue.add(async () => {
        for (const id of await findUnapplied(desk)) pending.add(id);
        return pending.size === 0 ? undefined : applyPending();
      }),

    async approve(document, { sample, seen } = {}) {
      const { verdict, textSha256, pipeline: cleanedBy } = receiptOf(clean, document);
      if (seen !== undefined && seen !== textSha256) {
        throw new UsageError(
          `The text of ${document} is not the one that you read: look at it again, then approve it.`,
        );
      }
      return desk.decide({
        action: "approve",
        document,
        verdict: verdict.kind,
        pipeline: cleanedBy,
        ...withoutUndefined({ textSha256, sample }),
      });
    },
  };
  return desk;
}

function changesNothing(decision: Decision, decisions: DecisionLog): boolean {
  if (decision.action !== "undo") return decision.action === "approve";
  return decisions.all().find(({ id }) => id === decision.undoes)?.action === "approve";
}

async function complete(draft: Draft, raw: RawStore, decisions: DecisionLog): Promise<Judgement> {
  if (draft.action === "undo") {
    const undone = decisions.all().find(({ id }) => id === draft.undoes);
    if (undone !== undefined) return { ...draft, document: undone.document };
    throw new UsageError(`There is no decision "${draft.undoes}" to be undone.`);
  }
  const { page } = await raw.read(draft.document);
  if (!("block" in draft)) return draft;
  const { document } = draft;
  const block = readPage(page, document).blocks[draft.block];
  if (block === undefined) throw new UsageError(`${document} has no block ${draft.block}.`);
  const hash = rawHash(block);
  if (draft.raw !== undefined && draft.raw !== hash) {
    throw new UsageError(
      `Block ${draft.block} of ${document} is another one than you saw: load the document again.`,
    );
  }
  if (draft.action === "edit" && isBlank(draft)) {
    throw new UsageError(`Nothing would be left of block ${draft.block}: remove it instead.`);
  }
  return { ...draft, raw: hash } as Judgement;
}

function isBlank({
  text,
  span: [from, to],
  replacement,
}: Extract<Draft, { readonly action: "edit" }>): boolean {
  return visibleLength(text.slice(0, from) + replacement + text.slice(to)) === 0;
}
