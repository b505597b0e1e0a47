import { basename, dirname, extname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Command, Option } from "commander";
import { UsageError } from "../errors.ts";
import type { MetricsAddress } from "../schedule/metrics-server.ts";
import type { Ending, ScheduledSource, Settings } from "../schedule/service.ts";
import type { RunRecord } from "../store/runs.ts";
import type { Workspace } from "../store/workspace.ts";
import { sendNotices } from "./notices.ts";
import { allowPrivateOption, jsonOption, workspaceOption } from "./options.ts";
import type { AllowPrivateOption, JsonOption, WorkspaceOption } from "./options.ts";
import { metricsAddress, openWatch, type Watch } from "./schedule-watch.ts";
import type { Session } from "./session.ts";
import { table, visible } from "./terminal.ts";
import { chosenWorkspace } from "./workspace.ts";

interface ScheduleOptions extends WorkspaceOption, JsonOption, AllowPrivateOption {
  readonly list?: boolean;
  readonly metrics?: MetricsAddress;
}

interface InstallOptions extends WorkspaceOption {
  readonly as: "service" | "cron";
  readonly write?: boolean;
}

export function defineSchedule(program: Command, session: Session): void {
  const schedule = program
    .command("schedule")
    .description("crawl each source when it is due, until Ctrl-C or SIGTERM; SIGHUP reads the config again")
    .option("--list", "show when each source is due next, and end")
    .addOption(
      new Option(
        "--metrics <address>",
        "serve /metrics (Prometheus) and /healthz at this port, or host:port (default host: 127.0.0.1)",
      ).argParser(metricsAddress),
    )
    .addOption(workspaceOption)
    .addOption(allowPrivateOption)
    .addOption(jsonOption)
    .action(async (options: ScheduleOptions) => {
      const workspace = await chosenWorkspace(session, options);
      if (options.list) return list(session, workspace, options);
      if (options.json) throw new UsageError("--json goes with --list: the service itself writes to runs/.");
      await serveWorkspace(session, workspace, options);
    });
  schedule
    .command("install")
    .description("print what makes the service start by itself: a systemd user unit, or a crontab line")
    .addOption(
      new Option("--as <kind>", "service: a systemd user unit. cron: a line for crontab -e")
        .choices(["service", "cron"])
        .default("service"),
    )
    .option("--write", "write the unit to where systemd looks for it")
    .addOption(workspaceOption)
    .action(async (options: InstallOptions, command: Command) => {
      // What stands before `install` is the schedule's own.
      const { workspace } = command.optsWithGlobals<InstallOptions>();
      await install(
        session,
        await chosenWorkspace(session, workspace === undefined ? {} : { workspace }),
        options,
      );
    });
}

