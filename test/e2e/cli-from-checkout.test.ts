/** Where a command works: real npm, real processes, and the variables that npm hands to everything below it. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { initWorkspace } from "../../src/archive/files/workspace.ts";

const root = resolve(import.meta.dirname, "../..");
const program = join(root, "src/cli/newsift.ts");

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "newsift-where-")));
  return () => rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a program as a terminal would: without what the npm of this test run has set. */
function start(cwd: string, command: string, ...argv: readonly string[]): Promise<Ended> {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:npm_|INIT_CWD$)/iu.test(name));
  return new Promise((done) => {
    execFile(command, argv, { cwd, env: Object.fromEntries(own) }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

/** A project with one npm script, `go`. */
function project(name: string, go: string): string {
  const dir = join(folder, name);
  mkdirSync(join(dir, "deep"), { recursive: true });
  writeFileSync(join(dir, "package.json"), JSON.stringify({ private: true, scripts: { go } }));
  return dir;
}

/** The workspace that `doctor --json` names. */
const workspaceOf = ({ stdout }: Ended) => (JSON.parse(stdout) as { workspace: string }).workspace;
/** The folder in which `status` found none. */
const folderOf = ({ stderr }: Ended) => /^newsift: (\S+) is no newsift workspace/u.exec(stderr)?.[1];

describe("the npm script of a checkout works where the person stands", () => {
  test("at the root, in a folder below, and elsewhere by --prefix", async () => {
    const newsift = ["run", "-s", "newsift", "--"];
    expect(workspaceOf(await start(root, "npm", ...newsift, "doctor", "--json"))).toBe(root);
    expect(folderOf(await start(join(root, "docs"), "npm", ...newsift, "status"))).toBe(join(root, "docs"));
    expect(folderOf(await start(folder, "npm", "--prefix", root, ...newsift, "status"))).toBe(folder);
  });

  test("with relative paths, and says where it found no workspace", async () => {
    const newsift = ["--prefix", root, "run", "-s", "newsift", "--"];
    expect(await start(folder, "npm", ...newsift, "init", "corpus")).toMatchObject({ code: 0 });
    const found = await start(folder, "npm", ...newsift, "doctor", "--json", "-w", "corpus");
    expect(workspaceOf(found)).toBe(join(folder, "corpus"));
    const raw = await start(join(folder, "corpus/raw"), "npm", ...newsift, "verify");
    expect(raw.code).toBe(4);
    expect(raw.stderr).toContain(`${join(folder, "corpus/raw")} is no newsift workspace`);
    expect(raw.stderr).toContain(`The folder ${join(folder, "corpus")} is one`);
  });

  test("called by another npm script, where that script stands", async () => {
    const dir = project("outer", `cd deep && npm --prefix '${root}' run -s newsift -- status`);
    expect(folderOf(await start(folder, "npm", "--prefix", dir, "run", "-s", "go"))).toBe(join(dir, "deep"));
  });
});

describe("the program itself does not ask npm where it is", () => {
  test.each([
    ["in the script's folder", "", ""],
    ["in a folder that the script goes to", "cd deep && ", "deep"],
  ])("started by somebody's npm script it works %s", async (_, first, expected) => {
    const dir = project("outer", `${first}"${process.execPath}" "${program}" status`);
    const ended = await start(folder, "npm", "--prefix", dir, "run", "-s", "go");
    expect(folderOf(ended)).toBe(join(dir, expected));
  });
});

test("crawl names its workspace, whole", async () => {
  const { dir } = initWorkspace(join(folder, "corpus"));
  writeFileSync(
    join(dir, "config/sources/town.yaml"),
    "name: 河边新闻\nstart: [http://127.0.0.1:9/]\ndelaySeconds: 0\n",
  );
  const { stderr } = await start(folder, process.execPath, program, "crawl", "--workspace", "corpus");
  expect(stderr).toContain(`Workspace: ${dir}\n`);
});
