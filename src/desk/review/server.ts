/** `newsift review`: a server for one person, on this machine. */
import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { ListenError } from "../../core/errors.ts";
import type { Pipeline } from "../../core/pipeline/create-pipeline.ts";
import { closeServer, isOwnHost, listenAt, LOOPBACK } from "../../config/local-server.ts";
import type { Twins } from "../../archive/raw/canonical.ts";
import type { Workspace } from "../../archive/files/workspace.ts";
import { createApp } from "./app.ts";
import { openDecisionService } from "../quality/decision-service.ts";
import { openOverview } from "./overview.ts";
import { openWaiting } from "../quality/waiting.ts";

export const USUAL_PORT = 4747;

export interface ReviewOptions {
  readonly workspace: Workspace;
  readonly pipeline: Pipeline;
  readonly twins?: Twins;
  /** Default: this machine only. */
  readonly host?: string | undefined;
  /** Default: the usual one, or a free one where that is taken. */
  readonly port?: number | undefined;
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
  const desk = openDecisionService(workspace, pipeline, twins);
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
  let url: string;
  try {
    url = await listen(server, host, port);
  } catch (error) {
    await overview.close();
    throw error;
  }
  // What one that was killed has left.
  desk.retry().catch(onFault);
  return {
    url: `${url}/?token=${token}`,
    ordered: overview.ordered,
    async close() {
      await closeServer(server);
      waiting.close();
      await overview.close();
    },
  };
}

/** At the usual port, or a free one where that is taken; a port that was asked for is taken or refused. */
async function listen(server: Server, host: string, port: number | undefined): Promise<string> {
  const served = { what: "The page", advice: "Choose another place with `--port` or `--host`." };
  try {
    return await listenAt(server, host, port ?? USUAL_PORT, served);
  } catch (error) {
    const { code } = (error as ListenError).cause as NodeJS.ErrnoException;
    if (port !== undefined || code !== "EADDRINUSE") throw error;
    return listenAt(server, host, 0, served);
  }
}
