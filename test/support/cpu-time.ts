/**
 * Counts this thread's processor time: what else the machine or the process does adds nothing to it.
 *
 * @returns tells the milliseconds so far
 */
export function startCpuClock(): () => number {
  const start = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(start);
    return (user + system) / 1000;
  };
}

/** Seconds of processor time that work takes. */
export async function cpuSeconds(work: () => unknown): Promise<number> {
  const spent = startCpuClock();
  await work();
  return spent() / 1000;
}
