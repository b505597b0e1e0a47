/** Why no answer came, or no whole one, in words for people. */
import type { Config } from "../../config/schema.ts";
import { ConnectionError } from "../../core/errors.ts";

export type TimeLimits = Pick<
  Config["crawl"],
  "connectTimeoutSeconds" | "headersTimeoutSeconds" | "stallTimeoutSeconds" | "totalTimeoutSeconds"
>;

export function connectionError(url: URL, error: Error, limits: TimeLimits): ConnectionError {
  return new ConnectionError(`${url} could not be fetched: ${sentenceFor(error, limits)}`, {
    cause: error,
  });
}

/** Whether the failure lies behind an established connection: before it, a second try or another path of the host helps nobody. */
export function hasReachedHost(error: ConnectionError): boolean {
  const code = codeOf(error.cause as Error | undefined);
  return !NO_CONNECTION.has(code) && !isCertificateFault(code);
}

const NO_CONNECTION: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function sentenceFor(error: Error, limits: TimeLimits): string {
  const code = error.name === "TimeoutError" ? error.name : codeOf(error);
  switch (code) {
    case "ECONNREFUSED":
      return "nothing answers at that address. Check the host and the port.";
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "EADDRNOTAVAIL":
      return "no network leads to that address. Check this machine's connection.";
    case "UND_ERR_CONNECT_TIMEOUT":
      return `no connection within ${limits.connectTimeoutSeconds} s. Try again later, or raise crawl.connectTimeoutSeconds.`;
    case "UND_ERR_HEADERS_TIMEOUT":
      return `no answer within ${limits.headersTimeoutSeconds} s. Try again later, or raise crawl.headersTimeoutSeconds.`;
    case "UND_ERR_BODY_TIMEOUT":
      return `nothing more came for ${limits.stallTimeoutSeconds} s. Try again later, or raise crawl.stallTimeoutSeconds.`;
    case "TimeoutError":
      return `it was not finished within ${limits.totalTimeoutSeconds} s. Try again later, or raise crawl.totalTimeoutSeconds.`;
    case "UND_ERR_SOCKET":
    case "ECONNRESET":
    case "EPIPE":
      return "the server broke off. Try again later.";
    default:
      if (isCertificateFault(code)) return `its certificate is not valid (${error.message}).`;
      if (isDecompressionFault(code)) return "its compressed body is broken or cut short. Try again later.";
      return `${error.message}. Try again later.`;
  }
}

/** One connection may have been tried over several addresses: the first failure stands for all. */
function codeOf(error: Error | undefined): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return (error as NodeJS.ErrnoException | undefined)?.code ?? "";
}

function isCertificateFault(code: string): boolean {
  return /CERT|^ERR_TLS_|^ERR_SSL_|^UNABLE_TO_/u.test(code);
}

function isDecompressionFault(code: string): boolean {
  return /^Z_|^ERR_BROTLI|^ERR__ERROR_FORMAT/u.test(code);
}
