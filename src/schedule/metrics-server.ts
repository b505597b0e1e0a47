/** `/metrics` and `/healthz`, for machines that watch the service. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, isIP } from "node:net";
import { hostname } from "node:os";
import { ListenError } from "../errors.ts";
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

const LOOPBACK: readonly string[] = ["127.0.0.1", "localhost", "::1"];

/** @throws {ListenError} where the port is taken or the address is not to be had */
export async function serveMetrics({ host, port }: MetricsAddress, watched: Watched): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    answer(request, response, host, watched).catch((error: Error) => response.destroy(error));
  });
  await listen(server, host, port);
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${isIP(host) === 6 ? `[${host}]` : host}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
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

/**
 * Names of other machines lead here too, if their owner wants it (DNS rebinding): only addresses, our own name and
 * `localhost` are ours.
 */
function isOwnHost(given: string, served: string): boolean {
  const url = URL.parse(`http://${given}`);
  if (url === null || given === "" || url.username !== "" || url.pathname !== "/") return false;
  const name = url.hostname.replaceAll(/[[\]]/gu, "");
  if (name === served.toLowerCase() || LOOPBACK.includes(name)) return true;
  return !LOOPBACK.includes(served) && (isIP(name) !== 0 || name === hostname().toLowerCase());
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = reasons[code ?? ""] ?? `${message}. Choose another address with \`--metrics\`.`;
    throw new ListenError(`The metrics could not be served at ${host}:${port}: ${why}`, { cause });
  }
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "something else is served there. Stop it, or choose another port with `--metrics`.",
  EACCES: "the system does not allow it. Choose a port above 1023 with `--metrics`.",
  EADDRNOTAVAIL: "this machine has no such address. Choose another with `--metrics`.",
  ENOTFOUND: "there is no such host. Choose another with `--metrics`.",
};
