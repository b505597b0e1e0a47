import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { UsageError } from "../../src/core/errors.ts";
import { crontabLine, systemdTimer, systemdUnit, timedUnit, unitPath } from "../../src/service/units.ts";
import { run } from "../support/cli-run.ts";
import { temporaryFolder, temporaryWorkspace } from "../support/store-workspace.ts";

const job = { command: ["/opt/node", "/opt/it's 100%/newsift.js"], dir: "/data/新闻 $HOME" };

test("a unit starts the program itself, with every word as it is", () => {
  const unit = systemdUnit(job);
  expect(unit).toContain(
    `ExecStart="/opt/node" "/opt/it's 100%%/newsift.js" "schedule" "--workspace" "/data/新闻 $$HOME"\n`,
  );
  expect(unit).toContain("ExecReload=/bin/kill -HUP $MAINPID\n");
  expect(timedUnit(job)).toContain(`"schedule" "--once" "--workspace"`);
  expect(systemdTimer(job)).toContain("OnCalendar=*:0/5\n");
});

test("a line for cron says the same in a shell", () => {
  const [, , , , , ...words] = crontabLine(job).split(" ");
  // What cron hands to the shell: an escaped percent sign is one.
  const command = words.join(" ").replaceAll("\\%", "%");
  const print = `printf '%s\\n' ${command.replace(" >/dev/null 2>&1", "")}`;
  expect(execFileSync("sh", ["-c", print], { encoding: "utf8" }).trimEnd().split("\n")).toEqual([
    ...job.command,
    "schedule",
    "--once",
    "--workspace",
    job.dir,
  ]);
});

test("a unit is named after its workspace, and lies where systemd looks", () => {
  expect(unitPath("/data/新闻 corpus", "timer", { HOME: "/home/li" })).toBe(
    "/home/li/.config/systemd/user/newsift----corpus.timer",
  );
  expect(unitPath("/data/corpus", "service", { XDG_CONFIG_HOME: "/etc/x" })).toBe(
    "/etc/x/systemd/user/newsift-corpus.service",
  );
});

test("install prints units or writes them, and says how they are started", async () => {
  const workspace = temporaryWorkspace();
  const home = temporaryFolder();
  const install = (...argv: readonly string[]) =>
    run(["schedule", "install", "-w", workspace.dir, ...argv], { env: { HOME: home } });
  expect((await install()).stdout).toMatch(/^# newsift-\S+\.service\n\[Unit\]\n/u);
  expect((await install("--as", "timer")).stdout).toMatch(/\[Timer\][^]*Type=oneshot/u);
  expect((await install("--as", "cron")).stdout).toMatch(/^\*\/5 \* \* \* \* '/u);
  expect((await install("--as", "cron", "--write")).code).toBe(UsageError.exitCode);
  expect(existsSync(join(home, ".config"))).toBe(false);

  const { stdout } = await install("--as", "timer", "--write");
  const folder = join(home, ".config/systemd/user");
  const [service, timer] = readdirSync(folder).toSorted();
  expect(stdout).toContain(`systemctl --user enable --now ${timer}`);
  expect(readFileSync(join(folder, service!), "utf8")).toContain("Type=oneshot");
  expect(readFileSync(join(folder, service!), "utf8")).toContain(`"--workspace" "${workspace.dir}"`);
});

test("--list says so where no source has a schedule", async () => {
  const workspace = temporaryWorkspace();
  const { code, stdout } = await run(["schedule", "--list", "-w", workspace.dir]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Nothing is due: no source in \S+\/config\/sources has a schedule\. [^\n]+\n$/u);
  expect((await run(["schedule", "--list", "--json", "-w", workspace.dir])).stdout).toBe(
    '{\n  "sources": []\n}\n',
  );
});
