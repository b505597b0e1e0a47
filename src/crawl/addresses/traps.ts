/** Addresses that lead nowhere: sites that make up ever new ones for the same pages. */
import { chinaDay } from "../../core/dates/dates.ts";
import { MAX_ADDRESS_LENGTH } from "../../core/page/resolve-address.ts";
import { dateInAddress } from "./address-date.ts";
import type { AddressReason } from "./judge-address.ts";

const MAX_SEGMENTS = 20;

const MAX_REPETITIONS = 2;

/** Clocks and zones differ, and tomorrow's paper is out tonight. */
const AHEAD_MS = 2 * 86_400_000;

/**
 * Why an address is a trap; undefined where it is none.
 * @param now what counts as the future begins two days later
 */
export function trapOf(address: string, now: Date): AddressReason | undefined {
  if (address.length > MAX_ADDRESS_LENGTH) return { id: "too-long", evidence: { most: MAX_ADDRESS_LENGTH } };
  const segments = new URL(address).pathname.split("/").filter((segment) => segment !== "");
  if (segments.length > MAX_SEGMENTS) return { id: "too-deep", evidence: { most: MAX_SEGMENTS } };
  const repeated = repeatedSegments(segments);
  if (repeated !== undefined) {
    return { id: "repetitive", evidence: { part: repeated, most: MAX_REPETITIONS } };
  }
  const date = dateInAddress(address);
  const horizon = chinaDay(new Date(now.getTime() + AHEAD_MS));
  if (date !== undefined && date > horizon.slice(0, date.length)) {
    return { id: "in-the-future", evidence: { date } };
  }
  return undefined;
}

/** /a/a/a, /a/b/a/b/a/b: what stands there three times in a row. Numbers may: /2026/05/05/5/. */
function repeatedSegments(segments: readonly string[]): string | undefined {
  const times = MAX_REPETITIONS + 1;
  for (let size = 1; size * times <= segments.length; size += 1) {
    for (let from = 0; from + size * times <= segments.length; from += 1) {
      const group = segments.slice(from, from + size);
      const run = segments.slice(from, from + size * times);
      const isNumeric = group.every((segment) => /^\d+$/u.test(segment));
      if (!isNumeric && run.every((segment, at) => segment === group[at % size])) return group.join("/");
    }
  }
  return undefined;
}

/** ;jsessionid=1A2B and /(S(x1y2))/ */
const SESSION_PATH = /;(?:jsessionid|phpsessid|sid)=[^/]*|\/\(S\([^)]*\)\)/giu;

/** Parameters that carry a session's name; short ones do where their value is one: 16 and more hexadecimal digits. */
const SESSION_PARAMETER =
  /^(?:(?:jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|cfid|cftoken|session_?id)=|(?:sid|s|sess|session)=[0-9a-f]{16,}$)/iu;

/** The path and query of an address without the name of a session: each visit gets a new one, and the page is the same. */
export function withoutSession({ pathname, search }: URL): string {
  // As written: parameters may be in a charset that URLSearchParams would not give back.
  const parameters = search.slice(1).split("&");
  const kept = parameters.filter((parameter) => !SESSION_PARAMETER.test(parameter)).join("&");
  return pathname.replace(SESSION_PATH, "") + (kept === "" ? "" : `?${kept}`);
}
