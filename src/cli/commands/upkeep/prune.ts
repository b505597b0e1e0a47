import type { Command } from "commander";
import { type Prunable, findPrunable, prune } from "../../../archive/upkeep/prune.ts";
import { loadConfig } from "../../../config/load.ts";
import { documentsNeeded } from "../../../desk/quality/documents-needed.ts";
import { countOf, size } from "../../terminal/amounts.ts";
import {
  type JsonOption,
  type WaitOption,
  type WorkspaceOption,
  jsonOption,
  waitOption,
  workspaceOption,
} from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { chosenWorkspace, locked } from "../../terminal/workspace.ts";

interface PruneOptions extends WorkspaceOption, WaitOption, JsonOption {
  readonly dryRun?: boolean;
}

export function definePrune(command: Command, session: Session): void {
  command
    .option("--dry-run", "say what would go, and remove nothing")
    .addOption(workspaceOption)
    .addOption(waitOption)
    .addOption(jsonOption)
    .action(async (options: PruneOptions) => {
      const workspace = await chosenWorkspace(session, options);
      const { keep } = loadConfig(workspace);
      const policy = () => ({ keep, needed: documentsNeeded(workspace), now: Date.now() });
      const found = options.dryRun
        ? await findPrunable(workspace, policy())
        : await locked(session, workspace, { ...options, command: "prune", as: "housekeeping" }, () =>
            prune(workspace, policy()),
          );
      for (const error of found.damaged) session.fail(error);
      const { damaged: _, ...pruned } = found;
      if (options.json) session.printJson({ ...pruned, failures: session.failures });
      else for (const line of describe(found, options.dryRun ?? false)) session.print(line);
    });
}

function describe(
  { runs, logs, scheduleEntries, versions, bytes }: Prunable,
  isDry: boolean,
): readonly string[] {
  const parts = [
    ...(runs.length > 0 ? [`${countOf(runs.length, "run")}, ${runs.at(-1)} to ${runs[0]}`] : []),
    ...(logs.length > 0 ? [`the logs of ${countOf(logs.length, "run")}`] : []),
    ...(scheduleEntries > 0 ? [`${countOf(scheduleEntries, "line")} of runs/schedule.jsonl`] : []),
    ...(versions.length > 0
      ? [`${countOf(versions.length, "superseded version")}: ${versions.join(", ")}`]
      : []),
  ];
  if (parts.length === 0)
    return ["There is nothing to prune: all that is here is kept by config/newsift.yaml (keep:)."];
  return [...parts, `${isDry ? "Would free" : "Freed"} ${size(bytes)}.`];
}
