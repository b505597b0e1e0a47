/** What makes the service start by itself. npm hands no signal on, so each starts the program itself. */
import { homedir } from "node:os";
import { basename, join } from "node:path";

export interface ServiceJob {
  /** The program, and what stands before `schedule`. */
  readonly command: readonly string[];
  /** The workspace. */
  readonly dir: string;
}

/** Sources may begin so much later than they are due. */
const MINUTES_BETWEEN = 5;

/** A systemd user unit: started again when it fails, stopped by SIGTERM, told by SIGHUP to read its config again. */
export function systemdUnit({ command, dir }: ServiceJob): string {
  const start = [...command, "schedule", "--workspace", dir].map(quotedForSystemd).join(" ");
  return `[Unit]
Description=newsift crawls the sources of ${escapedForSystemd(dir)} when they are due
After=network-online.target
Wants=network-online.target

[Service]
ExecStart=${start}
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec=60
TimeoutStopSec=15

[Install]
WantedBy=default.target
`;
}

/** A systemd user timer: every few minutes it starts what crawls the sources that are due, and ends. */
export function systemdTimer({ dir }: ServiceJob): string {
  return `[Unit]
Description=newsift looks which sources of ${escapedForSystemd(dir)} are due

[Timer]
OnCalendar=*:0/${MINUTES_BETWEEN}
Persistent=true

[Install]
WantedBy=timers.target
`;
}

/** What the timer starts. */
export function timedUnit({ command, dir }: ServiceJob): string {
  return `[Unit]
Description=newsift crawls the sources of ${escapedForSystemd(dir)} that are due
After=network-online.target
Wants=network-online.target

[Service]
Type=oneshot
ExecStart=${onceCommand({ command, dir }).map(quotedForSystemd).join(" ")}
TimeoutStopSec=15
`;
}

/** Where systemd looks for a unit of a user. */
export function unitPath(dir: string, kind: "service" | "timer", env: Readonly<NodeJS.ProcessEnv>): string {
  const config = env["XDG_CONFIG_HOME"] ?? join(env["HOME"] ?? homedir(), ".config");
  const name = basename(dir).replaceAll(/[^\w.-]/gu, "-");
  return join(config, "systemd/user", `newsift-${name}.${kind}`);
}

/** A line for `crontab -e`. One that is still at work when the next begins ends that at once. */
export function crontabLine(job: ServiceJob): string {
  const start = onceCommand(job).map(quotedForShell).join(" ");
  // cron takes a percent sign for the end of the line.
  return `*/${MINUTES_BETWEEN} * * * * ${start.replaceAll("%", "\\%")} >/dev/null 2>&1`;
}

function onceCommand({ command, dir }: ServiceJob): readonly string[] {
  return [...command, "schedule", "--once", "--workspace", dir];
}

function escapedForSystemd(text: string): string {
  return text.replaceAll("%", "%%");
}

/** systemd knows the escapes of C in double quotes, and expands % and $ everywhere. */
function quotedForSystemd(word: string): string {
  const escaped = escapedForSystemd(word).replaceAll(/["\\]/gu, "\\$&").replaceAll("$", "$$$$");
  return `"${escaped}"`;
}

function quotedForShell(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
