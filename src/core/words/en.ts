/** What newsift says in English. The other languages say the same: each has a table of this type. */
import type { IncompleteReason } from "../document/receipt.ts";
import type { StageKind } from "../document/stage.ts";
import type { VerdictKind } from "../document/verdict.ts";
import type { ReasonId } from "../verdict/reasons.ts";
import type { Templates } from "./say.ts";

const verdicts = {
  article: "article",
  listing: "listing",
  spam: "spam",
  thin: "thin",
  blocked: "blocked",
  "not-chinese": "not Chinese",
} satisfies Record<VerdictKind, string>;

/** Why a document is what it is. */
const verdictReasons = {
  prose: "{prose} characters of running text in {lines} lines.",
  "endless-page": "The page has more than {lines} lines; the rest was not read.",
  "blocked-notice": "The page says 「{notice}」 and little else.",
  "planted-links": "Planted links are {share%} of the page.",
  "foreign-language": 'The text is in "{language}" (ISO 639-3).',
  "links-only": "{entries} short entries, and {chars} characters of text beside them.",
  teasers: "{teasers} of {lines} lines are teasers that break off.",
  "list-shape": "It is shaped like a list (log-odds {logOdds}; refused above {threshold}).",
  "too-little": "Only {chars} characters of text are left.",
  scripted: "Scripts may fill the page: set `render: auto` in its source, or use `newsift ingest --render`.",
  "not-opened": "{parts} of its frames and shadow roots were not read: the receipt names them.",
  "judged-by-person": "Judged by a person on {on}.",
  "wrong-charset":
    "Decoded with the wrong charset {places} times (「{example}」): only the raw bytes can mend that.",
  "lost-bytes": "Bytes that could not be decoded, {places} times: U+FFFD stands for them.",
  said: "{sentence}",
  unlinkedStretch: "The longest stretch without links has {value} characters.",
  published: "No date of publication.",
  declaresArticle: "The page does not say that it is an article.",
  described: "{value%} of the page's description stand in the text.",
  lowHeadline: "Its headline is no heading below `<h1>`.",
  recurring: "{value} lines stand on the page three times or more.",
  inRecords: "{value%} of what might be the article are repeated records.",
  prices: "{value} lines are prices.",
  surest: "No block is likelier part of an article than by log-odds of {value}.",
} satisfies Record<ReasonId, string>;

/** Why a text may lack something: clauses about the document. */
const incomplete = {
  "broken-off": "it broke off before its end",
  "further-pages": "further pages of it are missing",
  "too-long": "it is too long to be read to its end",
} satisfies Record<IncompleteReason, string>;

const LEARN_ANEW =
  "[ If that is right, put today's date as checkedLive into config/sources/{source}.yaml: what is usual is then learned anew.]";

/** What was expected of a run and did not come: what was expected, what came, what to do. */
const runProblems = {
  "listing-lost": "{url} was expected to list articles, but could not be had. {message}",
  "listing-empty":
    '{url} was expected to name articles[ that match {pattern}][ inside "{links}"], but names none. See what is there now with `newsift discover {source}`, and put config/sources/{source}.yaml right.',
  "listing-broken-off":
    "{url} was expected to be read to its end, but broke off before: what stands behind was not seen. Every crawl asks for it again: if that stays so, name another list, a feed or a sitemap.",
  "listing-too-long":
    "{url} was expected to be read to its end, but has more than [{elements} elements][{entries} entries]: what stands behind was not seen. Name shorter lists, feeds or sitemaps instead.",
  "no-articles":
    "Articles were expected, but none of the {pages} pages that came is one ({verdicts}). Look at one with `newsift diff`: the site may have changed, or sends something else than its pages.",
  "pages-failed":
    "{asked} articles were asked for, but {failed} failed ({errors}). `newsift status` names them.",
  "pages-waiting":
    "All that was found was expected to be fetched, but {pages} {pages|page waits|pages wait}, because their host is left alone for a while. `newsift status` says until when; the next crawl goes on with them.",
  "articles-lost":
    "{articles} known {articles|article|articles} came back as none ({verdicts}): {named}[ and {more} more]. What was archived before stands for them still. See what came with `newsift diff --before {example}`: the site may have changed, or sends something else than its pages.",
  "drift-links": `The lists now name {now} articles, was {usual} ({least} to {most} expected after the last {runs} runs).${LEARN_ANEW}`,
  "drift-new": `{now} new pages were fetched now, was {usual} (at most {most} expected after the last {runs} runs).${LEARN_ANEW}`,
  "drift-articles": `{now%} of the new and changed pages are articles now, was {usual%} (at least {least%} expected after the last {runs} runs).${LEARN_ANEW}`,
  "drift-removed": `The articles now lose {now%} of their text, was {usual%} (at most {most%} expected after the last {runs} runs).${LEARN_ANEW}`,
  "drift-length": `An article now keeps {now} characters, was {usual} (at least {least} expected after the last {runs} runs).${LEARN_ANEW}`,
  "stopped-by-error": "{message}",
  /** In records of version 1, problems were English sentences. */
  said: "{sentence}",
};

/** How a list, a feed or a sitemap was not read to its end: clauses about it. */
const cuts = {
  "broken-off": "broke off before its end",
  "too-long": "has more than [{elements} elements][{entries} entries]",
};

