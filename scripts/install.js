/**
 * Runs `npm ci` when the lockfile has changed since the last time, or when nothing is installed yet.
 * npm calls it before the scripts of package.json, with whatever Node the machine has: plain JavaScript, no dependency.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = join(root, "node_modules", ".newsift-lockfile");
const lock = join(tmpdir(), `newsift-install-${sha256(root).slice(0, 16)}.lock`);
const lockLifeMs = 15 * 60_000;

if (!isInstalled()) {
  holdLock();
  try {
    if (!isInstalled()) install();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isInstalled() {
  return (
    existsSync(join(root, "node_modules/node/bin")) &&
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === lockfileHash()
  );
}

function install() {
  process.stderr.write(
    "newsift: npm ci installs Node 24 and what newsift and its tests need: about 190 MB to fetch, 480 MB in node_modules\n",
  );
  const wanted = lockfileHash();
  const run = spawnSync("npm", ["ci", "--loglevel=error"], {
    cwd: root,
    env: { ...process.env, PATH: pathOfTheMachine() },
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (run.status !== 0) {
    process.stderr.write(`${run.stdout ?? ""}${run.stderr ?? run.error?.message ?? ""}\n`);
    fail("npm ci failed (see above). Check the network and the disk, then run the command again.");
  }
  if (!existsSync(join(root, "node_modules/node/bin"))) {
    fail(
      "npm did not run the install script of the package `node`, which brings Node 24. Run `npm ci --ignore-scripts=false`.",
    );
  }
  writeFileSync(stamp, wanted);
}

/** PATH without the Node inside node_modules: `npm ci` deletes that one while it runs. */
function pathOfTheMachine() {
  const entries = (process.env.PATH ?? "").split(delimiter);
  return entries.filter((entry) => !entry.includes("node_modules")).join(delimiter);
}

/** Two npm scripts may start at once: the second waits for the first. A lock whose holder is dead is taken over. */
function holdLock() {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    while (!isLinked(own)) {
      if (isStale()) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  } finally {
    unlinkSync(own);
  }
}

function isLinked(own) {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function isStale() {
  try {
    if (Date.now() - statSync(lock).mtimeMs > lockLifeMs) return true;
    process.kill(Number(readFileSync(lock, "utf8")), 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

function lockfileHash() {
  return sha256(readFileSync(join(root, "package-lock.json")));
}

function sha256(data) {
  return createHash("sha256").update(data).digest("hex");
}

function fail(sentence) {
  process.stderr.write(`newsift: ${sentence}\n`);
  rmSync(lock, { force: true });
  process.exit(1);
}
