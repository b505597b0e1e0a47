/** The way from the address that is asked for to the one that has the page. */
import { RedirectError } from "../../core/errors.ts";
import type { Guard } from "./guard.ts";
import type { Answer } from "./http.ts";

export interface Way {
  /** Redirects that are followed at most. */
  readonly limit: number;
  readonly guard: Guard;
  /** Fetches one hop. */
  readonly get: (url: URL) => Promise<Answer>;
  /** Where an answer sends on to, if it does. */
  readonly leadsTo: (answer: Answer) => string | undefined;
  /** What is sent along with a request for this address, as things are: where that has changed, the answer may too. */
  readonly stateFor: (url: URL) => string;
}

/**
 * Follows redirects from one address to the answer that is none.
 * @returns the last answer, and every address that led there, the first asked for first
 * @throws {RedirectError} where they go in a circle, are more than `limit`, or lead nowhere
 * @throws {SchemeError}
 * @throws {PrivateAddressError}
 */
export async function followRedirects(
  start: URL,
  { limit, guard, get, leadsTo, stateFor }: Way,
): Promise<{ readonly answer: Answer; readonly redirects: readonly string[] }> {
  const redirects: string[] = [];
  const asked = new Set<string>();
  for (let url = start; ;) {
    asked.add(requestFor(url));
    const answer = await get(url);
    const target = leadsTo(answer);
    if (target === undefined) return { answer, redirects };
    redirects.push(url.href);
    const next = guard.check(target, url);
    if (asked.has(requestFor(next))) {
      throw new RedirectError(
        `${start} redirects in a circle (${[...redirects, next.href].join(" → ")}), ${stateFor(next) === "" ? "and sets no cookie on the way" : "though the cookies that it set were given back"}: it seems to want a cookie that only its scripts set, or gives this page to nobody. See whether a browser gets it.`,
      );
    }
    if (redirects.length > limit) {
      throw new RedirectError(
        `${start} redirects more than ${limit} times, last to ${next}: give that address, or raise crawl.maxRedirects.`,
      );
    }
    url = next;
  }

  function requestFor(url: URL): string {
    return `${url.href} ${stateFor(url)}`;
  }
}

/** Where the server says that the page is; undefined where it says that it is here. @throws {RedirectError} where it does not say where */
export function locationOf({ url, status, headers }: Answer): string | undefined {
  if (!REDIRECTS.has(status)) return undefined;
  const location = headers["location"];
  if (location !== undefined) return escaped(location);
  throw new RedirectError(
    `${url} answered ${status} (moved) without saying where to: open it in a browser to find its new address.`,
  );
}

/** Chinese in an address, sent as bare bytes: a header is read as one character for each. */
function escaped(location: string): string {
  return location.replace(/[\u0080-\u00ff]/gu, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
