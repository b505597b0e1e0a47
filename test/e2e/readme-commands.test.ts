/**
 * Every command line that the documentation shows: it is run in a workspace made from the demo site, or, where it cannot
 * be run here, parsed with the definitions that the program has.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Command, CommanderError } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Page } from "../../src/core/page/page.ts";
import { createProgram } from "../../src/cli/main.ts";
import { type DemoSite, startDemoSite } from "../../src/demo/server.ts";
import { demoPages } from "../../src/demo/site.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import { initWorkspace } from "../../src/archive/files/workspace.ts";
import { type Run, run } from "../support/cli-run.ts";
import {
  documents,
  isOnlyNamed,
  program,
  session,
  shownIn,
  withValues,
} from "../support/documented-commands.ts";
import { arrivalOf } from "../support/store-workspace.ts";

const root = join(import.meta.dirname, "../..");

/** Parsed and not run. */
const PARSED: Readonly<Record<string, string>> = {
  "demo --serve 8080 --as growing":
    "the port may be in use; test/demo/scenarios.test.ts serves at a free one",
  "demo --serve": "a port of its own choice is served in test/demo/scenarios.test.ts",
  "schedule install --write": "writes into the folder of the user's own services",
};

/** They serve until they are stopped: they are, as soon as they have said that they do. */
const ENDLESS: readonly string[] = ["review", "schedule"];

/** What ends with another code than 0 in the workspace of this test, and what it says. */
const REFUSALS: Readonly<Record<string, readonly [code: number, words: RegExp]>> = {
  "takedown SITE/news/202603/t20260312_1010.html": [2, /say --yes to remove it/u],
  health: [2, /No sample was drawn here/u],
};

/** These ask the site, which is at a private address here. */
const ASKING: readonly string[] = ["add", "discover", "crawl", "ingest", "schedule --once"];

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const all = documents.flatMap(shownIn);

describe("a command line of the documentation", () => {
  let home: string;
  let site: DemoSite;
  /** What is known only when the workspace is made. */
  let known: Readonly<Record<"SITE" | "RUN RUN" | "DOC", string>>;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "newsift-documented-"));
    site = await startDemoSite();
    const made = join(home, "made");
    const ready = async (...argv: readonly string[]) => {
      const ended = await run(argv, { cwd: made });
      expect([argv, ended]).toMatchObject([argv, { code: 0 }]);
      return ended;
    };
    const workspace = initWorkspace(made);
    writeSettings(made);
    writeFileSync(
      join(made, "config/sources/demo.yaml"),
      `name: 澜川新闻网\nstart: ["${site.url}/"]\nschedule:\n  every: 6h\n`,
    );
    mkdirSync(join(made, "pages"));
    for (const page of demoPages.slice(2, 4))
      writeFileSync(join(made, "pages", basename(page.file)), page.bytes);
    cpSync(join(root, "test/cases/keeps-poem"), join(made, "test/cases/keeps-poem"), { recursive: true });
    const crawl = async () =>
      JSON.parse((await ready("crawl", "--allow-private", "--json")).stdout) as { run: { id: string } };
    const runs = [await crawl(), await crawl()].map((crawled) => crawled.run.id);
    const bridge = demoPages.find(({ file }) => file === "pages/page-river-bridge.html")!;
    const changed = Buffer.from(bridge.bytes)
      .toString("utf8")
      .replace("</p>", "</p><p>大桥今天起不收费。</p>");
    const { id } = await openRawStore(workspace).add(new Page(Buffer.from(changed)), {
      ...arrivalOf(site.url + bridge.path),
      fetchedAt: new Date().toISOString(),
    });
    await ready("clean");
    known = { SITE: site.url, "RUN RUN": runs.join(" "), DOC: id };
  }, 60_000);

  afterAll(async () => {
    await site.close();
    rmSync(home, { recursive: true, force: true });
  });

  const sequences = Map.groupBy(
    all.filter(({ commands }) => !commands.every(isOnlyNamed)),
    ({ commands }) => commands.join(" && "),
  );

  test.each([...sequences].map(([line, shown]) => [line, shown[0]!.place, shown[0]!.commands] as const))(
    "newsift %s (%s) works",
    async (_line, _place, commands) => {
      const start = mkdtempSync(join(home, "copy-"));
      cpSync(join(home, "made"), start, { recursive: true });
      let cwd = start;
      for (const command of commands) {
        if (command.startsWith("cd ")) cwd = join(cwd, command.slice("cd ".length));
        else if (Object.hasOwn(PARSED, command)) await parse(argvOf(command));
        else {
          const [code, words] = REFUSALS[command] ?? [0, /^/u];
          const ended = await runToEnd(command, cwd);
          expect([command, ended]).toEqual([
            command,
            { ...ended, code, stderr: expect.stringMatching(words) },
          ]);
        }
        if (command.startsWith("init ")) writeSettings(join(cwd, command.slice("init ".length)));
      }
    },
  );

  /** Nobody waits for the site's sake here. */
  function writeSettings(workspace: string): void {
    writeFileSync(join(workspace, "config/newsift.yaml"), "crawl:\n  delaySeconds: 0\n  recrawl: 0h\n");
  }

  function runToEnd(command: string, cwd: string): Promise<Run> {
    const stopping = new AbortController();
    const isAsking = ASKING.some((asking) => command === asking || command.startsWith(`${asking} `));
    return run([...argvOf(command, known), ...(isAsking ? ["--allow-private"] : [])], {
      cwd,
      stdin: "老码头停了十九年的渡船昨天又开了,第一班坐了四十二人。\n",
      signal: stopping.signal,
      onPrint: () => ENDLESS.includes(command) && stopping.abort(),
    });
  }
});

