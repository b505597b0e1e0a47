/** Runs one command line in this process, as a terminal would. */
import { main } from "../../src/cli/main.ts";

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly signal?: AbortSignal;
  /** Told of all that is printed, as it is printed. */
  readonly onPrint?: (text: string) => void;
}

export async function run(argv: readonly string[], options: RunOptions = {}): Promise<Run> {
  const written = { stdout: "", stderr: "" };
  const output = (name: keyof typeof written) => ({
    isTTY: options.isTTY ?? false,
    columns: options.columns ?? 80,
    write: (content: string | Uint8Array) => {
      const text = typeof content === "string" ? content : Buffer.from(content).toString("utf8");
      written[name] += text;
      options.onPrint?.(text);
    },
  });
  const code = await main(argv, {
    stdin: standardInput(options.stdin ?? ""),
    stdout: output("stdout"),
    stderr: output("stderr"),
    env: options.env ?? {},
    cwd: options.cwd ?? process.cwd(),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  return { code, ...written };
}

async function* standardInput(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Starts `newsift demo --serve` at a free port, and is there when the site is. */
export async function serveDemo(
  ...options: readonly string[]
): Promise<{ readonly site: string; readonly stop: () => Promise<Run> }> {
  const stopping = new AbortController();
  const served = Promise.withResolvers<string>();
  const ended = run(["demo", "--serve", ...options], {
    signal: stopping.signal,
    onPrint(text) {
      const address = / is served at (\S+) /u.exec(text)?.[1];
      if (address !== undefined) served.resolve(address);
    },
  });
  const failed = ended.then(({ stderr }) =>
    Promise.reject(new Error(`It ended before it served: ${stderr}`)),
  );
  const site = await Promise.race([served.promise, failed]);
  return {
    site,
    stop() {
      stopping.abort();
      return ended;
    },
  };
}
