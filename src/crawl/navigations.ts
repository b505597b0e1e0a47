/** The pages that scripts lead a browser to, as they came: what the browser itself tells of a page is decoded already. */
import type { Page } from "playwright";
import type { Answer } from "./http.ts";

export interface Navigations {
  /** The last page that its scripts led to; `undefined` where they stayed. */
  last(): Answer | undefined;
}

/** Header of a page that is handed to the browser instead of an answer of the network: its scripts did not lead there. */
export const HANDED = "x-newsift-handed";

/** Only for the main frame. It must begin before the page is loaded. */
export async function watchNavigations(page: Page): Promise<Navigations> {
  const session = await page.context().newCDPSession(page);
  const main = (await session.send("Page.getFrameTree")).frameTree.frame.id;
  let last: Answer | undefined;
  session.on("Fetch.requestPaused", async ({ requestId, frameId, request, ...response }) => {
    const { responseStatusCode: status = 0, responseHeaders = [] } = response;
    try {
      const headers = Object.fromEntries(
        responseHeaders.map(({ name, value }) => [name.toLowerCase(), value]),
      );
      // A redirect has no body that could be asked for.
      if (frameId === main && !(HANDED in headers) && (status < 300 || status >= 400)) {
        const { body, base64Encoded } = await session.send("Fetch.getResponseBody", { requestId });
        last = {
          url: new URL(request.url),
          status,
          headers,
          bytes: Buffer.from(body, base64Encoded ? "base64" : "utf8"),
        };
      }
      await session.send("Fetch.continueRequest", { requestId });
    } catch {
      // The page was left or closed meanwhile: whoever waits for it learns that from the page itself.
    }
  });
  await session.send("Fetch.enable", { patterns: [{ resourceType: "Document", requestStage: "Response" }] });
  return { last: () => last };
}
