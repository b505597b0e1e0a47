/** Has Crawlee call for the pages of a frontier. It is imported here and nowhere else. */
import type { Request, RequestQueue } from "crawlee";
import type { Frontier } from "../frontier/frontier.ts";

/** What is done with a page that is under way. */
export interface Visitor {
  /** Throws where the page cannot be had. */
  visit(url: string): Promise<void>;
  fail(url: string, error: Error): void;
}

/** Hosts at once: each gets one page at a time, and most of that is waiting for its turn or for its answer. */
const MAX_CONCURRENCY = 64;

/** Our own limits end every request; Crawlee's would cut polite waits short. */
const CRAWLEE_TIMEOUT_SECONDS = 6 * 3600;

/**
 * Visits the pages of these sources, those of different hosts at once, until none is left or the signal ends it.
 * @param sources their ids
 */
export async function crawlPages(
  frontier: Frontier,
  sources: readonly string[],
  signal: AbortSignal,
  visitor: Visitor,
): Promise<void> {
  if (sources.length === 0) return;
  // It is large: whoever crawls nothing does not wait for it.
  const { BasicCrawler, Configuration, log, LogLevel, Request } = await import("crawlee");
  log.setLevel(LogLevel.OFF);
  const crawler = new BasicCrawler(
    {
      requestQueue: requestQueue(frontier, sources, signal, (url) => new Request({ url, uniqueKey: url })),
      requestHandler: ({ request }) => visitor.visit(request.url),
      failedRequestHandler: ({ request }, error) => visitor.fail(request.url, error),
      // Retries are the fetcher's: it knows which failures pass, and waits.
      maxRequestRetries: 0,
      maxSessionRotations: 0,
      useSessionPool: false,
      requestHandlerTimeoutSecs: CRAWLEE_TIMEOUT_SECONDS,
      // Pages mostly wait: a busy machine is no reason to let one host wait for another.
      minConcurrency: Math.min(sources.length, MAX_CONCURRENCY),
      maxConcurrency: MAX_CONCURRENCY,
      autoscaledPoolOptions: { maybeRunIntervalSecs: 0.1 },
    },
    // It keeps nothing on disk: the frontier and the store are ours.
    new Configuration({ persistStorage: false, purgeOnStart: false }),
  );
  await crawler.run();
}

/** The frontier as Crawlee wants it: what it calls on a request queue, and no more. */
function requestQueue(
  frontier: Frontier,
  sources: readonly string[],
  signal: AbortSignal,
  requestFor: (url: string) => Request,
): RequestQueue {
  const refuse = () => {
    throw new Error("Pages enter the frontier through discovery only.");
  };
  const queue = {
    async isEmpty() {
      return signal.aborted || !frontier.isReady(sources);
    },
    async isFinished() {
      return !frontier.isWorking(sources) && (signal.aborted || !frontier.isReady(sources));
    },
    async fetchNextRequest() {
      const page = signal.aborted ? undefined : frontier.next(sources);
      if (page === undefined) return null;
      return requestFor(page.url);
    },
    /** Called for failed requests as well, which `fail` settles. */
    async markRequestHandled(request: Request) {
      if (request.errorMessages.length === 0) frontier.finish(request.url);
    },
    async reclaimRequest(request: Request) {
      frontier.putBack(request.url);
    },
    async handledCount() {
      return 0;
    },
    getTotalCount: () => frontier.count(sources).waiting,
    getPendingCount: () => frontier.count(sources).waiting,
    addRequest: refuse,
    addRequests: refuse,
    addRequestsBatched: refuse,
  };
  return queue as unknown as RequestQueue;
}
