/** Work on several threads: tasks are handed out one by one, results come back in the order of the tasks. */
import { availableParallelism } from "node:os";
import { parentPort, Worker } from "node:worker_threads";

/**
 * @param script calls `answerTasks`, and finds `data` as its `workerData`
 * @param onDone called after each task
 * @throws what a thread throws, as an `Error`
 */
export async function runInWorkers<Task, Result>(
  script: URL,
  data: unknown,
  tasks: readonly Task[],
  onDone: (task: Task) => void = () => {},
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = tasks.keys();
  const workers = Array.from(
    { length: Math.min(availableParallelism(), tasks.length) },
    () => new Worker(script, { workerData: data }),
  );
  const work = (worker: Worker) =>
    new Promise<void>((resolve, reject) => {
      let current: number;
      const takeNext = () => {
        const next = waiting.next();
        if (next.done) return resolve();
        current = next.value;
        worker.postMessage(tasks[current], []);
      };
      worker.on("message", (result: Result) => {
        results[current] = result;
        onDone(tasks[current]!);
        takeNext();
      });
      worker.on("error", reject);
      takeNext();
    });
  try {
    await Promise.all(workers.map(work));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return results;
}

/** To be called on a thread, once: what it does with each task. */
export function answerTasks<Task, Result>(answer: (task: Task) => Result): void {
  parentPort!.on("message", (task: Task) => parentPort!.postMessage(answer(task), []));
}
