/** What a run looks like while it goes on, and when it is over: a line for each host. */
import type { CrawlEvent } from "../../crawl/run/crawl.ts";
import type { RunTally } from "../../crawl/run/run-tally.ts";
import type { RunCounts, RunRecord } from "../../archive/records/runs.ts";
import type { Session } from "./session.ts";
import { type Column, type Paint, table, visible } from "./terminal.ts";

/** Hosts that a terminal shows while they are crawled: those where something happened last. */
const HOSTS_SHOWN = 12;

/** Milliseconds between two pictures. */
const REDRAWN_AFTER = 100;

const right = (name: string): Column => ({ name, align: "right" });
const counted = ["found", "fetched", "304", "new", "changed", "rejected", "errors"].map(right);
const next = right("next in");

/** Columns of a narrow terminal that are left for the name of a host. */
const HOST_AT_MOST = 20;

/** Shows on a terminal how far a crawl is. */
export interface Progress {
  see(event: CrawlEvent, tally: RunTally): void;
  /** @param line what is going on besides */
  show(tally: RunTally, line: string): void;
}

export function followCrawl(session: Session): Progress {
  /** By host, the busiest last: when it is asked next. */
  const times = new Map<string, number>();
  let drawn = 0;

  function touch(host: string, time = times.get(host) ?? 0): void {
    times.delete(host);
    times.set(host, time);
  }

  return {
    see(event, tally) {
      if (event.type === "pausing") touch(event.host, event.until);
      else touch(new URL(event.url).host);
      this.show(tally, "crawling");
    },
    show(tally, line) {
      const now = Date.now();
      if (session.io.stderr.isTTY !== true || now - drawn < REDRAWN_AFTER) return;
      drawn = now;
      const hosts = tally.hosts();
      const shown = [...times.keys()].filter((host) => hosts.has(host)).slice(-HOSTS_SHOWN);
      const rows = shown
        .toSorted()
        .map((host) => [...rowOf(host, hosts.get(host)!), nextIn(times.get(host)!, now)]);
      const more = hosts.size - shown.length;
      session.status(
        ...table([{ name: "host", max: HOST_AT_MOST }, ...counted, next], rows, (_, text) => text),
        more > 0 ? `${line} · ${more} more hosts` : line,
      );
    },
  };
}

/** The hosts of a run that is over, the sum of all below them. */
export function runTable({ byHost, counts }: RunRecord, paint: Paint, room?: number): readonly string[] {
  const hosts = Object.entries(byHost).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const all = hosts.length > 1 ? [...hosts, ["all", counts] as const] : hosts;
  const rows = all.map(([host, own]) => [...rowOf(host, own), String(own.articles)]);
  return table([{ name: "host", max: 32 }, ...counted, right("articles")], rows, paint, room);
}

function rowOf(host: string, counts: RunCounts): readonly string[] {
  const { found, fetched, notModified, changed, rejected, errors } = counts;
  return [visible(host), ...[found, fetched, notModified, counts.new, changed, rejected, errors].map(String)];
}

/** Whole seconds; nothing where the host may be asked at once. */
function nextIn(time: number, now: number): string {
  return time <= now ? "" : `${Math.ceil((time - now) / 1000)} s`;
}
