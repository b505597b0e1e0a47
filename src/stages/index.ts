/** The stages, in order. This is the only registry: config may switch one off or tune it, never reorder. */
import type { Stage } from "../types.ts";
import { appeal } from "./appeal.ts";
import { blankLines } from "./blank-lines.ts";
import { breadcrumb } from "./breadcrumb.ts";
import { byline } from "./byline.ts";
import { comments } from "./comments.ts";
import { contact } from "./contact.ts";
import { content } from "./content.ts";
import { copies } from "./copies.ts";
import { copyright } from "./copyright.ts";
import { disclaimer } from "./disclaimer.ts";
import { dodges } from "./dodges.ts";
import { frontMatter } from "./front-matter.ts";
import { headlineList } from "./headline-list.ts";
import { headline } from "./headline.ts";
import { hostRepeats } from "./host-repeats.ts";
import { indexHeader } from "./index-header.ts";
import { injected } from "./injected.ts";
import { inserts } from "./inserts.ts";
import { linkFarm } from "./link-farm.ts";
import { markup } from "./markup.ts";
import { navigation } from "./navigation.ts";
import { nextStory } from "./next-story.ts";
import { prevNext } from "./prev-next.ts";
import { related } from "./related.ts";
import { records } from "./records.ts";
import { paratext } from "./paratext.ts";
import { review } from "./review.ts";
import { punctuation } from "./punctuation.ts";
import { share } from "./share.ts";
import { supSubRuby } from "./sup-sub-ruby.ts";
import { unicode } from "./unicode.ts";
import { wedges } from "./wedges.ts";
import { whiteSpace } from "./white-space.ts";

/** What puts characters right and takes no line away: behind the removals, and all that `repair` runs. */
export const characterStages: readonly Stage[] = [unicode, wedges, dodges, punctuation, whiteSpace];

export const stages: readonly Stage[] = [
  // What HTML said by height alone, while lines are as they came.
  supSubRuby,
  // What is no text at all.
  blankLines,
  frontMatter,
  markup,
  // What stands there twice, before it is weighed.
  copies,
  // Before it is weighed too, for it may outweigh the text.
  records,
  // What stands above an article.
  indexHeader,
  breadcrumb,
  headline,
  // What knows itself by its own shape.
  linkFarm,
  navigation,
  // Single lines, by their words and where they stand.
  share,
  appeal,
  contact,
  disclaimer,
  copyright,
  // Where an article is over.
  nextStory,
  prevNext,
  headlineList,
  related,
  comments,
  byline,
  inserts,
  // What the host's other pages show to be the site's. Behind the kinds, so that each line goes by its own name
  // and with its metadata; before the choice of the text, which a site's standing prose must not win.
  hostRepeats,
  // Before the choice of the text too: planted words are no mark of it, nor do they take a paragraph with them.
  injected,
  // The rest: what is not the article.
  content,
  ...characterStages,
  // What is the article's for some, and not for others.
  paratext,
  // What people decided.
  review,
];
