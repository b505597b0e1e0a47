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
    const told = metadata.language;
    const isForeign = told !== undefined && told !== "cmn" && told !== "und";
    if (language === "any" || !isForeign || kept.chars < thresholds.charsAtLeast) return undefined;
    return [{ id: "foreign-language", evidence: { language: told } }];
  },
};
