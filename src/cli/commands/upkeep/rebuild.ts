import type { Command } from "commander";
import { type Rebuilt, rebuild } from "../../../archive/upkeep/rebuild.ts";
import { countOf } from "../../terminal/amounts.ts";
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

export function defineRebuild(command: Command, session: Session): void {
  command
    .addOption(workspaceOption)
    .addOption(waitOption)
    .addOption(jsonOption)
    .addHelpText("after", notRebuilt)
    .action(async (options: WorkspaceOption & WaitOption & JsonOption) => {
      const workspace = await chosenWorkspace(session, options);
      const { damaged, ...read } = await locked(
        session,
        workspace,
        { ...options, command: "rebuild", as: "housekeeping" },
        () => rebuild(workspace),
      );
      for (const error of damaged) session.fail(error);
      if (options.json) session.printJson({ ...read, failures: session.failures });
      else for (const line of describe(read, damaged.length)) session.print(line);
    });
}

const notRebuilt = `
What hosts repeat is learned anew by \`newsift profile --learn\`. Which pages are to be fetched when
is learned by the next crawl: it asks for the pages that are here on condition that they have changed.`;

function describe(
  { archived, cleaned, decisions, runs }: Omit<Rebuilt, "damaged">,
  damaged: number,
): readonly string[] {
  const read = [
    countOf(archived, "archived document"),
    countOf(cleaned, "receipt"),
    countOf(decisions, "decision"),
    countOf(runs, "run"),
  ];
  const uncleaned = archived - cleaned;
  return [
    `Read ${read.join(", ")}.`,
    ...(uncleaned > 0 ? [`Not cleaned yet: ${uncleaned}. newsift clean does it.`] : []),
    damaged === 0 ? "Nothing is damaged." : `Damaged or missing: ${damaged}, named above.`,
  ];
}
