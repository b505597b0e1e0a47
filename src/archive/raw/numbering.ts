/** Names of documents: `NNN_<16 hex>`, the number of arrival and the page's identity. */
import { sha256 } from "../../core/text/sha256.ts";
import type { Format } from "../../core/document/document.ts";
import { canonicalUrl, type Twins } from "./canonical.ts";

export interface DocumentName {
  readonly id: string;
  readonly number: number;
  readonly hex: string;
}

const ID = /^(\d{3}|[1-9]\d{3,14})_([0-9a-f]{16})$/u;
const EXTENSIONS: Readonly<Record<Format, string>> = { html: ".html", text: ".txt" };

export function nameDocument(number: number, hex: string): DocumentName {
  return { id: `${String(number).padStart(3, "0")}_${hex}`, number, hex };
}

/** @returns undefined where the string is no id: then it must never become part of a path. */
export function parseId(id: string): DocumentName | undefined {
  const parts = ID.exec(id);
  return parts === null ? undefined : { id, number: Number(parts[1]), hex: parts[2]! };
}

export function rawFileName(id: string, format: Format): string {
  return id + EXTENSIONS[format];
}

/** Of a document in raw/meta/. */
export function sidecarFile(id: string): string {
  return `${id}.json`;
}

/** Of a document in clean/. */
export function textFile(id: string): string {
  return `${id}.txt`;
}

/** Of a document in clean/receipts/. */
export function receiptFile(id: string): string {
  return `${id}.json`;
}

/** @returns undefined where a file is not named like one in raw/. */
export function parseRawFileName(name: string): (DocumentName & { readonly format: Format }) | undefined {
  const format = name.endsWith(EXTENSIONS.html)
    ? "html"
    : name.endsWith(EXTENSIONS.text)
      ? "text"
      : undefined;
  if (format === undefined) return undefined;
  const document = parseId(name.slice(0, -EXTENSIONS[format].length));
  return document === undefined ? undefined : { ...document, format };
}

/** The page's identity, the same on every machine: 16 hex digits of its canonical address, or of its bytes. */
export function pageHex(url: string | undefined, bytes: Uint8Array, twins?: Twins): string {
  return sha256(url === undefined ? bytes : canonicalUrl(url, twins)).slice(0, 16);
}
