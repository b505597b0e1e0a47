/** Fetches what an address leads to, as a good guest: each hop in its turn, and again where it pays. */
import type { Config } from "../../config/schema.ts";
import { ConnectionError } from "../../core/errors.ts";
import type { Tolerated } from "../../archive/raw/arrival.ts";
import { asksForRest, isOverload, isTransientAnswer, isWhole, retryAfterSeconds } from "./answer-status.ts";
import { hasReachedHost } from "./connection-error.ts";
import { createCookies } from "./cookies.ts";
import { forwardingOf } from "./forwarding.ts";
import type { Guard } from "./guard.ts";
import type { Answer, GetOptions, HttpClient } from "./http.ts";
import type { Politeness } from "./politeness.ts";
import { followRedirects, locationOf } from "./redirects.ts";
import { createTimeBudget, type TimeBudget } from "./time-limit.ts";

export interface FollowerOptions {
  readonly config: Config["crawl"];
  readonly client: HttpClient;
  readonly guard: Guard;
  readonly politeness: Politeness;
}

export interface FollowOptions extends Pick<GetOptions, "cut"> {
  /** What it is part of; default: `config.totalTimeoutSeconds` of its own. */
  readonly time?: TimeBudget | undefined;
  /** Redirects that are followed at most; default: `config.maxRedirects`. */
  readonly limit?: number;
  /** Throws where an address must not be asked for. */
  readonly permit?: (url: URL) => Promise<void>;
  /** Seconds between requests to its host; default: `config.delaySeconds`. */
  readonly pauseAt?: (url: URL) => number;
  readonly headersFor?: (url: URL) => Readonly<Record<string, string>>;
  /** Pages that do nothing but forward are followed like redirects. */
  readonly forwards?: boolean;
}

export interface Followed {
  readonly answer: Answer;
  /** Every address that led there, the first asked for first. */
  readonly redirects: readonly string[];
  readonly tolerated: readonly Tolerated[];
}

/** Fetches what an address leads to, in one budget of time and with one jar of cookies. Errors: as `HttpClient.get` and `followRedirects`. */
export type Follow = (start: URL, options: FollowOptions) => Promise<Followed>;

export function createFollower({ config, client, guard, politeness }: FollowerOptions): Follow {
  return async (start, options) => {
    const { limit = config.maxRedirects, cut, permit, pauseAt, headersFor, forwards = false } = options;
    const { time = createTimeBudget(config.totalTimeoutSeconds) } = options;
    const cookies = createCookies();
    const tolerated = new Set<Tolerated>();
    let cookie = "";
    const { answer, redirects } = await followRedirects(start, {
      limit,
      guard,
      stateFor: cookies.valueFor,
      leadsTo(answer) {
        const hasNewCookie = cookies.valueFor(answer.url) !== cookie;
        return locationOf(answer) ?? (forwards ? forwardingOf(answer, hasNewCookie) : undefined);
      },
      async get(url) {
        await permit?.(url);
        return politely(url, pauseAt?.(url) ?? config.delaySeconds, time, async (milliseconds) => {
          cookie = cookies.valueFor(url);
          const headers = { ...headersFor?.(url), ...(cookie === "" ? {} : { cookie }) };
          const answer = await client.get(url, {
            milliseconds,
            headers,
            ...(cut === undefined ? {} : { cut }),
          });
          cookies.keep(answer);
          for (const what of answer.tolerated ?? []) tolerated.add(what);
          return answer;
        });
      },
    });
    return { answer, redirects, tolerated: [...tolerated] };
  };

  /** One answer of a host, in its turn; asked for again, ever more slowly, while it is a transient failure and there is time. */
  async function politely(
    url: URL,
    delaySeconds: number,
    time: TimeBudget,
    send: (milliseconds: number) => Promise<Answer>,
  ): Promise<Answer> {
    for (let attempt = 0; ; attempt += 1) {
      const isLast = () => attempt === config.retries || time.isSpent();
      try {
        const answer = await politeness.take(url.host, delaySeconds * 2 ** attempt, async () => {
          const answer = await time.spend(send);
          if (asksForRest(answer)) politeness.rest(url.host, retryAfterSeconds(answer));
          else if (isOverload(answer)) politeness.hold(url.host, retryAfterSeconds(answer));
          return answer;
        });
        const isFinal = asksForRest(answer) || (isWhole(answer) && !isTransientAnswer(answer));
        if (isLast() || isFinal) return answer;
      } catch (error) {
        const mayPass = error instanceof ConnectionError && hasReachedHost(error);
        if (isLast() || !mayPass) throw error;
      }
    }
  }
}
