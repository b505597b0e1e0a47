/** The program: what `newsift` on the command line starts. */
import "../config/needed-node.ts";
import { constants } from "node:os";
import { main } from "./main.ts";

const controller = new AbortController();
let stoppedBy: "SIGINT" | "SIGTERM" | undefined;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => stop(signal));
}

// Libraries listen for it and end the process. Where nobody acts on it, the write fails instead, and is told of.
process.on("SIGXFSZ", () => {});

// The command does its work to the end. A reader that has seen enough, such as `head`, is no failure.
let unwritten: NodeJS.ErrnoException | undefined;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") unwritten ??= error;
});
// Nowhere is left to say so.
process.stderr.on("error", () => {});

const ended = await main(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  signal: controller.signal,
});
// What it has written is out, or has failed.
await new Promise<void>((written) => process.stdout.write("", () => written()));
const exitCode = unwritten === undefined ? ended : await reportUnwritten(unwritten);
process.exitCode = stoppedBy === undefined ? exitCode : 128 + constants.signals[stoppedBy];

/** @returns the exit code */
async function reportUnwritten(cause: Error): Promise<number> {
  const { writeFault } = await import("../archive/files/atomic.ts");
  const { message, exitCode } = writeFault("Standard output", cause);
  process.stderr.write(`newsift: ${message}\n`);
  return exitCode;
}

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