async function serveWorkspace(
  session: Session,
  workspace: Workspace,
  { allowPrivate = false, metrics: metricsAt }: ScheduleOptions,
): Promise<void> {
  const { createWorkshop } = await import("../crawl/workshop.ts");
  const { serve } = await import("../schedule/service.ts");
  const { openJournal } = await import("../store/journal.ts");
  const { lockSchedule } = await import("../store/lock.ts");
  const { openSettings } = await import("../schedule/settings.ts");

  const files = openSettings(workspace);
  const settings = files.read();
  if (settings.sources.length === 0) {
    throw new UsageError(
      `There is nothing to schedule: no source in ${join(workspace.dir, "config/sources")} has a schedule. Give one \`schedule: {every: 6h}\`.`,
    );
  }
  const say = (line: string) => session.say(`${new Date().toISOString()} ${visible(line)}`);
  const lock = await lockSchedule(workspace, "newsift schedule");
  const hangup = listenForHangup();
  const signal = session.io.signal ?? new AbortController().signal;
  const workshop = createWorkshop(workspace, "newsift schedule", {
    allowPrivate,
    signal,
    onWait: ({ message }) => say(message),
  });

  const journal = openJournal(workspace);

  const run = async (source: ScheduledSource, { config }: Settings): Promise<Ending> => {
    const ended: RunRecord[] = [];
    try {
      const { record } = await workshop.work(config, async (equipment) => {
        const { runSources } = await import("../crawl/run.ts");
        return runSources(workspace, equipment, {
          config,
          sources: [source],
          by: "schedule",
          onEvent: () => {},
          onDocument: () => {},
          onEnd(record) {
            ended.push(record);
            watch?.seeRun(record);
          },
        });
      });
      return { run: record.id, outcome: record.outcome };
    } catch (error) {
      if (!signal.aborted) throw error;
      return { outcome: "interrupted" };
    } finally {
      await sendNotices(session, workspace, config, ended);
    }
  };
  let watch: Watch | undefined;
  try {
    if (metricsAt !== undefined) watch = await openWatch(metricsAt, journal);
    if (watch !== undefined) say(`metrics at ${watch.url}/metrics`);
    await serve({
      settings,
      reload: () => {
        const isAsked = hangup.wasHeard();
        return files.isChanged() || isAsked ? files.read() : undefined;
      },
      run,
      journal,
      clock: { now: Date.now, sleep: sleepUntilStopped },
      say,
      signal,
      onStart: (standing) => watch?.seeStart(standing),
    });
  } finally {
    await watch?.close();
    hangup.stop();
    lock.release();
  }
}

async function sleepUntilStopped(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** SIGHUP asks to read the config again, whether its files look changed or not. */
function listenForHangup(): { wasHeard(): boolean; stop(): void } {
  let heard = false;
  const hear = () => (heard = true);
  process.on("SIGHUP", hear);
  return {
    wasHeard() {
      const was = heard;
      heard = false;
      return was;
    },
    stop: () => process.off("SIGHUP", hear),
  };
}

/** When each source is due next. */
async function list(session: Session, workspace: Workspace, { json }: ScheduleOptions): Promise<void> {
  const { openSettings } = await import("../schedule/settings.ts");
  const { nextBeginnings } = await import("../schedule/next-beginnings.ts");
  const { openJournal } = await import("../store/journal.ts");
  const now = Date.now();
  const next = nextBeginnings(openSettings(workspace).read(), openJournal(workspace).read(), now);
  if (json) return session.printJson({ sources: next });
  const rows = next.map(({ source, name, when, at, last }) => [
    source,
    visible(name),
    when,
    at === undefined ? "never" : minute(at),
    last === undefined ? "" : minute(last),
  ]);
  const head = ["source", "name", "schedule", "next", "last begun"].map((name) => ({ name, max: 32 }));
  for (const line of table(head, rows, session.paint, session.columns)) session.print(line);
}

/** To the minute, in UTC like everything that newsift writes down. */
function minute(time: string): string {
  return `${time.slice(0, 16).replace("T", " ")} UTC`;
}

async function install(session: Session, workspace: Workspace, { as, write }: InstallOptions): Promise<void> {
  const { crontabLine, systemdUnit, unitPath } = await import("../schedule/units.ts");
  const job = {
    command: [process.execPath, join(import.meta.dirname, `newsift${extname(import.meta.filename)}`)],
    dir: workspace.dir,
  };
  if (as === "cron") {
    if (write) throw new UsageError("--write goes with --as service: crontab -e takes the line.");
    return session.print(crontabLine(job));
  }
  const unit = systemdUnit(job);
  if (!write) return session.print(unit.trimEnd());
  const { makeFolder, writeAtomically } = await import("../store/atomic.ts");
  const path = unitPath(workspace.dir, session.io.env);
  makeFolder(dirname(path));
  writeAtomically(path, unit);
  session.print(`Written: ${path}`);
  session.print(
    `Start it, now and with each login: systemctl --user daemon-reload && systemctl --user enable --now ${basename(path)}`,
  );
}
