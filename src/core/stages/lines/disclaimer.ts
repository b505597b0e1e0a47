import { cueStage } from "./cue-stage.ts";

export const disclaimer = cueStage({
  name: "disclaimer",
  summary: "Removes statements of a site or platform about rights and responsibility.",
  reason: "disclaimer",
  meaning: "the template words of a disclaimer, outside the text",
});
