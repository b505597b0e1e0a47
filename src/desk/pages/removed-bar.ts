/** What went of a document, kind by kind, as a bar. */
import { html } from "hono/html";
import type { ListedDocument } from "../../archive/records/catalogue-list.ts";
import type { Html } from "./layout.ts";
import { sum } from "../../core/text/numbers.ts";
import type { PageWords } from "../words/words-en.ts";
import type { StageKind } from "../../core/document/stage.ts";
import { stageKind, stageKinds } from "../../core/words/stages.ts";
import { formatShare } from "../../core/words/say.ts";

/** Visible code points removed, by kind, the largest first. */
export function removedByKind(
  removed: Readonly<Record<string, number>>,
): readonly (readonly [StageKind, number])[] {
  const sums = new Map<StageKind, number>();
  for (const [stage, chars] of Object.entries(removed)) {
    const kind = stageKind(stage);
    sums.set(kind, (sums.get(kind) ?? 0) + chars);
  }
  return stageKinds
    .flatMap((kind) => (sums.has(kind) ? [[kind, sums.get(kind)!] as const] : []))
    .toSorted(([, a], [, b]) => b - a);
}

/** What went of the whole, kind by kind; in words too, for those who see no colours. */
export function removedBar(words: PageWords, { chars, removed }: ListedDocument): Html {
  const parts = removedByKind(removed);
  const names = words.stageKinds;
  const total = sum(parts, ([, own]) => own);
  if (chars === 0 || total === 0) return html`<span class="none">${words.nothingRemoved}</span>`;
  const label = parts.map(([kind, own]) => `${names[kind]} ${formatShare(own / chars)}`).join(", ");
  let at = 0;
  const segments = parts.map(([kind, own]) => {
    const width = (own / Math.max(chars, total)) * 100;
    at += width;
    return html`<rect
      class="kind-${kind}"
      x="${(at - width).toFixed(2)}"
      width="${Math.max(width - 0.4, 0.4).toFixed(2)}"
      height="6"
    ></rect>`;
  });
  return html`<svg viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="${label}">
      <rect class="rest" width="100" height="6"></rect>
      ${segments}
    </svg>
    <span class="share" title="${label}"
      ><b>${formatShare(total / Math.max(chars, total))}</b> ${words.removedShare}
      <span class="most">${names[parts[0]![0]]}</span></span
    >`;
}
