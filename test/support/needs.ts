/** What some tests need and not every machine has: where it is missing they are skipped, and the end of the run says why. */
import { existsSync } from "node:fs";
import { findChromium } from "../../src/crawl/browser/chromium.ts";

declare module "vitest" {
  interface TaskMeta {
    /** What a test needs that this machine does not have. */
    missing?: string;
  }
}

/** Options of a test, or of a group of tests, that needs something. */
export function needs(
  what: string,
  isThere: boolean,
): { readonly skip?: true; readonly meta?: { readonly missing: string } } {
  return isThere ? {} : { skip: true, meta: { missing: what } };
}

/** Where Chromium is, if it is. */
export const chromium = await findChromium();

export const needsChromium = needs(
  "Chromium (`node scripts/chromium.ts` installs one)",
  chromium !== undefined,
);

export const needsLinux = needs("Linux", process.platform === "linux" && existsSync("/proc/self"));
