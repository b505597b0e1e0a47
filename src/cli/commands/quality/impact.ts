import type { Command } from "commander";
import { openPipeline } from "../../../archive/corpus/configured-pipeline.ts";
import { loadConfig } from "../../../config/load.ts";
import { ImpactError } from "../../../core/errors.ts";
import { openDecisionService } from "../../../desk/quality/decision-service.ts";
import {
  type Impact,
  type StageImpact,
  approvedDocuments,
  findImpact,
} from "../../../desk/quality/impact.ts";
import {
  type JsonOption,
  type WorkspaceOption,
  jsonOption,
  workspaceOption,
} from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { table, visible } from "../../terminal/terminal.ts";
import { chosenWorkspace } from "../../terminal/workspace.ts";

interface ImpactOptions extends WorkspaceOption, JsonOption {
  readonly fail?: boolean;
}

export function defineImpact(command: Command, session: Session): void {
  command
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .option("--fail", "end with an exit code of its own where one would change")
    .action(async (options: ImpactOptions) => {
      const { documents, changed } = await findChanged(session, options);
      const stages = addUp(changed);
      if (options.json) session.printJson({ documents, changed, stages, failures: session.failures });
      else print(session, documents, changed, stages);
      if (options.fail && changed.length > 0) {
        session.fail(new ImpactError(`${changed.length} of ${documents} approved documents would change.`));
      }
    });
}

async function findChanged(
  session: Session,
  options: ImpactOptions,
): Promise<{ documents: number; changed: readonly Impact[] }> {
  const workspace = await chosenWorkspace(session, options);
  const config = loadConfig(workspace);
  const desk = openDecisionService(workspace, openPipeline(workspace, config), config.twins);
  const approvals = await approvedDocuments(desk);
  const changed: Impact[] = [];
  let done = 0;
  for await (const event of findImpact(desk, approvals)) {
    done += 1;
    session.status(`cleaned ${done} of ${approvals.length} · changed ${changed.length}`);
    session.io.signal?.throwIfAborted();
    if ("error" in event) session.fail(event.error);
    else if (event.impact !== undefined) changed.push(event.impact);
  }
  return { documents: approvals.length, changed };
}

function addUp(changed: readonly Impact[]): Readonly<Record<string, StageImpact>> {
  const sums: Record<string, StageImpact> = {};
  for (const { stages } of changed) {
    for (const [stage, { gained, lost }] of Object.entries(stages)) {
      const sum = sums[stage] ?? { gained: 0, lost: 0 };
      sums[stage] = { gained: sum.gained + gained, lost: sum.lost + lost };
    }
  }
  return sums;
}

function print(
  session: Session,
  documents: number,
  changed: readonly Impact[],
  stages: Readonly<Record<string, StageImpact>>,
): void {
  const { paint, columns } = session;
  if (documents === 0) return session.print("No document is approved yet: newsift review is where to do it.");
  for (const one of changed) {
    for (const line of showImpact(one, session)) session.print(line);
    session.print("");
  }
  const rows = Object.entries(stages).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (rows.length > 0) {
    const lines = table(
      [{ name: "stage" }, { name: "gained", align: "right" }, { name: "lost", align: "right" }],
      rows.map(([stage, { gained, lost }]) => [stage, String(gained), String(lost)]),
      paint,
      columns,
    );
    for (const line of lines) session.print(line);
    session.print("");
  }
  session.print(
    changed.length === 0
      ? `${documents} approved documents, none would change`
      : `${documents} approved documents, ${changed.length} would change`,
  );
}

/** `- ` what was approved and would go, `+ ` what would come. */
function showImpact({ id, verdict, lines }: Impact, { paint }: Session): readonly string[] {
  const { approved, now } = verdict;
  const head = paint("bold", id) + (approved === now ? "" : `  ${approved} → ${now}`);
  if (lines === undefined) {
    return [head, paint("dim", "  clean/ holds another text than the approved one: look at it again")];
  }
  return [
    head,
    ...lines.map(({ side, text }) =>
      side === "approved" ? paint("red", `- ${visible(text)}`) : paint("green", `+ ${visible(text)}`),
    ),
  ];
}
