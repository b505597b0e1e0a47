/** The program: what `newsift` on the command line starts. */
import "../needed-node.ts";
import { constants } from "node:os";
import { main } from "./main.ts";

const controller = new AbortController();
let stoppedBy: "SIGINT" | "SIGTERM" | undefined;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => stop(signal));
}

// A reader that has seen enough, such as `head`, is no failure: the command does its work to the end.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const exitCode = await main(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  signal: controller.signal,
});
process.exitCode = stoppedBy === undefined ? exitCode : 128 + constants.signals[stoppedBy];

/** The first signal asks the command to stop; one that comes later ends it at once. */
function stop(signal: "SIGINT" | "SIGTERM"): void {
  if (stoppedBy !== undefined) return;
  stoppedBy = signal;
  controller.abort();
  // npm passes on the signal that the terminal has already sent: the same key press, twice.
  setTimeout(() => {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }, 1000).unref();
}
