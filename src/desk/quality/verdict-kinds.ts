import type { VerdictKind } from "../../core/document/verdict.ts";

const all: Readonly<Record<VerdictKind, true>> = {
  article: true,
  listing: true,
  spam: true,
  thin: true,
  blocked: true,
  "not-chinese": true,
};

/** In the order in which people are offered them. */
export const verdictKinds = Object.keys(all) as readonly VerdictKind[];
