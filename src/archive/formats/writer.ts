/** The seam for what goes out: a writer keeps cleaned documents in one format. */
import type { Cleaned } from "../../core/pipeline/create-pipeline.ts";
import type { Outcome } from "../clean/clean.ts";

export interface Writer {
  /** Unique in the registry. */
  readonly name: string;
  /** Whether a target is in its format, judged by its name: it need not exist. */
  accepts(target: string): boolean;
  /**
   * @param target the absolute path of a file or folder
   * @throws {WriteError}
   */
  open(target: string, options: WriteOptions): Output;
}

export interface WriteOptions {
  /** Write receipts too, also for what is no article; default: texts of articles only. */
  readonly receipts?: boolean;
}

export interface CleanedRecord {
  /** As `PageRecord`. */
  readonly name: string;
  readonly place: string;
  readonly cleaned: Cleaned;
}

export interface Output {
  /**
   * Keeps a document, whole or not at all.
   * @throws {UsageError} where it cannot be kept beside those before it; others can
   * @throws {WriteError} where the disk refuses: then it would refuse the others too
   */
  write(record: CleanedRecord): Promise<Outcome>;
  /** All documents came: what is still being gathered is put in place. @throws {WriteError} */
  finish(): Promise<void>;
  /** No more documents come though some are missing: nothing half-written stays. */
  abandon(): Promise<void>;
}
