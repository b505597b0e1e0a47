import { findParatext } from "../features/paratext.ts";
import { defineStage } from "../document/stage.ts";

/** What benchmarks and corpora disagree about is the user's to decide. */
export const paratext = defineStage({
  name: "paratext",
  kind: "beside",
  zone: "body",
  summary: "Marks captions, datelines and standfirsts in the receipt; removes them where asked.",
  reasons: {
    caption: "the words below a picture",
    dateline: "place, day and agency before the first sentence",
    standfirst: "the summary between headline and text",
  },
  parts: ["captions", "datelines", "standfirsts"],
  defaults: { captions: "keep", datelines: "keep", standfirsts: "keep" },
  *run({ blocks }, options) {
    for (const { block, kind, span } of findParatext(blocks))
      if (options[`${kind}s`] !== "keep") yield { block, reason: kind, ...(span && { span }) };
  },
});
