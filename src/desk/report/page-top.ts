/** The top of the page: what it is about, the numbers that matter most, and what a person should look at. */
import { html } from "hono/html";
import type { Html } from "../pages/layout.ts";
import { hasJumped } from "./history.ts";
import type { HostHistory } from "./history.ts";
import type { Report } from "./report.ts";
import { counted, days, percent } from "./words.ts";
import { formatCount } from "../../core/words/say.ts";
import { sum } from "../../core/text/numbers.ts";
import { sayProblem } from "../../core/words/words.ts";
import { en } from "../../core/words/en.ts";

/** When and from where its documents came. */
export function lead({ arrived, hosts, run, workspace, pipelines }: Report): Html {
  const when =
    arrived === undefined ? "Nothing was archived" : `Archived ${days(arrived.first, arrived.last)}`;
  const cleaned =
    pipelines.length > 1
      ? ` Cleaned by ${pipelines.length} different pipelines: newsift clean brings all up to date.`
      : "";
  const ran =
    run === undefined ? "" : html` Run <span class="id">${run.id}</span> in ${workspace}, ${run.outcome}.`;
  return html`${[when, ...from(hosts)].join(" ")}.${cleaned}${ran}`;
}

/** `from 12 hosts`; nothing where no document has an address. */
function from(hosts: readonly HostHistory[]): readonly string[] {
  const known = hosts.filter(({ host }) => host !== undefined).length;
  return known === 0 ? [] : [`from ${counted(known, "host")}`];
}

/** Five numbers. */
export function tiles({ verdicts, characters, hosts, duplicates }: Report): Html {
  const documents = sum(Object.values(verdicts));
  const articles = verdicts.article ?? 0;
  const { raw, kept } = characters;
  const jumps = hosts.filter(hasJumped).length;
  return html`<dl class="tiles">
    ${tile("Documents", formatCount(documents), from(hosts)[0] ?? "without an address")}
    ${tile("Articles", formatCount(articles), `${percent(articles, documents)} of the documents`)}
    ${tile("Characters kept", formatCount(kept), `of ${formatCount(raw)}`)}
    ${tile("Share kept", percent(kept, raw), `${percent(raw - kept, raw)} removed or rejected`)}
    ${tile("Jumps", jumps === 0 ? "none" : `▲ ${formatCount(jumps)}`, counted(duplicates.length, "duplicate"))}
  </dl>`;
}

function tile(name: string, value: string, note: string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
    <dd>${note}</dd>
  </div>`;
}

const NAMED_AT_MOST = 4;

/** What a person should look at: nothing is said where all is well. */
export function lookAt(report: Report): Html | "" {
  const alarms = alarmsOf(report);
  const items = [...alarms, ...notesOf(report)];
  if (items.length === 0) return "";
  return html`<aside class="look${alarms.length > 0 ? " loud" : ""}">
    <h2>To look at</h2>
    <ul>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>
  </aside>`;
}

/** Something is wrong. */
function alarmsOf({ hosts, run, damaged }: Report): readonly Html[] {
  const more = damaged.length - NAMED_AT_MOST;
  return [
    ...hosts.filter(hasJumped).map((host) => {
      const { share, band, from: first, to } = host.points.at(-1)!;
      return html`<span class="alarm">▲</span> <bdi>${host.host ?? "Pages without an address"}</bdi>:
        ${percent(share)} removed (${days(first, to)}), where ${percent(band!.low)} to ${percent(band!.high)}
        was to be expected.`;
    }),
    ...(run?.problems ?? []).map((problem) => html`<bdi>${sayProblem(en, problem)}</bdi>`),
    ...damaged.slice(0, NAMED_AT_MOST).map(({ message }) => html`<bdi>${message}</bdi>`),
    ...(more > 0 ? [html`… and ${formatCount(more)} more damaged files.`] : []),
  ];
}

/** Something may be wrong. */
function notesOf({ incomplete, brokenOff, flagged }: Report): readonly Html[] {
  return [
    ...named(
      brokenOff,
      "document broke off before its end: its text may stop in mid-sentence",
      "documents broke off before their end: their texts may stop in mid-sentence",
    ),
    ...named(
      incomplete.filter((id) => !brokenOff.includes(id)),
      "article lacks further pages",
      "articles lack further pages",
    ),
    ...named(
      flagged,
      "document has characters that could not be put right",
      "documents have characters that could not be put right",
    ),
  ];
}

function named(ids: readonly string[], one: string, many: string): readonly Html[] {
  if (ids.length === 0) return [];
  const more = ids.length > NAMED_AT_MOST ? ", …" : "";
  return [
    html`${counted(ids.length, one, many)}:
      <span class="soft">${ids.slice(0, NAMED_AT_MOST).join(", ")}${more}</span>`,
  ];
}
