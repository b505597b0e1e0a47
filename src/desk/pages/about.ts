/** What stands below a document's lines: the decisions about it, and what is known of it. */
import { html } from "hono/html";
import type { Decision } from "../../archive/records/decisions.ts";
import type { Metadata, NotShown } from "../../core/document/document.ts";
import { JUDGE_FORM } from "./judge-form.ts";
import type { Html } from "./layout.ts";
import type { Row, DocumentView } from "../quality/document-view.ts";
import type { PageWords } from "../words/words-en.ts";

/** What holds, the latest first, each to be taken back. */
export function decisions(words: PageWords, { decisions, rows }: DocumentView): Html | string {
  if (decisions.length === 0) return "";
  return html`<section class="decisions">
    <h2>${words.decisions}</h2>
    <ul>
      ${decisions.toReversed().map(
        (decision) =>
          html`<li>
            <span>${describe(words, decision, rows)}</span>
            <time datetime="${decision.at}">${decision.at.slice(0, 16).replace("T", " ")} UTC</time>
            <button class="small" form="${JUDGE_FORM}" name="decision" value="undo ${decision.id}">
              ${words.undo}
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** `removed line 12`, `verdict spam`. */
function describe(words: PageWords, decision: Decision, rows: readonly Row[]): string {
  const what = words.decided[decision.action] ?? decision.action;
  if ("block" in decision) {
    const row = rows.find(
      ({ document, block }) => document === decision.document && block === decision.block,
    );
    return words.decidedOn(what, words.line(row?.line ?? decision.block + 1));
  }
  return decision.action === "verdict" ? words.decidedOn(what, words.verdicts[decision.verdict]) : what;
}

/** Where it comes from and what its page says of it. */
export function about(words: PageWords, { receipt, sidecar, id }: DocumentView): Html {
  const metadata: Metadata = receipt?.metadata ?? {};
  const known: Readonly<Record<string, string | undefined>> = {
    published: metadata.published,
    source: metadata.source,
    author: metadata.author,
    editor: metadata.editor,
    channel: metadata.channel,
    language: metadata.language,
    script: metadata.script,
    fetchedAt: sidecar?.fetchedAt,
    fetcher: sidecar?.fetcher,
    cleaned: sidecar?.cleaned,
    charset: sidecar?.charset.used,
    file: sidecar?.importedFrom,
    site: sidecar?.source,
    parts: receipt?.parts?.join(", "),
    notShown: receipt?.notShown?.map(nameOfNotShown).join(", "),
    pipeline: receipt?.pipeline,
  };
  const address = receipt?.url ?? sidecar?.finalUrl ?? sidecar?.url;
  const isLink = address !== undefined && /^https?:\/\//iu.test(address);
  const entries = [
    ...Object.entries(known).map(([name, value]) => [words.fields[name] ?? name, value] as const),
    ...Object.entries(metadata.fields ?? {}),
  ];
  return html`<section class="about">
    <h2>${words.metadata}</h2>
    <dl>
      <div>
        <dt>ID</dt>
        <dd>${id}</dd>
      </div>
      ${
        address === undefined
          ? ""
          : html`<div>
              <dt>${words.original}</dt>
              <dd>
                ${isLink ? html`<a href="${address}" rel="noreferrer noopener" target="_blank">${address}</a>` : address}
              </dd>
            </div>`
      }
      ${entries.map(([name, value]) =>
        value === undefined
          ? ""
          : html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
      )}
    </dl>
  </section>`;
}

function nameOfNotShown(one: NotShown): string {
  if (one.kind === "frame") return one.url;
  return "text" in one ? one.text : one.kind;
}
