/** Files from outside: read whole, and refused where they cannot be a page. */
import { statSync } from "node:fs";
import { extname } from "node:path";
import {
  BinaryInputError,
  EmptyInputError,
  PdfInputError,
  TooLargeError,
  UnreadableInputError,
} from "../../core/errors.ts";
import { isBinary } from "../../core/page/binary.ts";
import { Page } from "../../core/page/page.ts";
import type { Format } from "../../core/document/document.ts";
import { kindOf, readable, readBytes } from "../files/reading.ts";

/** Bytes. */
export const MAX_INPUT_BYTES = 33_554_432;

/**
 * Reads a file for import. `.htm` and `.html` are HTML, `.txt` is text, anything else is what it looks like.
 * @throws {UnreadableInputError} where it is missing, no regular file, or may not be read.
 * @throws {TooLargeError}
 * @throws {EmptyInputError}
 * @throws {PdfInputError}
 * @throws {BinaryInputError}
 */
export async function readInput(path: string): Promise<Page> {
  const status = readable(path, () => statSync(path));
  if (!status.isFile()) {
    throw new UnreadableInputError(`${path} could not be read: it is ${kindOf(status)}. Name a file.`);
  }
  if (status.size > MAX_INPUT_BYTES) {
    throw new TooLargeError(
      `${path} holds ${status.size} bytes: more than the ${MAX_INPUT_BYTES} that a page may have. Split it.`,
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
  return page.with({ format: formatOf(path, text) });
}

const SNIFFED_BYTES = 8192;

const FORMATS: Readonly<Record<string, Format>> = { ".html": "html", ".htm": "html", ".txt": "text" };

function formatOf(path: string, text: string): Format {
  const known = FORMATS[extname(path).toLowerCase()];
  return known ?? (/<(?:!doctype|html|head|body|div|p)\b/iu.test(text) ? "html" : "text");
}
