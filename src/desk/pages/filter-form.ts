/** The form above the list: what is looked at, and in which order. */
import { html } from "hono/html";
import { type Selection, sorts, type Tally } from "../../archive/records/catalogue-list.ts";
import type { Html } from "./layout.ts";
import { verdictKinds } from "../../core/document/verdict.ts";
import { stageName, stageNames } from "../../core/words/stages.ts";
import { attentionFlags } from "../quality/attention-flags.ts";
import { formatCount } from "../../core/words/say.ts";
import type { PageWords } from "../words/words-en.ts";

/** What there is to choose from. */
export interface FilterChoices {
  readonly verdicts: readonly Tally[];
  readonly sites: readonly Tally[];
  readonly hosts: readonly Tally[];
  /** Names of the samples that were drawn. */
  readonly samples: readonly string[];
}

export function filterForm(
  words: PageWords,
  selection: Selection,
  { verdicts, sites, hosts, samples }: FilterChoices,
): Html {
  const options = (
    values: readonly (readonly [value: string, label: string])[],
    current: string | undefined,
  ) =>
    values.map(
      ([value, label]) =>
        html`<option value="${value}" ${value === current ? "selected" : ""}>${label}</option>`,
    );
  const choice = (
    name: string,
    label: string,
    current: string | undefined,
    values: readonly (readonly [string, string])[],
  ) =>
    values.length === 0
      ? ""
      : html`<label class="${current === undefined ? "" : "chosen"}"
          ><span>${label}</span
          ><select name="${name}">
            <option value="">${words.any}</option>
            ${options(values, current)}
          </select></label
        >`;
  const tallied = (tally: readonly Tally[], name = (value: string) => value) =>
    tally.map(({ value, documents }) => [value, `${name(value)} (${formatCount(documents)})`] as const);
  const verdictsThere = verdictKinds.flatMap((kind) => verdicts.find(({ value }) => value === kind) ?? []);
  return html`<form class="filter" method="get" action="/" role="search">
    <label class="search"
      ><span>${words.search}</span
      ><input
        type="search"
        name="q"
        value="${selection.text ?? ""}"
        placeholder="${words.searchHint}"
        data-key="/"
    /></label>
    <div class="choices">
      ${choice(
        "verdict",
        words.verdict,
        selection.verdict,
        tallied(verdictsThere, (value) => words.verdicts[value as keyof PageWords["verdicts"]]),
      )}
      ${choice("judged", words.state, selection.judged, Object.entries(words.judgements))}
      ${choice("site", words.site, selection.site, tallied(sites))}
      ${choice("host", words.host, selection.host, tallied(hosts))}
      ${choice(
        "stage",
        words.removedKind,
        selection.stage,
        stageNames.map((stage) => [stage, stageName(words, stage)]),
      )}
      ${choice(
        "mark",
        words.mark,
        selection.mark,
        attentionFlags.map((mark) => [mark, words.attention[mark][0]]),
      )}
      ${choice(
        "sample",
        words.sample,
        selection.group,
        samples.map((name) => [name, name]),
      )}
      <label
        ><span>${words.sort}</span
        ><select name="sort">
          ${options(
            [
              ...(selection.group === undefined ? [] : [["", words.sample] as const]),
              ...sorts.map((sort) => [sort, words.sorts[sort]] as const),
            ],
            selection.sort ?? (selection.group === undefined ? "number" : ""),
          )}
        </select></label
      >
      <label class="check"
        ><input
          type="checkbox"
          name="order"
          value="descending"
          ${selection.isDescending ? "checked" : ""}
        /><span>${words.reverse}</span></label
      >
      <button>${words.apply}</button>
    </div>
  </form>`;
}
