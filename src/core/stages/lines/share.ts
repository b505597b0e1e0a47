import { cueStage } from "./cue-stage.ts";

export const share = cueStage({
  name: "share",
  summary: "Removes share bars, QR prompts, tags and requests to follow an account.",
  reason: "share",
  meaning: "a short line of share buttons or prompts, or one outside the text",
  // A text is signed off with END or — end —; like this a program ends a block.
  exception: /^\s*end\s*;?\s*$/,
});
