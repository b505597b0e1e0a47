import type { Command } from "commander";
import { openProfileStore } from "../../../archive/clean/profile.ts";
import type { Workspace } from "../../../archive/files/workspace.ts";
import { openRawStore } from "../../../archive/raw/raw.ts";
import { learnProfiles, recurrence } from "../../../archive/upkeep/learn-profiles.ts";
import type { Profile, RepeatedBlock } from "../../../core/document/profile.ts";
import { WorkspaceError } from "../../../core/errors.ts";
import {
  type JsonOption,
  type WorkspaceOption,
  jsonOption,
  workspaceOption,
} from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";
import { table, visible } from "../../terminal/terminal.ts";
import { chosenWorkspace, locked } from "../../terminal/workspace.ts";
import { formatShare } from "../../../core/words/say.ts";

interface ProfileOptions extends WorkspaceOption, JsonOption {
  readonly learn?: boolean;
}

export function defineProfile(command: Command, session: Session): void {
  command
    .argument("[host]", "as in its addresses, with a port that is not the usual one (default: all hosts)")
    .option("--learn", "first learn it for every host of raw/, in place of what was learned before")
    .addOption(workspaceOption)
    .addOption(jsonOption)
    .action(async (host: string | undefined, options: ProfileOptions) => {
      const workspace = await chosenWorkspace(session, options);
      if (options.learn)
        await locked(session, workspace, { command: "profile --learn" }, () => learn(session, workspace));
      const store = openProfileStore(workspace);
      if (host === undefined) {
        const profiles = store.list();
        if (options.json)
          session.printJson({ profiles: profiles.map(summarize), failures: session.failures });
        else printHosts(session, profiles);
      } else {
        const profile = store.read(host);
        if (profile === undefined) throw await unknown(host);
        if (options.json) session.printJson({ ...describe(profile), failures: session.failures });
        else printBlocks(session, profile);
      }
    });
}

/** Learns all profiles anew. A document that cannot be read is named, and the others count. */
async function learn(session: Session, workspace: Workspace): Promise<void> {
  let read = 0;
  const profiles = learnProfiles(openRawStore(workspace), ({ error }) => {
    if (error !== undefined) session.fail(error);
    session.status(`read ${(read += 1)}`);
    session.io.signal?.throwIfAborted();
  });
  await openProfileStore(workspace).replaceAll(profiles);
}

async function unknown(host: string): Promise<WorkspaceError> {
  return new WorkspaceError(
    `Nothing is known of the host "${host}": learn with \`newsift profile --learn\`, for which raw/ must hold ${recurrence.documentsAtLeast} of its pages; \`newsift profile\` lists the hosts that are known.`,
  );
}

function summarize({ host, hash, documents, firstSeen, lastSeen, blocks }: Profile) {
  return { host, hash, documents, firstSeen, lastSeen, blocks: blocks.size };
}

function describe(profile: Profile) {
  const blocks = Array.from(profile.blocks.values(), (block) => ({ ...block, share: share(block, profile) }));
  return { ...summarize(profile), blocks };
}

function printHosts(session: Session, profiles: readonly Profile[]): void {
  if (profiles.length === 0) {
    return session.print("No host is known yet: learn with `newsift profile --learn`.");
  }
  const columns = [
    { name: "documents", align: "right" },
    { name: "repeated", align: "right" },
    { name: "first seen" },
    { name: "last seen" },
    { name: "host" },
  ] as const;
  const rows = profiles.map(({ host, documents, blocks, firstSeen, lastSeen }) => [
    String(documents),
    String(blocks.size),
    day(firstSeen),
    day(lastSeen),
    visible(host),
  ]);
  for (const line of table(columns, rows, session.paint, session.columns)) session.print(line);
}

function printBlocks(session: Session, profile: Profile): void {
  const columns = [
    { name: "share", align: "right" },
    { name: "documents", align: "right" },
    { name: "first seen" },
    { name: "last seen" },
    { name: "block" },
  ] as const;
  const rows = Array.from(profile.blocks.values(), (block) => [
    formatShare(share(block, profile)),
    String(block.documents),
    day(block.firstSeen),
    day(block.lastSeen),
    visible(block.text),
  ]);
  for (const line of table(columns, rows, session.paint, session.columns)) session.print(line);
  session.print("");
  session.print(
    `${profile.blocks.size} blocks that ${profile.documents} documents of ${profile.host} repeat`,
  );
}

function share({ documents }: RepeatedBlock, profile: Profile): number {
  return documents / profile.documents;
}

/** The day of a moment, as it was in Greenwich. */
function day(moment: string): string {
  return moment.slice(0, 10);
}