/** Why an address is fetched, or left out: clauses behind "because". */
const addressReasons = {
  "named-by-feed": "a feed names it",
  "named-by-news-sitemap": "a news sitemap names it",
  "day-or-document": "its address names a day or a document",
  "page-with-headline": "its address is a page's and its link a headline",
  page: "its address is that of a page",
  "matches-pattern": "its address matches the article pattern",
  file: "its address is that of a file",
  index: "its address is that of a list or a service",
  label: "its link says no more than a label",
  "no-page": "its address names no day, document or page",
  "no-headline": "its address is a page's, but its link is no headline",
  "no-match": "its address does not match the article pattern",
  "other-host": "it is on another host",
  "hash-route":
    "only what stands behind # tells it from other pages (hashRoutes: true and render: browser would fetch it)",
  "too-old": "its date ({date}) is before {from}",
  "too-long": "it is longer than {most} characters",
  "too-deep": "its path has more than {most} segments",
  repetitive: "its path repeats /{part}/ more than {most} times",
  "in-the-future": "it names a day to come ({date})",
  "taken-down": "it was taken down",
  "page-limit": "the limit of {most} pages is reached",
};

/** Deviations from the standards that were tolerated in how a page came. */
const toleratedFaults = {
  "unknown-encoding": "The Content-Encoding is none: the body was taken as it came.",
  "bytes-behind-compression": "Bytes behind the end of the compressed body were left out.",
  "repeated-length": "The Content-Length stands there more than once.",
  "length-of-chunks": "A Content-Length stands beside chunks, which count instead.",
  "unasked-continue": "100 Continue came without being asked for.",
  "malformed-header": "A line of the head is no field, or has blanks where none belong.",
  "text-above-xml": "Text stands above the XML of a feed or sitemap.",
};

/** What became of a page in a run. */
const pageStatus = {
  found: "not asked for",
  listed: "listed",
  new: "new",
  changed: "changed",
  unchanged: "unchanged",
  "not-modified": "not-modified",
  failed: "failed",
  cleaned: "cleaned",
};

/** Every way newsift can fail, for the table of exit codes. */
const errors = {
  newsift: "A fault in newsift itself: please report it.",
  usage: "The command line is wrong: see `newsift --help`.",
  config: "A config file has an unknown key or a wrong value.",
  workspace: "The folder is no workspace, or the document is not in it.",
  locked: "Another run is at work in this workspace.",
  write: "A file could not be written (disk full, no permission).",
  "chromium-missing": "A source needs a browser and none is here.",
  setup: "`newsift doctor` found that something necessary is missing.",
  listen: "The address to serve a page at is in use, or not to be had.",
  "unreadable-input": "A file or folder is missing or may not be read.",
  "empty-input": "The file or page holds nothing.",
  "binary-input": "The file or page is neither HTML nor text.",
  "pdf-input": "The file or page is a PDF.",
  "unresolved-host": "The host name does not resolve.",
  connection: "No connection, a broken one, or no answer in time.",
  "client-status": "The server answered 4xx: not there, or not for us.",
  "server-status": "The server answered 5xx: try again later.",
  redirect: "A redirect loop, or too many redirects.",
  "too-large": "The page or file is larger than the size limit.",
  "private-address": "The address is private: allow it with `--allow-private`.",
  robots: "robots.txt forbids the page, or could not be read.",
  scheme: "The address is not http or https.",
  "nothing-found": "A source, or a site, leads to no article.",
  stage: "A stage failed on a document; the others went on.",
  "not-article": "The page was fetched and kept, but is not an article.",
  verify: "A clean file does not follow from its raw file and receipt.",
  score: "A score lies under its floor, or the corpus cannot be read.",
  degraded: "A crawl ended, but something that was expected did not come.",
  case: "A case came out otherwise than a person judged, or cannot be read.",
  impact: "Approved documents would change (`newsift impact --fail`).",
  "broken-off": "A page broke off before its end: what came of it is kept.",
  "hash-route": "Only a browser tells the address from others: it differs behind `#`.",
  "newer-format": "A file was written by a newer newsift: update this one.",
  "taken-down": "The address was taken down (`newsift takedown`): it is not fetched again.",
  model: "A learned model does not fit this newsift.",
};

/** What a stage removes, in few kinds. */
/** How a command ends that no error ended. */
const ends = {
  ok: "All went well.",
  SIGINT: "Stopped by SIGINT (Ctrl-C): the same command goes on where it stopped.",
  SIGTERM: "Stopped by SIGTERM: the same command goes on where it stopped.",
};

const stageKinds: Record<StageKind, string> = {
  links: "links elsewhere",
  spam: "spam",
  site: "the site's words",
  credits: "title and credits",
  beside: "beside the text",
  characters: "characters",
  person: "by a person",
};

/** Names and reasons of what makes changes and is no stage. Stages have their names, and say what their reasons mean. */
const stages: StageWords = {
  joining: {
    name: "joining",
    reasons: { "repeated-line": "an earlier page has the line", "page-numbers": "a line of page numbers" },
  },
};

/** Names in the evidence of stages. */
const evidence: Templates = {};

export const en = {
  verdicts,
  verdictReasons,
  incomplete,
  runProblems,
  cuts,
  addressReasons,
  toleratedFaults,
  pageStatus,
  errors,
  ends,
  stageKinds,
  stages,
  evidence,
};

/** Every language says the same. */
export type Words = typeof en;

export type StageWords = Readonly<
  Record<
    string,
    {
      readonly name: string;
      /** What it does, for the guide; English is what the stage says itself. */
      readonly summary?: string;
      readonly reasons: Readonly<Record<string, string>>;
    }
  >
>;
