/** The registry of verdict signals, in the order of evaluation. */
import { blockedNotice } from "./blocked-notice.ts";
import { endlessPage, linksOnly, tooLittle } from "./empty-page.ts";
import { foreignLanguage } from "./foreign-language.ts";
import { listShape } from "./list-shape.ts";
import { plantedLinks } from "./planted-links.ts";
import type { VerdictSignal } from "./signal.ts";
import { teasers } from "./teasers.ts";

/** The first with reasons decides. */
export const verdictSignals: readonly VerdictSignal[] = [
  endlessPage,
  blockedNotice,
  plantedLinks,
  foreignLanguage,
  linksOnly,
  tooLittle,
  teasers,
  listShape,
];
