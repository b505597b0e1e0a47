/** `/metrics` and `/healthz`, for machines that watch the service. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { closeServer, isOwnHost, listenAt } from "../config/local-server.ts";
import type { Health } from "./health.ts";
import type { Metrics } from "./metrics.ts";

export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

export interface Watched {
  readonly metrics: Pick<Metrics, "contentType" | "text">;
  readonly health: () => Health;
}

export interface MetricsServer {
  /** `http://127.0.0.1:9464` */
  readonly url: string;
  close(): Promise<void>;
}

/** @throws {ListenError} where the port is taken or the address is not to be had */
export async function serveMetrics({ host, port }: MetricsAddress, watched: Watched): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    answer(request, response, host, watched).catch((error: Error) => response.destroy(error));
  });
  const url = await listenAt(server, host, port, {
    what: "The metrics",
    advice: "Choose another place with `--metrics`.",
  });
  return { url, close: () => closeServer(server) };
}

async function answer(
  { method = "", url = "", headers }: IncomingMessage,
  response: ServerResponse,
  served: string,
  { metrics, health }: Watched,
): Promise<void> {
  const send = (status: number, type: string, body: string) =>
    response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
  const refuse = (status: number, why: string) => send(status, "text/plain; charset=utf-8", `${why}\n`);

  if (!isOwnHost(headers.host ?? "", served)) {
    return void refuse(403, "This server does not answer to that host name.");
  }
  if (!["GET", "HEAD"].includes(method)) {
    response.setHeader("allow", "GET, HEAD");
    return void refuse(405, "There is nothing to change here: GET and HEAD only.");
  }
  const [path] = url.split("?", 1);
  if (path === "/metrics") return void send(200, metrics.contentType, await metrics.text());
  if (path === "/healthz") {
    const found = health();
    return void send(
      found.status === "ok" ? 200 : 503,
      "application/json; charset=utf-8",
      `${JSON.stringify(found)}\n`,
    );
  }
  refuse(404, "There are /metrics and /healthz here.");
}
