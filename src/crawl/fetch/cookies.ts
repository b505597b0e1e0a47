/** Cookies that servers set on the way to one page: kept until it is there, and given back as a browser would. */
import { CookieJar } from "tough-cookie";
import type { Answer } from "./http.ts";

export interface Cookies {
  /** The value of the header `Cookie` for this address; empty where it gets none. */
  valueFor(url: URL): string;
  /** Keeps those that an answer sets and may set: for its host, or the site that its host belongs to. */
  keep(answer: Pick<Answer, "url" | "headers">): void;
}

/** A jar of its own for each fetch: nobody is recognized from one page to the next. */
export function createCookies(): Cookies {
  // Browsers take one without a name as well.
  const jar = new CookieJar(undefined, { looseMode: true });
  return {
    valueFor: (url) => jar.getCookieStringSync(url.href),
    keep({ url, headers }) {
      const set = headers["set-cookie"]?.split("\n") ?? [];
      for (const cookie of set) jar.setCookieSync(cookie, url.href, { ignoreError: true });
    },
  };
}
