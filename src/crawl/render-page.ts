/** Loads a page in a browser, lets its scripts fill it, and takes what stands there then. */
import type { Page } from "playwright";
import type { Config } from "../config/schema.ts";
import {
  BinaryInputError,
  ConnectionError,
  type NewsiftError,
  RedirectError,
  TooLargeError,
} from "../errors.ts";
import type { GuardProxy } from "./guard-proxy.ts";
import type { Answer } from "./http.ts";

/** What a page loads that its text does not need. */
const UNNEEDED: ReadonlySet<string> = new Set([
  "image",
  "media",
  "font",
  "stylesheet",
  "texttrack",
  "manifest",
  "ping",
]);

/** How long scripts may go on loading after the page itself has. */
const SETTLE_MS = 5000;

export interface RenderOptions {
  readonly limits: Pick<Config["crawl"], "maxBytes" | "totalTimeoutSeconds">;
  /** The browser's only way to the network. */
  readonly proxy: GuardProxy;
  /** Ends it; it rejects with the signal's reason. */
  readonly signal: AbortSignal;
}

/**
 * @param page a blank page
 * @returns the serialised DOM as UTF-8 bytes, the address where the page ended, and the status of its first answer
 * @throws {ConnectionError | RedirectError | TooLargeError | BinaryInputError}
 * @throws {PrivateAddressError | UnresolvedHostError} where the page, or a redirect of it, leads to such a host
 */
export async function renderPage(
  page: Page,
  url: URL,
  { limits, proxy, signal }: RenderOptions,
): Promise<Answer> {
  let reached = url;
  page.on("request", (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      reached = URL.parse(request.url()) ?? reached;
    }
  });
  page.on("popup", (popup) => void popup.close());
  await page.route("**/*", (route) =>
    UNNEEDED.has(route.request().resourceType()) ? route.abort() : route.continue(),
  );

  const timeout = limits.totalTimeoutSeconds * 1000;
  const deadline = AbortSignal.timeout(timeout);
  let answer: Answer;
  try {
    // A page whose scripts never yield answers no question: the browser's own time-outs do not cover that.
    answer = await Promise.race([load(page, url, timeout), end(AbortSignal.any([deadline, signal]))]);
  } catch (error) {
    signal.throwIfAborted();
    const late = deadline.aborted && new Error(`it was not finished within ${timeout / 1000} s`);
    throw proxy.refusalOf(reached.host) ?? renderError(url, late || (error as Error));
  }
  if (answer.bytes.length > limits.maxBytes) {
    throw new TooLargeError(
      `${url} is larger than ${limits.maxBytes} bytes once rendered, and was not kept. If it is an article after all, raise crawl.maxBytes.`,
    );
  }
  return answer;
}

function end(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

async function load(page: Page, url: URL, timeout: number): Promise<Answer> {
  const response = await page.goto(url.href, { timeout, waitUntil: "load" });
  await settle(page);
  const html = await page.content();
  const reached = new URL(page.url());
  if (!/^https?:$/u.test(reached.protocol)) throw new Error(`its scripts left for ${reached.href}`);
  const headers = (await response?.allHeaders()) ?? {};
  return {
    url: reached,
    status: response?.status() ?? 200,
    // What else the headers say of the body is true of the one on the wire, not of this one.
    headers: {
      ...only(headers, ["date", "etag", "last-modified"]),
      "content-type": "text/html; charset=utf-8",
    },
    bytes: Buffer.from(html, "utf8"),
  };
}

function only(
  headers: Readonly<Record<string, string>>,
  names: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name)));
}

/** Until nothing loads any more. Some pages never stop: what they have after a while must do. */
async function settle(page: Page): Promise<void> {
  try {
    await page.waitForLoadState("networkidle", { timeout: SETTLE_MS });
  } catch (error) {
    if ((error as Error).name !== "TimeoutError") throw error;
  }
}

function renderError(url: URL, error: Error): NewsiftError {
  const reason = error.message.split("\n", 1)[0]!.replace(/^page\.\w+: /u, "");
  if (reason.includes("ERR_TOO_MANY_REDIRECTS")) {
    return new RedirectError(`${url} redirects in a circle: the server cannot be asked for this page.`);
  }
  if (reason.includes("Download is starting")) {
    return new BinaryInputError(`${url} is a file to download and no page: take it out of the source.`);
  }
  return new ConnectionError(`${url} could not be rendered: ${reason}. Try again later.`, {
    cause: error,
  });
}
