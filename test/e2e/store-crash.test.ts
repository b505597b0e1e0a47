import { type ChildProcess, spawn } from "node:child_process";
import { on, once } from "node:events";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { lockWorkspace } from "../../src/archive/upkeep/lock.ts";
import { sha256 } from "../../src/core/text/sha256.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import type { Workspace } from "../../src/archive/files/workspace.ts";
import { namesIn, temporaryWorkspace } from "../support/store-workspace.ts";

const adder = fileURLToPath(new URL("../support/store-adder.ts", import.meta.url));

function startAdder(workspace: Workspace, label: string, count: number, size: number): ChildProcess {
  const child = spawn(process.execPath, [adder, workspace.dir, label, String(count), String(size)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function linesOf(child: ChildProcess): Promise<readonly string[]> {
  let output = "";
  child.stdout!.on("data", (piece: Buffer) => (output += piece.toString()));
  await once(child, "close");
  return output.split("\n").filter((line) => line !== "");
}

/** Every page whole, with its sidecar, and nothing else. */
async function checkWhole(workspace: Workspace): Promise<readonly string[]> {
  const store = openRawStore(workspace);
  const ids = await store.list();
  for (const id of ids) {
    const { page, sidecar } = await store.read(id);
    expect(sha256(page.bytes)).toBe(sidecar.sha256);
    expect(sidecar.fetcher).toBe("http");
  }
  expect(namesIn(workspace)).toEqual(
    ids.flatMap((id) => [`raw/${id}.html`, `raw/meta/${id}.json`]).toSorted(),
  );
  return ids;
}

test(
  "two processes that add 200 pages at once share no number and leave no hole",
  { timeout: 120_000 },
  async () => {
    const workspace = temporaryWorkspace();
    const outputs = await Promise.all(
      ["a", "b"].map((label) => linesOf(startAdder(workspace, label, 100, 500))),
    );
    for (const lines of outputs) expect(lines.filter((line) => line.endsWith(" new"))).toHaveLength(100);
    const ids = await checkWhole(workspace);
    expect(ids.map((id) => Number(id.split("_")[0]))).toEqual(
      Array.from({ length: 200 }, (_, index) => index),
    );
    expect(
      outputs
        .flat()
        .map((line) => line.split(" ")[0])
        .toSorted(),
    ).toEqual(ids.toSorted());
  },
);

test(
  "two processes that add the same 50 pages at once keep each page once",
  { timeout: 120_000 },
  async () => {
    const workspace = temporaryWorkspace();
    const outputs = await Promise.all(
      ["a", "a"].map((label) => linesOf(startAdder(workspace, label, 50, 500))),
    );
    expect(outputs.flat().filter((line) => line.endsWith(" new"))).toHaveLength(50);
    expect(outputs.flat().filter((line) => line.endsWith(" unchanged"))).toHaveLength(50);
    expect(await checkWhole(workspace)).toHaveLength(50);
  },
);

test(
  "30 kills at random moments tear nothing, lose nothing, double nothing",
  { timeout: 300_000 },
  async () => {
    const workspace = temporaryWorkspace();
    const promised: string[] = [];
    for (let kill = 0; kill < 30; kill += 1) {
      const child = startAdder(workspace, "site", 2_000, 100_000);
      const lines = linesOf(child);
      for await (const [piece] of on(child.stdout!, "data")) {
        if (String(piece).includes(" new")) break;
      }
      await sleep(Math.random() * 60);
      child.kill("SIGKILL");
      promised.push(
        ...(await lines).filter((line) => line.endsWith(" new")).map((line) => line.split(" ")[0]!),
      );
      expect(child.signalCode).toBe("SIGKILL");
    }
    (await lockWorkspace(workspace, "test")).release();
    const ids = await checkWhole(workspace);
    expect(promised.filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(promised).size).toBe(promised.length);
    expect(ids.map((id) => Number(id.split("_")[0]))).toEqual(ids.map((_, index) => index));
    expect(new Set(ids.map((id) => id.split("_")[1])).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(30);
  },
);

test.for([
  ["before its sidecar is in place", false, 1],
  ["after its sidecar is in place", true, 2],
])(
  "an addition killed %s: the page is there once the workspace is taken again: %s",
  async ([, finished, count]) => {
    const workspace = temporaryWorkspace();
    await linesOf(startAdder(workspace, "site", 2, 500));
    const [, id] = await openRawStore(workspace).list();
    renameSync(join(workspace.rawDir, `${id}.html`), join(workspace.rawDir, `.${id}.html.tmp`));
    const meta = join(workspace.metaDir, `${id}.json`);
    writeFileSync(join(workspace.metaDir, `.${id}.json.tmp`), readFileSync(meta));
    if (!finished) rmSync(meta);
    (await lockWorkspace(workspace, "test")).release();
    expect(await checkWhole(workspace)).toHaveLength(Number(count));
  },
);
