import { cueStage } from "./cue-stage.ts";

export const prevNext = cueStage({
  name: "prev-next",
  kind: "links",
  summary: "Removes links to the previous and the next page of the site.",
  reason: "prev-next",
  meaning: "a short line that begins 上一篇, 下一条, …",
});
