/** The list: one line a document, with what went and why one might look at it. */
import { html } from "hono/html";
import type { ListedDocument, Selection } from "../../archive/records/catalogue-list.ts";
import type { DamagedLine } from "../../archive/records/decisions.ts";
import { type FilterChoices, filterForm } from "./filter-form.ts";
import { type Html, layout, notice, type View } from "./layout.ts";
import { attentionFlagsOf } from "../quality/attention-flags.ts";
import { removedBar } from "./removed-bar.ts";
import { writeSelection } from "./selection.ts";
import type { PageWords } from "../words/words-en.ts";

export const PAGE_SIZE = 50;

export interface ListContent extends FilterChoices {
  readonly selection: Selection;
  readonly documents: readonly ListedDocument[];
  /** In the selection, of all, and judged of all. */
  readonly found: number;
  readonly all: number;
  readonly judged: number;
  /** From 1 on. */
  readonly page: number;
  /** Archived pages without a receipt. */
  readonly neverCleaned: number;
  readonly damaged: readonly DamagedLine[];
  /** What else is wrong: sentences. */
  readonly problems: readonly string[];
  readonly done?: Html;
}

export function listPage(view: View, content: ListContent): Html {
  const { words } = view;
  const { documents, found, all, judged, page, selection } = content;
  const pages = Math.max(1, Math.ceil(found / PAGE_SIZE));
  return layout(view, {
    title: words.documents,
    name: "list",
    content: html`
      ${content.done ?? ""}
      ${content.damaged.map(({ line, text }) => notice("warning", words.damagedLine(line, cut(text))))}
      ${content.problems.map((problem) => notice("warning", html`<p lang="en">${problem}</p>`))}
      ${content.neverCleaned > 0 ? notice("warning", words.never(content.neverCleaned)) : ""}
      <div class="head">
        <h1>${words.documents}</h1>
        <p class="sum">
          ${words.documentsFound(found, all)} · ${words.progress(judged, all)}
          ${Object.keys(selection).length === 0 ? "" : html`· <a href="/">${words.clearFilter}</a>`}
        </p>
      </div>
      ${filterForm(words, selection, content)}
      ${
        documents.length === 0
          ? html`<p class="empty">${all === 0 ? words.nothingHere : words.nothingFound}</p>`
          : html`<ul class="documents">
              ${documents.map((document) => item(words, document, selection))}
            </ul>`
      }
      ${pages > 1 ? pager(words, selection, page, pages) : ""}
    `,
  });
}

function item(words: PageWords, document: ListedDocument, selection: Selection): Html {
  const { id, verdict, judged = "no", problem } = document;
  const title = document.title ?? document.file ?? document.url ?? words.untitled;
  return html`<li class="document judged-${judged}">
    <a class="title" lang="zh" href="/documents/${id}${writeSelection(selection)}" data-row>${title}</a>
    <p class="where">
      <span class="number">${id.split("_")[0]}</span>
      <span class="verdict verdict-${verdict ?? "none"}"
        >${verdict === undefined ? "–" : words.verdicts[verdict]}</span
      >
      ${[document.source, document.host, document.published?.slice(0, 10)]
        .filter((part) => part !== undefined)
        .map((part) => html`<span>${part}</span>`)}
    </p>
    <div class="removed">${removedBar(words, document)}</div>
    <p class="flags">
      ${problem === undefined ? "" : html`<span class="flag flag-problem">${words.problems[problem]}</span>`}
      ${attentionFlagsOf(document).map(
        (mark) =>
          html`<span class="flag flag-${mark}" title="${words.attention[mark][1]}"
            >${words.attention[mark][0]}</span
          >`,
      )}
    </p>
    <p class="state">${words.judgements[judged]}</p>
  </li>`;
}

function pager(words: PageWords, selection: Selection, page: number, pages: number): Html {
  const link = (to: number, label: string, key: string) =>
    to < 1 || to > pages
      ? html`<span class="button quiet off">${label}</span>`
      : html`<a class="button quiet" href="/${writeSelection(selection, { page: to })}" data-key="${key}"
          >${label} <kbd>${key}</kbd></a
        >`;
  return html`<nav class="pager" aria-label="${words.documents}">
    ${link(page - 1, words.previousPage, "p")}
    <span>${words.page(page, pages)}</span>
    ${link(page + 1, words.nextPage, "n")}
  </nav>`;
}

function cut(text: string): string {
  const chars = [...text];
  return chars.length > 80 ? `${chars.slice(0, 80).join("")}…` : text;
}
