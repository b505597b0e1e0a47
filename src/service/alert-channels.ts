/** The two ways a notice takes: posted to an address, or given to a program. Neither ever names its secrets. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { basename } from "node:path";
import { request } from "undici";

/** One way to deliver a notice. */
export interface Channel {
  readonly name: "webhook" | "command";
  /** What may be said of it: `the webhook at chat.example.org`. */
  readonly shown: string;
  /**
   * Tries once.
   * @param json the notice
   * @throws {DeliveryError} where it was not taken
   */
  deliver(json: string, signal: AbortSignal): Promise<void>;
}

/** Why a notice was not delivered. */
export class DeliveryError extends Error {
  /** It may go better next time. */
  readonly isTransient: boolean;

  constructor(message: string, isTransient: boolean, options?: ErrorOptions) {
    super(message, options);
    this.isTransient = isTransient;
  }
}

const WEBHOOK_SECONDS = 10;
const COMMAND_SECONDS = 30;

/** Answers that ask to come again. */
const isTransientStatus = (status: number) => status === 408 || status === 429 || status >= 500;

/** @param url may hold secrets */
export function webhookAt(url: string): Channel {
  return {
    name: "webhook",
    shown: `the webhook at ${new URL(url).host}`,
    async deliver(body, signal) {
      const status = await post(url, body, signal);
      if (status >= 200 && status < 300) return;
      throw new DeliveryError(`it answered ${status}`, isTransientStatus(status));
    },
  };
}

async function post(url: string, body: string, stop: AbortSignal): Promise<number> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(WEBHOOK_SECONDS * 1000)]);
  const headers = { "content-type": "application/json; charset=utf-8" };
  try {
    const answer = await request(url, { method: "POST", headers, body, signal });
    await answer.body.dump();
    return answer.statusCode;
  } catch (error) {
    // Its message may name the address.
    const { name, code } = error as NodeJS.ErrnoException;
    const why = name === "TimeoutError" ? `no answer in ${WEBHOOK_SECONDS} seconds` : (code ?? name);
    throw new DeliveryError(`it could not be reached (${why})`, true);
  }
}

/**
 * @param command a program and its arguments, which may hold secrets
 * @param folder where it is started
 */
export function commandOf([program, ...parameters]: readonly [string, ...string[]], folder: string): Channel {
  return {
    name: "command",
    shown: `the command ${basename(program)}`,
    async deliver(json, stop) {
      // A group of its own, so that what it started ends with it.
      const child = spawn(program, parameters, {
        cwd: folder,
        stdio: ["pipe", "ignore", "ignore"],
        detached: true,
      });
      const signal = AbortSignal.any([stop, AbortSignal.timeout(COMMAND_SECONDS * 1000)]);
      const kill = () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL");
      signal.addEventListener("abort", kill);
      // Who does not read its input may still do its work.
      child.stdin.on("error", () => undefined);
      child.stdin.end(json);
      try {
        const [code, killer] = (await once(child, "exit")) as [number | null, string | null];
        if (signal.aborted) throw new DeliveryError(`it did not end in ${COMMAND_SECONDS} seconds`, true);
        if (code !== 0) throw new DeliveryError(`it ended with ${code ?? killer}`, true);
      } catch (error) {
        if (error instanceof DeliveryError) throw error;
        throw new DeliveryError(`it could not be started (${(error as NodeJS.ErrnoException).code})`, false);
      } finally {
        signal.removeEventListener("abort", kill);
      }
    },
  };
}
