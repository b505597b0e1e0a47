#!/usr/bin/env node
/**
 * The command `newsift` of the published package. Started by a Node that is too old, it goes on with the Node 24 of the npm package `node`, which it installs once into the user's cache folder.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { constants, homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const { engines } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const needed = engines.node.replaceAll(/(?:\^|>=)([\d.]+)/gu, "$1+").replace(" || ", " or ");

if (isNewEnough(process.versions.node)) {
  await import("../../dist/cli/newsift.js");
} else {
  runWith(besideUs() ?? cached() ?? install());
}

/** The package `node` of the folder that newsift is installed in, or of the folder that the user is in. */
function besideUs() {
  for (const start of [fileURLToPath(import.meta.url), join(process.cwd(), "newsift.js")]) {
    try {
      const node = nodeIn(dirname(createRequire(start).resolve("node/package.json")));
      if (node !== undefined) return node;
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return undefined;
}

function cached() {
  const folder = join(cacheFolder(), "node_modules/node");
  return existsSync(folder) ? nodeIn(folder) : undefined;
}

function install() {
  const folder = cacheFolder();
  process.stderr.write(
    `newsift: this is Node ${process.versions.node}, and ${needed} is needed: installing Node 24 into ${folder}, once (50 MB to fetch, 190 MB on the disk)\n`,
  );
  try {
    mkdirSync(dirname(folder), { recursive: true });
    const building = mkdtempSync(`${folder}-`);
    writeFileSync(join(building, "package.json"), '{ "private": true, "allowScripts": { "node": true } }');
    const quietly = ["--loglevel=error", "--no-audit", "--no-fund"];
    const npm = spawnSync("npm", ["install", "--prefix", building, ...quietly, "node@24"], {
      stdio: ["ignore", "pipe", "pipe"],
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    if (nodeIn(join(building, "node_modules/node")) === undefined) {
      rmSync(building, { recursive: true, force: true });
      throw new Error((npm.stderr || npm.error?.message || "npm gave no reason").trim());
    }
    moveIntoPlace(building, folder);
  } catch (error) {
    process.stderr.write(
      `newsift: Node 24 could not be installed (${error.message}). Install Node ${needed} from https://nodejs.org, then run the command again.\n`,
    );
    process.exit(1);
  }
  return cached();
}

/** Another newsift may have been faster: then its folder stays. */
function moveIntoPlace(building, folder) {
  try {
    if (cached() !== undefined) return;
    rmSync(folder, { recursive: true, force: true });
    renameSync(building, folder);
  } catch (error) {
    if (cached() === undefined) throw error;
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

/** The executable of an installed package `node`, where it is new enough. */
function nodeIn(folder) {
  const manifest = join(folder, "package.json");
  const executable = join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(manifest) || !existsSync(executable)) return undefined;
  return isNewEnough(JSON.parse(readFileSync(manifest, "utf8")).version) ? executable : undefined;
}

function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "newsift", "node-24");
}

function isNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return engines.node.split("||").some((part) => {
    const [leastMajor, leastMinor] = part
      .replace(/^\s*(?:\^|>=)/u, "")
      .split(".")
      .map(Number);
    return major === leastMajor ? minor >= leastMinor : part.includes(">=") && major > leastMajor;
  });
}

/** Runs this file again with another Node; signals go to it, its exit code comes back. */
function runWith(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    process.stderr.write(
      `newsift: ${node} does not start: ${error.message}. Install Node ${needed} from https://nodejs.org.\n`,
    );
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}
