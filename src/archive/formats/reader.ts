/** The seam for what comes in: a reader turns a file, a folder or a stream into pages. */
import type { NewsiftError } from "../../core/errors.ts";
import type { Page } from "../../core/page/page.ts";
import type { Arrival } from "../raw/arrival.ts";

/** The absolute path of a file or folder, or a stream of bytes. */
export type PageSource = string | AsyncIterable<Uint8Array>;

export interface Reader {
  /** Unique in the registry. */
  readonly name: string;
  /** Whether a source is in its format. A path that it is asked about exists. */
  accepts(source: PageSource): boolean;
  /**
   * Reads the records one after the other, in the same order each time.
   * @throws {UnreadableInputError} where the source as a whole cannot be read; a bad record is an event
   */
  read(source: PageSource, options: ReadOptions): AsyncIterable<ReadEvent>;
}

export interface ReadOptions {
  /** Read subfolders too; default: only what lies directly in a folder. */
  readonly recursive?: boolean;
}

/** A page, a record that could not be read while the others go on, or something that is not in the reader's format. */
export type ReadEvent = PageRecord | BadRecord | SkippedRecord;

export interface PageRecord {
  /** What its document is called: a relative path with `/` between the parts, without file extension. */
  readonly name: string;
  /** Where it stands in the source: a path within the folder, an offset in the file. */
  readonly place: string;
  readonly page: Page;
  readonly arrival: Arrival;
}

export interface BadRecord extends Pick<PageRecord, "name" | "place"> {
  /** Names the record and what is wrong with it. */
  readonly error: NewsiftError;
}

/** What was passed over. */
export interface SkippedRecord extends Pick<PageRecord, "place"> {
  readonly why: SkipReason;
}

/** A link to a folder is never followed: it may lead in a circle, or to what is in the folder already. */
export type SkipReason = "folder" | "link to a folder" | "hidden" | "other file";