function argvOf(command: string, known: Readonly<Record<string, string>> = {}): readonly string[] {
  const text = command.replace(/SITE|DOC|RUN RUN/u, (name) => known[name] ?? name);
  return text.split(" ").filter((word) => word !== "");
}

/** @throws {CommanderError} where a command, an option or a value is none */
async function parse(argv: readonly string[]): Promise<void> {
  const parsing = await createProgram(session).defineAll();
  const commands = [...parsing.commands];
  for (const command of commands) commands.push(...command.action(() => undefined).commands);
  await parsing.parseAsync(argv, { from: "user" });
}

test("what is only parsed is shown somewhere, and is told from what is wrong", async () => {
  const shown = all.flatMap(({ commands }) => commands);
  expect(Object.keys(PARSED).filter((command) => !shown.includes(command))).toEqual([]);
  expect(Object.keys(REFUSALS).filter((command) => !shown.includes(command))).toEqual([]);
  for (const wrong of ["schedule install --wirte", "demo --serve 8o80", "demo --as sunny", "takeoff"]) {
    await expect(parse(argvOf(wrong))).rejects.toThrow(CommanderError);
  }
});

test("options that sentences name are options, with such values, of some command or script", async () => {
  const commands = [...program.commands];
  for (const command of commands) commands.push(...command.commands);
  const scripts = ["score", "bench", "train", "ablate"].map(sourcesOf).join("\n");
  const unknown: string[] = [];
  for (const name of documents) {
    for (const [, span] of readFileSync(join(root, name), "utf8").matchAll(/`(--[a-z][^`]*)`/gu)) {
      const flag = span!.split(/[ =[]/u, 1)[0]!;
      const owners = commands.filter(({ options }) => options.some(({ long }) => long === flag));
      if (span === flag && owners.length > 0) continue;
      const tried = await Promise.allSettled(
        owners.map((owner) => parse([...pathOf(owner), ...argvOf(withValues(span!))])),
      );
      const isKnown = tried.some(({ status }) => status === "fulfilled");
      if (!isKnown && !isOptionIn(scripts, flag)) unknown.push(`${name}: ${span}`);
    }
  }
  expect(unknown).toEqual([]);
});

/** Words that lead to a command, and something for each argument that it needs. */
function pathOf(command: Command): readonly string[] {
  const needed = command.registeredArguments.filter(({ required }) => required).map(() => "x");
  const above = command.parent === null || command.parent.parent === null ? [] : [command.parent.name()];
  return [...above, command.name(), ...needed];
}

const scriptLines = documents.flatMap((name) =>
  [
    ...readFileSync(join(root, name), "utf8").matchAll(
      /(?:`|^(?=npm (?:run|test)\b))npm (?:run )?((?!-|run\b)[a-z:]+)((?: -- [^`\n#]+)?)/gmu,
    ),
  ].map(([line, script, rest]) => [line.replace("`", ""), name, script!, rest!] as const),
);

test.each(scriptLines)("%s (%s) is a script, and has these options", (_line, _place, script, rest) => {
  if (["install", "ci"].includes(script)) return;
  expect(manifest.scripts).toHaveProperty([script]);
  const flags = rest.match(/--[a-z][a-z-]*/gu) ?? [];
  expect(flags.filter((flag) => !isOptionIn(sourcesOf(script), flag))).toEqual([]);
});

/** The sources that a script of package.json starts. */
function sourcesOf(script: string): string {
  const files = manifest.scripts[script]?.match(/\b(?:src|eval)\/\S+/gu) ?? [];
  return files.map((file) => readFileSync(join(root, file), "utf8")).join("\n");
}

/** Whether sources that read their arguments with `parseArgs` know a flag. */
function isOptionIn(sources: string, flag: string): boolean {
  return new RegExp(`^\\s*"?${flag.slice(2)}"?: \\{ type: "`, "mu").test(sources);
}
