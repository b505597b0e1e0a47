/** Options that several commands share: one spelling, one meaning. */
import { InvalidArgumentError, Option } from "commander";
import type { AllowPrivate } from "../crawl/guard.ts";

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
).argParser(wholeNumber);

export interface AllowPrivateOption {
  readonly allowPrivate?: AllowPrivate;
}

export const allowPrivateOption = new Option(
  "--allow-private [hosts]",
  "fetch from private addresses too: all, or --allow-private=HOST,HOST",
).argParser(hostNames);

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) {
    throw new InvalidArgumentError("It must be a whole number above 0.");
  }
  return number;
}

function hostNames(text: string): AllowPrivate {
  const hosts = text.split(",").map((host) => host.trim());
  if (hosts.some((host) => host === "" || host.includes("/"))) {
    throw new InvalidArgumentError("It takes host names, or nothing when it stands behind the addresses.");
  }
  return hosts;
}
