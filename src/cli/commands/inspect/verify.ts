import type { Command } from "commander";
import { verifyWorkspace } from "../../../archive/corpus/verify.ts";
import { VerifyError } from "../../../core/errors.ts";
import {
  type JsonOption,
  type WorkspaceOption,
  jsonOption,
  workspaceOption,
} from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { chosenWorkspace } from "../../terminal/workspace.ts";

export function defineVerify(command: Command, session: Session): void {
  command
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .action(async (options: WorkspaceOption & JsonOption) => {
      const workspace = await chosenWorkspace(session, options);
      let done = 0;
      const { documents, failed } = await verifyWorkspace(workspace, ({ problems }) => {
        done += 1;
        for (const problem of problems) session.fail(new VerifyError(problem));
        session.status(`verified ${done}`);
        session.io.signal?.throwIfAborted();
      });
      if (options.json) session.printJson({ documents, failed, failures: session.failures });
      else
        session.print(
          `${documents} documents, ${failed === 0 ? "all as their receipts say" : `${failed} failed`}`,
        );
    });
}
