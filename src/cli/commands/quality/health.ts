import type { Command } from "commander";
import { openCleanStore } from "../../../archive/clean/clean.ts";
import { openRawStore } from "../../../archive/raw/raw.ts";
import { openDecisions } from "../../../archive/records/decisions.ts";
import { UsageError, WorkspaceError } from "../../../core/errors.ts";
import { type HealthCard, type Measured, type Rate, readHealth } from "../../../desk/quality/health.ts";
import { listSamples, readSample } from "../../../desk/quality/sample.ts";
import {
  type JsonOption,
  type WorkspaceOption,
  jsonOption,
  workspaceOption,
} from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { table, visible } from "../../terminal/terminal.ts";
import { chosenWorkspace } from "../../terminal/workspace.ts";
import { formatShare } from "../../../core/words/say.ts";

export function defineHealth(command: Command, session: Session): void {
  command
    .argument("[sample]", "the sample's name (default: the one drawn last)")
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .action(async (name: string | undefined, options: WorkspaceOption & JsonOption) => {
      const card = await readCard(session, name, options);
      for (const problem of Object.values(card.unreadable)) session.fail(new WorkspaceError(problem));
      if (options.json) session.printJson(card);
      else print(session, card);
    });
}

async function readCard(
  session: Session,
  name: string | undefined,
  options: WorkspaceOption,
): Promise<HealthCard> {
  const workspace = await chosenWorkspace(session, options);
  const sample = name === undefined ? listSamples(workspace).at(-1) : readSample(workspace, name);
  if (sample === undefined) {
    throw new UsageError("No sample was drawn here: draw one with `newsift sample`, and judge it.");
  }
  return readHealth(
    {
      raw: openRawStore(workspace),
      clean: openCleanStore(workspace),
      decisions: openDecisions(workspace),
    },
    sample,
  );
}

function print(session: Session, card: HealthCard): void {
  const { paint, columns } = session;
  const { sample, drawn, open, outdated, overall, bySource } = card;
  const judged = overall?.documents ?? 0;
  session.print(`${paint("bold", sample)}: ${judged} of ${drawn} documents judged`);
  if (open.length > 0) session.print(`Not judged yet: ${open.length}. The card gets surer with each.`);
  if (outdated.length > 0) {
    session.print(`Changed since they were approved, to be judged again: ${outdated.join(", ")}`);
  }
  if (overall === undefined) return;
  session.print("");
  const lines = table(
    [
      { name: "source", max: 32 },
      { name: "documents", align: "right" },
      { name: "with errors" },
      { name: "left over per 10,000" },
      { name: "wrongly removed per 10,000" },
    ],
    [["all", overall] as const, ...Object.entries(bySource)].map(([source, measured]) =>
      rowOf(visible(source), measured),
    ),
    paint,
    columns,
  );
  for (const line of lines) session.print(line);
  session.print("");
  session.print("In brackets: 95 % intervals; none where no error was seen, or in under 5 documents.");
}

function rowOf(
  source: string,
  { documents, withErrors, residual, wronglyRemoved }: Measured,
): readonly string[] {
  const [low, high] = withErrors.interval;
  return [
    source,
    String(documents),
    `${formatShare(withErrors.share)} (${formatShare(low)} to ${formatShare(high)})`,
    showRate(residual),
    showRate(wronglyRemoved),
  ];
}

function showRate(rate: Rate | undefined): string {
  if (rate === undefined) return "–";
  const { per10000, interval } = rate;
  if (interval === undefined) return per10000.toFixed(1);
  return `${per10000.toFixed(1)} (${interval[0].toFixed(1)} to ${interval[1].toFixed(1)})`;
}
