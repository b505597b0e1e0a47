/** Completion, as real shells do it. Where a shell is not installed, its test is skipped. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { beforeAll, describe, expect, test } from "vitest";
import { completionScript, shells } from "../../../../src/cli/commands/start/completion-script.ts";
import { placesOf } from "../../../../src/cli/commands/start/completion-words.ts";
import { UsageError } from "../../../../src/core/errors.ts";
import { run } from "../../../support/cli-run.ts";
import { temporaryFolder } from "../../../support/store-workspace.ts";
import { needs } from "../../../support/needs.ts";

const hasShell = (name: string) => spawnSync(name, ["-c", "exit 0"]).status === 0;

let script: string;

beforeAll(async () => {
  script = (await run(["completion", "bash"])).stdout;
});

/** What bash offers for a line, the cursor at its end. */
function complete(line: string, options: { cwd?: string; script?: string } = {}): readonly string[] {
  const program = `${options.script ?? script}
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
    _newsift
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const words = line.split(" ");
  const output = execFileSync("bash", ["--norc", "-c", program, "bash", ...words], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    encoding: "utf8",
  });
  return output.split("\n").filter((word) => word !== "");
}

/** Commands and options as the help shows them. */
async function helpOf(path: readonly string[]): Promise<{ commands: string[]; options: string[] }> {
  const { stdout } = await run([...path, "--help"]);
  const matches = (pattern: RegExp) => [...stdout.matchAll(pattern)].map(([, word]) => word!);
  return {
    commands: matches(/^ {2}([a-z]+) /gmu).filter((word) => word !== "newsift"),
    options: matches(/^ {2}(?:-\w, )?(--[a-z-]+)/gmu),
  };
}

describe("bash", () => {
  test("offers every command that the help shows", async () => {
    const { commands } = await helpOf([]);
    expect(commands.length).toBeGreaterThan(20);
    expect(complete("newsift ").toSorted()).toEqual(commands.toSorted());
  });

  test("offers every option of every command", async () => {
    const { commands } = await helpOf([]);
    for (const command of commands.filter((name) => name !== "help")) {
      const { options } = await helpOf([command]);
      expect(options).toContain("--help");
      const offered = complete(`newsift ${command} -`).filter((word) => word.startsWith("--"));
      expect([command, ...offered.toSorted()]).toEqual([command, ...options.toSorted()]);
    }
  });

  test.for([
    ["newsift cr", ["crawl"]],
    ["newsift --v", ["--version"]],
    ["newsift runs s", ["show"]],
    ["newsift runs show --p", ["--pages"]],
    ["newsift runs --outcome d", ["degraded"]],
    ["newsift runs --outcome = d", ["degraded"]],
    ["newsift runs --outcome =", ["ok", "degraded", "failed", "interrupted", "running"]],
    ["newsift clean --language ", ["zh", "any"]],
    ["newsift completion ", ["bash", "zsh", "fish"]],
    ["newsift help pr", ["profile", "prune"]],
    ["newsift -w x", []],
    ["newsift prune -w runs --d", ["--dry-run"]],
    ["newsift crawl runs --max-p", ["--max-pages"]],
    ["newsift nonsense --js", []],
    ["newsift crawl --max-pages ", []],
  ] as const)("%s → %j", ([line, words]) => {
    expect(complete(line)).toEqual(words);
  });

  test("offers folders for a folder, with spaces in their names", () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, "north sea"));
    writeFileSync(join(cwd, "north.txt"), "");
    expect(complete("newsift crawl --workspace no", { cwd })).toEqual(["north sea"]);
  });

  test("takes names that mean something to a shell as they are", () => {
    const odd = new Command("newsift");
    const way = new Option("--way <way>", "it's `one` of $HOME").choices(["a'b", "$(touch hacked)"]);
    odd
      .command("go")
      .description('it\'s "quoted" $HOME')
      .addOption(way)
      .action(() => undefined);
    const cwd = temporaryFolder();
    const scriptOfOdd = completionScript("bash", placesOf(odd));
    expect(complete("newsift g", { cwd, script: scriptOfOdd })).toEqual(["go"]);
    expect(complete("newsift go --w", { cwd, script: scriptOfOdd })).toEqual(["--way"]);
  });

  test("reads the script without a word", () => {
    expect(spawnSync("bash", ["--norc", "-n"], { input: script, encoding: "utf8" })).toMatchObject({
      status: 0,
      stderr: "",
    });
  });
});

test("fish offers commands and options", needs("fish", hasShell("fish")), async () => {
  const { stdout } = await run(["completion", "fish"]);
  const offered = (line: string) =>
    spawnSync("fish", ["-c", `${stdout}\ncomplete -C '${line}'`], { encoding: "utf8" })
      .stdout.split("\n")
      .map((word) => word.split("\t")[0]);
  expect(offered("newsift cr")).toContain("crawl");
  expect(offered("newsift runs --outcome d")).toContain("degraded");
});

describe.for(["zsh", "fish"] as const)("%s", (shell) => {
  test("reads its script without a word", needs(shell, hasShell(shell)), async () => {
    const { stdout } = await run(["completion", shell]);
    expect(spawnSync(shell, ["-n"], { input: stdout, encoding: "utf8" })).toMatchObject({
      status: 0,
      stderr: "",
    });
  });

  test("names every command and option", async () => {
    const { commands } = await helpOf([]);
    const { stdout } = await run(["completion", shell]);
    for (const command of commands) {
      expect(stdout).toContain(command);
      const { options } = await helpOf(command === "help" ? [] : [command]);
      for (const option of options)
        expect(stdout).toContain(shell === "fish" ? `-l ${option.slice(2)}` : option);
    }
  });
});

test("the help says where to put it", async () => {
  const { stdout } = await run(["completion", "--help"]);
  for (const shell of shells) expect(stdout).toContain(`newsift completion ${shell} >`);
});

test.for([
  [["completion"], /shell/u],
  [["completion", "tcsh"], /bash, zsh, fish/u],
] as const)("%j is refused in one sentence", async ([argv, hint]) => {
  const { code, stdout, stderr } = await run(argv);
  expect({ code, stdout }).toEqual({ code: UsageError.exitCode, stdout: "" });
  expect(stderr).toMatch(/^newsift: [^\n]+\n$/u);
  expect(stderr).toMatch(hint);
});
