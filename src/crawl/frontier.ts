/** What a crawl has still to fetch: a table that survives the process, so that a killed run goes on where it stood. */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { WriteError } from "../errors.ts";

export interface FrontierPage {
  readonly url: string;
  /** The `id` of the source. */
  readonly source: string;
  readonly kind: "list" | "article";
}

export interface Frontier {
  /**
   * Adds the list pages of a source.
   * @returns the addresses that this run did not know yet: none where it goes on with one that was cut short
   */
  begin(source: string, lists: readonly string[]): readonly string[];
  /**
   * Adds articles of a source up to `maxPages` pages of it in this run, lists and failures included.
   * @returns the addresses that this run did not know yet
   */
  add(source: string, articles: readonly string[], maxPages: number): readonly string[];
  /** The next page of one of these sources whose host has none under way; it is under way from now on. */
  next(sources: readonly string[]): FrontierPage | undefined;
  /** A page that was added before; of sources that share it, the one that has it under way. */
  page(url: string): FrontierPage;
  /** `waiting`: it was not fetched after all, and stays to be. */
  settle(url: string, state: "done" | "failed" | "waiting"): void;
  /** What this run knows of these sources; `ready`: `next` would give a page. */
  status(sources: readonly string[]): {
    readonly total: number;
    readonly waiting: number;
    readonly working: number;
    readonly ready: boolean;
  };
  close(): void;
}

/*
 * WAL with synchronous=NORMAL outlives a killed process. A power cut may take back the last moments:
 * those pages are fetched again, and the store knows them.
 */
const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS page (
    position INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    host TEXT NOT NULL,
    source TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('list', 'article')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'working', 'done', 'failed'))
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS list_of_source ON page (url, source) WHERE kind = 'list';
  CREATE UNIQUE INDEX IF NOT EXISTS article ON page (url) WHERE kind = 'article';
  CREATE INDEX IF NOT EXISTS page_by_state ON page (state, host);
  CREATE INDEX IF NOT EXISTS page_by_source ON page (source, state);
`;

const NEW_RUN = `
  UPDATE page SET state = 'waiting' WHERE state = 'working';
  DELETE FROM page WHERE source NOT IN (SELECT source FROM page WHERE state = 'waiting');
`;

/** `?1`: the sources as a JSON array. */
const NEXT = `
  FROM page
  WHERE state = 'waiting'
    AND source IN (SELECT value FROM json_each(?1))
    AND host NOT IN (SELECT host FROM page WHERE state = 'working')
  ORDER BY position
  LIMIT 1
`;

/** `?1`: an address. Sources may share a list page; one of them has it under way, as one page a host is. */
const UNDER_WAY = `
  SELECT position FROM page WHERE url = ?1
  ORDER BY state = 'working' DESC, position
  LIMIT 1
`;

/**
 * Opens the frontier at this path, which must belong to this process alone: pages that another one left
 * under way wait again. A source of which nothing waits starts afresh: its run was finished.
 * @throws {WriteError} where the file cannot be written or is none of ours
 */
export function openFrontier(path: string): Frontier {
  const database = openDatabase(path);

  const insert = database.prepare(
    `INSERT OR IGNORE INTO page (url, host, source, kind, state)
     SELECT ?1, ?2, ?3, ?4, 'waiting'
     WHERE NOT EXISTS (SELECT 1 FROM page WHERE url = ?1 AND source = ?3)`,
  );
  const take = database.prepare(
    `UPDATE page SET state = 'working' WHERE position = (SELECT position ${NEXT}) RETURNING url, source, kind`,
  );
  const isReady = database.prepare(`SELECT 1 AS ready ${NEXT}`);
  const find = database.prepare(`SELECT url, source, kind FROM page WHERE position = (${UNDER_WAY})`);
  const settle = database.prepare(`UPDATE page SET state = ?2 WHERE position = (${UNDER_WAY})`);
  const tally = database.prepare(`
    SELECT count(*) AS total,
           count(*) FILTER (WHERE state = 'waiting') AS waiting,
           count(*) FILTER (WHERE state = 'working') AS working
    FROM page WHERE source IN (SELECT value FROM json_each(?))
  `);

  return {
    begin(source, lists) {
      return inTransaction(() => insertAll(source, "list", lists));
    },
    add(source, articles, maxPages) {
      return inTransaction(() => insertAll(source, "article", articles, maxPages - countOf([source]).total));
    },
    next(sources) {
      return take.get(JSON.stringify(sources)) as FrontierPage | undefined;
    },
    page(url) {
      return find.get(url) as unknown as FrontierPage;
    },
    settle(url, state) {
      settle.run(url, state);
    },
    status(sources) {
      const ready = isReady.get(JSON.stringify(sources)) !== undefined;
      return { ...countOf(sources), ready };
    },
    close() {
      database.close();
    },
  };

  function countOf(sources: readonly string[]): { total: number; waiting: number; working: number } {
    return tally.get(JSON.stringify(sources)) as { total: number; waiting: number; working: number };
  }

  function insertAll(
    source: string,
    kind: FrontierPage["kind"],
    urls: readonly string[],
    room = Infinity,
  ): readonly string[] {
    const added: string[] = [];
    for (const url of urls) {
      if (added.length >= room) break;
      if (insert.run(url, new URL(url).host, source, kind).changes === 1) added.push(url);
    }
    return added;
  }

  function inTransaction<Result>(work: () => Result): Result {
    database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      database.exec("COMMIT");
      return result;
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
  }
}

/** What to say of an error that came out of the frontier; other errors stay what they are. */
export function frontierFault(path: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== "ERR_SQLITE_ERROR") return error;
  return new WriteError(
    `The frontier ${path} cannot be used (${message}): see that the disk has room and the folder may be written, or delete the file: the next crawl then starts afresh.`,
    { cause: error },
  );
}

function openDatabase(path: string): DatabaseSync {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const database = new DatabaseSync(path);
    database.exec(SCHEMA);
    database.exec(NEW_RUN);
    return database;
  } catch (error) {
    throw frontierFault(path, error);
  }
}
