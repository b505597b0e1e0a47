/** gzip: streams, one behind another, and what servers put behind them. */
import { inflateRawSync } from "node:zlib";

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The streams at the beginning, without what stands behind them. To be called where they could not be read as a whole:
 * a line end behind the last stream is taken for the beginning of another one.
 * @param maxBytes of one stream once decompressed
 * @returns all bytes where none stands at the beginning, or one is broken or larger
 */
export function withoutTail(bytes: Uint8Array, maxBytes: number): Uint8Array {
  let end = 0;
  try {
    while (isGzip(bytes.subarray(end)))
      end += lengthOfStream(Buffer.from(bytes.buffer, bytes.byteOffset + end, bytes.length - end), maxBytes);
  } catch {
    return bytes;
  }
  return end === 0 ? bytes : bytes.subarray(0, end);
}

const TRAILER_BYTES = 8;

/** Bytes of the gzip stream that begins here. Throws where its data are broken or larger than allowed. */
function lengthOfStream(bytes: Buffer, maxOutputLength: number): number {
  const start = lengthOfHeader(bytes);
  // With `info`, which the types do not know, the result tells how far the data went.
  const { engine } = inflateRawSync(bytes.subarray(start), { info: true, maxOutputLength }) as unknown as {
    readonly engine: { readonly bytesWritten: number };
  };
  return start + engine.bytesWritten + TRAILER_BYTES;
}

/** RFC 1952, 2.3: flags say which of the optional fields are there. */
function lengthOfHeader(bytes: Buffer): number {
  const flags = bytes[3]!;
  let at = 10;
  if (flags & 4) at += 2 + bytes.readUInt16LE(at);
  if (flags & 8) at = bytes.indexOf(0, at) + 1;
  if (flags & 16) at = bytes.indexOf(0, at) + 1;
  return flags & 2 ? at + 2 : at;
}
