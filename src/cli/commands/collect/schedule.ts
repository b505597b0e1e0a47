import { basename, dirname, extname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Command, Option } from "commander";
import { makeFolder, writeAtomically } from "../../../archive/files/atomic.ts";
import type { Workspace } from "../../../archive/files/workspace.ts";
import { openJournal } from "../../../archive/records/journal.ts";
import type { RunRecord } from "../../../archive/records/runs.ts";
import { lockSchedule } from "../../../archive/upkeep/lock.ts";
import { DegradedError, UsageError } from "../../../core/errors.ts";
import { shareResources } from "../../../crawl/run/shared-resources.ts";
import type { MetricsAddress } from "../../../service/metrics-server.ts";
import { nextBeginnings } from "../../../service/next-beginnings.ts";
import { type Ending, type ScheduledSource, type Settings, serve } from "../../../service/service.ts";
import { openSettings } from "../../../service/settings.ts";
import { crontabLine, systemdTimer, systemdUnit, timedUnit, unitPath } from "../../../service/units.ts";
import {
  type AllowPrivateOption,
  type JsonOption,
  type WorkspaceOption,
  allowPrivateOption,
  jsonOption,
  workspaceOption,
} from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { table, visible } from "../../terminal/terminal.ts";
import { chosenWorkspace, sayDamaged } from "../../terminal/workspace.ts";
import { type Watch, metricsAddress, openWatch } from "./schedule-watch.ts";
import { formatMinute } from "../../../core/words/say.ts";

interface ScheduleOptions extends WorkspaceOption, JsonOption, AllowPrivateOption {
  readonly list?: boolean;
  readonly once?: boolean;
  readonly metrics?: MetricsAddress;
}

interface InstallOptions extends WorkspaceOption {
  readonly as: "service" | "timer" | "cron";
  readonly write?: boolean;
}

export function defineSchedule(command: Command, session: Session): void {
  const schedule = command
    .option("--list", "show when each source is due next, and end")
    .option("--once", "crawl what is due now, and end: for timers and cron")
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
      if (options.list && options.once) throw new UsageError("--list crawls nothing: leave out --once.");
      const workspace = await chosenWorkspace(session, options);
      if (options.list) return list(session, workspace, options);
      if (options.json) throw new UsageError("--json goes with --list: the service itself writes to runs/.");
      if (options.once && options.metrics !== undefined) {
        throw new UsageError(
          "--metrics goes with the service, which is there to be asked: leave out --once.",
        );
      }
      await serveWorkspace(session, workspace, options);
    });
  schedule
    .command("install")
    .description("print what makes it start by itself: systemd user units, or a crontab line")
    .addOption(
      new Option(
        "--as <kind>",
        "service: a systemd unit for the service. timer: a systemd timer that looks every five minutes. cron: a line for crontab -e that does the same",
      )
        .choices(["service", "timer", "cron"])
        .default("service"),
    )
    .option("--write", "write the units to where systemd looks for them")
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
  { allowPrivate = false, metrics: metricsAt, once = false }: ScheduleOptions,
): Promise<void> {
  const files = openSettings(workspace);
  const settings = files.read();
  if (settings.sources.length === 0) {
    throw new UsageError(`There is nothing to schedule: ${noSchedule(workspace)}`);
  }
  const say = (line: string) => session.say(`${new Date().toISOString()} ${visible(line)}`);
  const lock = await lockSchedule(workspace, "newsift schedule");
  const hangup = listenForHangup();
  const signal = session.io.signal ?? new AbortController().signal;
  const shared = shareResources(workspace, "newsift schedule", {
    allowPrivate,
    signal,
    onWait: ({ message }) => say(message),
  });

  const journal = openJournal(workspace);

  const run = async (source: ScheduledSource, { config }: Settings): Promise<Ending> => {
    const ended: RunRecord[] = [];
    try {
      const { record, damagedDecisions } = await shared.work(config, async (resources) => {
        // A service that waits does without what crawls, and what sends notices.
        const { runSources } = await import("../../../crawl/run/run.ts");
        return runSources(workspace, resources, {
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
      sayDamaged(session, workspace, damagedDecisions);
      if (once && record.outcome !== "ok") {
        session.fail(
          new DegradedError(
            `${source.id}: the run ${record.id} is ${record.outcome}: newsift runs show ${record.id}`,
          ),
        );
      }
      return { run: record.id, outcome: record.outcome };
    } catch (error) {
      if (!signal.aborted) throw error;
      return { outcome: "interrupted" };
    } finally {
      const { sendAlerts } = await import("../../terminal/send-alerts.ts");
      await sendAlerts(session, workspace, config, ended);
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
      once,
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

function noSchedule({ dir }: Workspace): string {
  return `no source in ${join(dir, "config/sources")} has a schedule. Give one \`schedule: {every: 6h}\`.`;
}

/** When each source is due next. */
async function list(session: Session, workspace: Workspace, { json }: ScheduleOptions): Promise<void> {
  const now = Date.now();
  const next = nextBeginnings(openSettings(workspace).read(), openJournal(workspace).read(), now);
  if (json) return session.printJson({ sources: next });
  if (next.length === 0) return session.print(`Nothing is due: ${noSchedule(workspace)}`);
  const rows = next.map(({ source, name, when, at, last }) => [
    source,
    visible(name),
    when,
    at === undefined ? "never" : formatMinute(at),
    last === undefined ? "" : formatMinute(last),
  ]);
  const head = ["source", "name", "schedule", "next", "last begun"].map((name) => ({ name, max: 32 }));
  for (const line of table(head, rows, session.paint, session.columns)) session.print(line);
}

async function install(session: Session, workspace: Workspace, { as, write }: InstallOptions): Promise<void> {
  const job = {
    command: [process.execPath, join(import.meta.dirname, `../../newsift${extname(import.meta.filename)}`)],
    dir: workspace.dir,
  };
  if (as === "cron") {
    if (write)
      throw new UsageError("--write goes with --as service and --as timer: crontab -e takes the line.");
    return session.print(crontabLine(job));
  }
  const pathOf = (kind: "service" | "timer") => unitPath(workspace.dir, kind, session.io.env);
  const units =
    as === "service"
      ? [{ path: pathOf("service"), text: systemdUnit(job) }]
      : [
          { path: pathOf("timer"), text: systemdTimer(job) },
          { path: pathOf("service"), text: timedUnit(job) },
        ];
  for (const { path, text } of units) {
    if (write) {
      makeFolder(dirname(path));
      writeAtomically(path, text);
      session.print(`Written: ${path}`);
    } else {
      session.print(`# ${basename(path)}\n${text}`);
    }
  }
  if (!write) return;
  const [{ path }] = units as [(typeof units)[number]];
  session.print(
    `Start it, now and with each login: systemctl --user daemon-reload && systemctl --user enable --now ${basename(path)}`,
  );
}
