/** Shows a page that is here already to a browser, lets its scripts fill it, and takes what stands there then. */
import type { BrowserContext, Page as Tab, Request, Route } from "playwright";
import type { Config } from "../../config/schema.ts";
import {
  BinaryInputError,
  ConnectionError,
  NewsiftError,
  RedirectError,
  TooLargeError,
} from "../../core/errors.ts";
import { Page } from "../../core/page/page.ts";
import { mentionsTracker } from "../../core/page/not-shown.ts";
import type { Shown, Visit } from "../fetch/fetch-page.ts";
import type { GuardProxy } from "../fetch/guard-proxy.ts";
import type { Answer } from "../fetch/http.ts";
import { isSameSite } from "../addresses/judge-address.ts";
import { HANDED, watchNavigations } from "./navigations.ts";
import type { ScriptCache } from "./script-cache.ts";
import { MAX_FRAMES, snapshotOf } from "./snapshot.ts";
import { aborted } from "../fetch/time-limit.ts";

/** All that the text of a page may need. */
const NEEDED: ReadonlySet<string> = new Set(["document", "script", "xhr", "fetch"]);

/** Pages that ask for more never come to rest. */
const MAX_REQUESTS = 200;

/** How long scripts may go on loading after the page itself has, their turns not counted. */
const SETTLE_MS = 5000;

/** How much of the time for the page may pass until nothing loads any more. */
const SETTLE_SHARE = 0.5;

/** The same for frames: a page is not lost because it has more of them than the pauses of its host leave time for. */
const FRAMES_SHARE = 0.5;

/** A request that waits no longer has not waited. */
const AT_ONCE_MS = 20;

export interface RenderOptions {
  readonly limits: Pick<Config["crawl"], "maxBytes" | "stallTimeoutSeconds" | "totalTimeoutSeconds">;
  /** What is left for it of `limits.totalTimeoutSeconds`. */
  readonly milliseconds: number;
  /** The browser's only way to the network. */
  readonly proxy: GuardProxy;
  /** What it loads, it loads in its turn. */
  readonly visit: Visit;
  readonly scripts: ScriptCache;
  /** Ends it; it rejects with the signal's reason. */
  readonly signal: AbortSignal;
}

/**
 * @param context a fresh one
 * @param received the page as it came
 * @returns the serialised DOM, and the page as it came: the one that was received, or the one that its scripts led to
 * @throws {ConnectionError | RedirectError | TooLargeError | BinaryInputError}
 * @throws {PrivateAddressError | UnresolvedHostError} where its scripts lead to such a host
 */
export async function renderPage(
  context: BrowserContext,
  received: Answer,
  { limits, milliseconds, proxy, visit, scripts, signal }: RenderOptions,
): Promise<Required<Shown>> {
  const timeout = Math.ceil(milliseconds);
  const deadline = AbortSignal.timeout(timeout);
  const over = new AbortController();
  const page = await context.newPage();
  context.on("page", (popup) => void popup.close());
  await context.routeWebSocket(/^/u, (socket) => void socket.close());
  const loading = await routeLoads(page, received, {
    visit,
    scripts,
    stallMs: limits.stallTimeoutSeconds * 1000,
    framesUntil: AbortSignal.timeout(Math.ceil(timeout * FRAMES_SHARE)),
    over: over.signal,
  });

  let shown: Required<Shown>;
  try {
    // A page whose scripts never yield answers no question: the browser's own time-outs do not cover that.
    shown = await Promise.race([
      load(page, received, loading, { timeout, maxBytes: limits.maxBytes }),
      loading.failed,
      end(AbortSignal.any([deadline, signal])),
    ]);
  } catch (error) {
    signal.throwIfAborted();
    const late =
      deadline.aborted && new Error(`it was not fetched and shown within ${limits.totalTimeoutSeconds} s`);
    throw proxy.refusalOf(loading.reached().host) ?? renderError(received.url, late || (error as Error));
  } finally {
    over.abort();
  }
  if (Math.max(shown.rendered.bytes.length, shown.received.page.bytes.length) > limits.maxBytes) {
    throw new TooLargeError(
      `${received.url} is larger than ${limits.maxBytes} bytes once rendered, and was not kept. If it is an article after all, raise crawl.maxBytes.`,
    );
  }
  return shown;
}

interface Loading {
  /** Where its last navigation led. */
  reached(): URL;
  /** When a request last had to wait for its turn: milliseconds of the monotonic clock, Infinity while one does. */
  heldUp(): number;
  /** Resolves where it may not go on to another page: its scripts may then never be done. */
  readonly refused: Promise<void>;
  /** Rejects where a request could not be dealt with. */
  readonly failed: Promise<never>;
}

interface LoadOptions {
  readonly visit: Visit;
  readonly scripts: ScriptCache;
  /** A request that takes longer no longer holds up its host. */
  readonly stallMs: number;
  /** What frames still wait for then is not loaded. */
  readonly framesUntil: AbortSignal;
  /** The page is done with. */
  readonly over: AbortSignal;
}

/**
 * Decides on all that the page asks for: its document is here, frames of its own site and what they all need wait for
 * their turn, the rest is not loaded.
 */
