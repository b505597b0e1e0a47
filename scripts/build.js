/** Builds `dist/` for publishing: compiled sources, and beside them the files that they read at run time. */
import { spawnSync } from "node:child_process";
import { cpSync, rmSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);

rmSync("dist", { recursive: true, force: true });
const tsc = spawnSync("tsc", ["-p", "tsconfig.build.json"], {
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
const launcher = join("src", "cli", "launcher.js");
cpSync("src", "dist", {
  recursive: true,
  // The launcher runs from the sources; what a browser runs is no source of ours to compile.
  filter: (path) =>
    statSync(path).isDirectory() || (![".ts", ".md"].includes(extname(path)) && path !== launcher),
});
