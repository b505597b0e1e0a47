import type { VerdictSignal } from "./signal.ts";
import type { ReasonId } from "./reasons.ts";

/** Visible code points: the language of a shorter text is uncertain. */
const thresholds = { charsAtLeast: 40 };

/** The kept text is in another language, and Chinese is required. */
export const foreignLanguage: VerdictSignal<ReasonId> = {
  id: "foreign-language",
  kind: "not-chinese",
  overrulesProse: true,
  thresholds,
  find({ kept, language, metadata }) {
    const detected = metadata.language;
    const isForeign = detected !== undefined && detected !== "cmn" && detected !== "und";
    if (language === "any" || !isForeign || kept.chars < thresholds.charsAtLeast) return undefined;
    return [{ id: "foreign-language", evidence: { language: detected } }];
  },
};
