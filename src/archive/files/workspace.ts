/** A workspace: a folder with config/, raw/ and clean/. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { editorSchemas } from "../../config/editor-schemas.ts";
import { WorkspaceError } from "../../core/errors.ts";
import { makeFolder, writeAtomically } from "./atomic.ts";

/** Absolute paths of its folders. */
export interface Workspace {
  readonly dir: string;
  readonly rawDir: string;
  readonly metaDir: string;
  /** What a browser made of pages, beside the bytes that came. */
  readonly renderedDir: string;
  readonly cleanDir: string;
  readonly supersededDir: string;
  readonly receiptDir: string;
  /** What people decided about documents. */
  readonly reviewDir: string;
  /** What happened in each run. */
  readonly runsDir: string;
  /** `.newsift`: locks, the frontier and what else can be rebuilt. */
  readonly stateDir: string;
}

/**
 * Writes nothing: what is missing beside `config/` is made when it is needed.
 * @throws {WorkspaceError} where the folder is none.
 */
export function openWorkspace(dir: string): Workspace {
  if (!isFolder(join(dir, "config"))) {
    const above = workspaceAbove(resolve(dir));
    const advice =
      above === undefined
        ? "Make one with `newsift init`, or name one with `--workspace`."
        : `The folder ${above} is one: go there, or name it with \`--workspace\`.`;
    throw new WorkspaceError(`${resolve(dir)} is no newsift workspace: it has no folder "config". ${advice}`);
  }
  return foldersOf(dir);
}

/** The nearest workspace that a folder lies in. It is only proposed: a command never writes above where it was called. */
function workspaceAbove(dir: string): string | undefined {
  const parent = dirname(dir);
  if (parent === dir) return undefined;
  return existsSync(join(parent, "config", "newsift.yaml")) ? parent : workspaceAbove(parent);
}

/**
 * Makes a folder into a workspace. In one that is a workspace already, only what is missing is added.
 * @throws {WorkspaceError} where the folder holds something else.
 * @throws {WriteError}
 */
export function initWorkspace(dir: string): Workspace {
  refuseForeign(dir);
  const workspace = foldersOf(dir);
  const config = join(dir, "config");
  for (const folder of [config, join(config, "sources"), workspace.rawDir, workspace.cleanDir]) {
    makeFolder(folder);
  }
  for (const [name, text] of editorSchemas()) writeAtomically(join(config, name), text);
  const settings = join(config, "newsift.yaml");
  if (!existsSync(settings)) writeAtomically(settings, readFileSync(template));
  return workspace;
}

/** The settings of newsift's own workspace are the defaults, explained. */
const template = fileURLToPath(new URL("../../../config/newsift.yaml", import.meta.url));

function refuseForeign(dir: string): void {
  if (!existsSync(dir) || isFolder(join(dir, "config"))) return;
  if (!isFolder(dir))
    throw new WorkspaceError(`${resolve(dir)} is a file: name a folder that is new or empty.`);
  const foreign = readdirSync(dir).find((name) => !name.startsWith("."));
  if (foreign !== undefined) {
    throw new WorkspaceError(
      `${resolve(dir)} is not empty (it holds "${foreign}"): name a folder that is new or empty.`,
    );
  }
}

function foldersOf(dir: string): Workspace {
  const root = resolve(dir);
  return {
    dir: root,
    rawDir: join(root, "raw"),
    metaDir: join(root, "raw", "meta"),
    renderedDir: join(root, "raw", "rendered"),
    cleanDir: join(root, "clean"),
    supersededDir: join(root, "clean", "superseded"),
    receiptDir: join(root, "clean", "receipts"),
    reviewDir: join(root, "review"),
    runsDir: join(root, "runs"),
    stateDir: join(root, ".newsift"),
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
