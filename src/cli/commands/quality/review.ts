import { type Command, InvalidArgumentError } from "commander";
import { openPipeline } from "../../../archive/corpus/configured-pipeline.ts";
import { loadConfig } from "../../../config/load.ts";
import { startReview } from "../../../desk/review/server.ts";
import { type WorkspaceOption, workspaceOption } from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { chosenWorkspace } from "../../terminal/workspace.ts";

interface ReviewOptions extends WorkspaceOption {
  readonly host?: string;
  readonly port?: number;
}

export function defineReview(command: Command, session: Session): void {
  command
    .addOption(workspaceOption)
    .option("--port <number>", "serve the page at this port (default: 4747, or a free one)", portNumber)
    .option("--host <address>", "serve it at this address (default: 127.0.0.1, for this machine only)")
    .action(async ({ host, port, ...options }: ReviewOptions) => {
      const workspace = await chosenWorkspace(session, options);
      const config = loadConfig(workspace);
      const server = await startReview({
        workspace,
        pipeline: openPipeline(workspace, config),
        twins: config.twins,
        onFault: (error) => session.say(`newsift: unexpected: ${error.message}. Please report it.`),
        host,
        port,
      });
      session.print(server.url);
      if (!isLoopback(host)) {
        session.say("Others may reach this page: who sees its address can judge, and nothing is encrypted.");
      }
      session.say("Open it in a browser. Ctrl-C ends it; what was decided is kept.");
      await untilStopped(session.io.signal);
      await server.close();
    });
}

function isLoopback(host: string | undefined): boolean {
  return host === undefined || host === "localhost" || host === "::1" || /^127\.[\d.]+$/u.test(host);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/u.test(text) || port > 65_535) {
    throw new InvalidArgumentError("It must be a whole number from 0 to 65535; 0 takes a free one.");
  }
  return port;
}

function untilStopped(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal === undefined || signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
