import { resolve } from "node:path";
import type { Command } from "commander";
import { SetupError } from "../../../core/errors.ts";
import { jsonOption, workspaceOption } from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { type Check, runChecks } from "./checks.ts";

const signs = { works: "✓", missing: "✗", limited: "–" } as const;
const styles = { works: "green", missing: "red", limited: "yellow" } as const;

export function defineDoctor(command: Command, session: Session): void {
  command
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .action(async (options: { workspace?: string; json?: true }) => {
      const folder = resolve(session.io.cwd, options.workspace ?? ".");
      const checks = await runChecks(folder, session.io.env);
      if (options.json) session.printJson({ workspace: folder, checks });
      else printChecks(session, checks);
      const missing = checks.filter((check) => check.state === "missing").map((check) => check.name);
      if (missing.length > 0)
        session.fail(new SetupError(`Not ready: ${missing.join(", ")}. See what to do above.`));
    });
}

function printChecks(session: Session, checks: readonly Check[]): void {
  for (const { name, state, found, advice } of checks) {
    session.print(`${session.paint(styles[state], signs[state])} ${name}: ${found}`);
    if (advice !== undefined) session.print(`    ${advice}`);
  }
  session.print("");
  session.print("The bars must stand under each other; else the terminal's font lacks Chinese characters:");
  session.print("    |中文对齐|");
  session.print("    |12345678|");
}
