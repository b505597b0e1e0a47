/** Which addresses may be fetched: http and https, and no private network unless the user allows it. */
import { lookup as systemLookup, type LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import {
  type NewsiftError,
  PrivateAddressError,
  SchemeError,
  UnresolvedHostError,
} from "../../core/errors.ts";

/** `true`: every private address. A list: these hosts may be private. */
export type AllowPrivate = boolean | readonly string[];

export interface Guard {
  /**
   * Reads an address and refuses what may not be fetched. A user name, a password and a fragment are dropped:
   * they must reach neither logs nor archive.
   * @param base what a relative address starts from
   * @throws {SchemeError} where it is no http or https address
   * @throws {PrivateAddressError} where its host is a private IP address or a name of loopback
   */
  check(address: string, base?: URL): URL;
  /**
   * For `net.connect`: the connection goes to the very address that was judged, so that a name cannot
   * resolve to one thing when checked and to another when used. Sockets skip it for IP addresses: `check` first.
   */
  readonly lookup: LookupFunction;
}

/** @param resolve stands in for the system's resolver in tests */
export function createGuard(allowPrivate: AllowPrivate, resolve: typeof systemLookup = systemLookup): Guard {
  const mayBePrivate = (host: string) =>
    typeof allowPrivate === "boolean" ? allowPrivate : allowPrivate.includes(host);

  return {
    check(address, base) {
      const url = URL.parse(address, base);
      if (url === null || !/^https?:$/u.test(url.protocol)) {
        throw new SchemeError(
          `${address} is no address to fetch: give one that begins with http:// or https://.`,
        );
      }
      url.username = "";
      url.password = "";
      url.hash = "";
      const host = bareHost(url);
      if (isPrivateByName(host) && !mayBePrivate(host)) {
        throw privateAddress(host);
      }
      return url;
    },

    lookup(host, options, callback) {
      resolve(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
        const refusal = refusalOf(host, error, addresses);
        if (refusal !== undefined) callback(refusal, "");
        else if (options.all) callback(null, addresses);
        else callback(null, addresses[0]!.address, addresses[0]!.family);
      });
    },
  };

  function refusalOf(
    host: string,
    error: NodeJS.ErrnoException | null,
    addresses: readonly LookupAddress[],
  ): NewsiftError | undefined {
    if (error !== null || addresses.length === 0) {
      return new UnresolvedHostError(
        `The host name ${host} does not resolve: check its spelling, and that this machine has a network.`,
        { cause: error },
      );
    }
    if (mayBePrivate(host)) return undefined;
    const inner = addresses.find(({ address }) => isPrivate(address));
    return inner === undefined ? undefined : privateAddress(host, inner.address);
  }
}

/** The host of an address as sockets and resolvers want it: IPv6 without its brackets. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/u, "$1");
}

/** What can be told without asking a resolver: addresses, and the names that RFC 6761 gives to loopback. */
function isPrivateByName(host: string): boolean {
  return ipaddr.isValid(host) ? isPrivate(host) : /(?:^|\.)localhost\.?$/u.test(host);
}

/** Everything but globally routed unicast: loopback, private, link-local, shared, mapped, translated, reserved. */
function isPrivate(address: string): boolean {
  const ip = ipaddr.process(address);
  if (ip.range() !== "unicast") return true;
  return ip instanceof ipaddr.IPv6 && !ip.match(GLOBAL_IPV6, GLOBAL_IPV6_BITS);
}

/** All of the public IPv6 network; ipaddr.js calls some addresses outside it unicast (IPv4-compatible ones, site-local ones). */
const GLOBAL_IPV6 = ipaddr.IPv6.parse("2000::");
const GLOBAL_IPV6_BITS = 3;

function privateAddress(host: string, address = host): PrivateAddressError {
  const what = address === host ? `${host} is` : `${host} resolves to ${address},`;
  return new PrivateAddressError(
    `${what} an address of a private network, and is not fetched. If that is meant, allow it with --allow-private.`,
  );
}
