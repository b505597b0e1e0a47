import { relative, resolve } from "node:path";
import type { Command } from "commander";
import { initWorkspace } from "../../../archive/files/workspace.ts";
import { jsonOption } from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";

export function defineInit(command: Command, session: Session): void {
  command
    .argument("<dir>", "a folder that is new or empty")
    .addOption(jsonOption)
    .action(async (dir: string, options: { json?: true }) => {
      const workspace = initWorkspace(resolve(session.io.cwd, dir));
      if (options.json) return session.printJson({ workspace: workspace.dir });
      const shown = relative(session.io.cwd, workspace.dir) || ".";
      session.print(`${workspace.dir} is a workspace now. What you can do next:`);
      session.print(
        `  let newsift propose a source: newsift add <url> -w ${shown}, then: newsift crawl -w ${shown}`,
      );
      session.print(`  or fetch one page: newsift ingest <url> -w ${shown}`);
    });
}
