/** One run of the command line: where it reads and writes, and how it ended. */
import { ConfigError, type NewsiftError } from "../../core/errors.ts";
import { cut, painter, visible } from "./terminal.ts";
import type { OutputStream, Paint } from "./terminal.ts";
import { en } from "../../core/words/en.ts";

/** Everything that a command touches outside itself, so that tests can run it in their own process. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** The folder that paths on the command line start from. */
  readonly cwd: string;
  /** Aborted when the user wants to stop: what is under way is finished or left as it was. */
  readonly signal?: AbortSignal;
}

/** Something that could not be done, as `--json` shows it. */
export interface Failure {
  /** `not-article` */
  readonly id: string;
  /** The class: `NotArticleError` */
  readonly error: string;
  readonly exitCode: number;
  readonly message: string;
}

/** Results go to standard output, everything said on the way to standard error. */
export class Session {
  readonly io: Io;
  /** Colours for standard output. */
  readonly paint: Paint;
  /** What is said, in the language of the user: today it is English. */
  readonly words = en;
  /** All that could not be done, in order. */
  readonly failures: Failure[] = [];
  #exitCode = 0;
  /** Lines of the status that are on the terminal now. */
  #statusLines = 0;

  constructor(io: Io) {
    this.io = io;
    this.paint = painter(io.stdout, io.env);
  }

  /** Of the terminal that the result goes to; undefined where it goes elsewhere. */
  get columns(): number | undefined {
    return this.io.stdout.isTTY === true ? (this.io.stdout.columns ?? 80) : undefined;
  }

  /** That of the first failure; 0 where there was none. */
  get exitCode(): number {
    return this.#exitCode;
  }

  /** A line of the result. */
  print(line: string): void {
    this.#clearStatus();
    this.io.stdout.write(`${line}\n`);
  }

  /** A part of the result, exactly as it is. */
  write(content: Uint8Array): void {
    this.#clearStatus();
    this.io.stdout.write(content);
  }

  /** The result for machines: one JSON document, and nothing else on standard output. */
  printJson(value: unknown): void {
    this.print(JSON.stringify(value, null, 2));
  }

  /** A line about what is going on. */
  say(line: string): void {
    this.#clearStatus();
    this.io.stderr.write(`${line}\n`);
  }

  /** Names what could not be done; the command goes on with the rest, and ends with the first one's exit code. */
  fail(error: NewsiftError): void {
    if (this.#exitCode === 0) this.#exitCode = error.exitCode;
    this.warn(error);
  }

  /** Names what could not be done and does not make the command a failure. */
  warn(error: NewsiftError): void {
    const { id, name, exitCode, message } = error;
    this.failures.push({ id, error: name, exitCode, message });
    // A config may have several faults, a line each. In other messages a line end belongs to a name or an address.
    const lines = error instanceof ConfigError ? message.split("\n") : [message];
    for (const [at, line] of lines.entries()) {
      this.say(`${at === 0 ? "newsift: " : "  "}${visible(line)}`);
    }
  }

  /** Lines that are written over by the next ones; only a terminal shows them. */
  status(...lines: readonly string[]): void {
    if (this.io.stderr.isTTY !== true) return;
    this.#clearStatus();
    this.#statusLines = lines.length;
    const columns = (this.io.stderr.columns ?? 80) - 1;
    this.io.stderr.write(lines.map((line) => cut(line, columns)).join("\n"));
  }

  /** Takes the status line away. */
  close(): void {
    this.#clearStatus();
  }

  #clearStatus(): void {
    if (this.#statusLines === 0) return;
    const up = this.#statusLines > 1 ? `\x1b[${this.#statusLines - 1}A` : "";
    this.io.stderr.write(`\r${up}\x1b[J`);
    this.#statusLines = 0;
  }
}
