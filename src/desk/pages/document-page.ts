/** The page of a document: what it is, what was done to it, and the means to put it right. */
import { html } from "hono/html";
import type { ListedDocument, Selection } from "../../archive/records/catalogue-list.ts";
import type { Receipt } from "../../core/document/receipt.ts";
import type { Verdict } from "../../core/document/verdict.ts";
import { about, decisions } from "./about.ts";
import { JUDGE_FORM } from "./judge-form.ts";
import { type Html, layout, notice, type View } from "./layout.ts";
import { attentionFlagsOf } from "../quality/attention-flags.ts";
import { removedByKind } from "./removed-bar.ts";
import type { Upcoming } from "../quality/order.ts";
import { showRow } from "./row-view.ts";
import { writeSelection } from "./selection.ts";
import type { DocumentView } from "../quality/document-view.ts";
import { toolbar } from "./toolbar.ts";
import { reasonMeaning, stageName, evidenceName } from "../../core/words/stages.ts";
import { formatCount, formatShare, sayAll } from "../../core/words/say.ts";
import type { PageWords } from "../words/words-en.ts";

export interface DocumentContent {
  readonly sheet: DocumentView;
  /** Absent where the catalogue does not know it. */
  readonly document: ListedDocument | undefined;
  readonly selection: Selection;
  readonly previous?: string;
  readonly next?: string;
  /** Its place in the selection, from 1 on, and how many are there. */
  readonly place: readonly [number, number];
  /** What stands there now was approved. */
  readonly isApproved: boolean;
  readonly editing: string | undefined;
  readonly draft: string | undefined;
  /** Why a decision has not reached the text yet. */
  readonly pending: string | undefined;
  /** Why it is up for review. */
  readonly whyUp: Upcoming["why"] | undefined;
  readonly done?: Html;
}

export function documentPage(view: View, content: DocumentContent): Html {
  const { words } = view;
  const { sheet, selection, pending, document, editing, draft } = content;
  const { id, receipt, rows, problems } = sheet;
  const title = receipt?.metadata.title ?? document?.title ?? sheet.sidecar?.importedFrom ?? words.untitled;
  const here = `/documents/${id}${writeSelection(selection)}`;
  const stale = new Set(receipt?.stale);
  const context = { words, here, stale, editing, draft };
  return layout(view, {
    title: `${title} · ${id.split("_")[0]}`,
    name: "sheet",
    aside: way(words, content),
    content: html`
      ${content.done ?? ""}
      ${pending === undefined ? "" : notice("warning", html`<p data-pending>${words.pending(pending)}</p>`)}
      <form
        id="${JUDGE_FORM}"
        method="post"
        action="/documents/${id}/decisions${writeSelection(selection)}"
      ></form>
      <div class="head">
        <h1 lang="zh">${title}</h1>
        <p class="where">
          <span class="number">${id.split("_")[0]}</span>
          ${receipt === undefined ? "" : html`<span class="verdict verdict-${receipt.verdict.kind}">${words.verdicts[receipt.verdict.kind]}</span>`}
          ${[receipt?.metadata.source, document?.host, receipt?.metadata.published?.slice(0, 10)]
            .filter((part) => part !== undefined)
            .map((part) => html`<span>${part}</span>`)}
        </p>
        ${receipt === undefined ? "" : reasons(words, receipt)}
        ${document === undefined ? "" : flags(words, document, content.whyUp)}
      </div>
      ${toolbar(words, sheet, selection, content.isApproved)}
      ${
        problems.length === 0
          ? ""
          : notice(
              "warning",
              html`<h2>${words.problemHeading}</h2>
                ${problems.map((problem) => html`<p lang="en">${problem}</p>`)}
                <p>${words.mend(id)}</p>`,
            )
      }
      ${receipt === undefined ? "" : legend(words, receipt)}
      ${
        rows.length === 0
          ? ""
          : html`<div class="columns" aria-hidden="true">
                <span>${words.raw}</span><span>${words.clean}</span>
              </div>
              <ol class="rows" lang="zh">
                ${rows.map((row, at) => showRow(row, rows[at - 1], context))}
              </ol>`
      }
      ${decisions(words, sheet)} ${about(words, sheet)}
    `,
  });
}

/** To its neighbours in the list, and back to it. */
function way(words: PageWords, { selection, previous, next, place }: DocumentContent): Html {
  const link = (id: string | undefined, label: string, key: string) =>
    id === undefined
      ? html`<span class="button quiet off">${label}</span>`
      : html`<a class="button quiet" href="/documents/${id}${writeSelection(selection)}" data-key="${key}"
          >${label} <kbd>${key}</kbd></a
        >`;
  return html`<nav class="way">
    <a class="button quiet" href="/${writeSelection(selection)}" data-key="l">${words.back} <kbd>l</kbd></a>
    ${link(previous, words.previous, "p")}
    <span class="place">${words.place(...place)}</span>
    ${link(next, words.next, "n")}
  </nav>`;
}

function reasons(words: PageWords, { verdict, ownVerdict }: Receipt): Html {
  const told = (own: Verdict) => sayAll(words.verdictReasons, own.reasons);
  return html`<p class="reasons">${told(verdict)}</p>
    ${
      ownVerdict === undefined
        ? ""
        : html`<p class="reasons own">
            ${words.ownVerdict(words.verdicts[ownVerdict.kind])} ${told(ownVerdict)}
          </p>`
    }`;
}

function flags(words: PageWords, document: ListedDocument, whyUp: DocumentContent["whyUp"]): Html | string {
  const own = attentionFlagsOf(document);
  if (own.length === 0) return "";
  return html`<p class="flags">
    ${own.map((mark) => {
      const [name, general] = words.attention[mark];
      const meaning = (mark === "unsure" && thinEvidence(words, whyUp)) || general;
      return html`<span class="flag flag-${mark}">${name}${words.colon}${meaning}</span>`;
    })}
  </p>`;
}

/** Which rule had little to go by; undefined where it is up for another reason. */
function thinEvidence(words: PageWords, whyUp: DocumentContent["whyUp"]): string | undefined {
  if (whyUp?.kind !== "thin-evidence") return undefined;
  const [stage = "", reason = ""] = whyUp.rule.split("/");
  return words.thinEvidence(
    stageName(words, stage),
    reasonMeaning(words, stage, reason),
    `${evidenceName(words, whyUp.name)} ${whyUp.value}`,
  );
}

function legend(words: PageWords, { counts: { chars, keptChars, removed } }: Receipt): Html | string {
  const parts = removedByKind(removed);
  const names = words.stageKinds;
  return html`<p class="legend">
    <span>${words.chars(chars)} → ${formatCount(keptChars)}</span>
    ${parts.map(
      ([kind, own]) =>
        html`<span class="kind kind-${kind}">${names[kind]} ${formatShare(own / Math.max(chars, 1))}</span>`,
    )}
  </p>`;
}
