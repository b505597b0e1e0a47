/** robots.txt, as RFC 9309 has it: asked once per server, through our own client. */
import { ConnectionError, RedirectError, RobotsError } from "../../core/errors.ts";
import { hasReachedHost } from "./connection-error.ts";
import type { Answer } from "./http.ts";
import { parseRobots, type RobotsRules } from "./robots-rules.ts";
import type { TimeBudget } from "./time-limit.ts";

/** What the rules of a server say about an address that may be fetched. */
export interface Permission {
  readonly robots: "allowed" | "none";
  /** What the server asks for between two requests. */
  readonly delaySeconds: number;
}

export interface Robots {
  /**
   * @param time what reading the rules is part of; default: a fetch of its own
   * @throws {RobotsError} where the rules forbid the address or cannot be read
   * @throws {ConnectionError} where the host cannot be reached at all
   */
  check(url: URL, time?: TimeBudget): Promise<Permission>;
  /** The sitemaps that the file of this server names, as written. Errors: as `check`. */
  sitemaps(url: URL): Promise<readonly string[]>;
}

/** The least that a crawler must read of it, says the RFC. */
export const ROBOTS_MAX_BYTES = 500 * 1024;

/** Nobody who wants to be crawled asks for more; a longer pause would hold up the run for days. */
const MAX_CRAWL_DELAY_SECONDS = 300;

/** How long a server is left alone whose rules could not be read: whoever asks meanwhile hears the same. */
const QUIET_SECONDS = 60;

/**
 * @param agent our product token, as rules name it
 * @param get fetches one robots.txt, redirects followed, cut at ROBOTS_MAX_BYTES
 */
export function createRobots(agent: string, get: (url: URL, time?: TimeBudget) => Promise<Answer>): Robots {
  const rules = new Map<string, Promise<RobotsRules | undefined>>();
  /** Until when a server whose rules could not be read is not asked again: milliseconds of the monotonic clock. */
  const quiet = new Map<string, number>();

  return {
    async check(url, time) {
      const { origin } = url;
      const known = await rulesOf(origin, time);
      if (known === undefined) return { robots: "none", delaySeconds: 0 };
      if (!known.isAllowed(url)) {
        throw new RobotsError(
          `${url} is forbidden by ${origin}/robots.txt: leave it out, or ask the site's owner.`,
        );
      }
      const { delaySeconds } = known;
      if (delaySeconds > MAX_CRAWL_DELAY_SECONDS) {
        throw new RobotsError(
          `${origin}/robots.txt asks for ${delaySeconds} s between two requests, which is as good as a refusal: nothing is fetched from it.`,
        );
      }
      return { robots: "allowed", delaySeconds };
    },
    async sitemaps({ origin }) {
      return (await rulesOf(origin))?.sitemaps ?? [];
    },
  };

  function rulesOf(origin: string, time?: TimeBudget): Promise<RobotsRules | undefined> {
    const known = rules.get(origin);
    if (known !== undefined && performance.now() < (quiet.get(origin) ?? Infinity)) return known;
    quiet.delete(origin);
    const reading = read(new URL("/robots.txt", origin), time);
    reading.catch(() => quiet.set(origin, performance.now() + QUIET_SECONDS * 1000));
    rules.set(origin, reading);
    return reading;
  }

  /** The rules, or `undefined` where there are none. */
  async function read(url: URL, time?: TimeBudget): Promise<RobotsRules | undefined> {
    const answer = await ask(url, time);
    if (answer === undefined) return undefined;
    if (answer.status >= 500 || answer.status === 429) {
      throw unreadable(url, `the server answered ${answer.status}`);
    }
    if (answer.broken !== undefined) throw unreadable(url, "it broke off", answer.broken);
    if (answer.status >= 300) return undefined;
    return parseRobots(wholeLines(answer.page.bytes), agent);
  }

  async function ask(url: URL, time?: TimeBudget): Promise<Answer | undefined> {
    try {
      return await get(url, time);
    } catch (error) {
      // More redirects than anybody follows count as no file.
      if (error instanceof RedirectError) return undefined;
      if (error instanceof ConnectionError && hasReachedHost(error)) {
        throw unreadable(url, "no answer came", error);
      }
      throw error;
    }
  }
}

function unreadable(url: URL, why: string, cause?: Error): RobotsError {
  return new RobotsError(
    `${url} could not be read (${why}): nothing is fetched from ${url.host} while that is so. Try again later.`,
    { cause },
  );
}

/** The file as text, without a last line that the size limit cut in two. */
function wholeLines(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  return bytes.length < ROBOTS_MAX_BYTES ? text : text.slice(0, text.lastIndexOf("\n") + 1);
}
