/** Stages and their reasons in words. English is what the stages say themselves; other languages have a table. */
import { stages } from "../stages/index.ts";
import { en, type StageWords, type Words } from "./en.ts";

/** What a stage removes, in few kinds: each has a colour, and a name beside it. */
export type StageKind = keyof Words["stageKinds"];
export const stageKinds = Object.keys(en.stageKinds) as readonly StageKind[];

const kindOfStage: ReadonlyMap<string, StageKind> = new Map(
  Object.entries({
    "sup-sub-ruby": "characters",
    "blank-lines": "characters",
    "front-matter": "credits",
    markup: "characters",
    "duplicate-body": "beside",
    "index-header": "credits",
    breadcrumb: "links",
    headline: "credits",
    "link-farm": "spam",
    navigation: "links",
    share: "site",
    appeal: "site",
    contact: "spam",
    disclaimer: "site",
    copyright: "site",
    records: "links",
    "appended-article": "links",
    "prev-next": "links",
    "headline-list": "links",
    related: "links",
    comments: "site",
    paratext: "beside",
    byline: "credits",
    inserts: "site",
    "site-template": "site",
    injected: "spam",
    content: "beside",
    unicode: "characters",
    "inserted-readings": "characters",
    "obfuscated-words": "characters",
    punctuation: "characters",
    "white-space": "characters",
    review: "person",
    joining: "credits",
  } satisfies Record<string, StageKind>),
);

/** Stages that are none of ours (of a later version, of a damaged receipt) count as the rest. */
export function stageKind(stage: string): StageKind {
  return kindOfStage.get(stage) ?? "beside";
}

/** All stages that a receipt may name, in order. */
export const stageNames: readonly string[] = [...kindOfStage.keys()];

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
