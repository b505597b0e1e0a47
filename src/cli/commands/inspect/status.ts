import { join } from "node:path";
import type { Command } from "commander";
import { loadSources } from "../../../config/load.ts";
import {
  type FailureReport,
  type FrontierReport,
  type HostReport,
  type SourceReport,
  readFrontier,
} from "../../../crawl/frontier/frontier-report.ts";
import {
  type JsonOption,
  type WorkspaceOption,
  jsonOption,
  workspaceOption,
} from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { type Column, table, visible } from "../../terminal/terminal.ts";
import { chosenWorkspace } from "../../terminal/workspace.ts";
import { formatMinute } from "../../../core/words/say.ts";

export function defineStatus(command: Command, session: Session): void {
  command
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .action(async (options: WorkspaceOption & JsonOption) => {
      const workspace = await chosenWorkspace(session, options);
      const report = readFrontier(join(workspace.stateDir, "frontier.sqlite"));
      const names = new Map(loadSources(workspace).map(({ id, name }) => [id, name]));
      if (options.json) session.printJson(report ?? { sources: [], hosts: [], failures: [] });
      else if (report === undefined) session.print("Nothing was crawled here yet: newsift crawl begins.");
      else printReport(session, report, names);
    });
}

/** More failures than this are counted; `--json` has them all. */
const FAILURES_SHOWN = 20;

function printReport(
  session: Session,
  { sources, hosts, failures }: FrontierReport,
  names: ReadonlyMap<string, string>,
): void {
  const { paint, columns } = session;
  const show = (head: readonly Column[], rows: readonly (readonly string[])[]) => {
    for (const line of table(head, rows, paint, columns)) session.print(line);
    session.print("");
  };
  const right = (name: string): Column => ({ name, align: "right" });
  const counts = [right("waiting"), right("again"), right("failed")];
  show(
    [
      { name: "source", max: 24 },
      { name: "name", max: 24 },
      right("articles"),
      ...counts,
      right("gone"),
      { name: "last run" },
    ],
    sources.map((source) => [
      source.source,
      visible(names.get(source.source) ?? "(no longer in config/sources)"),
      String(source.articles),
      ...countsOf(source),
      String(source.gone),
      lastRun(source),
    ]),
  );
  const busy = hosts.filter((host) => host.waiting + host.retry + host.failed + host.failuresInARow > 0);
  if (busy.length > 0) {
    show(
      [{ name: "host", max: 32 }, ...counts, { name: "asked again" }],
      busy.map((host) => [visible(host.host), ...countsOf(host), askedAgain(host)]),
    );
  }
  const shown = failures.slice(0, FAILURES_SHOWN);
  for (const failure of shown) session.print(showFailure(failure));
  if (failures.length > shown.length)
    session.print(`… and ${failures.length - shown.length} more: see --json`);
}

function countsOf(counts: SourceReport | HostReport): readonly string[] {
  return [counts.waiting, counts.retry, counts.failed].map(String);
}

function lastRun({ began, ended, retryDue }: SourceReport): string {
  const run = ended === undefined ? `begun ${minute(began)}, not finished` : `ended ${minute(ended)}`;
  return retryDue === undefined ? run : `${run}; tries again after ${minute(retryDue)}`;
}

function askedAgain({ next, restsUntil, failuresInARow }: HostReport): string {
  if (restsUntil !== undefined)
    return `after ${minute(restsUntil)}: it failed ${failuresInARow} times in a row`;
  return next === undefined ? "at any time" : `after ${minute(next)}`;
}

function showFailure({ url, state, error, message, tries, due }: FailureReport): string {
  const what = state === "gone" ? "gone" : due === undefined ? "failed" : `again after ${minute(due)}`;
  return visible(`${what}  ${url}  ${tries > 1 ? `${tries} times ` : ""}${error}: ${message}`);
}

function minute(time: string | undefined): string {
  return time === undefined ? "long ago" : formatMinute(time);
}
