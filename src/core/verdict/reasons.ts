/** Every reason that a verdict may give: `core/words` says them. */
import type { ListFeature } from "./list-features.ts";

export const reasonIds = [
  "prose",
  "endless-page",
  "blocked-notice",
  "planted-links",
  "foreign-language",
  "links-only",
  "teasers",
  "list-shape",
  "too-little",
  "scripted",
  "not-opened",
  "judged-by-person",
  "wrong-charset",
  "lost-bytes",
  "said",
] as const;

export type ReasonId = (typeof reasonIds)[number] | ListFeature;
