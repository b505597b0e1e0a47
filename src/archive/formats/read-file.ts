/** Reads a file that is one page. */
import { statSync } from "node:fs";
import { basename, extname } from "node:path";
import {
  BinaryInputError,
  EmptyInputError,
  NewsiftError,
  PdfInputError,
  TooLargeError,
  UnreadableInputError,
} from "../../core/errors.ts";
import { isBinary } from "../../core/page/binary.ts";
import { Page } from "../../core/page/page.ts";
import type { Format } from "../../core/document/document.ts";
import { kindOf, withReadErrors, readBytes } from "../files/reading.ts";
import type { BadRecord, PageRecord, Reader } from "./reader.ts";

export const fileReader: Reader = {
  name: "file",
  accepts: (source) => typeof source === "string",
  async *read(source) {
    const path = source as string;
    yield await orBadRecord(namedBy(basename(path)), () => readPageFile(path));
  },
};

/** The limit of one page. */
export const MAX_PAGE_BYTES = 33_554_432;

/** File extensions of pages. */
const FORMATS: Readonly<Record<string, Format>> = { ".html": "html", ".htm": "html", ".txt": "text" };

/** Whether a file's extension says that it is a page. */
export function isPageFile(path: string): boolean {
  return extname(path).toLowerCase() in FORMATS;
}

/** Name and place of a page in a file, from its path within the source. */
export function namedBy(place: string): Pick<PageRecord, "name" | "place"> {
  return { name: place.slice(0, place.length - extname(place).length), place };
}

/** What cannot be read becomes a bad record, so that the others go on. */
export async function orBadRecord(
  named: Pick<PageRecord, "name" | "place">,
  read: () => Promise<Pick<PageRecord, "page" | "arrival">>,
): Promise<PageRecord | BadRecord> {
  try {
    return { ...named, ...(await read()) };
  } catch (error) {
    if (!(error instanceof NewsiftError)) throw error;
    return { ...named, error };
  }
}

/**
 * Reads a page. `.htm` and `.html` are HTML, `.txt` is text; without one of these extensions the content decides.
 * @throws {UnreadableInputError} where the file is missing, no regular file, or may not be read.
 * @throws {TooLargeError}
 * @throws {EmptyInputError}
 * @throws {PdfInputError}
 * @throws {BinaryInputError}
 */
export async function readPageFile(path: string): Promise<Pick<PageRecord, "page" | "arrival">> {
  const status = withReadErrors(path, () => statSync(path));
  if (!status.isFile()) {
    throw new UnreadableInputError(`${path} could not be read: it is ${kindOf(status)}. Name a file.`);
  }
  if (status.size > MAX_PAGE_BYTES) {
    throw new TooLargeError(
      `${path} holds ${status.size} bytes: more than the ${MAX_PAGE_BYTES} that a page may have. Split it.`,
    );
  }
  const bytes = await readBytes(path);
  const head = bytes.subarray(0, SNIFFED_BYTES);
  if (/^\s*%PDF-/u.test(head.toString("latin1"))) {
    throw new PdfInputError(`${path} is a PDF: convert it to text first, for instance with pdftotext.`);
  }
  if (isBinary(head)) {
    throw new BinaryInputError(`${path} is neither HTML nor text but binary data: name the file of a page.`);
  }
  const page = new Page(bytes);
  const text = page.text.slice(0, SNIFFED_BYTES);
  if (head.length === bytes.length && text.trim() === "") {
    throw new EmptyInputError(`${path} is empty: there is nothing to read.`);
  }
  return {
    page: page.with({ format: FORMATS[extname(path).toLowerCase()] ?? formatOf(text) }),
    arrival: { fetchedAt: new Date().toISOString(), fetcher: "import", importedFrom: basename(path) },
  };
}

const SNIFFED_BYTES = 8192;

function formatOf(text: string): Format {
  return /<(?:!doctype|html|head|body|div|p)\b/iu.test(text) ? "html" : "text";
}
