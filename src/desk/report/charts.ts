/** Plain charts: told apart by pattern as well as colour, and never without their numbers beside them. */
import { html } from "hono/html";
import type { Html } from "../pages/layout.ts";
import type { HistoryPoint } from "./history.ts";

/** A pattern of the page; 0 is the plain one. */
export type Fill = 0 | 1 | 2 | 3 | 4 | 5;

/** Must stand once in the page. */
export const patterns: Html = html`<svg class="defs" aria-hidden="true">
  <defs>
    ${pattern(1, html`<path class="mark" stroke-width="2.4" d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4" />`)}
    ${pattern(2, html`<circle class="dot" cx="2" cy="2" r="1.5" /><circle class="dot" cx="6" cy="6" r="1.5" />`)}
    ${pattern(3, html`<path class="mark" stroke-width="2" d="M2,0 v8 M6,0 v8" />`)}
    ${pattern(4, html`<path class="mark" stroke-width="1.2" d="M0,0 l8,8 M8,0 l-8,8" />`)}
    ${pattern(5, html`<path class="mark" stroke-width="2" d="M0,2 h8 M0,6 h8" />`)}
  </defs>
</svg>`;

function pattern(fill: Fill, marks: Html): Html {
  return html`<pattern id="f${fill}" width="8" height="8" patternUnits="userSpaceOnUse"
    ><rect class="ground" width="8" height="8" />${marks}</pattern
  >`;
}

export interface Part {
  /** Of the whole bar: 0 to 1. */
  readonly share: number;
  readonly fill: Fill;
}

/** Parts of a whole, from the left. */
export function strip(parts: readonly Part[], size: "" | "tall" = ""): Html {
  let from = 0;
  const drawn = parts.map(({ share, fill }) => {
    const at = from;
    from += share;
    return share <= 0
      ? ""
      : html`<rect class="f${fill}" x="${percent(at)}" width="${percent(share)}" height="100%" />`;
  });
  return html`<svg class="strip ${size}" aria-hidden="true">${drawn}</svg>`;
}

/** A sample of a pattern, for a legend. */
export function swatch(fill: Fill): Html {
  return html`<svg class="swatch" aria-hidden="true"><rect class="f${fill}" width="14" height="14" /></svg>`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(3)}%`;
}

const WIDTH = 220;
const HEIGHT = 52;
/** Room for a mark that stands at the edge. */
const MARGIN = 6;

/** Shares from 0 at the bottom to 1 at the top, the band where they were expected, and a triangle at each jump. */
export function history(points: readonly HistoryPoint[]): Html {
  const x = (at: number) =>
    points.length === 1 ? WIDTH / 2 : MARGIN + (at / (points.length - 1)) * (WIDTH - 2 * MARGIN);
  const y = (share: number) => MARGIN + (1 - share) * (HEIGHT - 2 * MARGIN);
  const place = (at: number, share: number) => `${x(at).toFixed(1)},${y(share).toFixed(1)}`;
  const known = points.flatMap(({ band }, at) => (band === undefined ? [] : [{ at, ...band }]));
  const band = [
    ...known.map(({ at, high }) => place(at, high)),
    ...known.toReversed().map(({ at, low }) => place(at, low)),
  ];
  const marks = points.map(({ share, hasJumped }, at) => {
    if (hasJumped) return html`<path class="jump" d="M${place(at, share)} m0,-6 l5.5,9.5 h-11 z" />`;
    const isLast = at === points.length - 1;
    return html`<circle
      class="point"
      cx="${x(at).toFixed(1)}"
      cy="${y(share).toFixed(1)}"
      r="${isLast ? 3 : 1.75}"
    />`;
  });
  return html`<svg class="history" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
    <path class="edge" d="M0,${y(0)} H${WIDTH} M0,${y(1)} H${WIDTH}" />
    <polygon class="band" points="${band.join(" ")}" />
    <polyline class="path" points="${points.map(({ share }, at) => place(at, share)).join(" ")}" />
    ${marks}
  </svg>`;
}
