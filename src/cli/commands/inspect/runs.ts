import { type Command, Option } from "commander";
import type { JournalEntry } from "../../../archive/records/journal.ts";
import { type History, listHistory, findRun } from "../../../archive/records/run-list.ts";
import { type PageEvent, type RunRecord, readPageEvents } from "../../../archive/records/runs.ts";
import { duration } from "../../terminal/amounts.ts";
import {
  type JsonOption,
  type WorkspaceOption,
  jsonOption,
  wholeNumber,
  workspaceOption,
} from "../../terminal/options.ts";
import { printRun } from "../../terminal/run-view.ts";
import type { Session } from "../../terminal/session.ts";
import { type Column, table, visible } from "../../terminal/terminal.ts";
import { chosenWorkspace } from "../../terminal/workspace.ts";
import type { Words } from "../../../core/words/en.ts";
import { say } from "../../../core/words/say.ts";

const outcomes = ["ok", "degraded", "failed", "interrupted", "running"] as const;

interface RunsOptions extends WorkspaceOption, JsonOption {
  readonly last: number;
  readonly all?: boolean;
  readonly source?: string;
  readonly outcome?: RunRecord["outcome"];
}

interface ShowOptions extends WorkspaceOption, JsonOption {
  readonly pages?: boolean;
}

export function defineRuns(command: Command, session: Session): void {
  const runs = command
    .addOption(
      new Option("--last <number>", "so many of them").default(20).argParser((text) => wholeNumber(text, 1)),
    )
    .addOption(new Option("--all", "all of them").conflicts("last"))
    .option("--source <id>", "those of this source")
    .addOption(new Option("--outcome <outcome>", "those that came to this").choices(outcomes))
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .action(async (options: RunsOptions) => {
      const workspace = await chosenWorkspace(session, options);
      const { last, all, source, outcome } = options;
      const { damaged, ...history } = listHistory(workspace, {
        source,
        outcome,
        last: all ? Infinity : last,
      });
      for (const error of damaged) session.fail(error);
      if (options.json) session.printJson({ ...history, failures: session.failures });
      else printHistory(session, history);
    });

  runs
    .command("show")
    .argument("<run>", 'its id, or enough of its beginning, or "last"')
    .description("show one run: what came, what failed and why, and what was expected and did not come")
    .option("--pages", "every address, with what became of it")
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .action(async (name: string, _: ShowOptions, command: Command) => {
      const options = command.optsWithGlobals<ShowOptions>();
      const workspace = await chosenWorkspace(session, options);
      const run = findRun(workspace, name);
      const fates = new Map<string, PageEvent>();
      // The last line of a page tells its end.
      if (options.pages)
        for await (const fate of readPageEvents(workspace, run.id)) fates.set(fate.url, fate);
      const pages = [...fates.values()];
      if (options.json) session.printJson({ ...run, ...(options.pages ? { pages } : {}) });
      else printRun(session, run, pages);
    });
}

function printHistory(session: Session, { runs, schedule }: Omit<History, "damaged">): void {
  if (runs.length + schedule.length === 0) {
    return session.print("There is no such run here: newsift crawl begins one.");
  }
  const right = (name: string): Column => ({ name, align: "right" });
  const counted = ["took", "new", "changed", "errors"].map(right);
  // A run's id begins with the time, as do these rows: they sort as they are.
  const rows = [...runs.map((run) => rowOf(run, session.words)), ...schedule.map(scheduleRow)].toSorted(
    ([a], [b]) => (a! < b! ? 1 : -1),
  );
  const lines = table(
    [{ name: "run" }, { name: "outcome" }, { name: "by" }, ...counted, { name: "sources" }],
    rows,
    session.paint,
    session.columns,
  );
  for (const line of lines) session.print(line);
}

function rowOf(
  { id, began, ended, outcome, by, counts, sources, problems }: RunRecord,
  words: Words,
): readonly string[] {
  const [first] = problems;
  const why = first === undefined ? "" : `: ${say(words.runProblems, first)}`;
  return [
    id,
    outcome,
    by,
    ended === undefined ? "" : duration(Date.parse(ended) - Date.parse(began)),
    String(counts.new),
    String(counts.changed),
    String(counts.errors),
    visible(`${sources.join(" ")}${why}`),
  ];
}

function scheduleRow({ at, source, what, why }: JournalEntry): readonly string[] {
  const told = [source, what, why].filter((part) => part !== undefined).join(": ");
  return [at.replaceAll(/[:.]/gu, ""), "–", "schedule", "", "", "", "", visible(told)];
}
