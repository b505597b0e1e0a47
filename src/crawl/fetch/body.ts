/** The body of an answer: read up to a limit and decompressed. */
import type { Readable } from "node:stream";
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  type BrotliDecompress,
  type Gunzip,
} from "node:zlib";
import { BinaryInputError, TooLargeError } from "../../core/errors.ts";
import type { Tolerated } from "../../archive/raw/arrival.ts";
import { withoutTail } from "./gzip.ts";

export interface Body {
  /** As far as it came. */
  readonly bytes: Uint8Array;
  /** What broke it off. */
  readonly error?: Error;
}

export interface BodyLimits {
  /** Bytes: a body that is larger once decompressed is refused. */
  readonly maxBytes: number;
  /** Bytes: the body ends here, instead of being refused. */
  readonly cut?: number | undefined;
}

/** More than this many compressions of one body are no page, but an attack. */
const MAX_ENCODINGS = 3;

/**
 * @param url names the page in errors
 * @param encoding the header `Content-Encoding`. A body without a single byte is empty, whatever it says; what is no
 * encoding is taken as none.
 * @param tolerated gets what was tolerated
 * @throws {TooLargeError}
 * @throws {BinaryInputError} where it is compressed in a way that was not asked for, or more often than anybody does
 */
export async function readBody(
  url: URL,
  body: Readable,
  encoding: string | undefined,
  { maxBytes, cut }: BodyLimits,
  tolerated: Set<Tolerated>,
): Promise<Body> {
  const encodings = encodingsOf(url, encoding, tolerated);
  const limit = cut ?? maxBytes;
  let read = await collect(body, encodings.length === 0 ? limit : maxBytes);
  for (const name of read.bytes.length === 0 ? [] : encodings.toReversed()) {
    read = await decompressed(read, name, limit, tolerated);
  }
  if (cut === undefined && read.bytes.length > maxBytes) {
    throw new TooLargeError(
      `${url} is larger than ${maxBytes} bytes, and was not kept. If it is an article after all, raise crawl.maxBytes.`,
    );
  }
  return cut === undefined ? read : { ...read, bytes: read.bytes.subarray(0, cut) };
}

/** What was read before it broke off is decompressed as far as it goes, and stays broken off. */
async function decompressed(
  { bytes, error }: Body,
  encoding: Encoding,
  limit: number,
  tolerated: Set<Tolerated>,
): Promise<Body> {
  let end = bytes.length;
  let read = await decompress(bytes);
  if (read.error !== undefined && DECOMPRESSORS[encoding] === createGunzip) {
    ({ length: end } = withoutTail(bytes, limit));
    if (end < bytes.length) read = await decompress(bytes.subarray(0, end));
  }
  return error === undefined ? read : { ...read, error };

  async function decompress(whole: Uint8Array): Promise<Body> {
    const engine = engineFor(encoding, whole);
    engine.end(whole);
    const result = await collect(engine, limit);
    if (result.error === undefined && result.bytes.length <= limit && engine.bytesWritten < bytes.length)
      tolerated.add("bytes-behind-compression");
    return result;
  }
}

/** Stops soon after the limit. */
async function collect(stream: Readable, limit: number): Promise<Body> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Whoever reads it gets its error; one that is given up unread has nobody to tell, and would end the process.
  stream.on("error", () => {});
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) break;
    }
    return { bytes: Buffer.concat(chunks) };
  } catch (error) {
    return { bytes: Buffer.concat(chunks), error: error as Error };
  } finally {
    stream.destroy();
  }
}

type Encoding = keyof typeof DECOMPRESSORS;

const DECOMPRESSORS = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

function isEncoding(name: string): name is Encoding {
  return Object.hasOwn(DECOMPRESSORS, name);
}

/** Encodings that are registered as such, and that we did not ask for. */
const UNREAD: ReadonlySet<string> = new Set([
  "aes128gcm",
  "compress",
  "dcb",
  "dcz",
  "exi",
  "pack200-gzip",
  "x-compress",
  "zstd",
]);

/** In the order in which they were applied. */
function encodingsOf(url: URL, header = "", tolerated: Set<Tolerated>): readonly Encoding[] {
  const names = header
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (names.length > MAX_ENCODINGS || names.some((name) => UNREAD.has(name))) {
    throw new BinaryInputError(
      `${url} came compressed as "${header}", which nobody asked for: the server is not fit to be read from.`,
    );
  }
  const encodings = names.filter(isEncoding);
  if (encodings.length < names.length) tolerated.add("unknown-encoding");
  return encodings;
}

/** `deflate` means zlib's format, but some servers send it bare. */
function engineFor(encoding: Encoding, bytes: Uint8Array): Gunzip | BrotliDecompress {
  const isBare = encoding === "deflate" && (bytes[0]! & 0x0f) !== 8;
  return isBare ? createInflateRaw() : DECOMPRESSORS[encoding]();
}
