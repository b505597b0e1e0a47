/** Ends what takes too long. */

/** What is left of the time that a fetch may take: spent by all its redirects and tries, not by the waits between them. */
export interface TimeBudget {
  isSpent(): boolean;
  /** @param job gets the milliseconds that are left */
  spend<Result>(job: (milliseconds: number) => Promise<Result>): Promise<Result>;
}

export function createTimeBudget(seconds: number): TimeBudget {
  let left = seconds * 1000;
  return {
    isSpent: () => left <= 0,
    async spend(job) {
      const start = performance.now();
      try {
        return await job(left);
      } finally {
        left = Math.max(0, left - (performance.now() - start));
      }
    },
  };
}

/** How long a job may take to notice that its time is over, and to hand over what it has: milliseconds. */
const GRACE_MS = 250;

/**
 * Runs a job whose signal aborts when the time is over, with a `TimeoutError`, or when `signal` does, with its reason.
 * A job that goes on all the same is left behind, and the reason thrown.
 */
export async function withinTime<Result>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  job: (stop: AbortSignal) => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted();
  // AbortSignal.timeout would hold on to the job until the time is over.
  const stop = new AbortController();
  const { promise: overdue, reject } = Promise.withResolvers<never>();
  let grace: NodeJS.Timeout | undefined;
  const end = (reason: unknown) => {
    stop.abort(reason);
    grace ??= setTimeout(reject, GRACE_MS, reason);
  };
  const abort = () => end(signal!.reason);
  const deadline = setTimeout(end, milliseconds, new DOMException("The time is over.", "TimeoutError"));
  signal?.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([job(stop.signal), overdue]);
  } finally {
    clearTimeout(deadline);
    clearTimeout(grace);
    signal?.removeEventListener("abort", abort);
  }
}

/** Resolves when it aborts, at once where it has: of that no event comes any more. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
