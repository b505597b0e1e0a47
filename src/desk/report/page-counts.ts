/** The sections that count: from found to kept, by stage, by source, by time. */
import { html } from "hono/html";
import type { VerdictKind } from "../../core/document/verdict.ts";
import { strip, swatch } from "./charts.ts";
import type { Html } from "../pages/layout.ts";
import type { Fill } from "./charts.ts";
import type { Characters, Period, SourceCount } from "./counts.ts";
import type { Loss } from "./funnel.ts";
import { tableSection } from "./page-table.ts";
import type { Report } from "./report.ts";
import { percent } from "./words.ts";
import { formatCount } from "../../core/words/say.ts";

/** Where every character went: one strip, and its legend. */
export function charactersSection({ characters }: Report): Html {
  return html`<section>
    <h2>Where the characters went</h2>
    <p class="note">Every visible character of ${formatCount(characters.raw)} that the documents had.</p>
    <div class="whole">${strip(characterParts(characters), "tall")}</div>
    <ul class="legend">
      <li>
        ${swatch(0)} kept: ${formatCount(characters.kept)} (${percent(characters.kept, characters.raw)})
      </li>
      <li>
        ${swatch(1)} removed from articles: ${formatCount(characters.removed)}
        (${percent(characters.removed, characters.raw)})
      </li>
      <li>
        ${swatch(2)} on pages that are no articles: ${formatCount(characters.rejected)}
        (${percent(characters.rejected, characters.raw)})
      </li>
    </ul>
  </section>`;
}

function characterParts({ raw, kept, removed, rejected }: Characters) {
  const share = (part: number) => (raw === 0 ? 0 : part / raw);
  return [
    { share: share(kept), fill: 0 },
    { share: share(removed), fill: 1 },
    { share: share(rejected), fill: 2 },
  ] as const;
}

/** What is left at each step, and what became of the rest. */
export function funnelSection({ funnel }: Report): Html | "" {
  const most = Math.max(1, ...funnel.map((step) => step.count));
  return tableSection({
    title: "From found to kept",
    note: "What is left at each step, and what the step before had that this one has not.",
    items: funnel,
    columns: [
      { title: "step", kind: "name", cell: ({ step }) => step },
      { title: "chart", kind: "bar", cell: (step) => strip([{ share: step.count / most, fill: 0 }]) },
      { title: "left", kind: "number", cell: (step) => step.count },
      { title: "lost on the way", kind: "soft", cell: ({ lost }) => showLosses(lost) },
    ],
  });
}

function showLosses(lost: readonly Loss[]): string {
  return lost.map((loss) => `−${formatCount(loss.count)}\u00a0${loss.what}`).join(", ");
}

/** What each stage took out of articles, and what it put right. */
export function stagesSection({ stages, characters }: Report): Html | "" {
  const most = Math.max(1, ...stages.map(({ removedChars }) => removedChars));
  return tableSection({
    title: "Removed by stage",
    note: "Characters that each stage took out of articles, and how often it put others right.",
    items: stages,
    columns: [
      { title: "stage", kind: "name", cell: ({ stage }) => stage },
      { title: "chart", kind: "bar", cell: (one) => strip([{ share: one.removedChars / most, fill: 0 }]) },
      { title: "removed", kind: "number", cell: ({ removedChars }) => removedChars },
      { title: "of all", kind: "number", cell: (one) => percent(one.removedChars, characters.removed) },
      { title: "articles", kind: "number", cell: ({ documents }) => documents },
      { title: "replaced", kind: "number", cell: ({ replacements }) => replacements },
    ],
  });
}

/** Of each source: how much was kept, and which stages took most. */
export function sourcesSection({ sources }: Report): Html | "" {
  return tableSection({
    title: "By source",
    note: html`${swatch(0)} kept, ${swatch(1)} removed from articles, ${swatch(2)} on pages that are no
    articles; and the stages that removed most.`,
    items: sources,
    columns: [
      { title: "source", kind: "name", cell: ({ source }) => source ?? "without a source" },
      { title: "chart", kind: "bar", cell: ({ characters }) => strip(characterParts(characters)) },
      { title: "kept", kind: "number", cell: ({ characters }) => percent(characters.kept, characters.raw) },
      { title: "articles", kind: "number", cell: ({ articles }) => articles },
      { title: "of", kind: "number", cell: ({ documents }) => documents },
      { title: "characters", kind: "number", cell: ({ characters }) => characters.raw },
      { title: "removed mostly by", kind: "soft", cell: mostly },
    ],
  });
}

const STAGES_NAMED = 3;

function mostly({ stages, characters }: SourceCount): string {
  return stages
    .filter(({ removedChars }) => removedChars > 0)
    .slice(0, STAGES_NAMED)
    .map(({ stage, removedChars }) => `${stage}\u00a0${percent(removedChars, characters.removed)}`)
    .join(", ");
}

const fills: Readonly<Record<VerdictKind, Fill>> = {
  article: 0,
  listing: 1,
  thin: 2,
  blocked: 3,
  spam: 4,
  "not-chinese": 5,
};

/** What the documents turned out to be, by the time they came. */
export function verdictsSection({ periods, verdicts }: Report): Html | "" {
  const kinds = (Object.keys(fills) as VerdictKind[]).filter((kind) => verdicts[kind] !== undefined);
  const most = Math.max(1, ...periods.map(({ documents }) => documents));
  const partsOf = (period: Period) =>
    kinds.map((kind) => ({ share: (period.verdicts[kind] ?? 0) / most, fill: fills[kind] }));
  return tableSection<Period>({
    title: "Verdicts over time",
    note: "When documents arrived, and what they turned out to be.",
    items: periods,
    columns: [
      { title: "arrived", kind: "name", cell: ({ period }) => period },
      { title: "chart", kind: "bar", cell: (period) => strip(partsOf(period)) },
      { title: "documents", kind: "number", cell: ({ documents }) => documents },
      ...kinds.map((kind) => ({
        title: html`${swatch(fills[kind])} ${kind}`,
        kind: "number" as const,
        cell: (period: Period) => period.verdicts[kind] ?? 0,
      })),
    ],
  });
}
