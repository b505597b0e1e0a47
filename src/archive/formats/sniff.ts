/** What a body is: HTML or text, or something that newsift does not read. */
import { BinaryInputError, EmptyInputError, PdfInputError } from "../../core/errors.ts";
import { isBinary } from "../../core/page/binary.ts";
import type { Page } from "../../core/page/page.ts";
import type { Format } from "../../core/document/document.ts";

/**
 * What is surely no text is refused before anybody decodes it.
 * @param what names the page or file in errors
 * @param contentType as the server declared it; it is believed where the bytes do not say otherwise
 * @throws {EmptyInputError}
 * @throws {PdfInputError}
 * @throws {BinaryInputError} where it is neither HTML nor text
 */
export function sniffFormat(what: string, page: Page, contentType = ""): Format {
  const { bytes, declaredCharset } = page;
  const type = contentType.split(";", 1)[0]!.trim().toLowerCase();
  const head = bytes.subarray(0, SNIFFED);
  // One character a byte.
  const marks = Buffer.from(head).toString("latin1");
  if (head.length === bytes.length && page.text.trim() === "") {
    throw new EmptyInputError(`${what} is empty: there is nothing to read.`);
  }
  if (/^\s*%PDF-/u.test(marks) || type === "application/pdf") {
    throw new PdfInputError(
      `${what} is a PDF, which newsift does not read: convert it to text first, for instance with pdftotext, and ingest the text.`,
    );
  }
  if (BINARY_MARKS.test(marks)) throw notText(what, type);
  if (HTML_START.test(marks)) return "html";
  if (isBinary(head, declaredCharset)) throw notText(what, type);
  const text = page.text.slice(0, SNIFFED);
  if (HTML_START.test(text)) return "html";
  if (bytes.includes(0) && !page.charset.used.startsWith("utf-16")) throw notText(what, type);
  if (HTML_TYPES.has(type)) return "html";
  if (type === "text/plain") return "text";
  if (type !== "" && type !== "application/octet-stream") throw notText(what, type);
  return /<[a-z!]/iu.test(text) ? "html" : "text";
}

/** The charset that a `Content-Type` header names, if any. */
export function declaredCharset(contentType = ""): string | undefined {
  return /;\s*charset\s*=\s*["']?([^\s"';]+)/iu.exec(contentType)?.[1];
}

/** Bytes, or UTF-16 code units of what was decoded. */
const SNIFFED = 1024;

const HTML_TYPES: ReadonlySet<string> = new Set(["text/html", "application/xhtml+xml"]);

const HTML_START = /^[^<]{0,64}(?:<\?xml[^>]{0,128}>\s*)?<(?:!doctype html|html|head|body)\b/iu;

/** First bytes of formats that may come under any name: images, archives, media, fonts, office files, programs. */
const BINARY_MARKS =
  /^(?:\u0089PNG|GIF8|\u00ff\u00d8\u00ff|RIFF....WEBP|PK[\u0003\u0005]|\u001f\u008b|Rar!|7z\u00bc\u00af|\u00d0\u00cf\u0011\u00e0|....ftyp|ID3|OggS|wOF[F2]|\u007fELF)/su;

function notText(what: string, type: string): BinaryInputError {
  const kind = type === "" || type.startsWith("text/") ? "binary data" : type;
  return new BinaryInputError(
    `${what} is neither HTML nor text but ${kind}: give the address or file of a page.`,
  );
}
