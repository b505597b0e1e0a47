/**
 * What a crawl has still to fetch, and what is known of all that it ever wanted: tables that survive the process,
 * so that a killed run goes on where it stood, and the next one asks for nothing before its time.
 */
import type { DatabaseSync } from "node:sqlite";
import type { NewsiftError } from "../../core/errors.ts";
import { isGone, isTransient, isTheHosts } from "../fetch/failures.ts";
import type { Validators } from "../fetch/fetch-page.ts";
import { openFrontierFile } from "./frontier-file.ts";
import type { HostTimes } from "../fetch/politeness.ts";

/** `article`: a page that is wanted for its text; the others are read for the addresses on them. */
export type PageKind = "list" | "feed" | "sitemap" | "article";

/** A page that somebody found. */
export interface FoundPage {
  readonly url: string;
  readonly kind: PageKind;
  /** Of a page that names others: steps from what the source names. */
  readonly depth?: number;
}

/** A further page of an article. */
export interface FoundPart {
  readonly url: string;
  /** 2 and up: the article's own page is the first. */
  readonly part: number;
}

export interface FrontierPage {
  readonly url: string;
  /** The `id` of the source. */
  readonly source: string;
  readonly kind: PageKind;
  /** Absent for 0. */
  readonly depth?: number;
  /** The id of the document that it was archived as, the last time. */
  readonly document?: string;
  /** Of the version that the server had then. */
  readonly validators?: Validators;
  /** The address of the article that it is a further page of, and which. */
  readonly continues?: string;
  readonly part?: number;
}

/** What was learned of a page that was had. */
export interface Sighting {
  readonly document: string;
  /** Absent where the server gave none, and where the page was not whole. */
  readonly validators?: Validators;
}

export interface FrontierLimits {
  /** Pages of the source in one run, lists and failures included. */
  readonly maxPages: number;
  /** Pages of one host in one run, of all sources that are crawled. */
  readonly maxPagesPerHost: number;
  /** An article that is known is asked for again after so many seconds. */
  readonly recrawlSeconds: number;
}

