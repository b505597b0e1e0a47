/** Who may ask: only the browser that was given the address with the token, and only from these pages. */
import { timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getCookie, setCookie } from "hono/cookie";

export interface GuardOptions {
  /** Of this start of the server. */
  readonly token: string;
  /** Whether the page may be asked for under this name, port included. */
  readonly isOwnHost: (host: string) => boolean;
}

/** A decision is small; a line of a page that somebody edits may be long. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Scripts and styles of ours, nothing inline, nothing from elsewhere; the page as archived in a frame. */
const POLICY = [
  "default-src 'none'",
  ...["script-src", "style-src", "img-src", "frame-src", "form-action"].map((kind) => `${kind} 'self'`),
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": POLICY,
  "x-frame-options": "DENY",
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  // With none at all, browsers say that a form comes from nowhere.
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
};

/** Puts them on every answer, refusals too. A page that has its own keeps them. */
export const headers: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!context.res.headers.has(name)) context.res.headers.set(name, value);
  }
};

/** @returns what stands in front of every page */
export function guard({ token, isOwnHost }: GuardOptions): readonly MiddlewareHandler[] {
  return [
    async (context, next) => {
      const host = context.req.header("host") ?? "";
      if (!isOwnHost(host)) return refuse(context, "This server does not answer to that host name.");
      const origin = context.req.header("origin");
      const isReading = ["GET", "HEAD"].includes(context.req.method);
      if (origin === undefined ? !isReading : origin !== `http://${host}`) {
        return refuse(context, "Only the review page itself may ask for this.");
      }
      if (!isReading && !isForm(context)) return refuse(context, "Only forms are taken.");
      const cookie = cookieName(host);
      const given = context.req.query("token");
      if (given !== undefined && isReading && isSame(given, token)) {
        setCookie(context, cookie, token, { httpOnly: true, sameSite: "Strict", path: "/" });
        return context.redirect(context.req.path, 303);
      }
      if (!isSame(getCookie(context, cookie) ?? "", token)) {
        return refuse(context, "Open the address that `newsift review` printed: it holds the token.");
      }
      await next();
    },
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: (context) => context.text(`A form may hold ${MAX_BODY_BYTES} bytes.\n`, 413),
    }),
  ];
}

/** Browsers send a host's cookies to all its ports: two reviews must not take each other's. */
function cookieName(host: string): string {
  return `newsift-${/:(\d+)$/u.exec(host)?.[1] ?? "80"}`;
}

function isForm(context: Context): boolean {
  const [type = ""] = (context.req.header("content-type") ?? "").split(";");
  return type.trim().toLowerCase() === "application/x-www-form-urlencoded";
}

function refuse(context: Context, why: string): Response {
  return context.text(`${why}\n`, 403);
}

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
