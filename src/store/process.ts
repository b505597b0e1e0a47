/** Which process wrote something, told apart from a later one that got the same number. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

export interface ProcessIdentity {
  readonly pid: number;
  /** When it started: clock ticks since boot on Linux, milliseconds elsewhere; 0 where the system does not tell. */
  readonly start: number;
}

export const thisProcess: ProcessIdentity = { pid: process.pid, start: startOf(process.pid) ?? 0 };

/** Whether this very process is still there, and not another with its number. */
export function isRunning({ pid, start }: ProcessIdentity): boolean {
  if (!hasProcess(pid)) return false;
  const current = startOf(pid);
  return current === undefined || start === 0 || current === start;
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function startOf(pid: number): number | undefined {
  try {
    if (process.platform === "linux") {
      // The name in brackets may hold anything; the start time is the 20th field after it.
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /su, "")
        .split(" ");
      return Number(fields[19]);
    }
    const start = Date.parse(execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }));
    return Number.isNaN(start) ? undefined : start;
  } catch {
    // No such process, or a system without /proc and ps: then its number has to do.
    return undefined;
  }
}
