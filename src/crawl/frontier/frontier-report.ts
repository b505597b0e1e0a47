/** What the frontier knows, for somebody who looks: by source, by host, and page by page what failed. */
import { readFrontierFile } from "./frontier-file.ts";
import type { PageKind } from "./frontier.ts";

/** Times are ISO 8601, UTC. */
export interface SourceReport {
  readonly source: string;
  /** How many runs it had, the one under way included. */
  readonly runs: number;
  readonly began?: string;
  /** Absent while it is under way, and where it was cut short: the next crawl goes on with it. */
  readonly ended?: string;
  readonly articles: number;
  readonly waiting: number;
  /** Failed transiently: tried again in a run after `retryDue`. */
  readonly retry: number;
  readonly retryDue?: string;
  readonly failed: number;
  readonly gone: number;
}

export interface HostReport {
  readonly host: string;
  readonly waiting: number;
  readonly retry: number;
  readonly failed: number;
  /** When it may be asked again, where that is still to come. */
  readonly next?: string;
  /** Until when it is left alone because it fails, where that is still to come. */
  readonly restsUntil?: string;
  /** Pages in a row that failed through its fault. */
  readonly failuresInARow: number;
}

export interface FailureReport {
  readonly url: string;
  readonly source: string;
  readonly kind: PageKind;
  readonly state: "retry" | "failed" | "gone";
  /** The class of the error. */
  readonly error: string;
  readonly message: string;
  readonly tries: number;
  readonly at: string;
  /** When it is tried again. */
  readonly due?: string;
}

export interface FrontierReport {
  readonly sources: readonly SourceReport[];
  readonly hosts: readonly HostReport[];
  readonly failures: readonly FailureReport[];
}

const BY_SOURCE = `
  SELECT source.id AS source, source.run AS runs, began, ended,
    count(*) FILTER (WHERE kind = 'article' AND part IS NULL AND document IS NOT NULL) AS articles,
    count(*) FILTER (WHERE state IN ('waiting', 'working')) AS waiting,
    count(*) FILTER (WHERE state = 'retry') AS retry,
    min(due) FILTER (WHERE state = 'retry') AS retryDue,
    count(*) FILTER (WHERE state = 'failed') AS failed,
    count(*) FILTER (WHERE state = 'gone') AS gone
  FROM source LEFT JOIN page ON page.source = source.id
  GROUP BY source.id ORDER BY source.id
`;

const BY_HOST = `
  SELECT page.host AS host,
    count(*) FILTER (WHERE state IN ('waiting', 'working')) AS waiting,
    count(*) FILTER (WHERE state = 'retry') AS retry,
    count(*) FILTER (WHERE state = 'failed') AS failed,
    max(coalesce(host.next, 0)) AS next,
    max(coalesce(host.resting, 0)) AS restsUntil,
    max(coalesce(host.failures, 0)) AS failuresInARow
  FROM page LEFT JOIN host ON host.host = page.host
  GROUP BY page.host ORDER BY page.host
`;

const FAILURES = `
  SELECT url, source, kind, state, error, message, failures AS tries, seen AS at,
    CASE WHEN state = 'retry' THEN due END AS due
  FROM page WHERE state IN ('retry', 'failed', 'gone') AND error IS NOT NULL
  ORDER BY seen DESC, position
`;

/**
 * Reads a frontier, also while a crawl is at work with it.
 * @param now milliseconds since the epoch
 * @returns undefined where there is none: nothing was ever crawled
 * @throws {WriteError} where the file is none that this newsift knows
 */
export function readFrontier(path: string, now: number = Date.now()): FrontierReport | undefined {
  const database = readFrontierFile(path);
  if (database === undefined) return undefined;
  try {
    const all = (sql: string, times: readonly string[]) =>
      database
        .prepare(sql)
        .all()
        .map((row) => withTimes(row, times));
    return {
      sources: all(BY_SOURCE, ["began", "ended", "retryDue"]) as unknown as SourceReport[],
      hosts: all(BY_HOST, []).map((row) =>
        withTimes(onlyFuture(row, now), ["next", "restsUntil"]),
      ) as unknown as HostReport[],
      failures: all(FAILURES, ["at", "due"]) as unknown as FailureReport[],
    };
  } finally {
    database.close();
  }
}

type Row = Readonly<Record<string, unknown>>;

/** Milliseconds as ISO 8601; what is not known is left out. */
function withTimes(row: Row, times: readonly string[]): Row {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => {
      if (value === null || (times.includes(name) && value === 0)) return [];
      return [[name, times.includes(name) ? new Date(Number(value)).toISOString() : value]];
    }),
  );
}

function onlyFuture(row: Row, now: number): Row {
  const future = (time: unknown) => (Number(time) > now ? time : 0);
  return { ...row, next: future(row["next"]), restsUntil: future(row["restsUntil"]) };
}
