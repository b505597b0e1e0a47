/** For each reader a source that is sound, and one with bad records in it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PageSource } from "../../../src/archive/formats/reader.ts";
import type { Format } from "../../../src/core/document/document.ts";
import { temporaryFolder } from "../../support/store-workspace.ts";

interface SamplePage {
  readonly format: Format;
  readonly bytes: Uint8Array;
}

interface Sample {
  readonly source: PageSource;
  /** In order. */
  readonly pages: readonly SamplePage[];
}

interface ReaderSamples {
  good(): Sample;
  /** `errors`: names of those that its records fail with, in order. */
  bad(): Sample & { readonly errors: readonly string[] };
}

const html: SamplePage = { format: "html", bytes: Buffer.from("<!doctype html><p>青禾镇的春耕从三月开始。") };
/** GBK, CRLF and no newline at the end: nothing of it may be touched. */
const text: SamplePage = {
  format: "text",
  bytes: Buffer.concat([Buffer.from([0xc7, 0xe0, 0xba, 0xcc, 0xd5, 0xf2]), Buffer.from("\r\n1 < 2")]),
};

function inFile(name: string, { bytes }: SamplePage): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

function inFolder(files: Readonly<Record<string, SamplePage>>): string {
  const folder = temporaryFolder();
  for (const [name, { bytes }] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  return folder;
}

async function* stream(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array, undefined> {
  yield* chunks;
}

const empty: SamplePage = { format: "text", bytes: Buffer.from("\n") };
const pdf: SamplePage = { format: "text", bytes: Buffer.from("%PDF-1.7") };

export const samples: Readonly<Record<string, ReaderSamples>> = {
  file: {
    good: () => ({ source: inFile("云溪 春耕.htm", html), pages: [html] }),
    bad: () => ({ source: inFile("a.txt", pdf), pages: [], errors: ["PdfInputError"] }),
  },
  folder: {
    good() {
      const folder = inFolder({ "b.v2.html": html, "a.TXT": text, "c.jpg": pdf });
      mkdirSync(join(folder, "inner.html"));
      return { source: folder, pages: [text, html] };
    },
    bad: () => ({
      source: inFolder({ "a.html": html, "b.txt": empty, "c.html": pdf, "d.txt": text }),
      pages: [html, text],
      errors: ["EmptyInputError", "PdfInputError"],
    }),
  },
  stream: {
    good: () => ({ source: stream(html.bytes.subarray(0, 20), html.bytes.subarray(20)), pages: [html] }),
    bad: () => ({ source: stream(), pages: [], errors: ["EmptyInputError"] }),
  },
};
