/** What the status of an answer says: whether it pays to ask again, and why there is no page. */
import { ClientStatusError, EmptyInputError, ServerStatusError } from "../errors.ts";
import type { Answer } from "./http.ts";

export function isWhole(answer: Answer): boolean {
  return answer.broken === undefined && answer.status !== 206;
}

export function isPassing({ status }: Answer): boolean {
  return status === 408 || status === 429 || status >= 500;
}

export function isOverload({ status }: Answer): boolean {
  return status === 429 || status === 503;
}

/** A server that asks for a longer pause is asked again after this one; then its page fails. */
const MAX_RETRY_AFTER_SECONDS = 60;

/** `Retry-After` in seconds, given as such or as a date; 0 where it says nothing usable. */
export function retryAfterSeconds({ headers }: Pick<Answer, "headers">): number {
  const value = headers["retry-after"]?.trim() ?? "";
  const seconds = /^\d+$/u.test(value)
    ? Number(value)
    : (Date.parse(/[a-z]/iu.test(value) ? value : "") - Date.now()) / 1000;
  return seconds > 0 ? Math.min(seconds, MAX_RETRY_AFTER_SECONDS) : 0;
}

/** @throws {ClientStatusError | ServerStatusError | EmptyInputError} where the answer is no page */
export function refuseStatus({ url, status }: Answer): void {
  if (status >= 500) {
    throw new ServerStatusError(`${url} answered ${status}: the fault is the server's. Try again later.`);
  }
  if (status >= 400) {
    throw new ClientStatusError(
      `${url} answered ${status}: ${CLIENT_ADVICE[status] ?? "the server does not give this page. Check the address."}`,
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