export interface Frontier {
  /** The pauses that hosts are owed. */
  readonly hostTimes: HostTimes;
  /**
   * Begins a run of a source with the pages that name others: they are asked for in every run. Pages that failed in
   * passing and are due are tried again. A run that was cut short is gone on with.
   * @returns the addresses that this run did not know yet: none where it goes on
   */
  begin(source: string, pages: readonly FoundPage[]): readonly string[];
  /**
   * Adds pages of a source, up to the limits. An article that is known is wanted again when its time has come, and
   * belongs to the source that wants it; one that is gone is not.
   * @returns the addresses that this run did not know yet
   */
  add(source: string, pages: readonly FoundPage[], limits: FrontierLimits): readonly string[];
  /**
   * Adds the further pages of an article, which are wanted as often as its own page, whatever the limits.
   * @returns the addresses that this run did not know yet
   */
  addParts(article: FrontierPage, parts: readonly FoundPart[]): readonly string[];
  /** The next page of one of these sources whose host has none under way; it is under way from now on. */
  next(sources: readonly string[]): FrontierPage | undefined;
  /** A page that was added before; of sources that share it, the one that has it under way. */
  page(url: string): FrontierPage;
  /** The page was had, or found to be what it was; what it leads to is still to be added. */
  sight(url: string, sighting: Sighting): void;
  /** Nothing more is to be done with the page in this run. */
  finish(url: string): void;
  /** It was not had: a failure that passes is tried again in a later run, a few times. */
  fail(url: string, error: NewsiftError): void;
  /** It was not fetched after all, and stays to be. */
  putBack(url: string): void;
  /** These sources have had their run. What still waits, for hosts that are left alone, is tried again in a later one. */
  end(sources: readonly string[]): void;
  /** Whether `next` would give a page. */
  isReady(sources: readonly string[]): boolean;
  /** Whether a page of these sources is under way. */
  isWorking(sources: readonly string[]): boolean;
  /** Pages to be had in this run, those of hosts that are left alone included, and pages under way. */
  count(sources: readonly string[]): { readonly waiting: number; readonly working: number };
  close(): void;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A page that failed in passing is tried again so many times, after ten minutes, 40 minutes, 2 h 40, 10 h 40. */
const TRIES_AGAIN = 4;
const FIRST_WAIT = 10 * MINUTE;

/** After so many failures in a row that are the host's, it is left alone, ever longer, for up to a day. */
const FAILURES_IN_A_ROW = 5;

/**
 * The first waiting page of all hosts that are free. Goes from host to host by the index: one host may have a
 * hundred thousand pages waiting. `?1`: the sources as a JSON array, `?2`: now.
 */
const NEXT = `
  WITH RECURSIVE waiting (host) AS (
    SELECT min(host) FROM page WHERE state = 'waiting'
    UNION ALL
    SELECT (SELECT min(page.host) FROM page WHERE state = 'waiting' AND page.host > waiting.host)
    FROM waiting WHERE waiting.host IS NOT NULL
  )
  SELECT min((
    SELECT position FROM page
    WHERE state = 'waiting' AND page.host = waiting.host AND source IN (SELECT value FROM json_each(?1))
    ORDER BY position LIMIT 1
  )) AS position
  FROM waiting
  WHERE waiting.host NOT IN (SELECT host FROM page WHERE state = 'working')
    AND waiting.host NOT IN (SELECT host FROM host WHERE resting > ?2)
`;

/** `?1`: an address. Sources may share a list page; one of them has it under way, as one page a host is. */
const UNDER_WAY = `
  SELECT position FROM page WHERE url = ?1
  ORDER BY state = 'working' DESC, position
  LIMIT 1
`;

const COLUMNS = "url, source, kind, document, final_url, etag, last_modified, continues, part, depth";

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
  const sourceRow = database.prepare("SELECT run, ended FROM source WHERE id = ?");
  const beginRun = database.prepare(
    `INSERT INTO source (id, run, began) VALUES (?1, 1, ?2)
     ON CONFLICT DO UPDATE SET run = run + 1, began = ?2, ended = NULL`,
  );
  const endRun = database.prepare(
    "UPDATE source SET ended = ?2 WHERE id IN (SELECT value FROM json_each(?1))",
  );
  const retryDue = database.prepare(
    `UPDATE page SET state = 'waiting', run = ?2
     WHERE source = ?1 AND state = 'retry' AND kind = 'article' AND due <= ?3`,
  );
  const deferWaiting = database.prepare(
    `UPDATE page SET state = 'retry', due = coalesce((SELECT resting FROM host WHERE host.host = page.host), 0)
     WHERE state = 'waiting' AND source IN (SELECT value FROM json_each(?1))`,
  );
  const findKnown = database.prepare(
    `SELECT position, source, kind, state, run, due, seen FROM page
     WHERE identity = ?1 AND (source = ?2 OR (kind = 'article' AND ?3 = 'article'))
     ORDER BY kind = 'article' LIMIT 1`,
  );
  const insert = database.prepare(
    `INSERT INTO page (identity, url, host, source, kind, state, run, continues, part, depth)
     VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', ?6, ?7, ?8, ?9)`,
  );
  const makeListing = database.prepare(
    `UPDATE page SET kind = ?2, depth = ?3, state = 'waiting', run = ?4 WHERE position = ?1 AND state <> 'working'`,
  );
  const want = database.prepare(
    "UPDATE page SET state = 'waiting', source = ?2, run = ?3, depth = ?4 WHERE position = ?1",
  );
  const setPart = database.prepare("UPDATE page SET continues = ?2, part = ?3 WHERE position = ?1");
  const take = database.prepare(
    `UPDATE page SET state = 'working' WHERE position = (${NEXT}) RETURNING ${COLUMNS}`,
  );
  const peek = database.prepare(NEXT);
  const isWorking = database.prepare(
    "SELECT 1 FROM page WHERE state = 'working' AND source IN (SELECT value FROM json_each(?)) LIMIT 1",
  );
  const find = database.prepare(`SELECT ${COLUMNS} FROM page WHERE position = (${UNDER_WAY})`);
  const setDone = database.prepare(
    `UPDATE page SET state = 'done', seen = ?2, failures = 0, error = NULL, message = NULL
     WHERE position = (${UNDER_WAY}) RETURNING host`,
  );
  const setSighting = database.prepare(
    `UPDATE page SET document = ?2, final_url = ?3, etag = ?4, last_modified = ?5 WHERE position = (${UNDER_WAY})`,
  );
  const setFailed = database.prepare(
    `UPDATE page SET failures = failures + 1, error = ?2, message = ?3, seen = ?4,
       state = CASE WHEN ?5 = 'retry' AND failures >= ${TRIES_AGAIN} THEN 'failed' ELSE ?5 END,
       due = ?4 + ${FIRST_WAIT} * (1 << (2 * min(failures, 8)))
     WHERE position = (${UNDER_WAY}) RETURNING host`,
  );
  const putBack = database.prepare(`UPDATE page SET state = 'waiting' WHERE position = (${UNDER_WAY})`);
  const hostNext = database.prepare("SELECT next FROM host WHERE host = ?");
  const setHostNext = database.prepare(
    "INSERT INTO host (host, next) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET next = ?2",
  );
  const setHostRests = database.prepare(
    "INSERT INTO host (host, resting) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET resting = max(resting, ?2)",
  );
  // Its rest stays: it may have asked for one in the very answer.
  const hostAnswers = database.prepare("UPDATE host SET failures = 0 WHERE host = ? AND failures > 0");
  const hostFails = database.prepare(
    `INSERT INTO host (host, failures) VALUES (?1, 1)
     ON CONFLICT DO UPDATE SET failures = failures + 1,
       resting = CASE WHEN failures + 1 < ${FAILURES_IN_A_ROW} THEN resting
         ELSE max(resting, ?2 + min(${DAY}, ${FIRST_WAIT} * (1 << (2 * min(failures + 1 - ${FAILURES_IN_A_ROW}, 8))))) END`,
  );
  const countOfRun = database.prepare("SELECT count(*) AS pages FROM page WHERE source = ?1 AND run = ?2");
  // CROSS JOIN: source by source, each by the index; the planner would read all pages.
  const countOfHost = database.prepare(
    `SELECT count(*) AS pages FROM source CROSS JOIN page ON page.source = source.id AND page.run = source.run
     WHERE source.ended IS NULL AND page.host = ?`,
  );
  const tally = database.prepare(`
    SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
           count(*) FILTER (WHERE state = 'working') AS working
    FROM page WHERE state IN ('waiting', 'working') AND source IN (SELECT value FROM json_each(?))
  `);

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

/** What may have been written in good faith, and an hour for clocks that are put right. */
const FARTHEST = DAY + HOUR;

/**
 * A clock that was ahead must silence no host and no page: a time to come that could not have been written now is taken
 * for none, and what was seen in the future for seen now.
 */
function forgetFuture(database: DatabaseSync, now: number): void {
  const farthest = now + FARTHEST;
  database.prepare("UPDATE host SET next = 0 WHERE next > ?").run(farthest);
  database.prepare("UPDATE host SET resting = 0 WHERE resting > ?").run(farthest);
  database.prepare("UPDATE page SET due = 0 WHERE state = 'retry' AND due > ?").run(farthest);
  database.prepare("UPDATE page SET seen = ?1 WHERE state = 'done' AND seen > ?1").run(now);
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
