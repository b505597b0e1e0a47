import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { expect, test } from "vitest";
import {
  BinaryInputError,
  EmptyInputError,
  PdfInputError,
  TooLargeError,
  UnreadableInputError,
} from "../../../src/core/errors.ts";
import { MAX_PAGE_BYTES, readPageFile } from "../../../src/archive/formats/read-file.ts";
import { temporaryFolder } from "../../support/store-workspace.ts";

const text = "云溪县的春耕从三月开始。\n";

test.for([
  ["a.txt", Buffer.from(text), "text"],
  ["a.TXT", Buffer.from(`<p>${text}</p>`), "text"],
  ["a.html", Buffer.from(text), "html"],
  ["a.HTM", Buffer.from(text), "html"],
  ["page", Buffer.from(`\n<!DOCTYPE html><p>${text}`), "html"],
  ["page", Buffer.from("1 < 2"), "text"],
  ["gbk.txt", iconv.encode(text, "gbk"), "text"],
  ["utf16.txt", iconv.encode(text, "utf16le", { addBOM: true }), "text"],
  ["utf16.html", iconv.encode(`<p>${text}`.repeat(9), "utf16be", { addBOM: true }), "html"],
  ["stray.html", Buffer.from(`<p>${text.repeat(20)}\0</p>`), "html"],
  ["云溪 春耕.txt", Buffer.from(text), "text"],
] as const)("%s is read", async ([name, bytes, format]) => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  expect(await readPageFile(path)).toMatchObject({
    page: { bytes, format },
    arrival: { fetcher: "import", importedFrom: name },
  });
});

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d);
test.for([
  ["empty.txt", Buffer.from(""), EmptyInputError, "is empty: there is nothing to read."],
  ["blank.html", Buffer.from("\ufeff \r\n\t\u3000"), EmptyInputError, "is empty: there is nothing to read."],
  [
    "a.pdf",
    Buffer.from("%PDF-1.7\n"),
    PdfInputError,
    "is a PDF: convert it to text first, for instance with pdftotext.",
  ],
  [
    "pdf.html",
    Buffer.from("\r\n%PDF-1.4 <p>"),
    PdfInputError,
    "is a PDF: convert it to text first, for instance with pdftotext.",
  ],
  ["image.txt", png, BinaryInputError, "is neither HTML nor text but binary data: name the file of a page."],
  [
    "zip.html",
    gzipSync(Buffer.from(text.repeat(50))),
    BinaryInputError,
    "is neither HTML nor text but binary data: name the file of a page.",
  ],
  [
    "zeros.txt",
    Buffer.alloc(100),
    BinaryInputError,
    "is neither HTML nor text but binary data: name the file of a page.",
  ],
] as const)("%s is refused", async ([name, bytes, type, reason]) => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  await expect(readPageFile(path)).rejects.toThrow(new type(`${path} ${reason}`));
});

test("a missing file, a folder, a circle of links and a pipe are refused", { timeout: 5_000 }, async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "dir.txt"));
  symlinkSync("loop.txt", join(folder, "loop.txt"));
  spawnSync("mkfifo", [join(folder, "pipe.txt")]);
  const refusals = {
    "missing.txt": "there is no such file or folder. Check the spelling.",
    "dir.txt": "it is a folder. Name a file.",
    "loop.txt": "its symbolic links go in a circle.",
    "pipe.txt": "it is a named pipe. Name a file.",
  };
  for (const [name, reason] of Object.entries(refusals)) {
    const path = join(folder, name);
    await expect(readPageFile(path)).rejects.toThrow(
      new UnreadableInputError(`${path} could not be read: ${reason}`),
    );
  }
});

test("a file without end is refused unread", async () => {
  const path = join(temporaryFolder(), "a.txt");
  writeFileSync(path, "");
  truncateSync(path, 50 * 2 ** 30);
  await expect(readPageFile(path)).rejects.toThrow(
    new TooLargeError(
      `${path} holds 53687091200 bytes: more than the ${MAX_PAGE_BYTES} that a page may have. Split it.`,
    ),
  );
});
