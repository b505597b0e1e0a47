/** Commands that the disk refuses: each says so, ends with 6, and comes through once there is room. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { WriteError } from "../../src/core/errors.ts";
import { articlePage, listPage, startSite } from "../support/crawl-site.ts";
import { temporaryFolder } from "../support/store-workspace.ts";
import { run } from "../support/cli-run.ts";
import { needs } from "../support/needs.ts";

const program = new URL("../../src/cli/newsift.ts", import.meta.url).pathname;
const canMount = spawnSync("unshare", ["-rm", "true"]).status === 0;

async function shell(script: string, ...given: readonly string[]) {
  const child = spawn("bash", ["--norc", "-c", script, "bash", process.execPath, program, ...given]);
  return outcomeOf(child);
}

async function outcomeOf(child: ChildProcess) {
  let stderr = "";
  let stdout = "";
  child.stdout!.on("data", (chunk) => (stdout += chunk));
  child.stderr!.on("data", (chunk) => (stderr += chunk));
  const [status] = (await once(child, "close")) as [number | null];
  return { status, stdout, stderr };
}

/** A workspace with some files to be ingested beside it. */
async function prepared(files = 12): Promise<string> {
  const folder = temporaryFolder();
  await run(["init", "."], { cwd: folder });
  mkdirSync(join(folder, "in"));
  for (let n = 0; n < files; n += 1) {
    writeFileSync(join(folder, "in", `${n}.html`), articlePage(`青禾镇第${n}座石桥通车`).padEnd(30_000, " "));
  }
  return folder;
}

test(
  "ingest on a full disk names it, however many files wait",
  needs("the right to mount", canMount),
  async () => {
    const script = `unshare -rm bash -c '
    mount -t tmpfs -o size=1m tmpfs "$3/raw" || exit 99
    dd if=/dev/zero of="$3/raw/fill" bs=1k count=850 2>/dev/null
    cd "$3" && "$1" "$2" ingest in/*.html
    code=$?; rm raw/fill; "$1" "$2" ingest in/*.html >/dev/null 2>&1; ls raw/*.html | wc -l; exit $code' bash "$1" "$2" "$3"`;
    const { status, stdout, stderr } = await shell(script, await prepared());
    expect(stderr).toMatch(
      /^newsift: \S+\/raw\/\S+ could not be written: the disk is full\. Free some space/mu,
    );
    expect(stderr).not.toContain("unexpected");
    expect(status).toBe(WriteError.exitCode);
    expect(stdout).toBe("12\n");
  },
);

/** In blocks of 1,024 bytes: from the first table of the frontier to the last page. */
test.each([20, 60, 100, 150, 200, 250])("a crawl whose files may have %i KiB", async (blocks) => {
  const folder = await prepared(0);
  const links = Array.from(
    { length: 30 },
    (_, n) => [`/2026/03/09/${10_000 + n}.html`, articleTitle(n)] as const,
  );
  const site = await startSite({
    "/": listPage(links),
    ...Object.fromEntries(links.map(([path, title]) => [path, articlePage(title).padEnd(20_000, " ")])),
  });
  writeFileSync(
    join(folder, "config/sources/a.yaml"),
    `name: 青禾\nstart: ["${site.url}/"]\ndelaySeconds: 0\n`,
  );
  const script = `cd "$3"; ulimit -f ${blocks}; "$1" "$2" crawl --allow-private`;
  const { status, stderr } = await shell(script, folder);
  expect(stderr).toMatch(/could not be written|cannot be used/u);
  expect(stderr).toMatch(/ulimit -f/u);
  expect(stderr).not.toContain("unexpected");
  expect(status).toBe(WriteError.exitCode);
});

function articleTitle(n: number): string {
  return `青禾镇第${n}座石桥昨天上午正式通车`;
}

test.each(["diff 0", "clean --json", "verify", "--help"])("%s > /dev/full", async (command) => {
  const folder = await prepared(1);
  await run(["ingest", "in/0.html"], { cwd: folder });
  const { status, stderr } = await shell(`cd "$3"; "$1" "$2" ${command} > /dev/full`, folder);
  expect(stderr).toBe(
    "newsift: Standard output could not be written: the disk is full. Free some space and run the command again.\n",
  );
  expect(status).toBe(WriteError.exitCode);
});

test("what cannot be said changes no exit code", async () => {
  const { status } = await shell(`cd "$3"; "$1" "$2" diff 77 2> /dev/full`, await prepared(0));
  expect(status).toBe(4);
});
