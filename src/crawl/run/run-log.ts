/**
 * The log of a run: a JSON object a line, for machines that collect logs. `severityText` and `eventName` are those of OTLP,
 * attributes have the names that the OpenTelemetry semantic conventions (1.37.0) give them; ours begin with `newsift.`.
 */
import type { CleaningEvent } from "../../archive/corpus/cleaning-tally.ts";
import type { Source } from "../../config/schema.ts";
import type { NewsiftError } from "../../core/errors.ts";
import { openJsonLines } from "../../archive/files/json-lines.ts";
import { logPath, type Run, type RunRecord } from "../../archive/records/runs.ts";
import type { Workspace } from "../../archive/files/workspace.ts";
import type { CrawlEvent } from "./crawl.ts";
import { say } from "../../core/words/say.ts";
import { en } from "../../core/words/en.ts";

/** Its functions throw WriteErrors. */
export interface RunLog {
  begin(options: { readonly by: RunRecord["by"]; readonly sources: readonly Source[] }): void;
  see(event: CrawlEvent): void;
  seeCleaned(event: CleaningEvent): void;
  /** The last lines; nothing is written after them. */
  end(record: RunRecord): void;
  /** Gives the file back. */
  close(): void;
}

/** Each line is in the file when its call returns: a run that is killed loses none. */
export function openRunLog(workspace: Workspace, { id }: Pick<Run, "id">): RunLog {
  const lines = openJsonLines(logPath(workspace, id));
  const write = (severityText: "INFO" | "WARN") => (eventName: string, attributes: object) =>
    lines.write({
      severityText,
      time: new Date().toISOString(),
      "service.name": "newsift",
      "newsift.run.id": id,
      eventName,
      ...attributes,
    });
  const [info, warn] = [write("INFO"), write("WARN")];

  return {
    begin({ by, sources }) {
      info("newsift.run.begun", {
        "newsift.run.by": by,
        "newsift.sources": sources.map((source) => source.id),
      });
    },

    see(event) {
      // There is a pause after each request.
      if (event.type === "pausing") return;
      const page = pageOf(event);
      if (event.type === "found") return info("newsift.page.found", page);
      if (event.type === "listed") {
        return info("newsift.list.read", {
          ...page,
          "newsift.page.kind": event.kind,
          "newsift.links": event.links,
          ...(event.tolerated === undefined ? {} : { "newsift.tolerated": event.tolerated }),
        });
      }
      if (event.type === "failed") {
        return warn("newsift.page.failed", {
          ...page,
          "newsift.page.kind": event.kind,
          ...faultOf(event.error),
        });
      }
      info("newsift.page.fetched", {
        ...page,
        "newsift.page.kind": event.kind,
        "newsift.document.id": event.id,
        "newsift.outcome": event.outcome,
        ...(event.notModified ? { "http.response.status_code": 304 } : {}),
      });
    },

    seeCleaned(event) {
      const document = { "newsift.document.id": event.id };
      if ("error" in event) {
        return warn("newsift.document.failed", { ...document, ...faultOf(event.error) });
      }
      const { url, verdict, counts, metadata } = event.cleaned.receipt;
      info("newsift.document.cleaned", {
        ...document,
        ...(url === undefined ? {} : addressOf(url)),
        "newsift.title": metadata.title,
        "newsift.verdict": verdict.kind,
        "newsift.outcome": event.outcome,
        "newsift.characters.raw": counts.chars,
        "newsift.characters.kept": counts.keptChars,
        "newsift.characters.removed": counts.removed,
      });
    },

    end({ outcome, problems, counts, errors, verdicts, began, ended }) {
      for (const { source, host, ...reason } of problems) {
        warn("newsift.problem", {
          "newsift.source": source,
          ...(host === undefined ? {} : serverOf(`http://${host}`)),
          "newsift.problem": reason.id,
          msg: withoutSecrets(say(en.runProblems, reason)),
        });
      }
      info("newsift.run.ended", {
        "newsift.outcome": outcome,
        "newsift.seconds": (Date.parse(ended!) - Date.parse(began)) / 1000,
        "newsift.counts": counts,
        "newsift.errors": errors,
        "newsift.verdicts": verdicts,
      });
    },

    close: lines.close,
  };
}

function pageOf({ url, source }: { readonly url: string; readonly source: string }): object {
  return { ...addressOf(url), "newsift.source": source };
}

function addressOf(url: string): object {
  return { "url.full": withoutSecrets(url), ...serverOf(url) };
}

function serverOf(url: string): object {
  const { hostname = "", port = "" } = URL.parse(url) ?? {};
  return { "server.address": hostname, ...(port === "" ? {} : { "server.port": Number(port) }) };
}

function faultOf(error: NewsiftError): object {
  const status = "status" in error ? error.status : undefined;
  return {
    "error.type": error.name,
    "exception.message": withoutSecrets(error.message),
    "http.response.status_code": status,
  };
}

/** What stands before the host of an address may be a password. */
function withoutSecrets(text: string): string {
  return text.replace(/(?<=:\/\/)[^\s/?#]*@/gu, "REDACTED:REDACTED@");
}
