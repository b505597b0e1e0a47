/** What makes the service start by itself. npm hands no signal on, so each starts the program itself. */
import { homedir } from "node:os";
import { basename, join } from "node:path";

export interface ServiceJob {
  /** The program, and what stands before `schedule`. */
  readonly command: readonly string[];
  /** The workspace. */
  readonly dir: string;
}

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

/** Where systemd looks for the units of a user. */
export function unitPath(dir: string, env: Readonly<NodeJS.ProcessEnv>): string {
  const config = env["XDG_CONFIG_HOME"] ?? join(env["HOME"] ?? homedir(), ".config");
  const name = basename(dir).replaceAll(/[^\w.-]/gu, "-");
  return join(config, "systemd/user", `newsift-${name}.service`);
}

/** A line for `crontab -e`. A service that is there already ends the new one at once, so it may be tried every few minutes. */
export function crontabLine({ command, dir }: ServiceJob): string {
  const start = [...command, "schedule", "--workspace", dir].map(quotedForShell).join(" ");
  // cron takes a percent sign for the end of the line.
  return `*/5 * * * * ${start.replaceAll("%", "\\%")} >/dev/null 2>&1`;
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
