/** Options that several commands share: one spelling, one meaning. */
import { isIPv6 } from "node:net";
import { InvalidArgumentError, Option } from "commander";
import type { AllowPrivate } from "../../crawl/fetch/guard.ts";

export interface WorkspaceOption {
  readonly workspace?: string;
}

export const workspaceOption = new Option(
  "-w, --workspace <dir>",
  "the workspace (default: the current folder)",
);

export interface JsonOption {
  readonly json?: boolean;
}

export const jsonOption = new Option("--json", "the result as one JSON document on standard output");

export const maxPagesOption = new Option(
  "--max-pages <number>",
  "at most so many pages of each source",
).argParser((text) => wholeNumber(text, 1));

export const maxDepthOption = new Option(
  "--max-depth <number>",
  "at most so many steps from a source's own lists, feeds and sitemaps to further ones",
).argParser((text) => wholeNumber(text, 0));

export interface WaitOption {
  readonly wait?: number;
}

export const waitOption = new Option(
  "--wait <seconds>",
  "wait so long for others that are at work in the workspace (default: a second)",
).argParser((text) => wholeNumber(text, 0));

export interface AllowPrivateOption {
  readonly allowPrivate?: AllowPrivate;
}

export const allowPrivateOption = new Option(
  "--allow-private [hosts]",
  "fetch from private addresses too: all, or --allow-private=HOST,HOST (whatever the port)",
).argParser(hostNames);

export const withoutOption = new Option(
  "--without <name>",
  "print the texts as if this stage or reason had seen nothing, and write nothing (repeatable)",
).argParser((name, names: readonly string[] = []) => [...names, name]);

/** A port to listen at. */
export function portNumber(text: string): number {
  const port = wholeNumber(text, 1);
  if (port > 65_535) throw new InvalidArgumentError("It must be a port from 1 to 65535.");
  return port;
}

/** A whole number of at most nine digits, so many at least. */
export function wholeNumber(text: string, least: number): number {
  const number = Number(text);
  if (!/^\d{1,9}$/u.test(text) || number < least) {
    throw new InvalidArgumentError(`It must be a whole number from ${least} on.`);
  }
  return number;
}

/** What a bare `--allow-private` stands for. */
const ALL_HOSTS = "*";

/**
 * The hosts of `--allow-private` come behind `=` only. Commander would also take the next word, which
 * here is most often the address to fetch.
 */
export function withoutLooseHosts(argv: readonly string[]): readonly string[] {
  return argv.map((word) => (word === "--allow-private" ? `${word}=${ALL_HOSTS}` : word));
}

function hostNames(text: string): AllowPrivate {
  if (text === ALL_HOSTS) return true;
  return text.split(",").map((host) => hostName(host.trim()));
}

/** A host as it stands in an address, in the one spelling that addresses are compared in: without brackets and port. */
function hostName(text: string): string {
  const url = URL.parse(`http://${isIPv6(text) ? `[${text}]` : text}/`);
  if (url === null || /[/?#@\\]/u.test(text)) {
    throw new InvalidArgumentError(`It takes host names: --allow-private=HOST,HOST, but "${text}" is none.`);
  }
  return url.hostname.replace(/^\[(.*)\]$/u, "$1");
}
