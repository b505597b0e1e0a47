/** Processes that decide at once, and that are killed while they do. */
import { type ChildProcess, spawn } from "node:child_process";
import { on, once } from "node:events";
import { mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { type DecisionLog, type Judgement, openDecisions } from "../../src/archive/records/decisions.ts";
import type { Workspace } from "../../src/archive/files/workspace.ts";
import { temporaryWorkspace } from "../support/store-workspace.ts";

const DOCUMENT = "003_00112233445566aa";
const RAW = "0123456789abcdef";

const removal: Judgement = { action: "remove", document: DOCUMENT, block: 0, raw: RAW };

function openLog(): { workspace: Workspace; log: DecisionLog } {
  const workspace = temporaryWorkspace();
  return { workspace, log: openDecisions(workspace) };
}

const decider = fileURLToPath(new URL("../support/store-decider.ts", import.meta.url));

function startDecider(workspace: Workspace, document: string, count: number): ChildProcess {
  const child = spawn(process.execPath, [decider, workspace.dir, document, String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function idsOf(child: ChildProcess): Promise<readonly string[]> {
  let output = "";
  child.stdout!.on("data", (piece: Buffer) => (output += piece.toString()));
  await once(child, "close");
  return output.split("\n").filter((line) => line !== "");
}

test("two processes that decide at once lose nothing and share no number", { timeout: 120_000 }, async () => {
  const { workspace, log } = openLog();
  const printed = await Promise.all(["a", "b"].map((name) => idsOf(startDecider(workspace, name, 100))));
  const ids = log.all().map(({ id }) => id);
  expect(ids.toSorted()).toEqual(printed.flat().toSorted());
  expect(ids.map((id) => Number.parseInt(id, 10))).toEqual(Array.from({ length: 200 }, (_, at) => at + 1));
  expect(log.damaged()).toEqual([]);
});

test("20 kills at random moments lose no acknowledged decision", { timeout: 300_000 }, async () => {
  const { workspace, log } = openLog();
  const acknowledged: string[] = [];
  mkdirSync(workspace.reviewDir);
  for (let kill = 0; kill < 20; kill += 1) {
    const child = startDecider(workspace, "a", 5_000);
    const ids = idsOf(child);
    for await (const [piece] of on(child.stdout!, "data")) if (String(piece).includes("-")) break;
    await sleep(Math.random() * 40);
    child.kill("SIGKILL");
    acknowledged.push(...(await ids));
    expect(child.signalCode).toBe("SIGKILL");
  }
  log.append(removal);
  const known = new Set(log.all().map(({ id }) => id));
  expect(acknowledged.length).toBeGreaterThan(20);
  expect(acknowledged.filter((id) => !known.has(id))).toEqual([]);
  expect(known.size).toBe(log.all().length);
});
