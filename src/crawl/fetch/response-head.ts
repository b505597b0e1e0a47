/** The head of an answer: written as RFC 9112 has it where a server breaks rules that browsers do not insist on. */
import { Duplex } from "node:stream";
import type { Socket } from "node:net";
import type { Tolerated } from "../../archive/raw/arrival.ts";

/** A header of our own, which says what was put right. One that a server sends is dropped. */
export const TOLERATED_HEADER = "newsift-tolerated";

/** A longer head is handed on as it is, for the parser to refuse. Bytes. */
const MAX_HEAD_BYTES = 64 * 1024;

/** A connection on which each answer that comes has its head put right. */
export class MendedSocket extends Duplex {
  readonly #socket: Socket;
  #mender = createHeadMender();

  constructor(socket: Socket) {
    super({ allowHalfOpen: false });
    this.#socket = socket;
    socket.on("data", (chunk) => this.#hand(this.#mender.take(chunk)));
    socket.on("end", () => {
      this.#hand(this.#mender.rest());
      this.push(null);
    });
    socket.on("error", (error) => this.destroy(asBreak(error)));
  }

  ref(): void {
    this.#socket.ref();
  }

  unref(): void {
    this.#socket.unref();
  }

  #hand(bytes: Buffer): void {
    if (bytes.length > 0 && !this.push(bytes)) this.#socket.pause();
  }

  override _read(): void {
    this.#socket.resume();
  }

  /** What is written is a request: what comes next is the head of its answer. */
  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#mender.isDone()) this.#mender = createHeadMender();
    this.#socket.write(chunk, encoding, done);
  }

  override _final(done: () => void): void {
    // It may have ended by itself, which is no fault.
    this.#socket.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}

/** undici takes a reset for the end of a body without a length; an error makes it incomplete, says RFC 9112, 8. */
function asBreak(error: NodeJS.ErrnoException): Error {
  if (error.code !== "ECONNRESET") return error;
  return Object.assign(new Error(error.message, { cause: error }), { code: "UND_ERR_SOCKET" });
}

interface HeadMender {
  /** Takes bytes of one answer, in the order in which they come; gives those that may be handed on. */
  take(chunk: Buffer): Buffer;
  /** What was held back, at the end. */
  rest(): Buffer;
  /** The head was handed on. */
  isDone(): boolean;
}

export function createHeadMender(): HeadMender {
  const tolerated = new Set<Tolerated>();
  let held: Buffer = Buffer.alloc(0);
  let searched = 0;
  let isDone = false;

  return {
    take(chunk) {
      if (isDone) return chunk;
      held = Buffer.concat([held, chunk]);
      for (let end = endOfHead(held, searched); end > 0; end = endOfHead(held, 0)) {
        const head = held.toString("latin1", 0, end);
        held = held.subarray(end);
        searched = 0;
        if (!/^HTTP\/\d\.\d +1(?!01)\d\d\b/u.test(head))
          return handOn(Buffer.from(mendHead(head, tolerated), "latin1"));
        // Whoever did not ask for an interim answer may ignore it, says RFC 9110.
        if (/^\S+ +100\b/u.test(head)) tolerated.add("unasked-continue");
      }
      searched = Math.max(0, held.length - 3);
      return held.length > MAX_HEAD_BYTES || !isBeginningOfHead(held) ? handOn() : Buffer.alloc(0);
    },
    rest: () => handOn(),
    isDone: () => isDone,
  };

  function handOn(head: Buffer = Buffer.alloc(0)): Buffer {
    const all = Buffer.concat([head, held]);
    held = Buffer.alloc(0);
    isDone = true;
    return all;
  }
}

/** Whether a head may begin like this. */
function isBeginningOfHead(bytes: Buffer): boolean {
  const start = "HTTP/";
  return start.startsWith(bytes.toString("latin1", 0, start.length));
}

/** Where the empty line behind a head ends; 0 where none is there yet. */
function endOfHead(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf("\n", from); at >= 0; at = bytes.indexOf("\n", at + 1)) {
    if (bytes[at + 1] === 0x0a) return at + 2;
    if (bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a) return at + 3;
  }
  return 0;
}

type Field = readonly [name: string, value: string];

/**
 * @param head status line and fields, one character a byte, with the empty line at its end
 * @param tolerated what was tolerated before; gets what is tolerated here
 */
function mendHead(head: string, tolerated: Set<Tolerated>): string {
  const [statusLine = "", ...lines] = head.trimEnd().split(/\r?\n/u);
  if (/(?<!\r)\n/u.test(head)) tolerated.add("malformed-header");
  const fields = withOneLength(readFields(lines, tolerated), tolerated);
  const note: readonly Field[] = tolerated.size === 0 ? [] : [[TOLERATED_HEADER, [...tolerated].join(" ")]];
  return [statusLine, ...[...fields, ...note].map(([name, value]) => `${name}: ${value}`), "\r\n"].join(
    "\r\n",
  );
}

/** Lines that are no fields are left out; one that begins with white space goes on with the field before it. */
function readFields(lines: readonly string[], tolerated: Set<Tolerated>): readonly Field[] {
  const fields: Field[] = [];
  for (const line of lines) {
    const { name, blank, value } = FIELD.exec(line)?.groups ?? {};
    const last = fields.at(-1);
    if (name === undefined || blank !== "") tolerated.add("malformed-header");
    if (name !== undefined && name.toLowerCase() !== TOLERATED_HEADER) fields.push([name, value!]);
    else if (/^[ \t]/u.test(line) && last !== undefined)
      fields[fields.length - 1] = [last[0], `${last[1]} ${line.trim()}`];
  }
  return fields;
}

/** A name is a token of RFC 9110. */
const FIELD = /^(?<name>[!#$%&'*+.^`|~\w-]+)(?<blank>[ \t]*):[ \t]*(?<value>.*)$/su;

/**
 * Lengths that agree are one, and where chunks say how long they are, no other length counts (RFC 9112, 6.3); lengths
 * that contradict each other stay, for the parser to refuse.
 */
function withOneLength(fields: readonly Field[], tolerated: Set<Tolerated>): readonly Field[] {
  const lengths = fields
    .filter(isLength)
    .flatMap(([, value]) => value.split(",").map((length) => length.trim()));
  const isChunked = fields.some(
    ([name, value]) => /^transfer-encoding$/iu.test(name) && /\bchunked\s*$/iu.test(value),
  );
  if (lengths.length === 0 || (lengths.length === 1 && !isChunked)) return fields;
  if (!isChunked && !lengths.every((length) => length === lengths[0])) return fields;
  tolerated.add(isChunked ? "length-of-chunks" : "repeated-length");
  const others = fields.filter((field) => !isLength(field));
  // Nobody is to take what may stand behind this answer for the next one.
  return [
    ...others,
    ["connection", "close"],
    ...(isChunked ? [] : [["content-length", lengths[0]!] as const]),
  ];
}

function isLength([name]: Field): boolean {
  return /^content-length$/iu.test(name);
}
