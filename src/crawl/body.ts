/** The body of an answer: read up to a limit and decompressed. */
import type { Readable, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { BinaryInputError, TooLargeError, type NewsiftError } from "../errors.ts";

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
 * @param encoding the header `Content-Encoding`. A body without a single byte is empty, whatever it says.
 * @throws {TooLargeError}
 * @throws {BinaryInputError} where it is compressed in a way nobody asked for
 */
export async function readBody(
  url: URL,
  body: Readable,
  encoding: string | undefined,
  { maxBytes, cut }: BodyLimits,
): Promise<Body> {
  const encodings = encodingsOf(url, encoding);
  const limit = cut ?? maxBytes;
  let read = await collect(body, encodings.length === 0 ? limit : maxBytes);
  for (const name of read.bytes.length === 0 ? [] : encodings.toReversed()) {
    read = await decompressed(read, decompressor(url, name, read.bytes[0]!), limit);
  }
  if (cut === undefined && read.bytes.length > maxBytes) {
    throw new TooLargeError(
      `${url} is larger than ${maxBytes} bytes, and was not kept. If it is an article after all, raise crawl.maxBytes.`,
    );
  }
  return cut === undefined ? read : { ...read, bytes: read.bytes.subarray(0, cut) };
}

/** What was read before it broke off is decompressed as far as it goes, and stays broken off. */
async function decompressed({ bytes, error }: Body, engine: Transform, limit: number): Promise<Body> {
  engine.end(bytes);
  const read = await collect(engine, limit);
  return error === undefined ? read : { ...read, error };
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

/** In the order in which they were applied. */
function encodingsOf(url: URL, encoding = ""): readonly string[] {
  const names = encoding
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (names.length > MAX_ENCODINGS) throw unknownEncoding(url, encoding);
  return names;
}

function decompressor(url: URL, encoding: string, firstByte: number): Transform {
  switch (encoding) {
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "br":
      return createBrotliDecompress();
    case "deflate":
      return hasZlibHeader(firstByte) ? createInflate() : createInflateRaw();
    default:
      throw unknownEncoding(url, encoding);
  }
}

/** `deflate` means zlib's format, but some servers send it bare. */
function hasZlibHeader(firstByte: number): boolean {
  return (firstByte & 0x0f) === 8;
}

function unknownEncoding(url: URL, encoding: string): NewsiftError {
  return new BinaryInputError(
    `${url} came compressed as "${encoding}", which was not asked for: the server is not fit to be read from.`,
  );
}
