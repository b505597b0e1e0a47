/**
 * Loaded before a program (`node --import`), kills it before it renames or removes a file for the so-manyth time: the
 * environment's `KILL_AT`, from 1 on.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

let left = Number(process.env["KILL_AT"]);

function countdown(): void {
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
}

const { renameSync, rmSync } = fs;
fs.renameSync = (...args) => {
  countdown();
  renameSync(...args);
};
fs.rmSync = (...args) => {
  countdown();
  rmSync(...args);
};
syncBuiltinESMExports();
