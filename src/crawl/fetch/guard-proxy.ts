/** The only way out for a browser: a proxy on loopback that lets nothing past the guard. */
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { NewsiftError } from "../../core/errors.ts";
import { bareHost, type Guard } from "./guard.ts";

export interface GuardProxy {
  /** `http://127.0.0.1:<port>` */
  readonly address: string;
  /** Why nothing was fetched from this host (with its port), where the guard refused it. */
  refusalOf(host: string): NewsiftError | undefined;
  close(): Promise<void>;
}

/** @param stallSeconds a server that says nothing for so long is given up: a page waits for all its scripts */
export async function startGuardProxy(guard: Guard, stallSeconds: number): Promise<GuardProxy> {
  const refusals = new Map<string, NewsiftError>();
  const sockets = new Set<Duplex>();
  const server = createServer(forward).on("connect", tunnel).on("connection", track);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });

  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refusalOf: (host) => refusals.get(host),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };

  /** Plain http: the browser asks for the whole address. */
  function forward(incoming: IncomingMessage, response: ServerResponse): void {
    const url = admit(incoming.url ?? "", response);
    if (url === undefined) return;
    const { "proxy-connection": _, ...headers } = incoming.headers;
    const outgoing = request(url, {
      method: incoming.method,
      headers: { ...headers, host: url.host },
      lookup: guard.lookup,
      agent: false,
    });
    outgoing.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on("error", () => response.destroy()).pipe(response);
    });
    outgoing.on("error", (error) => {
      if (error instanceof NewsiftError || response.headersSent) return refuse(url, error, response);
      // A browser whose connection breaks asks again by itself, without waiting for its turn.
      response.writeHead(504).end();
    });
    outgoing.setTimeout(stallSeconds * 1000, () => outgoing.destroy(new Error("it stalled")));
    response.on("close", () => outgoing.destroy());
    incoming.pipe(outgoing);
  }

  /** https and web sockets: the browser asks for a connection, and speaks through it itself. */
  function tunnel(incoming: IncomingMessage, client: Duplex, head: Buffer): void {
    const url = admit(`https://${incoming.url}`, client);
    if (url === undefined) return;
    const port = Number(url.port === "" ? 443 : url.port);
    const target = connect({ host: bareHost(url), port, lookup: guard.lookup }, () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      target.write(head);
      target.pipe(client).pipe(target);
    });
    track(target);
    target.setTimeout(stallSeconds * 1000, () => target.destroy());
    target.on("error", (error) => refuse(url, error, client));
    client.on("error", () => target.destroy()).on("close", () => target.destroy());
  }

  function admit(address: string, client: Duplex | ServerResponse): URL | undefined {
    try {
      return guard.check(address);
    } catch (error) {
      const url = URL.parse(address);
      if (url !== null) refuse(url, error as Error, client);
      else client.destroy();
      return undefined;
    }
  }

  /** The browser learns only that the connection failed; why is kept for whoever drives it. */
  function refuse(url: URL, error: Error, client: Duplex | ServerResponse): void {
    if (error instanceof NewsiftError) refusals.set(url.host, error);
    client.destroy();
  }

  function track(socket: Duplex): void {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  }
}
