/** A process that learns the profiles of a workspace again and again: `node profile-learner.ts <workspace>`. A line for each time. */
import { writeSync } from "node:fs";
import { learnProfiles } from "../../src/archive/upkeep/learn-profiles.ts";
import { openProfileStore } from "../../src/archive/clean/profile.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import { openWorkspace } from "../../src/archive/files/workspace.ts";

const workspace = openWorkspace(process.argv[2]!);
for (;;) {
  await openProfileStore(workspace).replaceAll(learnProfiles(openRawStore(workspace), () => {}));
  writeSync(1, "learned\n");
}
