/** Reads standard input: one page. */
import { TooLargeError } from "../../core/errors.ts";
import { Page } from "../../core/page/page.ts";
import { MAX_PAGE_BYTES, orBadRecord } from "./read-file.ts";
import type { PageRecord, Reader, PageSource } from "./reader.ts";
import { sniffFormat } from "./sniff.ts";

export const streamReader: Reader = {
  name: "stream",
  accepts: (source) => typeof source !== "string",
  async *read(source) {
    yield await orBadRecord({ name: NAME, place: NAME }, () => readStream(source));
  },
};

const NAME = "standard input";

async function readStream(stream: PageSource): Promise<Pick<PageRecord, "page" | "arrival">> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_PAGE_BYTES) {
      throw new TooLargeError(
        `Standard input holds more than the ${MAX_PAGE_BYTES} bytes that a page may have.`,
      );
    }
  }
  const page = new Page(Buffer.concat(chunks));
  return {
    page: page.with({ format: sniffFormat("Standard input", page) }),
    arrival: { fetchedAt: new Date().toISOString(), fetcher: "import", importedFrom: NAME },
  };
}
