/** Tasks on threads: each is done once, results keep their order, and an error is heard. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runInWorkers } from "../../eval/workers.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "newsift-workers-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("results stand in the order of the tasks, whichever is done first", async () => {
  const waiting = script("wait(task); return [task, workerData];");
  const done: number[] = [];
  const results = await runInWorkers<number, unknown>(waiting, "data", [90, 1, 40, 2], (task) =>
    done.push(task),
  );
  expect(results).toEqual([90, 1, 40, 2].map((task) => [task, "data"]));
  expect(done.toSorted((a, b) => a - b)).toEqual([1, 2, 40, 90]);
});

test("no tasks, no threads", async () => {
  expect(await runInWorkers(new URL("file:///nowhere.ts"), undefined, [])).toEqual([]);
});

test("what a thread throws is thrown", async () => {
  const failing = script('if (task === 2) throw new Error("the second ferry sank"); return task;');
  await expect(runInWorkers(failing, undefined, [1, 2, 3])).rejects.toThrow("the second ferry sank");
});

function script(body: string): URL {
  const workers = pathToFileURL(join(import.meta.dirname, "../../eval/workers.ts")).href;
  const path = join(folder, `${body.length}.mjs`);
  writeFileSync(
    path,
    `import { workerData } from "node:worker_threads";
     import { answerTasks } from "${workers}";
     const wait = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
     answerTasks((task) => { ${body} });`,
  );
  return pathToFileURL(path);
}
