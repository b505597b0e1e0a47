/** Stages and their reasons in words. English is what the stages say themselves; other languages have a table. */
import type { StageKind } from "../document/stage.ts";
import { stages } from "../stages/index.ts";
import { en, type StageWords, type Words } from "./en.ts";

export const stageKinds = Object.keys(en.stageKinds) as readonly StageKind[];

/** Who else makes changes: pages of one article are joined. */
const JOINING = "joining";

/** Stages that are none of ours (of a later version, of a damaged receipt) count as the rest. */
export function stageKind(name: string): StageKind {
  if (name === JOINING) return "credits";
  return stages.find((stage) => stage.name === name)?.kind ?? "beside";
}

/** All stages that a receipt may name, in order. */
export const stageNames: readonly string[] = [...stages.map(({ name }) => name), JOINING];

export function stageName({ stages: own }: Words, stage: string): string {
  return wordsOfStage(own, stage)?.name ?? stage;
}

/** What the reason means, in words; the reason itself where nobody knows. */
export function reasonMeaning({ stages: own }: Words, stage: string, reason: string): string {
  const meanings = wordsOfStage(own, stage)?.reasons ?? stages.find(({ name }) => name === stage)?.reasons;
  return meanings !== undefined && Object.hasOwn(meanings, reason) ? meanings[reason]! : reason;
}

export function evidenceName({ evidence }: Words, name: string): string {
  return Object.hasOwn(evidence, name) ? evidence[name]! : name;
}

function wordsOfStage(all: StageWords, stage: string): StageWords[string] | undefined {
  return Object.hasOwn(all, stage) ? all[stage] : undefined;
}
