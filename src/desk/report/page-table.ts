/** A section of the page that is a table: it scrolls by itself where it is too wide. */
import { html } from "hono/html";
import type { Html } from "../pages/layout.ts";
import { formatCount } from "../../core/words/say.ts";

export interface ReportColumn<Item> {
  readonly title: Html | string;
  /** `name` heads its row, `line` is text that may wrap, `bar` and `chart` hold drawings. */
  readonly kind: "name" | "line" | "soft" | "number" | "id" | "bar" | "chart";
  /** What stands in it; a bare number is written out. */
  readonly cell: (item: Item) => Html | string | number;
}

export interface TableSection<Item> {
  readonly title: string;
  readonly note: Html | string;
  readonly items: readonly Item[];
  readonly columns: readonly ReportColumn<Item>[];
}

/** More rows than this are for the tables of `--json` and `--csv`. */
const ROWS_AT_MOST = 40;

/** Nothing where there are no items. */
export function tableSection<Item>({ title, note, items, columns }: TableSection<Item>): Html | "" {
  if (items.length === 0) return "";
  const more = items.length - ROWS_AT_MOST;
  return html`<section>
    <h2>${title}</h2>
    <p class="note">${note}</p>
    <div class="scroll" tabindex="0" role="region" aria-label="${title}">
      <table>
        <thead>
          <tr>
            ${columns.map(({ title: head, kind }) => html`<th scope="col" class="${kind}">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${items.slice(0, ROWS_AT_MOST).map((item) => showRow(item, columns))}
        </tbody>
      </table>
    </div>
    ${
      more > 0
        ? html`<p class="note">
            … and ${formatCount(more)} more: see <code>--json</code> or <code>--csv</code>.
          </p>`
        : ""
    }
  </section>`;
}

function showRow<Item>(item: Item, columns: readonly ReportColumn<Item>[]): Html {
  return html`<tr>
    ${columns.map(({ kind, cell }) => showCell(kind, cell(item)))}
  </tr>`;
}

function showCell(kind: ReportColumn<unknown>["kind"], content: Html | string | number): Html {
  if (kind === "name") return html`<th scope="row" class="name">${isolated(content)}</th>`;
  if (content === 0) return html`<td class="${kind} soft">0</td>`;
  return html`<td class="${kind}">${isolated(content)}</td>`;
}

/** Text from elsewhere must not turn the writing direction of what stands around it. */
function isolated(content: Html | string | number): Html | string {
  if (typeof content === "number") return formatCount(content);
  return typeof content === "string" ? html`<bdi>${content}</bdi>` : content;
}
