/** The stages, in order. This is the only registry: config may switch one off or tune it, never reorder. */
import type { Stage } from "../document/stage.ts";
import { appeal } from "./lines/appeal.ts";
import { blankLines } from "./lines/blank-lines.ts";
import { breadcrumb } from "./lines/breadcrumb.ts";
import { byline } from "./lines/byline.ts";
import { comments } from "./sections/comments.ts";
import { contact } from "./lines/contact.ts";
import { content } from "./sections/content.ts";
import { duplicateBody } from "./sections/duplicate-body.ts";
import { copyright } from "./lines/copyright.ts";
import { disclaimer } from "./lines/disclaimer.ts";
import { obfuscatedWords } from "./characters/obfuscated-words.ts";
import { frontMatter } from "./lines/front-matter.ts";
import { headlineList } from "./sections/headline-list.ts";
import { headline } from "./lines/headline.ts";
import { siteTemplate } from "./sections/site-template.ts";
import { indexHeader } from "./lines/index-header.ts";
import { injected } from "./lines/injected.ts";
import { inserts } from "./lines/inserts.ts";
import { linkFarm } from "./sections/link-farm.ts";
import { markup } from "./lines/markup.ts";
import { navigation } from "./sections/navigation.ts";
import { appendedArticle } from "./sections/appended-article.ts";
import { prevNext } from "./lines/prev-next.ts";
import { related } from "./sections/related.ts";
import { records } from "./sections/records.ts";
import { paratext } from "./paratext.ts";
import { review } from "./review.ts";
import { punctuation } from "./characters/punctuation.ts";
import { share } from "./lines/share.ts";
import { supSubRuby } from "./characters/sup-sub-ruby.ts";
import { unicode } from "./characters/unicode.ts";
import { insertedReadings } from "./characters/inserted-readings.ts";
import { whiteSpace } from "./characters/white-space.ts";

/** What puts characters right and takes no line away: behind the removals, and all that `repair` runs. */
export const characterStages: readonly Stage[] = [
  unicode,
  insertedReadings,
  obfuscatedWords,
  punctuation,
  whiteSpace,
];

export const stages: readonly Stage[] = [
  // What HTML said by height alone, while lines are as they came.
  supSubRuby,
  // What is no text at all.
  blankLines,
  frontMatter,
  markup,
  // What stands there twice, before it is weighed.
  duplicateBody,
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
  appendedArticle,
  prevNext,
  headlineList,
  related,
  comments,
  byline,
  inserts,
  // What the host's other pages show to be the site's. Behind the kinds, so that each line goes by its own name
  // and with its metadata; before the choice of the text, which a site's standing prose must not win.
  siteTemplate,
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
