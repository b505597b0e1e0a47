/** The pages that scripts lead a browser to, as they came: what the browser itself tells of a page is decoded already. */
import type { CDPSession } from "playwright";
import { Page } from "../../core/page/page.ts";
import type { Answer } from "../fetch/http.ts";
import { declaredCharset } from "../../archive/formats/sniff.ts";

/** A request of the browser, as far as it has come. */
interface Paused {
  readonly requestId: string;
  readonly request: { readonly url: string };
  /** Absent where it failed. */
  readonly responseStatusCode?: number;
  readonly responseHeaders?: readonly { readonly name: string; readonly value: string }[];
}

export interface Navigations {
  /** The last page that its scripts led to; `undefined` where they stayed. */
  last(): Answer | undefined;
}

/** Header of a page that is handed to the browser instead of an answer of the network: its scripts did not lead there. */
export const HANDED = "x-newsift-handed";

/** Only for the main frame. It must begin before the page is loaded. */
export async function watchNavigations(session: CDPSession): Promise<Navigations> {
  const main = (await session.send("Page.getFrameTree")).frameTree.frame.id;
  let answered: Answer | undefined;
  let last: Answer | undefined;
  session.on("Fetch.requestPaused", async (paused) => {
    const { requestId, frameId } = paused;
    try {
      if (frameId === main) answered = await answerOf(session, paused);
      await session.send("Fetch.continueRequest", { requestId });
    } catch {
      // The page was left or closed meanwhile: whoever waits for it learns that from the page itself.
    }
  });
  // An answer that is no page, such as a download, leaves the page what it is.
  session.on("Page.frameNavigated", ({ frame }) => {
    if (frame.id === main && answered !== undefined && isSameDocument(answered.url, frame.url))
      last = answered;
  });
  await session.send("Page.enable");
  await session.send("Fetch.enable", { patterns: [{ resourceType: "Document", requestStage: "Response" }] });
  return { last: () => last };
}

function isSameDocument(url: URL, other: string): boolean {
  return url.href.split("#", 1)[0] === other.split("#", 1)[0];
}

/** Undefined for what is no answer of the network, or has no body that could be asked for: a failure, a redirect. */
async function answerOf(session: CDPSession, paused: Paused): Promise<Answer | undefined> {
  const { requestId, request, responseStatusCode: status = 0, responseHeaders = [] } = paused;
  const headers = Object.fromEntries(responseHeaders.map(({ name, value }) => [name.toLowerCase(), value]));
  if (HANDED in headers || status < 200 || (status >= 300 && status < 400)) return undefined;
  const { body, base64Encoded } = await session.send("Fetch.getResponseBody", { requestId });
  const bytes = Buffer.from(body, base64Encoded ? "base64" : "utf8");
  const { url } = request;
  const page = new Page(bytes, { url, declaredCharset: declaredCharset(headers["content-type"]) });
  return { url: new URL(url), status, headers, page };
}
