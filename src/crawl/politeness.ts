/** One request at a time to each host, and a pause after it. */
import { setTimeout as sleep } from "node:timers/promises";
import PQueue from "p-queue";

export interface Politeness {
  /**
   * Runs the job when the host is free and `delaySeconds` have passed since its last job ended.
   * Jobs of one host run in the order of their arrival; hosts do not wait for each other.
   */
  take<Result>(host: string, delaySeconds: number, job: () => Promise<Result>): Promise<Result>;
  /** Lets no job of this host start for so many seconds from now. */
  hold(host: string, seconds: number): void;
}

interface Host {
  readonly queue: PQueue;
  /** When its last job ended, and until when it asked to be left alone: milliseconds of the monotonic clock. */
  ended: number;
  held: number;
}

/** @param signal ends every wait; the waiting jobs reject with its reason */
export function createPoliteness(signal?: AbortSignal): Politeness {
  const hosts = new Map<string, Host>();

  return {
    take(host, delaySeconds, job) {
      const state = stateOf(host);
      return state.queue.add(async () => {
        await sleepUntil(Math.max(state.ended + delaySeconds * 1000, state.held), signal);
        try {
          return await job();
        } finally {
          state.ended = performance.now();
        }
      });
    },
    hold(host, seconds) {
      const state = stateOf(host);
      state.held = Math.max(state.held, performance.now() + seconds * 1000);
    },
  };

  function stateOf(host: string): Host {
    let state = hosts.get(host);
    if (state === undefined) {
      state = { queue: new PQueue({ concurrency: 1 }), ended: -Infinity, held: -Infinity };
      hosts.set(host, state);
    }
    return state;
  }
}

/** Timers may fire a little early: asks the clock again. */
async function sleepUntil(moment: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  for (let left = moment - performance.now(); left > 0; left = moment - performance.now()) {
    await sleep(Math.ceil(left), undefined, signal === undefined ? {} : { signal });
  }
}
