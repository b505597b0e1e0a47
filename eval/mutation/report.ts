/** What a run over mutants tells a person. */
import { dirname } from "node:path";
import type { FileMutant, Outcome } from "./run-mutants.ts";

/** The score of each room and of all, behind the mutants that survived. */
export function formatOutcomes(outcomes: readonly Outcome[]): string {
  const survivors = outcomes.filter(({ killedBy }) => killedBy === undefined);
  const rooms = [...Map.groupBy(outcomes, ({ file }) => dirname(file))].toSorted(([a], [b]) =>
    a.localeCompare(b),
  );
  const width = Math.max(...rooms.map(([room]) => room.length), "room".length);
  const row = (name: string, cells: readonly (string | number)[]) =>
    [name.padEnd(width), ...cells.map((cell) => `${cell}`.padStart(9))].join("");
  return [
    ...survivors.map((survivor) => formatMutant(survivor)),
    "",
    row("room", ["mutants", "killed", "survived", "score"]),
    ...rooms.map(([room, own]) => row(room, figuresOf(own))),
    row("all", figuresOf(outcomes)),
    "",
  ].join("\n");
}

export function formatMutant({ file, line, kind, change }: FileMutant): string {
  return `${file}:${line} ${kind} ${change}`;
}

function figuresOf(outcomes: readonly Outcome[]): readonly (string | number)[] {
  const killed = outcomes.filter(({ killedBy }) => killedBy !== undefined).length;
  const score = outcomes.length === 0 ? 1 : killed / outcomes.length;
  return [outcomes.length, killed, outcomes.length - killed, `${(100 * score).toFixed(1)} %`];
}
