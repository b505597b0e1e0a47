/**
 * Every way newsift can fail. One class, one exit code, one row in the table of `docs/guides/formats.md`.
 * A message says what failed, where, and what to do.
 */
export abstract class NewsiftError extends Error {
  /** The process ends with it when this is what stopped the command. */
  static readonly exitCode: number = 1;
  /** Its name in the tables of words and in `--json`: `not-article` of a NotArticleError. */
  static get id(): string {
    return this.name
      .replace(/Error$/u, "")
      .replaceAll(/(?<=[a-z])(?=[A-Z])/gu, "-")
      .toLowerCase();
  }

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }

  get exitCode(): number {
    return (this.constructor as typeof NewsiftError).exitCode;
  }

  get id(): string {
    return (this.constructor as typeof NewsiftError).id;
  }
}

export class UsageError extends NewsiftError {
  static override readonly exitCode = 2;
}

export class ConfigError extends NewsiftError {
  static override readonly exitCode = 3;
}

export class WorkspaceError extends NewsiftError {
  static override readonly exitCode = 4;
}

export class LockedError extends NewsiftError {
  static override readonly exitCode = 5;
}

export class WriteError extends NewsiftError {
  static override readonly exitCode = 6;
}

export class ChromiumMissingError extends NewsiftError {
  static override readonly exitCode = 7;
}

export class SetupError extends NewsiftError {
  static override readonly exitCode = 8;
}

export class ListenError extends NewsiftError {
  static override readonly exitCode = 9;
}

export class UnreadableInputError extends NewsiftError {
  static override readonly exitCode = 10;
}

export class EmptyInputError extends NewsiftError {
  static override readonly exitCode = 11;
}

export class BinaryInputError extends NewsiftError {
  static override readonly exitCode = 12;
}

export class PdfInputError extends NewsiftError {
  static override readonly exitCode = 13;
}

export class UnresolvedHostError extends NewsiftError {
  static override readonly exitCode = 20;
}

export class ConnectionError extends NewsiftError {
  static override readonly exitCode = 21;
}

export class ClientStatusError extends NewsiftError {
  static override readonly exitCode = 22;

  /** What it answered. */
  readonly status: number | undefined;

  constructor(message: string, { status, ...options }: ErrorOptions & { readonly status?: number } = {}) {
    super(message, options);
    this.status = status;
  }
}

export class ServerStatusError extends NewsiftError {
  static override readonly exitCode = 23;
}

export class RedirectError extends NewsiftError {
  static override readonly exitCode = 24;
}

export class TooLargeError extends NewsiftError {
  static override readonly exitCode = 25;
}

export class PrivateAddressError extends NewsiftError {
  static override readonly exitCode = 26;
}

export class RobotsError extends NewsiftError {
  static override readonly exitCode = 27;
}

export class SchemeError extends NewsiftError {
  static override readonly exitCode = 28;
}

export class NothingFoundError extends NewsiftError {
  static override readonly exitCode = 29;
}

export class StageError extends NewsiftError {
  static override readonly exitCode = 30;
}

export class NotArticleError extends NewsiftError {
  static override readonly exitCode = 31;
}

export class VerifyError extends NewsiftError {
  static override readonly exitCode = 32;
}

export class ScoreError extends NewsiftError {
  static override readonly exitCode = 33;
}

export class DegradedError extends NewsiftError {
  static override readonly exitCode = 34;
}

export class CaseError extends NewsiftError {
  static override readonly exitCode = 35;
}

export class ImpactError extends NewsiftError {
  static override readonly exitCode = 36;
}

export class BrokenOffError extends NewsiftError {
  static override readonly exitCode = 38;
}

export class HashRouteError extends NewsiftError {
  static override readonly exitCode = 39;
}

export class NewerFormatError extends NewsiftError {
  static override readonly exitCode = 40;
}

export class TakenDownError extends NewsiftError {
  static override readonly exitCode = 37;
}

export class ModelError extends NewsiftError {
  static override readonly exitCode = 41;
}
