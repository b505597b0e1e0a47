/** The lock of a workspace and the resources of its crawls, there for as long as some run needs them. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Config } from "../../config/schema.ts";
import { LockedError } from "../../core/errors.ts";
import { type Lock, lockWorkspace } from "../../archive/upkeep/lock.ts";
import type { Workspace } from "../../archive/files/workspace.ts";
import type { CrawlResources, ResourceOptions } from "./resources.ts";

export interface SharingOptions extends Pick<ResourceOptions, "allowPrivate"> {
  readonly signal: AbortSignal;
  /** Told why work has to wait, once for each who has the workspace meanwhile. */
  readonly onWait: (error: LockedError) => void;
}

export interface SharedResources {
  /**
   * Does the work with the workspace locked, side by side with other work that shares the resources. Waits while another
   * process has the workspace, and while work goes on with resources of other settings.
   * @throws the signal's reason where it ends the waiting
   */
  work<T>(config: Config, work: (resources: CrawlResources) => Promise<T>): Promise<T>;
}

/** Seconds between two tries to get the lock. */
const TRIES_EVERY = 5;

interface Open {
  readonly settings: string;
  readonly resources: CrawlResources;
  readonly lock: Lock;
  users: number;
  readonly closed: PromiseWithResolvers<void>;
}

export function shareResources(
  workspace: Workspace,
  command: string,
  options: SharingOptions,
): SharedResources {
  const { signal, allowPrivate, onWait } = options;
  let open: Promise<Open> | undefined;

  return {
    async work(config, work) {
      const current = await enter(config);
      try {
        return await work(current.resources);
      } finally {
        await leave(current);
      }
    },
  };

  async function enter(config: Config): Promise<Open> {
    const settings = JSON.stringify([config.crawl, config.browser, config.twins]);
    for (;;) {
      open ??= openUp(config, settings);
      const current = await open;
      if (current.settings === settings && current.users >= 0) {
        current.users += 1;
        return current;
      }
      await current.closed.promise;
    }
  }

  async function leave(current: Open): Promise<void> {
    current.users -= 1;
    if (current.users > 0) return;
    // Nobody may enter any more; who comes now waits until it is closed.
    current.users = -1;
    try {
      await current.resources.close();
    } finally {
      current.lock.release();
      open = undefined;
      current.closed.resolve();
    }
  }

  async function openUp(config: Config, settings: string): Promise<Open> {
    let lock: Lock | undefined;
    try {
      lock = await takeLock();
      // Its tools take more memory than the rest of newsift: a schedule that waits has not loaded them.
      const { openResourcesIn } = await import("./run.ts");
      const resources = openResourcesIn(workspace, config, { allowPrivate, signal });
      return { settings, resources, lock, users: 0, closed: Promise.withResolvers<void>() };
    } catch (error) {
      lock?.release();
      open = undefined;
      throw error;
    }
  }

  async function takeLock(): Promise<Lock> {
    let told: string | undefined;
    for (;;) {
      signal.throwIfAborted();
      try {
        return await lockWorkspace(workspace, command, { as: "crawl", signal });
      } catch (error) {
        if (!(error instanceof LockedError)) throw error;
        if (error.message !== told) onWait(error);
        told = error.message;
        await sleep(TRIES_EVERY * 1000, undefined, { signal });
      }
    }
  }
}
