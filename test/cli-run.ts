/** Runs one command line in this process, as a terminal would. */
import { main } from "../src/cli/main.ts";

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
}

export async function run(argv: readonly string[], options: RunOptions = {}): Promise<Run> {
  const written = { stdout: "", stderr: "" };
  const output = (name: keyof typeof written) => ({
    isTTY: options.isTTY ?? false,
    columns: options.columns ?? 80,
    write: (content: string | Uint8Array) => {
      written[name] += typeof content === "string" ? content : Buffer.from(content).toString("utf8");
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
