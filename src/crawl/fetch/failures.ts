/** What a failure says about the page and about its host: whether it pays to ask again, and whom to leave alone. */
import {
  BrokenOffError,
  ClientStatusError,
  ConnectionError,
  type NewsiftError,
  RobotsError,
  ServerStatusError,
  UnresolvedHostError,
} from "../../core/errors.ts";

/** The page may well be had later: the fault is the network's or the server's, robots.txt could not be read, or the page broke off. */
export function isTransient(error: NewsiftError): boolean {
  return isTheHosts(error) || error instanceof RobotsError || error instanceof BrokenOffError;
}

/** Every page of the host would have failed: it is away, or has enough of us. */
export function isTheHosts(error: NewsiftError): boolean {
  return (
    error instanceof ConnectionError ||
    error instanceof UnresolvedHostError ||
    error instanceof ServerStatusError ||
    (error instanceof ClientStatusError && [408, 425, 429].includes(error.status ?? 0))
  );
}

/** The server says that there is no such page, and has not lost it for a moment. */
export function isGone(error: NewsiftError): boolean {
  return error instanceof ClientStatusError && [404, 410].includes(error.status ?? 0);
}
