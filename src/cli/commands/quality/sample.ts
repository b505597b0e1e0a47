import { type Command, Option } from "commander";
import { openCleanStore } from "../../../archive/clean/clean.ts";
import { openRawStore } from "../../../archive/raw/raw.ts";
import { openDecisions } from "../../../archive/records/decisions.ts";
import { isApproved, readCorpus } from "../../../desk/quality/corpus.ts";
import { type Sample, drawSample } from "../../../desk/quality/sample.ts";
import {
  type JsonOption,
  type WorkspaceOption,
  jsonOption,
  workspaceOption,
  wholeNumber,
} from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { chosenWorkspace } from "../../terminal/workspace.ts";

interface SampleOptions extends WorkspaceOption, JsonOption {
  readonly n: number;
  readonly seed: number;
}

export function defineSample(command: Command, session: Session): void {
  command
    .addOption(new Option("--n <number>", "so many").default(50).argParser((text) => wholeNumber(text, 1)))
    .addOption(
      new Option("--seed <number>", "the same number draws the same documents")
        .default(1)
        .argParser((text) => wholeNumber(text, 0)),
    )
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .action(async (options: SampleOptions) => {
      const { sample, open } = await draw(session, options);
      if (options.json) session.printJson({ ...sample, open, failures: session.failures });
      else print(session, sample, open);
    });
}

/** Draws it, or takes it up again. */
async function draw(
  session: Session,
  { n, seed, ...options }: SampleOptions,
): Promise<{ sample: Sample; open: readonly string[] }> {
  const workspace = await chosenWorkspace(session, options);
  const decisions = openDecisions(workspace);
  const ids: string[] = [];
  const approved = new Set<string>();
  const corpus = readCorpus(
    { raw: openRawStore(workspace), clean: openCleanStore(workspace) },
    {
      onDamaged: (error) => session.fail(error),
      onProgress(read, all) {
        session.status(`read ${read} of ${all}`);
        session.io.signal?.throwIfAborted();
      },
    },
  );
  for await (const receipt of corpus) {
    ids.push(receipt.document);
    if (isApproved(decisions, receipt)) approved.add(receipt.document);
  }
  const sample = drawSample(workspace, { n, seed }, ids);
  return { sample, open: sample.documents.filter((id) => !approved.has(id)) };
}

function print(
  session: Session,
  { name, documents, population, drawnAt }: Sample,
  open: readonly string[],
): void {
  const { paint } = session;
  session.print(
    `${paint("bold", name)}: ${documents.length} of ${population} documents, drawn on ${drawnAt.slice(0, 10)}`,
  );
  for (const id of open) session.print(id);
  session.print(
    open.length === 0
      ? `All are judged: newsift health ${name} says what they show.`
      : `${open.length} of them are not judged yet: newsift review shows them.`,
  );
}
