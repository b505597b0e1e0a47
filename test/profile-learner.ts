/** A process that learns the profiles of a workspace again and again: `node profile-learner.ts <workspace>`. A line for each time. */
import { writeSync } from "node:fs";
import { learnProfiles } from "../src/store/learning.ts";
import { openProfileStore } from "../src/store/profile.ts";
import { openRawStore } from "../src/store/raw.ts";
import { openWorkspace } from "../src/store/workspace.ts";

const workspace = openWorkspace(process.argv[2]!);
for (;;) {
  await openProfileStore(workspace).replaceAll(learnProfiles(openRawStore(workspace), () => {}));
  writeSync(1, "learned\n");
}
