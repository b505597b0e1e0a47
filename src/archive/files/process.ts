/** Which process wrote something, told apart from a later one that got the same number. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

export interface ProcessIdentity {
  readonly pid: number;
  /** When it started: clock ticks since boot on Linux, milliseconds elsewhere; 0 where the system does not tell. */
  readonly start: number;
}

export const thisProcess: ProcessIdentity = { pid: process.pid, start: look(process.pid)?.start ?? 0 };

/** Whether this very process is at work, and not another with its number. One that ended and that its parent has not taken note of is not. */
export function isRunning({ pid, start }: ProcessIdentity): boolean {
  if (!hasProcess(pid)) return false;
  const current = look(pid);
  if (current === undefined) return true;
  return !current.isZombie && [0, current.start].includes(start);
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** @returns undefined where there is no such process, or where the system has neither /proc nor ps: then its number has to do */
function look(pid: number): { readonly start: number; readonly isZombie: boolean } | undefined {
  try {
    if (process.platform === "linux") {
      // The name in brackets may hold anything; the state follows it, the start time is the 19th field after that.
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /su, "")
        .split(" ");
      return { start: Number(fields[19]), isZombie: /[ZX]/u.test(fields[0]!) };
    }
    const line = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" });
    const [, state, time] = /^\s*(\S+)\s+(.*\S)/u.exec(line) ?? [];
    const start = Date.parse(time ?? "");
    return { start: Number.isNaN(start) ? 0 : start, isZombie: state?.startsWith("Z") === true };
  } catch {
    return undefined;
  }
}
