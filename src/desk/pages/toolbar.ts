/** What can be done with a document as a whole. */
import { html } from "hono/html";
import type { Selection } from "../../archive/records/catalogue-list.ts";
import { JUDGE_FORM } from "./judge-form.ts";
import type { Html } from "./layout.ts";
import { writeSelection } from "./selection.ts";
import type { DocumentView } from "../quality/document-view.ts";
import { verdictKinds } from "../../core/document/verdict.ts";
import type { PageWords } from "../words/words-en.ts";

/** @param isApproved what stands there now was approved */
export function toolbar(
  words: PageWords,
  { id, receipt, decisions }: DocumentView,
  selection: Selection,
  isApproved: boolean,
): Html {
  const last = decisions.at(-1);
  const rest = writeSelection(selection);
  return html`<div class="toolbar" role="toolbar" aria-label="${words.review}">
    ${
      receipt === undefined
        ? ""
        : html`<button
              class="primary ${isApproved ? "done" : ""}"
              form="${JUDGE_FORM}"
              name="decision"
              value="approve ${receipt.textSha256 ?? ""}"
              data-key="a"
            >
              ${isApproved ? `✓ ${words.approved}` : words.approve} <kbd>a</kbd>
            </button>
            <details class="menu">
              <summary class="button" data-key="v">${words.changeVerdict} <kbd>v</kbd></summary>
              <div>
                ${verdictKinds.map(
                  (kind, at) =>
                    html`<button
                      form="${JUDGE_FORM}"
                      name="decision"
                      value="verdict ${kind}"
                      data-digit="${at + 1}"
                      ${kind === receipt.verdict.kind ? html`aria-current="true"` : ""}
                    >
                      ${words.verdicts[kind]} <kbd>${at + 1}</kbd>
                    </button>`,
                )}
              </div>
            </details>`
    }
    ${
      last === undefined
        ? html`<button disabled>${words.undo} <kbd>u</kbd></button>`
        : html`<button form="${JUDGE_FORM}" name="decision" value="undo ${last.id}" data-key="u">
            ${words.undo} <kbd>u</kbd>
          </button>`
    }
    <span class="gap"></span>
    ${
      receipt === undefined
        ? ""
        : html`<a class="button quiet" href="/documents/${id}/case${rest}" data-key="c"
            >${words.writeCase} <kbd>c</kbd></a
          >`
    }
    <a class="button quiet" href="/documents/${id}/archived${rest}" data-key="o"
      >${words.archived} <kbd>o</kbd></a
    >
  </div>`;
}
