import { matchKey } from "../cues/match.ts";
import { findHeadline } from "../measures/headline.ts";
import { proseRange } from "../measures/prose-range.ts";
import { defineStage } from "./define.ts";

/** Between a headline and the site's name in `<title>`. */
const SITE_SEPARATOR =
  /\s*[_|｜]\s*|\s+[-–—]+\s+|\s*--+\s*|(?<=[\p{Script=Han}”」》！？!?])[-–—](?=[\p{Script=Han}\w.]{2,16}$)/u;

/** A longer <title> is no headline, with or without a site's name. */
const TITLE_UNITS_AT_MOST = 500;

export const headline = defineStage({
  name: "headline",
  summary: "The headline stands once: repeats of it and the site's name behind it go.",
  reasons: {
    "repeated-headline": "the same words as the headline, above or right below it",
    "title-tag": "the page's <title>, where the headline stands on the page itself",
    "site-name": "what the <title> adds to the headline: channel, site",
  },
  defaults: {
    // A headline printed again as the first line of the text: among these many blocks below it.
    repeatsWithin: 12,
  },
  *run({ blocks, metadata }, { repeatsWithin }, { cues }) {
    const range = proseRange(blocks, cues);
    const at = findHeadline(blocks, metadata.title, range);
    const title = blocks.find(({ kind }) => kind === "title");
    if (at === undefined) {
      const suffix = title && title.text.length <= TITLE_UNITS_AT_MOST && SITE_SEPARATOR.exec(title.text);
      if (title && suffix)
        yield { block: title.index, span: [suffix.index, title.text.length], reason: "site-name" };
      return;
    }
    if (title) yield { block: title.index, reason: "title-tag" };
    const chosen = matchKey(blocks[at]!.text);
    for (const [other, block] of blocks.entries()) {
      if (other !== at && block !== title && other <= at + repeatsWithin && matchKey(block.text) === chosen) {
        yield { block: block.index, reason: "repeated-headline" };
      }
    }
  },
});
