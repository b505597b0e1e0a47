/** A process that runs tests on changed sources: one vitest stays, and the text of one module is swapped in memory. */
import { join } from "node:path";
import { createVitest, type TestModule, type TestSpecification } from "vitest/node";

/** What the process is asked, one at a time. */
export interface Question {
  /** What stands in a file instead; without it the sources are as they are. Relative to the project, as the tests are. */
  readonly change?: { readonly file: string; readonly text: string };
  /** In the order in which they are run. */
  readonly tests: readonly string[];
}

/** Which test failed first, behind the name of its file; undefined where all passed. */
export interface Answer {
  readonly failed?: string;
}

const root = process.argv[2]!;
let changed: { readonly id: string; readonly text: string } | undefined;

/** Keeps the order of what it is given. */
class AsGiven {
  shard(files: TestSpecification[]): TestSpecification[] {
    return files;
  }
  sort(files: TestSpecification[]): TestSpecification[] {
    return files;
  }
}

const vitest = await createVitest(
  {
    root,
    watch: false,
    // A thread ends with its process, also in a loop that has no end.
    pool: "threads",
    isolate: false,
    maxWorkers: 1,
    bail: 1,
    cache: false,
    // It would hand the text as it stands, and keep what was swapped in.
    fsModuleCache: false,
    reporters: [{}],
    silent: true,
    sequence: { sequencer: AsGiven },
  },
  {
    plugins: [
      {
        name: "mutant",
        enforce: "pre",
        transform: (_code, id) => (id === changed?.id ? changed.text : undefined),
      },
    ],
  },
);

process.on("disconnect", () => process.exit());
process.on("message", (question: Question) => {
  void answer(question).then((found) => process.send!(found));
});
process.send!({});

async function answer({ change, tests }: Question): Promise<Answer> {
  changed = change && { id: join(root, change.file), text: change.text };
  if (changed) vitest.invalidateFile(changed.id);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
    tests.map((test) => vitest.projects[0]!.createSpecification(join(root, test))),
  );
  if (changed) vitest.invalidateFile(changed.id);
  const asked = testModules.filter(({ relativeModuleId }) => tests.includes(relativeModuleId));
  const failed = asked.find((module) => module.state() === "failed");
  if (failed) return { failed: nameOfFailure(failed) };
  return unhandledErrors.length > 0 ? { failed: `${unhandledErrors[0]}` } : {};
}

function nameOfFailure(module: TestModule): string {
  const [test] = module.children.allTests("failed");
  return test ? `${module.relativeModuleId}: ${test.fullName}` : module.relativeModuleId;
}
