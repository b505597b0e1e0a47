import { visibleLength } from "../text/characters.ts";
import { hundredths, sum } from "../text/numbers.ts";
import type { VerdictSignal } from "./signal.ts";
import type { ReasonId } from "./reasons.ts";

const thresholds = {
  // From this share of the page on, planted links are what it is for,
  farmShare: 0.5,
  // unless it has so much prose: then it is somebody's story, whatever was planted around it.
  storyAtLeast: 120,
  // The same where there is next to no prose, and less than there are planted links.
  emptyFarmShare: 0.2,
  proseAtLeast: 40,
};

/** Planted (spam) links, visible or hidden, are most of the page. */
export const plantedLinks: VerdictSignal<ReasonId> = {
  id: "planted-links",
  kind: "spam",
  overrulesProse: true,
  thresholds,
  find({ original, kept, changes, stages }) {
    const { farmShare, storyAtLeast, emptyFarmShare, proseAtLeast } = thresholds;
    const farm = sum(
      changes.filter(({ stage }) => stages.get(stage)?.isPlanted),
      ({ before }) => visibleLength(before),
    );
    const page = sum(original.blocks, ({ kind, facts }) => (kind === "title" ? 0 : facts.chars));
    const isFarmed = farm > farmShare * page && kept.prose < storyAtLeast;
    const isEmpty = farm > emptyFarmShare * page && farm > kept.prose && kept.prose < proseAtLeast;
    if (!isFarmed && !isEmpty) return undefined;
    return [{ id: "planted-links", evidence: { share: hundredths(farm / page) } }];
  },
};
