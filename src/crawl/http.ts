/** Our HTTP client: one GET, guarded, with limits on time and size, and the exact bytes of the body. */
import { once } from "node:events";
import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { Agent, request } from "undici";
import type { Config } from "../config/schema.ts";
import { BinaryInputError, ConnectionError, NewsiftError, RedirectError, TooLargeError } from "../errors.ts";
import type { Guard } from "./guard.ts";

/** What a server answered to one request. */
export interface Answer {
  readonly url: URL;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, decompressed and otherwise as it came. */
  readonly bytes: Uint8Array;
  /** Why the body is not whole, where it is not. */
  readonly broken?: ConnectionError;
}

export interface HttpClient {
  /**
   * @param url an address that the guard has passed
   * @param cut a body that is longer than so many bytes ends there, instead of being refused as too large
   * @param conditions further headers that say which version is known: where it still holds, the answer is a bare 304
   * @throws {ConnectionError} where no answer came
   * @throws {TooLargeError} where the decompressed body is larger than the limit
   * @throws {BinaryInputError} where the body is compressed in a way nobody asked for
   * @throws {UnresolvedHostError}
   * @throws {PrivateAddressError}
   */
  get(url: URL, cut?: number, conditions?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

export type HttpLimits = Pick<
  Config["crawl"],
  | "maxBytes"
  | "connectTimeoutSeconds"
  | "headersTimeoutSeconds"
  | "stallTimeoutSeconds"
  | "totalTimeoutSeconds"
>;

export interface HttpClientOptions {
  readonly limits: HttpLimits;
  readonly guard: Guard;
  /** The `User-Agent` header. */
  readonly userAgent: string;
  /** Ends what is under way; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export function createHttpClient({ limits, guard, userAgent, signal }: HttpClientOptions): HttpClient {
  const agent = new Agent({
    connect: { lookup: guard.lookup, timeout: limits.connectTimeoutSeconds * 1000 },
    headersTimeout: limits.headersTimeoutSeconds * 1000,
    bodyTimeout: limits.stallTimeoutSeconds * 1000,
  });

  return {
    async get(url, cut, conditions = {}) {
      // AbortSignal.timeout would hold on to the request until the time is over.
      const stop = new AbortController();
      const abort = () => stop.abort(signal?.reason);
      const deadline = setTimeout(
        () => stop.abort(new DOMException("The time is over.", "TimeoutError")),
        limits.totalTimeoutSeconds * 1000,
      );
      signal?.addEventListener("abort", abort, { once: true });
      try {
        signal?.throwIfAborted();
        const response = await request(url, {
          dispatcher: agent,
          signal: stop.signal,
          headers: {
            "user-agent": userAgent,
            accept: "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
            "accept-language": "zh-CN,zh;q=0.9,en;q=0.5",
            "accept-encoding": "gzip, deflate, br",
            ...conditions,
          },
        });
        const headers = flatten(response.headers);
        const answer = { url, status: response.statusCode, headers };
        const { bytes, error } = await readBody(url, response.body, headers, limits.maxBytes, cut);
        if (error === undefined) return { ...answer, bytes };
        signal?.throwIfAborted();
        return { ...answer, bytes, broken: connectionError(url, error, limits) };
      } catch (error) {
        signal?.throwIfAborted();
        throw error instanceof NewsiftError ? error : connectionError(url, error as Error, limits);
      } finally {
        clearTimeout(deadline);
        signal?.removeEventListener("abort", abort);
      }
    },
    close: () => agent.destroy(),
  };
}

/**
 * Follows redirects from one address to the answer that is none.
 * @param get fetches one hop
 * @param leadsTo where an answer sends on to, if it does; default: what its `Location` says
 * @returns the last answer, and every address that led there, the first asked for first
 * @throws {RedirectError} where they go in a circle, are more than `limit`, or lead nowhere
 * @throws {SchemeError}
 * @throws {PrivateAddressError}
 */
export async function followRedirects(
  start: URL,
  limit: number,
  guard: Guard,
  get: (url: URL) => Promise<Answer>,
  leadsTo: (answer: Answer) => string | undefined = locationOf,
): Promise<{ readonly answer: Answer; readonly redirects: readonly string[] }> {
  const redirects: string[] = [];
  for (let url = start; ;) {
    const answer = await get(url);
    const target = leadsTo(answer);
    if (target === undefined) return { answer, redirects };
    redirects.push(url.href);
    const next = guard.check(target, url);
    if (redirects.includes(next.href)) {
      throw new RedirectError(
        `${start} redirects in a circle (${[...redirects, next.href].join(" → ")}): the server cannot be asked for this page.`,
      );
    }
    if (redirects.length > limit) {
      throw new RedirectError(
        `${start} redirects more than ${limit} times, last to ${next}: give that address, or raise crawl.maxRedirects.`,
      );
    }
    url = next;
  }
}

/** Where the server says that the page is; undefined where it says that it is here. @throws {RedirectError} where it does not say where */
export function locationOf({ url, status, headers }: Answer): string | undefined {
  if (!REDIRECTS.has(status)) return undefined;
  const location = headers["location"];
  if (location !== undefined) return escaped(location);
  throw new RedirectError(
    `${url} answered ${status} (moved) without saying where to: open it in a browser to find its new address.`,
  );
}

/** Chinese in an address, sent as bare bytes: a header is read as one character for each. */
function escaped(location: string): string {
  return location.replace(/[\u0080-\u00ff]/gu, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

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

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      // Cookies have commas of their own.
      return [name, [value ?? ""].flat().join(name === "set-cookie" ? "\n" : ", ")];
    }),
  );
}

interface Body {
  readonly bytes: Uint8Array;
  /** What broke it off. */
  readonly error?: Error;
}

async function readBody(
  url: URL,
  body: Readable,
  headers: Readonly<Record<string, string>>,
  maxBytes: number,
  cut?: number,
): Promise<Body> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Whoever reads it gets its error; one that is given up unread has nobody to tell, and would end the process.
  body.on("error", () => {});
  try {
    for await (const chunk of await decompressed(url, body, headers["content-encoding"])) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > (cut ?? maxBytes)) break;
    }
  } catch (error) {
    if (error instanceof NewsiftError) throw error;
    return { bytes: Buffer.concat(chunks), error: error as Error };
  } finally {
    body.destroy();
  }
  if (cut === undefined && size > maxBytes) {
    throw new TooLargeError(
      `${url} is larger than ${maxBytes} bytes, and was not kept. If it is an article after all, raise crawl.maxBytes.`,
    );
  }
  return { bytes: Buffer.concat(chunks).subarray(0, cut) };
}

