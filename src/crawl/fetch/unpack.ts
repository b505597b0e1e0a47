/** What lists articles, out of the files in which it was compressed. */
import { gunzipSync, constants as zlib } from "node:zlib";
import { BinaryInputError, TooLargeError } from "../../core/errors.ts";
import { isGzip, withoutTail } from "./gzip.ts";

export interface Unpacked {
  /** Of a file that breaks off, as far as it goes. */
  readonly bytes: Uint8Array;
  readonly isBrokenOff: boolean;
}

/** A sitemap is at most so large, says the protocol. */
const MAX_DECOMPRESSED_BYTES = 50 * 1024 * 1024;

/** Some servers compress a compressed file once more; further than this it is no file, but an attack. */
const MAX_COMPRESSIONS = 3;

/**
 * @param url names it in errors
 * @throws {TooLargeError} where it is larger than a sitemap may be
 * @throws {BinaryInputError} where it begins like a compressed file and is none
 */
export function unpack(bytes: Uint8Array, url: string): Unpacked {
  let file: Unpacked = { bytes, isBrokenOff: false };
  for (let times = 0; isGzip(file.bytes) && times < MAX_COMPRESSIONS; times += 1) {
    const inner = decompress(file.bytes, url);
    file = { bytes: inner.bytes, isBrokenOff: file.isBrokenOff || inner.isBrokenOff };
  }
  return file;
}

function decompress(bytes: Uint8Array, url: string): Unpacked {
  try {
    return gunzip(bytes);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") {
      throw new TooLargeError(
        `${url} is larger than ${MAX_DECOMPRESSED_BYTES} bytes once decompressed, which no sitemap may be: leave it out of the source.`,
        { cause },
      );
    }
    const streams = withoutTail(bytes, MAX_DECOMPRESSED_BYTES);
    if (streams.length < bytes.length) return gunzip(streams);
    throw new BinaryInputError(
      `${url} begins like a compressed file and is none that can be read: open it in a browser to see what it is.`,
      { cause },
    );
  }
}

function gunzip(bytes: Uint8Array): Unpacked {
  const limit = { maxOutputLength: MAX_DECOMPRESSED_BYTES };
  try {
    return { bytes: gunzipSync(bytes, limit), isBrokenOff: false };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "Z_BUF_ERROR") throw error;
    return { bytes: gunzipSync(bytes, { ...limit, finishFlush: zlib.Z_SYNC_FLUSH }), isBrokenOff: true };
  }
}
