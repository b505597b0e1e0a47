/** Tells somebody about a run that brought less than was expected, or nothing: once a day for the same problem. */
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Config } from "../config/schema.ts";
import { makeFolder, writeAtomically } from "../archive/files/atomic.ts";
import { readIfPresent } from "../archive/files/reading.ts";
import type { RunProblem, RunRecord } from "../archive/records/runs.ts";
import type { Workspace } from "../archive/files/workspace.ts";
import { type Channel, commandOf, DeliveryError, webhookAt } from "./alert-channels.ts";
import { withoutUndefined } from "../core/without-undefined.ts";
import { say } from "../core/words/say.ts";
import { sayProblem } from "../core/words/words.ts";
import { en } from "../core/words/en.ts";

/** What is posted and handed over, as JSON. */
export interface Alert {
  readonly version: 1;
  /** For people: a line for the run and one for each problem. */
  readonly text: string;
  /** The folder. */
  readonly workspace: string;
  readonly run: string;
  readonly outcome: RunRecord["outcome"];
  readonly sources: readonly string[];
  readonly began: string;
  readonly ended?: string;
  /** Each with its sentence. */
  readonly problems: readonly (RunProblem & { readonly what: string })[];
}

export interface AlertOptions {
  /** Gives up: what was not delivered is due with the next run. */
  readonly signal?: AbortSignal;
  /** Milliseconds between two tries; default: two seconds, then eight. */
  readonly pauses?: readonly number[];
}

const PAUSES = [2000, 8000];

/** How long a problem that goes on is not told of again. */
const SILENCE = 24 * 60 * 60 * 1000;

/**
 * Sends a notice about a run where one is due. What cannot be delivered changes nothing about the run, and is due again
 * with the next one.
 * @returns what could not be delivered, in words that show no secret
 * @throws {WriteError} where it cannot be remembered what was sent
 */
export async function notify(
  workspace: Workspace,
  { webhook, command, on }: Config["notices"],
  run: RunRecord,
  { signal = new AbortController().signal, pauses = PAUSES }: AlertOptions = {},
): Promise<readonly string[]> {
  if (!on.some((outcome) => outcome === run.outcome)) return [];
  const [program, ...parameters] = command ?? [];
  const channels = [
    ...(webhook === undefined ? [] : [webhookAt(webhook)]),
    ...(program === undefined ? [] : [commandOf([program, ...parameters], workspace.dir)]),
  ];
  const json = JSON.stringify(noticeOf(workspace, run));
  const keys = keysOf(run);
  const undelivered = await Promise.all(
    channels.map(async (channel) => {
      const sent = readSent(workspace)[channel.name];
      if (keys.every((key) => isRecent(sent[key]))) return [];
      const failure = await deliver(channel, json, pauses, signal);
      if (failure === undefined) remember(workspace, channel, keys);
      return failure === undefined
        ? []
        : [`The notice about run ${run.id} did not reach ${channel.shown}: ${failure}.`];
    }),
  );
  return undelivered.flat();
}

function noticeOf({ dir }: Workspace, run: RunRecord): Alert {
  const { id, outcome, sources, began, ended, problems } = run;
  const lines = problems.map((problem) => sayProblem(en, problem));
  return {
    version: 1,
    text: [`newsift: the run ${id} in ${dir} is ${outcome}.`, ...lines].join("\n"),
    workspace: dir,
    run: id,
    outcome,
    sources,
    began,
    ...withoutUndefined({ ended }),
    problems: problems.map((problem) => ({ ...problem, what: say(en.runProblems, problem) })),
  };
}

/** @returns why it was not delivered in the end */
async function deliver(
  channel: Channel,
  json: string,
  pauses: readonly number[],
  signal: AbortSignal,
): Promise<string | undefined> {
  for (let tries = 0; ; tries += 1) {
    try {
      signal.throwIfAborted();
      await channel.deliver(json, signal);
      return undefined;
    } catch (error) {
      if (signal.aborted) return "newsift was stopped";
      if (!(error instanceof DeliveryError)) throw error;
      const next = pauses[tries];
      if (!error.isTransient || next === undefined) return error.message;
      await pause(next, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** What makes a problem the same in the next run, though its numbers may be others. */
function keysOf({ outcome, problems }: RunRecord): readonly string[] {
  if (problems.length === 0) return [outcome];
  return problems.map(({ source = "", host = "", id, evidence: { url = "", error = "" } }) =>
    [outcome, source, host, id, url, error].join(" "),
  );
}

/** By channel and problem: when it was last told of. */
type Sent = Readonly<Record<Channel["name"], Readonly<Record<string, string>>>>;

const sentSchema = z.object({
  webhook: z.record(z.string(), z.iso.datetime()),
  command: z.record(z.string(), z.iso.datetime()),
});

/** What is damaged counts as nothing: rather one notice too many. */
function readSent(workspace: Workspace): Sent {
  try {
    return sentSchema.parse(JSON.parse(readIfPresent(pathIn(workspace))?.toString("utf8") ?? "{}"));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return { webhook: {}, command: {} };
    throw error;
  }
}

function remember(workspace: Workspace, { name }: Channel, keys: readonly string[]): void {
  const sent = readSent(workspace);
  const now = new Date().toISOString();
  const recent = Object.entries(sent[name]).filter(([, at]) => isRecent(at));
  const told = { ...Object.fromEntries(recent), ...Object.fromEntries(keys.map((key) => [key, now])) };
  makeFolder(workspace.stateDir);
  writeAtomically(pathIn(workspace), `${JSON.stringify({ ...sent, [name]: told }, null, 2)}\n`);
}

/** A clock that was put back makes nothing recent. */
function isRecent(at: string | undefined): boolean {
  if (at === undefined) return false;
  const age = Date.now() - Date.parse(at);
  return age >= 0 && age < SILENCE;
}

function pathIn({ stateDir }: Workspace): string {
  return join(stateDir, "notices.json");
}
