/** A Chromium that starts when the first page needs it, and shows each page in a context of its own. */
import PQueue from "p-queue";
import type { Browser as Chromium } from "playwright";
import type { Config } from "../../config/schema.ts";
import { ConnectionError } from "../../core/errors.ts";
import { chromiumBroken, requireChromium } from "./chromium.ts";
import type { Shown, Visit } from "../fetch/fetch-page.ts";
import type { Guard } from "../fetch/guard.ts";
import { type GuardProxy, startGuardProxy } from "../fetch/guard-proxy.ts";
import type { Answer } from "../fetch/http.ts";
import { renderPage } from "./render-page.ts";
import { createScriptCache } from "./script-cache.ts";
import { userAgentOf } from "../fetch/user-agent.ts";

export interface BrowserOptions {
  readonly config: Config["crawl"];
  readonly executablePath: string | undefined;
  readonly guard: Guard;
  /** Ends what is under way; it rejects with the signal's reason. */
  readonly signal: AbortSignal;
}

export interface Browser {
  /** Starts it, where it does not run yet. @throws {ChromiumMissingError} */
  start(): Promise<void>;
  /**
   * A page as its scripts fill it. One that breaks is shown once more, in a fresh context, where there is time for it.
   * @throws {NewsiftError} as `renderPage`
   * @throws {ChromiumMissingError}
   */
  render(page: Answer, visit: Visit): Promise<Required<Shown>>;
  /** Leaves no process behind. */
  close(): Promise<void>;
}

/** Each takes a hundred megabytes and a processor. */
const MAX_PAGES = 3;

interface Running {
  readonly chromium: Chromium;
  readonly proxy: GuardProxy;
}

export function createBrowser({ config, executablePath, guard, signal }: BrowserOptions): Browser {
  const pages = new PQueue({ concurrency: MAX_PAGES });
  const scripts = createScriptCache();
  let running: Promise<Running> | undefined;

  return {
    async start() {
      await run();
    },
    render(page, visit) {
      return pages.add(async () => {
        try {
          return await show(page, visit);
        } catch (error) {
          if (!(error instanceof ConnectionError) || visit.time.isSpent()) throw error;
          return show(page, visit);
        }
      });
    },
    async close() {
      if (running !== undefined) await stop(running);
    },
  };

  async function show(page: Answer, visit: Visit): Promise<Required<Shown>> {
    signal.throwIfAborted();
    const running = await run();
    return visit.time.spend((milliseconds) => showWithin(milliseconds, running, page, visit));
  }

  async function showWithin(
    milliseconds: number,
    { chromium, proxy }: Running,
    page: Answer,
    visit: Visit,
  ): Promise<Required<Shown>> {
    const context = await chromium.newContext({
      acceptDownloads: false,
      serviceWorkers: "block",
      userAgent: userAgentOf(config),
    });
    try {
      return await renderPage(context, page, { limits: config, milliseconds, proxy, visit, scripts, signal });
    } finally {
      await context.close().catch((error: unknown) => {
        // A browser that is gone has closed it already.
        if (chromium.isConnected()) throw error;
      });
    }
  }

  async function run(): Promise<Running> {
    running ??= launch();
    const current = running;
    if ((await current).chromium.isConnected()) return current;
    // It crashed: whoever sees that first starts another.
    if (running === current) running = stop(current).then(launch);
    return running;
  }

  async function launch(): Promise<Running> {
    const path = await requireChromium(executablePath);
    const proxy = await startGuardProxy(guard, config.stallTimeoutSeconds);
    try {
      const { chromium } = await import("playwright");
      return { chromium: await chromium.launch(launchOptions(path, proxy.address)), proxy };
    } catch (error) {
      await proxy.close();
      throw chromiumBroken(path, error as Error);
    }
  }
}

async function stop(running: Promise<Running>): Promise<void> {
  // One that did not start has left nothing behind, and its pages know.
  const started = await running.catch(() => undefined);
  await started?.chromium.close();
  await started?.proxy.close();
}

function launchOptions(executablePath: string, proxy: string) {
  return {
    executablePath,
    headless: true,
    proxy: { server: proxy },
    // Chromium refuses to start its sandbox as root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      // Calls between browsers would go around the proxy.
      "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
      // A snapshot holds the frames of one process. Those of other sites are not loaded, so nothing has to be kept apart.
      "--disable-site-isolation-trials",
    ],
    // Whoever started the crawl stops it, and the crawl its browser.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  };
}
