/** Our HTTP client: one GET, guarded, with limits on time and size, and the exact bytes of the body. */
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { Agent, buildConnector, request } from "undici";
import type { Config } from "../../config/schema.ts";
import { NewsiftError, type ConnectionError } from "../../core/errors.ts";
import { Page } from "../../core/page/page.ts";
import { readBody } from "./body.ts";
import { connectionError, type TimeLimits } from "./connection-error.ts";
import type { Tolerated } from "../../archive/raw/arrival.ts";
import type { Guard } from "./guard.ts";
import { MendedSocket, TOLERATED_HEADER } from "./response-head.ts";
import { declaredCharset } from "../../archive/formats/sniff.ts";
import { withinTime } from "./time-limit.ts";

/** What a server answered to one request. */
export interface Answer {
  readonly url: URL;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, decompressed and otherwise as it came; empty where the status says that there is no page. */
  readonly page: Page;
  /** Absent where the server kept to the rules. */
  readonly tolerated?: readonly Tolerated[];
  /** Why the body is not whole, where it is not. */
  readonly broken?: ConnectionError;
}

export interface GetOptions {
  /** Milliseconds, for everything: after them it is over, whatever the server does. Default: the limit. */
  readonly milliseconds?: number;
  /** Bytes: a longer body ends there, instead of being refused as too large. */
  readonly cut?: number;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HttpClient {
  /**
   * @param url an address that the guard has passed
   * @throws {ConnectionError} where no answer came
   * @throws {TooLargeError} where the decompressed body is larger than the limit
   * @throws {BinaryInputError} where the body is compressed in a way that was not asked for
   * @throws {UnresolvedHostError}
   * @throws {PrivateAddressError}
   */
  get(url: URL, options?: GetOptions): Promise<Answer>;
  close(): Promise<void>;
}

export type HttpLimits = TimeLimits & Pick<Config["crawl"], "maxBytes">;

export interface HttpClientOptions {
  readonly limits: HttpLimits;
  readonly guard: Guard;
  /** The `User-Agent` header. */
  readonly userAgent: string;
  /** Ends what is under way; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export function createHttpClient({ limits, guard, userAgent, signal }: HttpClientOptions): HttpClient {
  const connect = buildConnector({ lookup: guard.lookup, timeout: limits.connectTimeoutSeconds * 1000 });
  const agent = new Agent({
    connect: (options, done) =>
      connect(options, (...[error, socket]) =>
        error === null ? done(null, new MendedSocket(socket) as Duplex as Socket) : done(error, null),
      ),
    headersTimeout: limits.headersTimeoutSeconds * 1000,
    bodyTimeout: limits.stallTimeoutSeconds * 1000,
  });

  return {
    async get(url, options = {}) {
      const { milliseconds = limits.totalTimeoutSeconds * 1000 } = options;
      try {
        return await withinTime(milliseconds, signal, (stop) => ask(url, options, stop));
      } catch (error) {
        signal?.throwIfAborted();
        throw error instanceof NewsiftError ? error : connectionError(url, error as Error, limits);
      }
    },
    close: () => agent.destroy(),
  };

  async function ask(url: URL, { cut, headers: further }: GetOptions, stop: AbortSignal): Promise<Answer> {
    const response = await request(url, {
      dispatcher: agent,
      signal: stop,
      headers: {
        "user-agent": userAgent,
        accept: "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
        "accept-language": "zh-CN,zh;q=0.9,en;q=0.5",
        "accept-encoding": "gzip, deflate, br",
        ...further,
      },
    });
    const { [TOLERATED_HEADER]: mended, ...headers } = flatten(response.headers);
    const tolerated = new Set((mended?.split(" ") ?? []) as Tolerated[]);
    const answer = { url, status: response.statusCode, headers };
    if (!hasPage(answer)) {
      response.body.on("error", () => {}).destroy();
      return { ...answer, ...noteOf(tolerated), page: new Page(new Uint8Array()) };
    }
    const sizes = { maxBytes: limits.maxBytes, cut };
    const { bytes, error } = await readBody(
      url,
      response.body,
      headers["content-encoding"],
      sizes,
      tolerated,
    );
    if (error !== undefined) signal?.throwIfAborted();
    const broken = error === undefined ? {} : { broken: connectionError(url, error, limits) };
    const page = new Page(bytes, {
      url: url.href,
      declaredCharset: declaredCharset(headers["content-type"]),
    });
    return { ...answer, ...noteOf(tolerated), page, ...broken };
  }
}

function noteOf(tolerated: ReadonlySet<Tolerated>): Pick<Answer, "tolerated"> {
  return tolerated.size === 0 ? {} : { tolerated: [...tolerated] };
}

/** Nobody reads the body of anything but a success: what it is, or whether it ever ends, does not matter. */
function hasPage({ status }: Pick<Answer, "status">): boolean {
  return status < 300 && status !== 204 && status !== 205;
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      // Cookies have commas of their own.
      return [name, [value ?? ""].flat().join(name === "set-cookie" ? "\n" : ", ")];
    }),
  );
}
