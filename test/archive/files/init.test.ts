import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadConfig, loadSources } from "../../../src/config/load.ts";
import { configSchema } from "../../../src/config/schema.ts";
import { WorkspaceError } from "../../../src/core/errors.ts";
import { initWorkspace, openWorkspace } from "../../../src/archive/files/workspace.ts";
import { temporaryFolder } from "../../support/store-workspace.ts";

const made = [
  "clean",
  "config",
  "config/newsift.schema.json",
  "config/newsift.yaml",
  "config/source.schema.json",
  "config/sources",
  "raw",
];

function contents(folder: string): readonly string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).toSorted();
}

test("a new folder becomes a workspace with the defaults", () => {
  const dir = join(temporaryFolder(), "new", "corpus");
  const workspace = initWorkspace(dir);
  expect(contents(dir)).toEqual(made);
  expect(openWorkspace(dir)).toEqual(workspace);
  expect(loadConfig(workspace)).toEqual(configSchema.parse({}));
  expect(loadSources(workspace)).toEqual([]);
});

test("an empty folder, or one under version control, becomes a workspace", () => {
  const dir = temporaryFolder();
  mkdirSync(join(dir, ".git"));
  initWorkspace(dir);
  expect(contents(dir)).toEqual([".git", ...made]);
});

test("in a workspace, only what is missing is added", () => {
  const dir = temporaryFolder();
  initWorkspace(dir);
  writeFileSync(join(dir, "config", "newsift.yaml"), "language: any\n");
  writeFileSync(join(dir, "notes.txt"), "mine");
  initWorkspace(dir);
  expect(readFileSync(join(dir, "config", "newsift.yaml"), "utf8")).toBe("language: any\n");
  expect(contents(dir)).toEqual([...made, "notes.txt"].toSorted());
});

test("a folder with something else in it is refused and left alone", () => {
  const dir = temporaryFolder();
  writeFileSync(join(dir, "thesis.docx"), "");
  expect(() => initWorkspace(dir)).toThrow(
    new WorkspaceError(`${dir} is not empty (it holds "thesis.docx"): name a folder that is new or empty.`),
  );
  expect(() => initWorkspace(join(dir, "thesis.docx"))).toThrow(
    new WorkspaceError(`${dir}/thesis.docx is a file: name a folder that is new or empty.`),
  );
  expect(contents(dir)).toEqual(["thesis.docx"]);
});

test.for(["", "missing"])("opening %j, which is no workspace, is refused", (name) => {
  const dir = join(temporaryFolder(), name);
  expect(() => openWorkspace(dir)).toThrow(
    new WorkspaceError(
      `${dir} is no newsift workspace: it has no folder "config". Make one with \`newsift init\`, or name one with \`--workspace\`.`,
    ),
  );
});
