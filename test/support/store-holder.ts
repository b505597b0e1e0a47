/** A process that takes a workspace: `node store-holder.ts <workspace>`. Says so, and holds it until its input ends. */
import { text } from "node:stream/consumers";
import { writeSync } from "node:fs";
import { LockedError } from "../../src/core/errors.ts";
import { lockWorkspace } from "../../src/archive/upkeep/lock.ts";
import { openWorkspace } from "../../src/archive/files/workspace.ts";

try {
  const lock = await lockWorkspace(openWorkspace(process.argv[2]!), "newsift crawl");
  writeSync(1, "held\n");
  await text(process.stdin);
  lock.release();
} catch (error) {
  if (!(error instanceof LockedError)) throw error;
  writeSync(1, `${error.message}\n`);
}
