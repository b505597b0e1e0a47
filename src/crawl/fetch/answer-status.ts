/** What the status of an answer says: whether it pays to ask again, and why there is no page. */
import { ClientStatusError, EmptyInputError, ServerStatusError } from "../../core/errors.ts";
import type { Answer } from "./http.ts";

export function isWhole(answer: Answer): boolean {
  return answer.broken === undefined && answer.status !== 206;
}

export function isTransientAnswer({ status }: Answer): boolean {
  return status === 408 || status === 429 || status >= 500;
}

export function isOverload({ status }: Answer): boolean {
  return status === 429 || status === 503;
}

/** Nobody is left alone for longer at its word: it may have meant another unit, or another year. */
const MAX_RETRY_AFTER_SECONDS = 86_400;

/**
 * `Retry-After` in seconds, given as such or as a date, a day at most; 0 where it says nothing usable.
 * A date is counted from the server's own (`Date`), where it says one: clocks differ.
 */
export function retryAfterSeconds({ headers }: Pick<Answer, "headers">): number {
  const value = headers["retry-after"]?.trim() ?? "";
  const seconds = /^\d+$/u.test(value)
    ? Number(value)
    : (momentOf(value) - (momentOf(headers["date"] ?? "") || Date.now())) / 1000;
  return seconds > 0 ? Math.min(seconds, MAX_RETRY_AFTER_SECONDS) : 0;
}

/** An HTTP date in milliseconds; NaN where it is none. The form without a zone is Greenwich's too. */
function momentOf(date: string): number {
  if (!/[a-z]/iu.test(date)) return Number.NaN;
  return Date.parse(/\b(?:GMT|UTC)\b|[+-]\d{4}$/u.test(date) ? date : `${date} GMT`);
}

/** How long a run waits for a host that asks for it, before it leaves the host alone for this time: seconds. */
const LONGEST_WAIT_SECONDS = 60;

/** It asks for a pause that no run waits for. */
export function asksForRest(answer: Answer): boolean {
  return isOverload(answer) && retryAfterSeconds(answer) > LONGEST_WAIT_SECONDS;
}

/** @throws {ClientStatusError | ServerStatusError | EmptyInputError} where the answer is no page */
export function refuseStatus(answer: Answer): void {
  const { url, status } = answer;
  const when = asksForRest(answer)
    ? ` It asks for a pause of ${Math.ceil(retryAfterSeconds(answer) / 60)} minutes.`
    : "";
  if (status >= 500) {
    throw new ServerStatusError(
      `${url} answered ${status}: the fault is the server's. Try again later.${when}`,
    );
  }
  if (status >= 400) {
    throw new ClientStatusError(
      `${url} answered ${status}: ${CLIENT_ADVICE[status] ?? "the server does not give this page. Check the address."}${when}`,
      { status },
    );
  }
  if (status === 204 || status === 205 || status >= 300) {
    throw new EmptyInputError(`${url} answered ${status}, without a page: check the address.`);
  }
}

const CLIENT_ADVICE: Readonly<Record<number, string>> = {
  401: "the page is behind a login, which newsift does not do.",
  403: "the server does not give this page to newsift. See whether a browser gets it.",
  404: "there is no such page. Check the address.",
  410: "the page is gone for good.",
  429: "the server is asked too often. Try again later, with a longer delaySeconds.",
};
