import type { Command } from "commander";
import { openCleaningTools } from "../../../archive/corpus/clean-article.ts";
import { openPipeline } from "../../../archive/corpus/configured-pipeline.ts";
import type { FoundDocument } from "../../../archive/upkeep/takedown.ts";
import { loadConfig } from "../../../config/load.ts";
import { UsageError } from "../../../core/errors.ts";
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
import { visible } from "../../terminal/terminal.ts";
import { chosenWorkspace, cleanInto, locked } from "../../terminal/workspace.ts";
import { type Takedown, type TakedownOptions, planTakedown } from "./takedown-plan.ts";

interface Options extends WorkspaceOption, WaitOption, JsonOption, TakedownOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export function defineTakedown(command: Command, session: Session): void {
  command
    .argument("<page or host>", "an address, or a host: all its pages")
    .option("--reason <text>", "why: kept, and said where somebody asks for the page")
    .option("--dry-run", "say what would go, and remove nothing")
    .option("--yes", "remove it: there is no way back")
    .option("--addresses", "remove the addresses from the records of runs too, and keep none of a page")
    .addOption(workspaceOption)
    .addOption(waitOption)
    .addOption(jsonOption)
    .addHelpText("after", whatStays)
    .action(async (name: string, options: Options) => {
      const workspace = await chosenWorkspace(session, options);
      const config = loadConfig(workspace);
      if (!options.yes) {
        const plan = await planTakedown(workspace, config, name);
        report(session, plan, options);
        if (options.dryRun) return;
        throw new UsageError(
          "Nothing was removed, because there is no way back: say --yes to remove it, --dry-run to look only.",
        );
      }
      if (options.dryRun) throw new UsageError("--dry-run looks and --yes removes: give one of them.");
      const plan = await locked(
        session,
        workspace,
        { ...options, command: "takedown", as: "housekeeping" },
        async () => {
          const made = await planTakedown(workspace, config, name);
          made.carryOut(options);
          const tools = openCleaningTools(workspace, openPipeline(workspace, config), config.twins);
          await cleanInto(session, workspace, tools, made.affected.joined);
          return made;
        },
      );
      report(session, plan, options);
    });
}

const whatStays = `
Gone are the page's bytes in all versions, sidecars, texts, receipts, decisions, places in samples, cases,
lines of logs, what the crawl knows of it and, of a host of which nothing is left, what its pages repeat.
Its further pages go with an article. Over http and https it is the same page.
What stays: a line in raw/meta/removals.jsonl that keeps it from being fetched again, and the counts and
addresses in the records of runs (see --addresses). Copies that somebody made elsewhere, and the history of
a version control system, are not newsift's to remove.`;

function report(session: Session, plan: Takedown, { json, yes }: Options): void {
  const { affected, judged, frontier, earlier } = plan;
  const { documents, joined, elsewhere, damaged } = affected;
  for (const error of damaged) session.warn(error);
  if (json) {
    const { length: before } = earlier;
    session.printJson({
      removed: yes === true,
      documents,
      joined,
      elsewhere,
      judged,
      frontier,
      before,
      failures: session.failures,
    });
    return;
  }
  for (const document of documents) session.print(showDocument(document));
  const going = [
    countOf(documents.length, "document"),
    ...(judged.decisions > 0 ? [countOf(judged.decisions, "decision")] : []),
    ...judged.samples.map((name) => `places in the sample ${name}`),
    ...judged.cases.map((slug) => `the case ${slug}`),
    ...(frontier > 0 ? [`${countOf(frontier, "address")} of the frontier`] : []),
  ];
  session.print(`${yes ? "Removed" : "Would remove"}: ${going.join(", ")}.`);
  if (earlier.length > 0) session.print(`It was taken down before, on ${earlier.at(-1)!.at.slice(0, 10)}.`);
  if (joined.length > 0)
    session.print(`${yes ? "Cleaned" : "To be cleaned"} again without a further page: ${joined.join(", ")}.`);
  for (const { why, ...document } of elsewhere) {
    session.print(`Stays, though it ${why}: ${showDocument(document)}`);
  }
}

function showDocument({ id, url, title }: FoundDocument): string {
  return visible([id, url, title].filter((part) => part !== undefined).join("  "));
}
