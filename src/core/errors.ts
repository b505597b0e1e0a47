/**
 * Every way newsift can fail. One class, one exit code, one row in the table of `docs/guides/formats.md`.
 * A message says what failed, where, and what to do.
 */
export abstract class NewsiftError extends Error {
  /** The process ends with it when this is what stopped the command. */
  static readonly exitCode: number = 1;
  /** For that table. */
  static readonly summary: string = "A fault in newsift itself: please report it.";

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }

  get exitCode(): number {
    return (this.constructor as typeof NewsiftError).exitCode;
  }
}

export class UsageError extends NewsiftError {
  static override readonly exitCode = 2;
  static override readonly summary = "The command line is wrong: see `newsift --help`.";
}

export class ConfigError extends NewsiftError {
  static override readonly exitCode = 3;
  static override readonly summary = "A config file has an unknown key or a wrong value.";
}

export class WorkspaceError extends NewsiftError {
  static override readonly exitCode = 4;
  static override readonly summary = "The folder is no workspace, or the document is not in it.";
}

export class LockedError extends NewsiftError {
  static override readonly exitCode = 5;
  static override readonly summary = "Another run is at work in this workspace.";
}

export class WriteError extends NewsiftError {
  static override readonly exitCode = 6;
  static override readonly summary = "A file could not be written (disk full, no permission).";
}

export class ChromiumMissingError extends NewsiftError {
  static override readonly exitCode = 7;
  static override readonly summary = "A source needs a browser and none is here.";
}

export class SetupError extends NewsiftError {
  static override readonly exitCode = 8;
  static override readonly summary = "`newsift doctor` found that something necessary is missing.";
}

export class ListenError extends NewsiftError {
  static override readonly exitCode = 9;
  static override readonly summary = "The address to serve a page at is in use, or not to be had.";
}

export class UnreadableInputError extends NewsiftError {
  static override readonly exitCode = 10;
  static override readonly summary = "A file or folder is missing or may not be read.";
}

export class EmptyInputError extends NewsiftError {
  static override readonly exitCode = 11;
  static override readonly summary = "The file or page holds nothing.";
}

export class BinaryInputError extends NewsiftError {
  static override readonly exitCode = 12;
  static override readonly summary = "The file or page is neither HTML nor text.";
}

export class PdfInputError extends NewsiftError {
  static override readonly exitCode = 13;
  static override readonly summary = "The file or page is a PDF.";
}

export class UnresolvedHostError extends NewsiftError {
  static override readonly exitCode = 20;
  static override readonly summary = "The host name does not resolve.";
}

export class ConnectionError extends NewsiftError {
  static override readonly exitCode = 21;
  static override readonly summary = "No connection, a broken one, or no answer in time.";
}

export class ClientStatusError extends NewsiftError {
  static override readonly exitCode = 22;
  static override readonly summary = "The server answered 4xx: not there, or not for us.";

  /** What it answered. */
  readonly status: number | undefined;

  constructor(message: string, { status, ...options }: ErrorOptions & { readonly status?: number } = {}) {
    super(message, options);
    this.status = status;
  }
}

export class ServerStatusError extends NewsiftError {
  static override readonly exitCode = 23;
  static override readonly summary = "The server answered 5xx: try again later.";
}

export class RedirectError extends NewsiftError {
  static override readonly exitCode = 24;
  static override readonly summary = "A redirect loop, or too many redirects.";
}

export class TooLargeError extends NewsiftError {
  static override readonly exitCode = 25;
  static override readonly summary = "The page or file is larger than the size limit.";
}

export class PrivateAddressError extends NewsiftError {
  static override readonly exitCode = 26;
  static override readonly summary = "The address is private: allow it with `--allow-private`.";
}

export class RobotsError extends NewsiftError {
  static override readonly exitCode = 27;
  static override readonly summary = "robots.txt forbids the page, or could not be read.";
}

export class SchemeError extends NewsiftError {
  static override readonly exitCode = 28;
  static override readonly summary = "The address is not http or https.";
}

export class NothingFoundError extends NewsiftError {
  static override readonly exitCode = 29;
  static override readonly summary = "A source, or a site, leads to no article.";
}

export class StageError extends NewsiftError {
  static override readonly exitCode = 30;
  static override readonly summary = "A stage failed on a document; the others went on.";
}

export class NotArticleError extends NewsiftError {
  static override readonly exitCode = 31;
  static override readonly summary = "The page was fetched and kept, but is not an article.";
}

export class VerifyError extends NewsiftError {
  static override readonly exitCode = 32;
  static override readonly summary = "A clean file does not follow from its raw file and receipt.";
}

export class ScoreError extends NewsiftError {
  static override readonly exitCode = 33;
  static override readonly summary = "A score lies under its floor, or the corpus cannot be read.";
}

export class DegradedError extends NewsiftError {
  static override readonly exitCode = 34;
  static override readonly summary = "A crawl ended, but something that was expected did not come.";
}

export class CaseError extends NewsiftError {
  static override readonly exitCode = 35;
  static override readonly summary = "A case came out otherwise than a person judged, or cannot be read.";
}

export class ImpactError extends NewsiftError {
  static override readonly exitCode = 36;
  static override readonly summary = "Approved documents would change (`newsift impact --fail`).";
}

export class BrokenOffError extends NewsiftError {
  static override readonly exitCode = 38;
  static override readonly summary = "A page broke off before its end: what came of it is kept.";
}

export class HashRouteError extends NewsiftError {
  static override readonly exitCode = 39;
  static override readonly summary = "Only a browser tells the address from others: it differs behind `#`.";
}

export class NewerFormatError extends NewsiftError {
  static override readonly exitCode = 40;
  static override readonly summary = "A file was written by a newer newsift: update this one.";
}

export class TakenDownError extends NewsiftError {
  static override readonly exitCode = 37;
  static override readonly summary =
    "The address was taken down (`newsift takedown`): it is not fetched again.";
}

export class ModelError extends NewsiftError {
  static override readonly exitCode = 41;
  static override readonly summary = "A learned model does not fit this newsift.";
}
