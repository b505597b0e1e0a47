/** The frontier's tables, asked and written: every statement of SQL. */
import type { DatabaseSync } from "node:sqlite";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A page that failed transiently is tried again so many times, after ten minutes, 40 minutes, 2 h 40, 10 h 40. */
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

/** Each prepared once. */
export function prepareStatements(database: DatabaseSync) {
  return {
    sourceRow: database.prepare("SELECT run, ended FROM source WHERE id = ?"),
    beginRun: database.prepare(
      `INSERT INTO source (id, run, began) VALUES (?1, 1, ?2)
     ON CONFLICT DO UPDATE SET run = run + 1, began = ?2, ended = NULL`,
    ),
    endRun: database.prepare("UPDATE source SET ended = ?2 WHERE id IN (SELECT value FROM json_each(?1))"),
    retryDue: database.prepare(
      `UPDATE page SET state = 'waiting', run = ?2
     WHERE source = ?1 AND state = 'retry' AND kind = 'article' AND due <= ?3`,
    ),
    deferWaiting: database.prepare(
      `UPDATE page SET state = 'retry', due = coalesce((SELECT resting FROM host WHERE host.host = page.host), 0)
     WHERE state = 'waiting' AND source IN (SELECT value FROM json_each(?1))`,
    ),
    findKnown: database.prepare(
      `SELECT position, source, kind, state, run, due, seen FROM page
     WHERE identity = ?1 AND (source = ?2 OR (kind = 'article' AND ?3 = 'article'))
     ORDER BY kind = 'article' LIMIT 1`,
    ),
    insert: database.prepare(
      `INSERT INTO page (identity, url, host, source, kind, state, run, continues, part, depth)
     VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', ?6, ?7, ?8, ?9)`,
    ),
    makeListing: database.prepare(
      `UPDATE page SET kind = ?2, depth = ?3, state = 'waiting', run = ?4 WHERE position = ?1 AND state <> 'working'`,
    ),
    want: database.prepare(
      "UPDATE page SET state = 'waiting', source = ?2, run = ?3, depth = ?4 WHERE position = ?1",
    ),
    setPart: database.prepare("UPDATE page SET continues = ?2, part = ?3 WHERE position = ?1"),
    take: database.prepare(
      `UPDATE page SET state = 'working' WHERE position = (${NEXT}) RETURNING ${COLUMNS}`,
    ),
    peek: database.prepare(NEXT),
    isWorking: database.prepare(
      "SELECT 1 FROM page WHERE state = 'working' AND source IN (SELECT value FROM json_each(?)) LIMIT 1",
    ),
    find: database.prepare(`SELECT ${COLUMNS} FROM page WHERE position = (${UNDER_WAY})`),
    setDone: database.prepare(
      `UPDATE page SET state = 'done', seen = ?2, failures = 0, error = NULL, message = NULL
     WHERE position = (${UNDER_WAY}) RETURNING host`,
    ),
    setSighting: database.prepare(
      `UPDATE page SET document = ?2, final_url = ?3, etag = ?4, last_modified = ?5 WHERE position = (${UNDER_WAY})`,
    ),
    setFailed: database.prepare(
      `UPDATE page SET failures = failures + 1, error = ?2, message = ?3, seen = ?4,
       state = CASE WHEN ?5 = 'retry' AND failures >= ${TRIES_AGAIN} THEN 'failed' ELSE ?5 END,
       due = ?4 + ${FIRST_WAIT} * (1 << (2 * min(failures, 8)))
     WHERE position = (${UNDER_WAY}) RETURNING host`,
    ),
    putBack: database.prepare(`UPDATE page SET state = 'waiting' WHERE position = (${UNDER_WAY})`),
    hostNext: database.prepare("SELECT next FROM host WHERE host = ?"),
    setHostNext: database.prepare(
      "INSERT INTO host (host, next) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET next = ?2",
    ),
    setHostRests: database.prepare(
      "INSERT INTO host (host, resting) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET resting = max(resting, ?2)",
    ),
    // Its rest stays: it may have asked for one in the very answer.
    hostAnswers: database.prepare("UPDATE host SET failures = 0 WHERE host = ? AND failures > 0"),
    hostFails: database.prepare(
      `INSERT INTO host (host, failures) VALUES (?1, 1)
     ON CONFLICT DO UPDATE SET failures = failures + 1,
       resting = CASE WHEN failures + 1 < ${FAILURES_IN_A_ROW} THEN resting
         ELSE max(resting, ?2 + min(${DAY}, ${FIRST_WAIT} * (1 << (2 * min(failures + 1 - ${FAILURES_IN_A_ROW}, 8))))) END`,
    ),
    countOfRun: database.prepare("SELECT count(*) AS pages FROM page WHERE source = ?1 AND run = ?2"),
    // CROSS JOIN: source by source, each by the index; the planner would read all pages.
    countOfHost: database.prepare(
      `SELECT count(*) AS pages FROM source CROSS JOIN page ON page.source = source.id AND page.run = source.run
     WHERE source.ended IS NULL AND page.host = ?`,
    ),
    tally: database.prepare(`
    SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
           count(*) FILTER (WHERE state = 'working') AS working
    FROM page WHERE state IN ('waiting', 'working') AND source IN (SELECT value FROM json_each(?))
  `),
  };
}

/** What may have been written in good faith, and an hour for clocks that are put right. */
const FARTHEST = DAY + HOUR;

/**
 * A clock that was ahead must silence no host and no page: a time to come that could not have been written now is taken
 * for none, and what was seen in the future for seen now.
 */
export function forgetFuture(database: DatabaseSync, now: number): void {
  const farthest = now + FARTHEST;
  database.prepare("UPDATE host SET next = 0 WHERE next > ?").run(farthest);
  database.prepare("UPDATE host SET resting = 0 WHERE resting > ?").run(farthest);
  database.prepare("UPDATE page SET due = 0 WHERE state = 'retry' AND due > ?").run(farthest);
  database.prepare("UPDATE page SET seen = ?1 WHERE state = 'done' AND seen > ?1").run(now);
}
