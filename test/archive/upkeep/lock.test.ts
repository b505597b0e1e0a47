import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { LockedError } from "../../../src/core/errors.ts";
import { lockWorkspace } from "../../../src/archive/upkeep/lock.ts";
import { thisProcess } from "../../../src/archive/files/process.ts";
import type { Workspace } from "../../../src/archive/files/workspace.ts";
import { temporaryWorkspace } from "../../support/store-workspace.ts";
import { needsLinux } from "../../support/needs.ts";

const holderProgram = fileURLToPath(new URL("../../support/store-holder.ts", import.meta.url));

function startHolder(workspace: Workspace): ChildProcess {
  const child = spawn(process.execPath, [holderProgram, workspace.dir], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function firstWords(child: ChildProcess): Promise<string> {
  return String((await once(child.stdout!, "data"))[0]).trim();
}

function writeLock(workspace: Workspace, content: object | string) {
  mkdirSync(workspace.stateDir, { recursive: true });
  writeFileSync(
    join(workspace.stateDir, "lock"),
    typeof content === "string" ? content : JSON.stringify(content),
  );
}

test("the second run is told who is at work", async () => {
  const workspace = temporaryWorkspace();
  const child = startHolder(workspace);
  expect(await firstWords(child)).toBe("held");
  const error = await lockWorkspace(workspace, "newsift clean").catch((error: unknown) => error);
  expect(error).toBeInstanceOf(LockedError);
  expect((error as Error).message).toMatch(
    new RegExp(
      `^\`newsift crawl\` \\(process ${child.pid} on ${hostname()}\\) has been at work in ${workspace.dir} since 20\\S+Z\\. Wait until it is done, or stop it\\.$`,
      "u",
    ),
  );
  child.stdin!.end();
  await once(child, "close");
  (await lockWorkspace(workspace, "newsift clean")).release();
});

test("a killed run's workspace is taken over", async () => {
  const workspace = temporaryWorkspace();
  const child = startHolder(workspace);
  expect(await firstWords(child)).toBe("held");
  child.kill("SIGKILL");
  await once(child, "close");
  expect(existsSync(join(workspace.stateDir, "lock"))).toBe(true);
  (await lockWorkspace(workspace, "newsift clean")).release();
  expect(existsSync(join(workspace.stateDir, "lock"))).toBe(false);
});

test("of many that find a killed run's workspace, one gets it", async () => {
  const workspace = temporaryWorkspace();
  writeLock(workspace, { command: "c", host: hostname(), pid: 4_194_305, start: 1, since: "2022" });
  const words = await Promise.all(Array.from({ length: 6 }, () => firstWords(startHolder(workspace))));
  expect(words.filter((word) => word === "held")).toHaveLength(1);
  expect(words.filter((word) => word.startsWith("`newsift crawl`"))).toHaveLength(5);
});

const since = "2022-03-01T02:00:00.000Z";
const held = { command: "newsift crawl", host: hostname(), ...thisProcess, since };
test.for([
  ["this very process", held, /^`newsift crawl` \(process/u],
  ["a process whose number another has now", { ...held, start: held.start - 1 }, undefined],
  ["a process that is gone", { ...held, pid: 4_194_305 }, undefined],
  [
    "a process on another machine",
    { ...held, host: "elsewhere", pid: 4_194_305 },
    /; if that machine no longer runs it, delete \S+lock\.$/u,
  ],
  ["nobody can tell", "{", /lock does not say who holds it: delete it if nobody is at work there\.$/u],
  ["nobody can tell", { pid: 1 }, /lock does not say who holds it/u],
] as const)("held by %s", async ([, content, refusal]) => {
  const workspace = temporaryWorkspace();
  writeLock(workspace, content);
  const taking = lockWorkspace(workspace, "newsift clean");
  if (refusal === undefined) (await taking).release();
  else await expect(taking).rejects.toThrow(refusal);
});

test("a holder that ended, and that nobody took note of, holds nothing", needsLinux, async () => {
  const parent = spawn("bash", [
    "-c",
    "sleep 0.2 & echo $! $(cut -d ' ' -f 22 /proc/$!/stat); exec sleep 60",
  ]);
  onTestFinished(() => void parent.kill("SIGKILL"));
  const [pid, start] = (await firstWords(parent)).split(" ").map(Number) as [number, number];
  await expect.poll(() => readFileSync(`/proc/${pid}/stat`, "utf8")).toMatch(/\) Z /u);
  expect(() => process.kill(pid, 0)).not.toThrow();
  const workspace = temporaryWorkspace();
  writeLock(workspace, { ...held, pid, start });
  (await lockWorkspace(workspace, "newsift clean")).release();
});

test("a lock that was released and taken by another stays the other's", async () => {
  const workspace = temporaryWorkspace();
  const lock = await lockWorkspace(workspace, "newsift clean");
  lock.release();
  lock.release();
  writeLock(workspace, held);
  lock.release();
  expect(JSON.parse(readFileSync(join(workspace.stateDir, "lock"), "utf8"))).toEqual(held);
});

test("taking a workspace sweeps what dead runs left, and only that", async () => {
  const workspace = temporaryWorkspace();
  for (const folder of [workspace.metaDir, workspace.receiptDir]) mkdirSync(folder, { recursive: true });
  const dead = ".newsift-4194305-1-0123456789abcdef.tmp";
  const reused = `.newsift-${thisProcess.pid}-${thisProcess.start - 1}-0123456789abcdef.tmp`;
  const live = `.newsift-${thisProcess.pid}-${thisProcess.start}-0123456789abcdef.tmp`;
  const foreign = "notes.tmp";
  for (const folder of [workspace.cleanDir, workspace.receiptDir]) {
    for (const name of [dead, reused, live, foreign]) writeFileSync(join(folder, name), "");
  }
  (await lockWorkspace(workspace, "newsift clean")).release();
  expect(readdirSync(workspace.receiptDir).toSorted()).toEqual([live, foreign].toSorted());
  expect(readdirSync(workspace.cleanDir).toSorted()).toEqual([live, foreign, "receipts"].toSorted());
});
