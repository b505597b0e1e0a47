/** `newsift review`: a server for one person, on this machine. */
import { randomBytes } from "node:crypto";
import { type AddressInfo, isIP } from "node:net";
import { hostname } from "node:os";
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { ListenError } from "../errors.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Twins } from "../store/canonical.ts";
import type { Workspace } from "../store/workspace.ts";
import { createApp } from "./app.ts";
import { openDesk } from "./desk.ts";
import { openOverview } from "./overview.ts";
import { openWaiting } from "./waiting.ts";

export const LOOPBACK = "127.0.0.1";
export const USUAL_PORT = 4747;

export interface ReviewOptions {
  readonly workspace: Workspace;
  readonly pipeline: Pipeline;
  readonly twins?: Twins;
  /** Default: this machine only. */
  readonly host?: string;
  /** Default: the usual one, or a free one where that is taken. */
  readonly port?: number;
  /** Told of a fault of ours: the page it happened on says so, the others go on. */
  readonly onFault: (error: Error) => void;
}

export interface ReviewServer {
  /** To be opened in a browser: the token in it lets that browser in. */
  readonly url: string;
  /** Settled when it is known which documents to look at first. */
  readonly ordered: Promise<void>;
  close(): Promise<void>;
}

/** @throws {ListenError} where the port is taken or the address is not to be had */
export async function startReview(options: ReviewOptions): Promise<ReviewServer> {
  const { workspace, pipeline, twins, host = LOOPBACK, port, onFault } = options;
  const token = randomBytes(24).toString("base64url");
  const desk = openDesk(workspace, pipeline, twins);
  const overview = openOverview(workspace, desk);
  const waiting = openWaiting(desk, onFault);
  const app = createApp({
    desk,
    overview,
    waiting,
    onFault,
    guard: { token, isOwnHost: (given) => isOwnHost(given, host) },
  });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  try {
    await listen(server, host, port ?? USUAL_PORT, port === undefined);
  } catch (error) {
    await overview.close();
    throw error;
  }
  // What one that was killed has left.
  desk.retry().catch(onFault);
  const { port: actual } = server.address() as AddressInfo;
  const name = ["0.0.0.0", "::"].includes(host) ? LOOPBACK : host;
  return {
    url: `http://${isIP(name) === 6 ? `[${name}]` : name}:${actual}/?token=${token}`,
    ordered: overview.ordered,
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      waiting.close();
      await overview.close();
    },
  };
}

/**
 * Names of other machines lead here too, if their owner wants it (DNS rebinding): only addresses, our own name and
 * `localhost` are ours.
 */
function isOwnHost(given: string, served: string): boolean {
  const url = URL.parse(`http://${given}`);
  if (url === null || url.host !== given.toLowerCase()) return false;
  const name = url.hostname.replaceAll(/[[\]]/gu, "");
  if ([LOOPBACK, "localhost", "::1", served].includes(name)) return true;
  const isPublic = served !== LOOPBACK && served !== "localhost";
  return isPublic && (isIP(name) !== 0 || name === hostname().toLowerCase());
}

async function listen(server: Server, host: string, port: number, mayTakeAnother: boolean): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, () => {
        server.off("error", reject);
        resolve();
      });
    });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "EADDRINUSE" && mayTakeAnother) return listen(server, host, 0, false);
    const why = reasons[code ?? ""] ?? `${message}.`;
    throw new ListenError(`The page could not be served at ${host}:${port}: ${why}`, { cause });
  }
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE:
    "something else is served there, maybe another `newsift review`. Stop it, or choose another port with `--port`.",
  EACCES: "the system does not allow it. Choose a port above 1023 with `--port`.",
  EADDRNOTAVAIL: "this machine has no such address. Choose another with `--host`.",
  ENOTFOUND: "there is no such host. Choose another with `--host`.",
};
