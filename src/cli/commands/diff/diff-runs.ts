/** `newsift diff --runs`: of which addresses two runs brought different texts or verdicts. */
import { openCleanStore } from "../../../archive/clean/clean.ts";
import type { CleanStore } from "../../../archive/clean/clean.ts";
import { readPageEvents } from "../../../archive/records/runs.ts";
import type { Workspace } from "../../../archive/files/workspace.ts";
import type { Receipt } from "../../../core/document/receipt.ts";
import type { VerdictKind } from "../../../core/document/verdict.ts";
import { NewsiftError } from "../../../core/errors.ts";
import type { JsonOption } from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { table, visible } from "../../terminal/terminal.ts";

export interface RunsDifference {
  readonly url: string;
  readonly before: string;
  readonly after: string;
  /** `text`, `article → spam`: what differs. */
  readonly what: readonly string[];
}

export interface RunsComparison {
  /** Addresses that both runs had a document of. */
  readonly both: number;
  readonly onlyBefore: number;
  readonly onlyAfter: number;
  readonly different: readonly RunsDifference[];
}

/**
 * @param runs the ids of two
 * @throws {WorkspaceError} where one of them is not there or damaged
 */
export async function diffRuns(
  session: Session,
  workspace: Workspace,
  runs: readonly string[],
  { json }: JsonOption,
): Promise<void> {
  const comparison = compareRuns(
    await documentsOf(workspace, runs[0]!),
    await documentsOf(workspace, runs[1]!),
    receiptReader(session, openCleanStore(workspace)),
  );
  if (json) return session.printJson({ ...comparison, failures: session.failures });
  const { both, onlyBefore, onlyAfter, different } = comparison;
  if (different.length > 0) {
    const rows = different.map((one) => [one.what.join(", "), one.before, one.after, visible(one.url)]);
    const head = ["what", "before", "after", "address"].map((name) => ({ name }));
    for (const line of table(head, rows, session.paint, session.columns)) session.print(line);
    session.print("");
  }
  session.print(
    `${different.length} of ${both} addresses that both runs had differ; ${onlyBefore} only in the first, ${onlyAfter} only in the second`,
  );
}

/** What a run left of an address. */
interface Left {
  readonly document: string;
  /** As it was then; absent where the run did not clean it. */
  readonly verdict: VerdictKind | undefined;
}

type Documents = ReadonlyMap<string, Left>;

/** What a run had for each address: archived by it, or found to be as it was. */
async function documentsOf(workspace: Workspace, run: string): Promise<Documents> {
  const documents = new Map<string, Left>();
  for await (const { url, document, verdict } of readPageEvents(workspace, run)) {
    if (document !== undefined) documents.set(url, { document, verdict });
  }
  return documents;
}

function compareRuns(
  before: Documents,
  after: Documents,
  receiptOf: (id: string) => Receipt | undefined,
): RunsComparison {
  const both = [...before.keys()].filter((url) => after.has(url));
  const different = both.flatMap((url): readonly RunsDifference[] => {
    const [was, is] = [before.get(url)!, after.get(url)!];
    const what = differences(was, is, receiptOf);
    return what.length === 0 ? [] : [{ url, before: was.document, after: is.document, what }];
  });
  return {
    both: both.length,
    onlyBefore: before.size - both.length,
    onlyAfter: after.size - both.length,
    different,
  };
}

/** Texts are told apart as they are cleaned now, verdicts as they were where the runs say so. */
function differences(was: Left, is: Left, receiptOf: (id: string) => Receipt | undefined): readonly string[] {
  if (was.document === is.document && was.verdict === is.verdict) return [];
  const [before, after] = [receiptOf(was.document), receiptOf(is.document)];
  if (before === undefined || after === undefined) return ["not cleaned"];
  const [a, b] = [was.verdict ?? before.verdict.kind, is.verdict ?? after.verdict.kind];
  return [...(before.textSha256 === after.textSha256 ? [] : ["text"]), ...(a === b ? [] : [`${a} → ${b}`])];
}

/** A damaged receipt is named, and the other documents are compared. */
function receiptReader(session: Session, clean: CleanStore): (id: string) => Receipt | undefined {
  return (id) => {
    try {
      return clean.read(id).receipt;
    } catch (error) {
      if (!(error instanceof NewsiftError)) throw error;
      session.fail(error);
      return undefined;
    }
  };
}
