import { cueStage } from "./cue-stage.ts";

export const copyright = cueStage({
  name: "copyright",
  summary: "The owner's line and the licences at the foot of a site.",
  reason: "copyright",
  meaning: "an owner, a licence number or an operator, outside the text",
});
