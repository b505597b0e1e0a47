/** The frontier of one machine: tables in SQLite. */
import { isGone, isTransient, isTheHosts } from "../fetch/failures.ts";
import type { PageKind, FoundPage, FoundPart, FrontierPage, FrontierLimits, Frontier } from "./frontier.ts";
import { openFrontierFile } from "./frontier-file.ts";
import { forgetFuture, prepareStatements } from "./statements.ts";

/**
 * Opens the frontier at this path, which must belong to this process alone: pages that another one left
 * under way wait again.
 * @param identityOf what names the page at an address: all its spellings are one page
 * @param now milliseconds since the epoch
 * @throws {WriteError} where the file cannot be written, or is none that this newsift knows
 */
export function openFrontier(
  path: string,
  identityOf: (url: string) => string = (url) => url,
  now: () => number = Date.now,
): Frontier {
  const database = openFrontierFile(path, identityOf);
  database.exec("UPDATE page SET state = 'waiting' WHERE state = 'working'");
  forgetFuture(database, now());
  const {
    sourceRow,
    beginRun,
    endRun,
    retryDue,
    deferWaiting,
    findKnown,
    insert,
    makeListing,
    want,
    setPart,
    take,
    peek,
    isWorking,
    find,
    setDone,
    setSighting,
    setFailed,
    putBack,
    hostNext,
    setHostNext,
    setHostRests,
    hostAnswers,
    hostFails,
    countOfRun,
    countOfHost,
    tally,
  } = prepareStatements(database);

  return {
    hostTimes: {
      get: (host) => hostNext.get(host)?.["next"] as number | undefined,
      set: (host, time) => void setHostNext.run(host, Math.round(time)),
      rest: (host, time) => void setHostRests.run(host, Math.round(time)),
    },
    begin(source, pages) {
      return inTransaction(() => {
        const last = sourceRow.get(source) as { run: number; ended: number | null } | undefined;
        if (last === undefined || last.ended !== null) beginRun.run(source, now());
        const run = runOf(source);
        retryDue.run(source, run, now());
        return pages.filter((page) => wantAgain(source, run, page)).map(({ url }) => url);
      });
    },
    add(source, pages, limits) {
      return inTransaction(() => addAll(source, pages, limits));
    },
    addParts({ url, source, continues = url }, parts) {
      return inTransaction(() => {
        const run = runOf(source);
        return parts.filter((part) => wantPart(source, run, continues, part)).map((part) => part.url);
      });
    },
    next(sources) {
      return pageOf(take.get(JSON.stringify(sources), now()));
    },
    page(url) {
      return pageOf(find.get(url))!;
    },
    sight(url, { document, validators: { url: final = null, etag = null, lastModified = null } = {} }) {
      setSighting.run(url, document, final, etag, lastModified);
    },
    finish(url) {
      inTransaction(() => hostAnswers.run(hostIn(setDone.get(url, now()))));
    },
    fail(url, error) {
      const state = isGone(error) ? "gone" : isTransient(error) ? "retry" : "failed";
      inTransaction(() => {
        const host = hostIn(setFailed.get(url, error.name, error.message, now(), state));
        if (isTheHosts(error)) hostFails.run(host, now());
        else hostAnswers.run(host);
      });
    },
    putBack(url) {
      putBack.run(url);
    },
    end(sources) {
      inTransaction(() => {
        deferWaiting.run(JSON.stringify(sources));
        endRun.run(JSON.stringify(sources), now());
      });
    },
    isReady(sources) {
      return peek.get(JSON.stringify(sources), now())!["position"] !== null;
    },
    isWorking(sources) {
      return isWorking.get(JSON.stringify(sources)) !== undefined;
    },
    count(sources) {
      return tally.get(JSON.stringify(sources)) as { waiting: number; working: number };
    },
    close() {
      database.close();
    },
  };

  function runOf(source: string): number {
    return sourceRow.get(source)!["run"] as number;
  }

  function addAll(
    source: string,
    pages: readonly FoundPage[],
    { maxPages, maxPagesPerHost, recrawlSeconds }: FrontierLimits,
  ): readonly string[] {
    const run = runOf(source);
    const hosts = new Map<string, number>();
    const added: string[] = [];
    let room = maxPages - (countOfRun.get(source, run)!["pages"] as number);
    for (const page of pages) {
      if (room <= 0) break;
      const { host } = new URL(page.url);
      const used = hosts.get(host) ?? (countOfHost.get(host)!["pages"] as number);
      hosts.set(host, used);
      if (used >= maxPagesPerHost || !wantAgain(source, run, page, recrawlSeconds)) continue;
      hosts.set(host, used + 1);
      added.push(page.url);
      room -= 1;
    }
    return added;
  }

  /** @returns whether the page is to be had in this run, and was not yet */
  function wantAgain(
    source: string,
    run: number,
    { url, kind, depth = 0 }: FoundPage,
    recrawlSeconds = 0,
  ): boolean {
    const identity = identityOf(url);
    const known = findKnown.get(identity, source, kind) as KnownPage | undefined;
    if (known === undefined) {
      insert.run(identity, url, new URL(url).host, source, kind, run, null, null, depth);
      return true;
    }
    if (known.kind === "article" && kind !== "article") {
      // A pattern may take a list for an article; it is read as what it is said to be.
      return makeListing.run(known.position, kind, depth, run).changes === 1 && known.state !== "waiting";
    }
    if (known.state === "waiting" || known.state === "working") return false;
    if (known.source === source && known.run === run) return false;
    if (kind === "article" && !isDue(known, recrawlSeconds)) return false;
    want.run(known.position, source, run, depth);
    return true;
  }

  function isDue({ state, due, seen }: KnownPage, recrawlSeconds: number): boolean {
    if (state === "gone") return false;
    return state === "retry" ? due <= now() : seen + recrawlSeconds * 1000 <= now();
  }

  function wantPart(source: string, run: number, continues: string, { url, part }: FoundPart): boolean {
    const identity = identityOf(url);
    const known = findKnown.get(identity, source, "article") as KnownPage | undefined;
    if (known === undefined) {
      insert.run(identity, url, new URL(url).host, source, "article", run, continues, part, 0);
      return true;
    }
    setPart.run(known.position, continues, part);
    if (known.state === "waiting" || known.state === "working" || known.run === run) return false;
    if (known.state === "gone" || (known.state === "retry" && known.due > now())) return false;
    want.run(known.position, source, run, 0);
    return true;
  }

  function inTransaction<Result>(work: () => Result): Result {
    database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      database.exec("COMMIT");
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  }
}

interface KnownPage {
  readonly position: number;
  readonly kind: PageKind;
  readonly source: string;
  readonly state: string;
  readonly run: number;
  readonly due: number;
  readonly seen: number;
}

type Row = Readonly<Record<string, unknown>>;

function hostIn(row: Row | undefined): string {
  return row!["host"] as string;
}

function pageOf(row: Row | undefined): FrontierPage | undefined {
  if (row === undefined) return undefined;
  const { url, source, kind, document, final_url, etag, last_modified, continues, part, depth } =
    row as Readonly<Record<string, string | null>>;
  return {
    url: url!,
    source: source!,
    kind: kind as PageKind,
    ...(Number(depth) === 0 ? {} : { depth: Number(depth) }),
    ...(document === null ? {} : { document: document! }),
    ...(final_url === null
      ? {}
      : {
          validators: {
            url: final_url!,
            ...(etag === null ? {} : { etag: etag! }),
            ...(last_modified === null ? {} : { lastModified: last_modified! }),
          },
        }),
    ...(continues === null ? {} : { continues: continues!, part: Number(part) }),
  };
}
