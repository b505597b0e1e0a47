/** Tells whom the config names of runs that brought less than was expected. */
import type { Workspace } from "../../archive/files/workspace.ts";
import type { RunRecord } from "../../archive/records/runs.ts";
import type { Config } from "../../config/schema.ts";
import { notify } from "../../service/alerts.ts";
import type { Session } from "./session.ts";

/**
 * Sends the notices that are due. What cannot be delivered is said, and changes nothing about the command.
 * @throws {WriteError} where it cannot be remembered what was sent
 */
export async function sendAlerts(
  session: Session,
  workspace: Workspace,
  { notices }: Pick<Config, "notices">,
  runs: readonly RunRecord[],
): Promise<void> {
  const { signal } = session.io;
  const options = signal === undefined ? {} : { signal };
  for (const run of runs) {
    for (const undelivered of await notify(workspace, notices, run, options))
      session.say(`newsift: ${undelivered}`);
  }
}
