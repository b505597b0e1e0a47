/**
 * Refuses a Node that is too old, in one sentence. It is to be imported before anything else: what comes behind may use
 * what an old Node does not have, and itself it uses nothing of the kind.
 */
import { readFileSync } from "node:fs";
import { SetupError } from "../core/errors.ts";

const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
const { engines } = JSON.parse(manifest) as { readonly engines: { readonly node: string } };

if (!isIn(engines.node, process.versions.node)) {
  const needed = engines.node.replaceAll(/(?:\^|>=)([\d.]+)/gu, "$1+").replace(" || ", " or ");
  throw new SetupError(
    `newsift needs Node ${needed}, and this is Node ${process.versions.node}: install a newer one from https://nodejs.org, or use the command newsift, which brings its own.`,
  );
}

/** @param range parts such as `^22.20` and `>=24.7`, with `||` between them */
function isIn(range: string, version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return range.split("||").some((part) => {
    const [leastMajor = 0, leastMinor = 0] = part
      .replace(/^\s*(?:\^|>=)/u, "")
      .split(".")
      .map(Number);
    return major === leastMajor ? minor >= leastMinor : part.includes(">=") && major > leastMajor;
  });
}