/** More than this many compressions of one body are no page, but an attack. */
const MAX_ENCODINGS = 3;

async function decompressed(url: URL, body: Readable, encoding = ""): Promise<Readable> {
  const names = encoding
    .toLowerCase()
    .split(",")
    .map((name) => name.trim());
  const encodings = names.filter((name) => name !== "" && name !== "identity");
  if (encodings.length > MAX_ENCODINGS) throw unknownEncoding(url, encoding);
  let stream = body;
  for (const name of encodings.toReversed()) {
    // Errors of either end come out of the last stream, which is the one that is read.
    stream = pipeline(stream, await decompressor(url, name, stream), () => {});
  }
  return stream;
}

async function decompressor(url: URL, encoding: string, body: Readable): Promise<Transform> {
  switch (encoding) {
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "br":
      return createBrotliDecompress();
    case "deflate":
      return (await hasZlibHeader(body)) ? createInflate() : createInflateRaw();
    default:
      throw unknownEncoding(url, encoding);
  }
}

/** `deflate` means zlib's format, but some servers send it bare. */
async function hasZlibHeader(body: Readable): Promise<boolean> {
  await once(body, "readable");
  const first: Buffer | null = body.read(1);
  if (first === null) return true;
  body.unshift(first);
  return (first[0]! & 0x0f) === 8;
}

function unknownEncoding(url: URL, encoding: string): BinaryInputError {
  return new BinaryInputError(
    `${url} came compressed as "${encoding}", which was not asked for: the server is not fit to be read from.`,
  );
}

function connectionError(url: URL, error: Error, limits: HttpLimits): ConnectionError {
  return new ConnectionError(`${url} could not be fetched: ${sentenceFor(error, limits)}`, {
    cause: error,
  });
}

function sentenceFor(error: Error, limits: HttpLimits): string {
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