async function routeLoads(
  page: Tab,
  received: Answer,
  { visit, scripts, stallMs, framesUntil, over }: LoadOptions,
): Promise<Loading> {
  const context = page.context();
  const ends = new Map<Request, () => void>();
  for (const event of ["requestfinished", "requestfailed"] as const) {
    context.on(event as "requestfinished", (request) => ends.get(request)?.());
  }
  const { promise: failed, reject } = Promise.withResolvers<never>();
  const { promise: refused, resolve: refuse } = Promise.withResolvers<void>();
  failed.catch(() => {});
  let reached = received.url;
  let asked = 0;
  let frames = 0;
  let waiting = 0;
  let heldUp = -Infinity;
  // What popups ask for, before they are closed.
  await context.route("**/*", (route) => route.abort());
  await page.route("**/*", async (route) => {
    try {
      await decide(route);
    } catch (error) {
      // What a page still waited for when it was closed is of no interest.
      if (!over.aborted) reject(error);
    }
  });
  return { reached: () => reached, heldUp: () => (waiting > 0 ? Infinity : heldUp), refused, failed };

  async function decide(route: Route): Promise<void> {
    const request = route.request();
    const url = new URL(request.url());
    asked += 1;
    if (asked === 1) return route.fulfill(documentOf(received));
    if (asked > MAX_REQUESTS || !isNeeded(request, url)) return route.abort();
    const isInFrame = request.frame() !== page.mainFrame();
    if (request.isNavigationRequest() && isInFrame) {
      frames += 1;
      const isPart = frames <= MAX_FRAMES && isSameSite(url, reached) && (await isPermitted(url));
      if (!isPart) return route.abort();
    } else if (request.isNavigationRequest()) {
      if (!(await isPermitted(url))) {
        refuse();
        return route.abort("aborted");
      }
      reached = url;
    }
    const known = scripts.get(request);
    if (known !== undefined) return route.fulfill(known);
    const stop = isInFrame ? AbortSignal.any([over, framesUntil]) : over;
    if (await waitFor(url, stop, request, route)) await scripts.keep(request);
    else await route.abort();
  }

  /** Loads it in its turn. @returns whether that came before the time of frames was over */
  async function waitFor(url: URL, stop: AbortSignal, request: Request, route: Route): Promise<boolean> {
    const wanted = performance.now();
    let isWaiting = true;
    const begin = () => {
      isWaiting = false;
      waiting -= 1;
      if (performance.now() - wanted > AT_ONCE_MS) heldUp = performance.now();
    };
    waiting += 1;
    try {
      await visit.turn(url, stop, async () => {
        begin();
        const ended = endOf(request);
        await route.continue();
        await ended;
      });
      return true;
    } catch (error) {
      if (!isWaiting || over.aborted || !framesUntil.aborted) throw error;
      begin();
      return false;
    }
  }

  /** A page that may not leave for another stays what it is. */
  async function isPermitted(url: URL): Promise<boolean> {
    try {
      await visit.permit(url);
      return true;
    } catch (error) {
      if (error instanceof NewsiftError) return false;
      throw error;
    }
  }

  function endOf(request: Request): Promise<void> {
    return new Promise((resolve) => {
      ends.set(request, resolve);
      void aborted(AbortSignal.any([over, AbortSignal.timeout(stallMs)])).then(resolve);
    });
  }
}

function isNeeded(request: Request, url: URL): boolean {
  return NEEDED.has(request.resourceType()) && !mentionsTracker(url.hostname);
}

/** The page as it came, in the charset that we read it in. */
function documentOf({ page, headers }: Answer) {
  return {
    status: 200,
    headers: { ...without(headers, BODY_HEADERS), "content-type": "text/html; charset=utf-8", [HANDED]: "1" },
    body: Buffer.from(page.text),
  };
}

/** What they say is true of the body on the wire. */
const BODY_HEADERS: readonly string[] = [
  "connection",
  "content-encoding",
  "content-length",
  "keep-alive",
  "transfer-encoding",
];

async function load(
  page: Tab,
  handed: Answer,
  loading: Loading,
  { timeout, maxBytes }: { readonly timeout: number; readonly maxBytes: number },
): Promise<Required<Shown>> {
  const session = await page.context().newCDPSession(page);
  const navigations = await watchNavigations(session);
  await page.goto(handed.url.href, { timeout, waitUntil: "commit" });
  await Promise.race([page.waitForLoadState("load", { timeout }), loading.refused]);
  await settle(page, loading, timeout * SETTLE_SHARE);
  const received = navigations.last() ?? handed;
  const html = await snapshotOf(session, received.url, maxBytes);
  const reached = new URL(page.url());
  if (!/^https?:$/u.test(reached.protocol)) throw new Error(`its scripts left for ${reached.href}`);
  const url = received.url.href;
  const rendered = new Page(Buffer.from(html), { url, renderedFrom: received.page.charset });
  return { received, rendered };
}

/** Until nothing loads any more. Some pages never stop: what they have after a while must do. */
async function settle(page: Tab, loading: Loading, timeout: number): Promise<void> {
  const last = performance.now() + timeout;
  for (let left = timeout; left > 0; left = last - performance.now()) {
    try {
      return await page.waitForLoadState("networkidle", { timeout: Math.min(SETTLE_MS, left) });
    } catch (error) {
      if ((error as Error).name !== "TimeoutError") throw error;
    }
    if (performance.now() - loading.heldUp() >= SETTLE_MS) return;
  }
}

async function end(signal: AbortSignal): Promise<never> {
  await aborted(signal);
  throw signal.reason;
}

type Headers = Readonly<Record<string, string>>;

function without(headers: Headers, names: readonly string[]): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

function renderError(url: URL, error: Error): NewsiftError {
  if (error instanceof NewsiftError) return error;
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
