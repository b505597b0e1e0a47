/** Who imports whom in `src/`: type imports and `import()` count as much as any other. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

export interface Import {
  /** `src/…` for a file of ours, else the package as it is named. */
  readonly target: string;
  /** Read when it is called for, or by the type checker only. */
  readonly isLazy: boolean;
}

/** All that git would keep of a folder. @param folder relative to the project */
export function filesBelow(folder: string, ignored: readonly string[] = []): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (ignored.includes(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(path, ignored) : [path];
  });
}

/** @param file relative to the project */
export function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const statements = text.matchAll(
    /^(?:import|export)\s+(?<type>type\s)?(?:[^"'`;]*?\sfrom\s+)?["'](?<target>[^"']+)["']/gmu,
  );
  const calls = text.matchAll(/\bimport\(\s*["'](?<target>[^"']+)["']\s*\)/gu);
  const found = [
    ...[...statements].map(({ groups }) => ({ name: groups!.target!, isLazy: groups!.type !== undefined })),
    ...[...calls].map(({ groups }) => ({ name: groups!.target!, isLazy: true })),
  ];
  return found.map(({ name, isLazy }) => ({
    target: name.startsWith(".") ? relative(root, resolve(root, dirname(file), name)) : name,
    isLazy,
  }));
}

/** Whether an import is of one of these packages, or of a part of one. */
export function isPackage(target: string, ...names: readonly string[]): boolean {
  return names.some((name) => target === name || target.startsWith(`${name}/`));
}

/** Others may import all of what these hold; what they hold themselves knows nothing of them. */
const faces = ["src/core/index.ts"];

/** `core/stages/lines` of `src/core/stages/lines/share.ts`: the folder that a file of `src/` lies in. */
export const roomOf = (file: string): string =>
  (faces.includes(file) ? file : dirname(file)).replace(/^src\/?/u, "");

/**
 * Those that can be reached from themselves, each circle once.
 * @param targetsOf the edges of the graph
 */
export function circlesOf(
  nodes: readonly string[],
  targetsOf: (node: string) => readonly string[],
): readonly (readonly string[])[] {
  const circles = new Map<string, readonly string[]>();
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string): void => {
    const at = path.indexOf(node);
    if (at >= 0) circles.set(path.slice(at).toSorted().join(), path.slice(at));
    if (at >= 0 || done.has(node)) return;
    path.push(node);
    for (const target of targetsOf(node)) visit(target);
    path.pop();
    done.add(node);
  };
  for (const node of nodes) visit(node);
  return [...circles.values()];
}
