/** Servers of this machine's own: where they listen, and the names under which they may be asked. */
import type { Server } from "node:http";
import { type AddressInfo, isIP } from "node:net";
import { hostname } from "node:os";
import { ListenError } from "../core/errors.ts";

export const LOOPBACK = "127.0.0.1";

const LOOPBACK_NAMES: readonly string[] = [LOOPBACK, "localhost", "::1"];

/** For the sentence of an error. */
export interface Served {
  /** `The page` */
  readonly what: string;
  /** How to ask for another place: a sentence. */
  readonly advice: string;
}

/**
 * @param port 0 takes a free one
 * @returns the server's address: `http://127.0.0.1:9464`
 * @throws {ListenError} where the port is taken or the address is not to be had; its `cause` tells which
 */
export async function listenAt(server: Server, host: string, port: number, served: Served): Promise<string> {
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
    const why = reasons[code ?? ""] ?? `${message}.`;
    throw new ListenError(`${served.what} could not be served at ${host}:${port}: ${why} ${served.advice}`, {
      cause,
    });
  }
  const { port: actual } = server.address() as AddressInfo;
  const name = ["0.0.0.0", "::"].includes(host) ? LOOPBACK : host;
  return `http://${isIP(name) === 6 ? `[${name}]` : name}:${actual}`;
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "something else is served there, maybe by another newsift.",
  EACCES: "the system does not allow it; ports above 1023 are free to all.",
  EADDRNOTAVAIL: "this machine has no such address.",
  ENOTFOUND: "there is no such host.",
};

/** Ends all connections. */
export async function closeServer(server: Server): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}

/**
 * Whether a server that listens there may be asked under this name. Names of other machines lead here too, if their
 * owner wants it (DNS rebinding): only addresses, our own name and `localhost` are ours.
 * @param given the header `Host`, port included
 */
export function isOwnHost(given: string, host: string): boolean {
  const url = URL.parse(`http://${given}`);
  if (url === null || url.host !== given.toLowerCase().replace(/:80$/u, "")) return false;
  const name = url.hostname.replaceAll(/[[\]]/gu, "");
  if (name === host.toLowerCase() || LOOPBACK_NAMES.includes(name)) return true;
  return !LOOPBACK_NAMES.includes(host) && (isIP(name) !== 0 || name === hostname().toLowerCase());
}
