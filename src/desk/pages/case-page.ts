/** Where a corrected document becomes a case: its text is read once more, and named. */
import { html } from "hono/html";
import type { Selection } from "../../archive/records/catalogue-list.ts";
import { type Html, layout, notice, type View } from "./layout.ts";
import { writeSelection } from "./selection.ts";

export interface CaseContent {
  readonly id: string;
  readonly selection: Selection;
  readonly title: string;
  /** As judged; empty where the document is no article. */
  readonly text: string;
  /** Why it could not be written, or where it was. */
  readonly problem?: string;
  readonly folder?: string;
  readonly slug?: string;
  readonly why?: string;
}

export function casePage(view: View, content: CaseContent): Html {
  const { words } = view;
  const { id, selection, title, text, problem, folder, slug = "", why = "" } = content;
  const rest = writeSelection(selection);
  return layout(view, {
    title: `${words.caseHeading} · ${id.split("_")[0]}`,
    name: "case",
    content: html`<div class="head">
        <h1>${words.caseHeading}</h1>
        <p class="where"><span class="number">${id.split("_")[0]}</span> <span>${title}</span></p>
      </div>
      ${problem === undefined ? "" : notice("warning", html`<p lang="en">${problem}</p>`)}
      ${folder === undefined ? "" : notice("done", words.caseWritten(folder))}
      <form class="case" method="post" action="/documents/${id}/case${rest}">
        <label
          ><span>${words.caseWhy}</span
          ><input name="why" value="${why}" required maxlength="300" autofocus autocomplete="off"
        /></label>
        <label
          ><span>${words.caseName}</span
          ><input
            name="slug"
            value="${slug}"
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            maxlength="80"
            placeholder="${words.caseNameHint}"
            autocomplete="off"
        /></label>
        <p>${words.caseText}</p>
        <pre lang="zh" tabindex="0" aria-label="${words.clean}">${text}</pre>
        <label class="check"
          ><input type="checkbox" name="read" value="yes" required /><span>${words.caseRead}</span></label
        >
        <div class="actions">
          <button class="primary">${words.writeCase}</button>
          <a class="button quiet" href="/documents/${id}${rest}" data-cancel
            >${words.cancel} <kbd>Esc</kbd></a
          >
        </div>
      </form>`,
  });
}
