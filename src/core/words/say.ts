/** Turns reasons into sentences: an id names a template, and the evidence stands in its places. */
import type { Evidence, Reason } from "../document/finding.ts";

/**
 * Templates by id.
 *
 * `{name}` stands for a value of the evidence, `{name%}` for a share as a percentage, `{name|page|pages}` for a word
 * that depends on a number. `[…]` is left out where one of its values is absent.
 */
export type Templates = Readonly<Record<string, string>>;

/** A reason as a sentence; the id and the evidence as they are where there is no template: a later newsift gave it. */
export function say(templates: Templates, { id, evidence }: Reason): string {
  return Object.hasOwn(templates, id) ? fill(templates[id]!, evidence) : `${id} ${JSON.stringify(evidence)}`;
}

/** All of them, one after the other. */
export function sayAll(templates: Templates, reasons: readonly Reason[]): string {
  return reasons.map((reason) => say(templates, reason)).join(" ");
}

function fill(template: string, evidence: Evidence): string {
  return template
    .split(/\[([^\]]*)\]/u)
    .map((part, at) => (at % 2 === 1 && !isComplete(part, evidence) ? "" : fillPart(part, evidence)))
    .join("");
}

const PLACE = /\{(\w+)(?:(%)|\|([^|}]*)\|([^}]*))?\}/gu;

function isComplete(part: string, evidence: Evidence): boolean {
  return [...part.matchAll(PLACE)].every(([, name]) => evidence[name!] !== undefined);
}

function fillPart(part: string, evidence: Evidence): string {
  return part.replace(PLACE, (_, name: string, percent?: string, one?: string, many?: string) => {
    const value = evidence[name] ?? "?";
    if (percent !== undefined) return formatShare(Number(value));
    if (one !== undefined) return value === 1 ? one : many!;
    return typeof value === "number" ? formatCount(value) : String(value);
  });
}

/** `12,345` */
export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

/** A part of a whole: `38 %`. What is not quite nothing, or not quite all, is not called so. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.01) return "<1 %";
  if (share > 0.99 && share < 1) return ">99 %";
  return `${Math.round(share * 100)} %`;
}

/** `2026-11-20 08:05 UTC`, of an ISO 8601 time in UTC, as everything is that newsift writes down. */
export function formatMinute(time: string): string {
  return `${time.slice(0, 16).replace("T", " ")} UTC`;
}
