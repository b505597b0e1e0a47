/** One request at a time to each host, and a pause after it. */
import { setTimeout as sleep } from "node:timers/promises";
import PQueue from "p-queue";
import type { Turns } from "./turns.ts";
import { ServerStatusError } from "../../core/errors.ts";

export interface Politeness {
  /**
   * Runs the job when the host is free and `delaySeconds` have passed since its last job ended.
   * Jobs of one host run in the order of their arrival; hosts do not wait for each other.
   * @param stop takes the job back while it waits; it rejects with the signal's reason
   * @throws {ServerStatusError} where the host rests
   */
  take<Result>(
    host: string,
    delaySeconds: number,
    job: () => Promise<Result>,
    stop?: AbortSignal,
  ): Promise<Result>;
  /** Lets no job of this host start for so many seconds from now: they wait. */
  hold(host: string, seconds: number): void;
  /** The same where that is longer than anybody waits: they reject. */
  rest(host: string, seconds: number): void;
}

/** When each host may be asked again, in milliseconds since the epoch, where that is to outlive the run. */
export interface HostTimes {
  get(host: string): number | undefined;
  set(host: string, time: number): void;
  /** It asked to be left alone until then. */
  rest(host: string, time: number): void;
}

interface Host {
  readonly queue: PQueue;
  /** When its last job ended, and until when it asked to be left alone: milliseconds of the monotonic clock. */
  ended: number;
  held: number;
  /** Until when its jobs reject. */
  rests: number;
}

/**
 * @param signal ends every wait; the waiting jobs reject with its reason
 * @param times what an earlier run owes its hosts, and this one leaves to the next
 * @param turns what other processes owe them meanwhile
 */
export function createPoliteness(signal?: AbortSignal, times?: HostTimes, turns?: Turns): Politeness {
  const hosts = new Map<string, Host>();

  return {
    take(host, delaySeconds, job, stop) {
      const state = stateOf(host);
      const ending =
        stop === undefined || signal === undefined ? (stop ?? signal) : AbortSignal.any([stop, signal]);
      return state.queue.add(async () => {
        const rests = Math.max(state.rests, monotonic(turns?.restsUntil(host) ?? 0));
        if (rests > performance.now()) throw resting(host, rests);
        await sleepUntil(Math.max(state.ended + delaySeconds * 1000, state.held), ending);
        await turns?.take(host, delaySeconds, ending);
        try {
          return await job();
        } finally {
          turns?.leave(host);
          state.ended = performance.now();
          remember(host, Math.max(state.ended + delaySeconds * 1000, state.held));
        }
      });
    },
    hold(host, seconds) {
      const state = stateOf(host);
      state.held = Math.max(state.held, performance.now() + seconds * 1000);
      remember(host, state.held);
    },
    rest(host, seconds) {
      const state = stateOf(host);
      state.rests = Math.max(state.rests, performance.now() + seconds * 1000);
      times?.rest(host, wallClock(state.rests));
      turns?.rest(host, wallClock(state.rests));
    },
  };

  function stateOf(host: string): Host {
    let state = hosts.get(host);
    if (state === undefined) {
      state = {
        queue: new PQueue({ concurrency: 1 }),
        ended: -Infinity,
        held: recall(host),
        rests: -Infinity,
      };
      hosts.set(host, state);
    }
    return state;
  }

  function remember(host: string, moment: number): void {
    times?.set(host, wallClock(moment));
  }

  function recall(host: string): number {
    const time = times?.get(host);
    return time === undefined ? -Infinity : monotonic(time);
  }
}

/** A moment of the monotonic clock, in milliseconds since the epoch. */
function wallClock(moment: number): number {
  return Date.now() + moment - performance.now();
}

/** The other way round. */
function monotonic(time: number): number {
  return performance.now() + time - Date.now();
}

function resting(host: string, moment: number): ServerStatusError {
  const until = new Date(wallClock(moment)).toISOString();
  return new ServerStatusError(`${host} asked to be left alone until ${until}: try again then.`);
}

/** Timers may fire a little early: asks the clock again. */
async function sleepUntil(moment: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  for (let left = moment - performance.now(); left > 0; left = moment - performance.now()) {
    await sleep(Math.ceil(left), undefined, signal === undefined ? {} : { signal });
  }
}
