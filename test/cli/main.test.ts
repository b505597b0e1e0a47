import { describe, expect, test } from "vitest";
import { commandGroups } from "../../src/cli/commands/index.ts";
import { createProgram } from "../../src/cli/main.ts";
import { exitCodes } from "../../src/cli/terminal/exit-codes.ts";
import type { CommandEntry } from "../../src/cli/terminal/program.ts";
import { Session } from "../../src/cli/terminal/session.ts";
import * as errors from "../../src/core/errors.ts";
import { run } from "../support/cli-run.ts";

describe("help", () => {
  test.each([[[]], [["--help"]], [["help"]]])("%j shows every command and an example", async (argv) => {
    const { code, stdout, stderr } = await run(argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const name of ["crawl", "ingest", "clean", "diff", "verify", "demo", "init", "doctor"]) {
      expect(stdout).toMatch(new RegExp(`^  ${name} `, "mu"));
    }
    expect(stdout).toContain("newsift demo ");
  });

  test.each(["crawl", "ingest", "clean", "diff", "verify", "demo", "init", "doctor"])(
    "%s has its own",
    async (name) => {
      const { code, stdout } = await run([name, "--help"]);
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: newsift ${name}`);
    },
  );

  test("--version is that of the package", async () => {
    const { version } = (await import("../../package.json", { with: { type: "json" } })).default;
    expect(await run(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });
});

describe("a wrong command line", () => {
  test.each([
    [["crwl"], "Did you mean crawl?"],
    [["clean", "--frm", "x"], "Did you mean --from?"],
    [["ingest"], "inputs"],
    [["profile", "a", "b"], "Expected 1 argument"],
    [["crawl", "--max-pages", "many"], "whole number"],
    [["crawl", "--max-pages", "0"], "whole number"],
    [["ingest", "--allow-private=http://127.0.0.1/", "x.html"], "host names"],
    [["ingest", "--allow-private=[::1", "x.html"], "host names"],
    [["ingest", "--allow-private=a,,b", "x.html"], "host names"],
    [["ingest", "--allow-private=user@127.0.0.1", "x.html"], "host names"],
    [["ingest", "a", "b", "--stdout"], "--stdout"],
    [["clean", "--from", "x"], "--to"],
    [["clean", "--from", "x", "--to", "y", "1"], "leave out the documents"],
    [["clean", "--from", "x", "--to", "y", "-w", "z"], "leave out --workspace"],
    [["clean", "--language", "any"], "config/newsift.yaml"],
    [["clean", "--from", "x", "--to", "y", "--language", "en"], "zh, any"],
  ])("%j is refused in one sentence", async (argv, hint) => {
    const { code, stdout, stderr } = await run(argv);
    expect({ code, stdout }).toEqual({ code: errors.UsageError.exitCode, stdout: "" });
    expect(stderr).toMatch(/^newsift: [^\n]+\n$/u);
    expect(stderr).toContain(hint);
  });
});

describe("a fault of ours", () => {
  const faulty = (env: NodeJS.ProcessEnv, argv: readonly string[] = []) =>
    run(["doctor", ...argv], { env: new Proxy(env, { get: failOnLocale }) });

  function failOnLocale(env: NodeJS.ProcessEnv, name: string): string | undefined {
    if (name === "LC_ALL") throw new TypeError("the locale is on fire");
    return env[name];
  }

  test("is one sentence", async () => {
    const { code, stderr } = await faulty({});
    expect(code).toBe(1);
    expect(stderr).toMatch(/^newsift: unexpected: the locale is on fire[^\n]*report[^\n]*\n$/u);
  });

  test.each([
    ["--debug", {}, ["--debug"]],
    ["DEBUG", { DEBUG: "1" }, []],
  ])("shows its stack under %s", async (_, env, argv) => {
    expect((await faulty(env, argv)).stderr).toContain("main.test.ts");
  });
});

describe("exit codes", () => {
  const classes = Object.values(errors);

  test("name every error class, each with a code of its own", () => {
    const named = exitCodes().flatMap(({ name }) => name ?? []);
    expect(named.toSorted()).toEqual(classes.map(({ name }) => name).toSorted());
    expect(new Set(exitCodes().map(({ code }) => code)).size).toBe(exitCodes().length);
  });

  test("fit into a byte, below those of signals, and are explained", () => {
    for (const { code, name, summary } of exitCodes()) {
      expect(code).toBeLessThan(name === undefined ? 256 : 128);
      expect(summary).toMatch(/^[A-Zr`].*\.$/u);
    }
  });
});

describe("commands", () => {
  const entries = commandGroups.flatMap(({ commands }) => commands);

  test("are added by an entry of the registry, and imported when they are called", async () => {
    const written: string[] = [];
    const output = { write: (text: string | Uint8Array) => written.push(String(text)) };
    const session = new Session({ stdin: noInput(), stdout: output, stderr: output, env: {}, cwd: "/" });
    let imported = 0;
    const outside: CommandEntry = {
      name: "greet",
      summary: "greet somebody",
      async load() {
        imported += 1;
        return (command) => {
          command.argument("<name>").action((name: string) => session.print(`Good morning, ${name}.`));
        };
      },
    };
    const program = createProgram(session, [...commandGroups, { heading: "Ours:", commands: [outside] }]);
    expect(program.helpInformation()).toMatch(/^Ours:\n {2}greet +greet somebody$/mu);
    expect(imported).toBe(0);
    await program.parseAsync(["greet", "澜川"], { from: "user" });
    expect([imported, written.join("")]).toEqual([1, "Good morning, 澜川.\n"]);
  });

  test("are described in one line, and so are their arguments and options", async () => {
    const program = await createProgram(new Session(silent)).defineAll();
    const all = [...program.commands];
    for (const command of all) all.push(...command.commands);
    const texts = all.flatMap((command) => [
      command.description(),
      ...command.options.map(({ description }) => description),
      ...command.registeredArguments.map(({ description }) => description),
    ]);
    expect(texts.filter((text) => !/^(?:[a-z]|SIG|--)[^\n]*[^.\s]$/u.test(text))).toEqual([]);
    expect(entries.filter(({ summary }) => summary.length > 100)).toEqual([]);
  });
});

describe("help of a command", () => {
  test.each([
    [["help", "runs", "show"], "Usage: newsift runs show"],
    [["help", "crawl"], "--max-pages"],
  ])("%j", async (argv, words) => {
    const { code, stdout } = await run(argv);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(words) });
  });

  test("that is none is refused", async () => {
    expect(await run(["help", "crwl"])).toMatchObject({
      code: errors.UsageError.exitCode,
      stderr: expect.stringContaining("Did you mean crawl?"),
    });
  });
});

async function* noInput(): AsyncGenerator<Uint8Array> {}
const nowhere = { write: () => undefined };
const silent = { stdin: noInput(), stdout: nowhere, stderr: nowhere, env: {}, cwd: "/" };
