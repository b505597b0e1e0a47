/** A line of the document's page: raw on the left; on the right what it became, or why it went. */
import { html } from "hono/html";
import type { Change } from "../../core/document/finding.ts";
import type { StageKind } from "../../core/document/stage.ts";
import { JUDGE_FORM } from "./judge-form.ts";
import type { Html } from "./layout.ts";
import { nameRow, type Row } from "../quality/document-view.ts";
import type { PageWords } from "../words/words-en.ts";
import { reasonMeaning, stageKind, stageName, evidenceName } from "../../core/words/stages.ts";

export interface RowContext {
  readonly words: PageWords;
  /** Where this document is shown, with the query. */
  readonly here: string;
  /** The name of the row that is being edited. */
  readonly editing: string | undefined;
  /** What stood in the editor when the line turned out to have changed. */
  readonly draft: string | undefined;
  /** Decisions that were not applied. */
  readonly stale: ReadonlySet<string>;
}

/** @param before the row above: what goes for the same reason need not say so twice */
export function showRow(row: Row, before: Row | undefined, context: RowContext): Html {
  const { words } = context;
  const kind = kindOfRow(row);
  const name = nameRow(row);
  const classes = [
    row.fate,
    ...(kind === undefined ? [] : [`kind-${kind}`]),
    ...(row.isHeadline ? ["headline"] : []),
    ...(isAgain(row, before) ? ["again"] : []),
  ];
  return html`<li class="row ${classes.join(" ")}" id="line-${row.line}" data-row tabindex="-1">
    <div class="raw">
      <span class="line"><span class="unseen">${words.fates[row.fate]}, </span>${row.line}</span>
      <span class="text">${rawSide(row, words)}</span>
    </div>
    <div class="clean">${name === context.editing ? editor(row, context) : cleanSide(row, context)}</div>
    ${name === context.editing ? "" : html`<div class="actions">${actions(row, context)}</div>`}
  </li>`;
}

function isAgain(row: Row, before: Row | undefined): boolean {
  if (row.fate !== "removed" || before?.fate !== "removed") return false;
  const [last, lastBefore] = [row.changes.at(-1), before.changes.at(-1)];
  return last?.stage === lastBefore?.stage && last?.reason === lastBefore?.reason;
}

/** Of a removed line, what removed it; of another, whether a person had a hand in it. */
function kindOfRow({ fate, changes, decisions }: Row): StageKind | undefined {
  if (fate === "removed") return stageKind(changes.at(-1)?.stage ?? "");
  return decisions.length > 0 ? "person" : undefined;
}

function rawSide({ fate, raw, pieces }: Row, words: PageWords): Html | string {
  if (fate !== "changed") return raw;
  return html`${pieces
    .filter(({ mark }) => mark !== "added")
    .map(({ mark, text }) =>
      mark === "removed" ? html`<del><span class="unseen">${words.deleted}</span>${shown(text)}</del>` : text,
    )}`;
}

function cleanSide(row: Row, context: RowContext): Html {
  const { words } = context;
  const text =
    row.fate === "removed"
      ? ""
      : html`<p class="text" title="${seen(row, words)}">
          ${row.pieces
            .filter(({ mark }) => mark !== "removed")
            .map(({ mark, text }) =>
              mark === "added" ? html`<ins><span class="unseen">${words.inserted}</span>${text}</ins>` : text,
            )}
        </p>`;
  return html`${text}
    <div class="why">
      ${(row.fate === "removed" ? row.changes.slice(-1) : row.changes).map((change) => reason(change, words))}
      ${row.overruled.map(
        (change) =>
          html`<p class="overruled kind-person">
            ${words.overruled(
              stageName(words, change.stage),
              reasonMeaning(words, change.stage, change.reason),
            )}
          </p>`,
      )}
      ${row.decisions.map(({ id }) => (context.stale.has(id) ? html`<p class="stale">${words.stale}</p>` : ""))}
    </div>`;
}

/** What the choice of the article saw in a line that it kept. */
function seen({ evidence = {} }: Row, words: PageWords): string {
  return Object.entries(evidence)
    .map(([name, value]) => `${evidenceName(words, name)} ${value}`)
    .join(" · ");
}

function reason({ stage, reason, evidence }: Change, words: PageWords): Html {
  const kind = stageKind(stage);
  const facts = Object.entries(evidence ?? {}).filter(
    ([name, value]) => name !== "decisions" && value !== false,
  );
  return html`<p class="reason kind-${kind}">
    <span class="kind">${words.stageKinds[kind]}</span>
    <span class="stage" title="${stage}: ${reason}">${stageName(words, stage)}</span>
    <span class="meaning">${reasonMeaning(words, stage, reason)}</span>
    ${
      facts.length === 0
        ? ""
        : html`<span class="evidence"
            >${facts.map(
              ([name, value]) =>
                html`<span
                  >${evidenceName(words, name)} ${value === true ? "" : html`<b>${value}</b>`}</span
                >`,
            )}</span
          >`
    }
  </p>`;
}

/** A sign where there is little room, the word where there is more. */
function actions(row: Row, { words, here }: RowContext): Html {
  const name = nameRow(row);
  const label = (sign: string, word: string, key: string) =>
    html`<span class="sign" aria-hidden="true">${sign}</span
      ><span class="word">${word} <kbd>${key}</kbd></span>`;
  const button = (action: string, key: string, sign: string, word: string) =>
    html`<button
      class="small"
      form="${JUDGE_FORM}"
      name="decision"
      value="${action} ${name}"
      title="${word} (${key})"
      data-key="${key}"
    >
      ${label(sign, word, key)}
    </button>`;
  if (row.fate === "removed") return button("restore", "r", "↩", words.restore);
  const edit = `${here}${here.includes("?") ? "&" : "?"}edit=${name}#line-${row.line}`;
  return html`<a class="button small" href="${edit}" title="${words.edit} (e)" data-key="e"
      >${label("✎", words.edit, "e")}</a
    >
    ${button("remove", "x", "✕", words.remove)}`;
}

/** The whole line in a field; what of it is new is found out when it comes back. */
function editor(row: Row, { words, here, draft }: RowContext): Html {
  const name = nameRow(row);
  const rows = Math.min(12, Math.max(2, Math.ceil(row.text.length / 28)));
  return html`${draft === undefined ? "" : html`<p class="stale">${words.editedMeanwhile}</p>`}
    <textarea
      form="${JUDGE_FORM}"
      name="replacement"
      rows="${rows}"
      aria-label="${words.edit}: ${words.line(row.line)}"
      autofocus
      data-editor
    >
${draft ?? row.text}</textarea>
    <input type="hidden" form="${JUDGE_FORM}" name="text" value="${row.text}" />
    <div class="actions editing">
      <button class="small primary" form="${JUDGE_FORM}" name="decision" value="edit ${name}" data-save>
        ${words.save} <kbd>↵</kbd>
      </button>
      <a class="button small" href="${here}#line-${row.line}" data-cancel>${words.cancel} <kbd>Esc</kbd></a>
    </div>`;
}

/** What is removed within a line is often a space. */
function shown(text: string): string {
  return text.replaceAll(/[\s\p{Cf}]/gu, "·");
}
