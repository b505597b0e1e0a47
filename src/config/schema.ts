/** What the config files may say: the one definition behind validation, types and the editors' JSON Schemas. */
import { load } from "cheerio/slim";
import { Cron } from "croner";
import { z } from "zod";

/*
 * The message of each check is what was expected: the loader puts it into
 * `config/newsift.yaml:7: "crawl.retries" must be <message>, but is "many".`
 */

function text() {
  const expected = "text";
  return z.string(expected).min(1, expected);
}

function wholeNumber(from: number, to: number) {
  const expected = `a whole number from ${from} to ${to}`;
  return z.int(expected).min(from, expected).max(to, expected);
}

function seconds(from: number, to: number) {
  const expected = `a number of seconds from ${from} to ${to}`;
  return z.number(expected).min(from, expected).max(to, expected);
}

function webAddress() {
  return z.url({ protocol: /^https?$/, error: "an address that begins with http:// or https://" });
}

function host() {
  const expected = "a host like www.example.org or www.example.org:8080";
  return z.string(expected).regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?$/u, expected);
}

function addresses() {
  return z.array(webAddress(), "a list of addresses").min(1, "a list of at least one address").default([]);
}

function mapping<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, "a mapping");
}

const delaySeconds = seconds(0, 86_400);
const maxPages = wholeNumber(1, 1_000_000);

const DATE_OR_DAYS = "a date like 2024-03-09 or a number of days like 14d";

const NEVER_OR_INTERVAL = "never, or a time like 7d or 12h";

const recrawl = z.union(
  [z.literal("never"), z.string().regex(/^\d{1,5}[dh]$/u, NEVER_OR_INTERVAL)],
  NEVER_OR_INTERVAL,
);

const ALL_OR_INTERVAL = "all, or a time like 90d or 12h";

const kept = z.union(
  [z.literal("all"), z.string().regex(/^\d{1,5}[dh]$/u, ALL_OR_INTERVAL)],
  ALL_OR_INTERVAL,
);

/** Of a setting whose value no message may show. */
const SECRET = { writeOnly: true };

const COMMAND = "a list of a program and its arguments, like [/usr/bin/notify, --urgent]";

const INTERVAL = "a time like 30m, 6h or 1d";

function zone() {
  const expected = "a time zone like Asia/Shanghai";
  return z.string(expected).refine(isZone, { error: expected });
}

const CRON = "a cron expression like 30 6 * * *: minute, hour, day, month, weekday";

/** When a source is crawled by `newsift schedule`. */
const scheduleSchema = z.union(
  [
    z.strictObject({ every: z.string().regex(/^[1-9]\d{0,4}[mhd]$/u, INTERVAL) }),
    z.strictObject({ cron: z.string(CRON).refine(isCron, { error: CRON }), zone: zone().optional() }),
  ],
  `a mapping of either every (${INTERVAL}) or cron (${CRON}) and zone`,
);

const NEVER_OR_DATE = "never or a date like 2024-03-09";

const stageSetting = z.union(
  [z.literal(false), z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))],
  "false or a mapping of thresholds",
);

/** `config/newsift.yaml` */
export const configSchema = mapping({
  language: z
    .enum(["zh", "any"])
    .default("zh")
    .describe("zh: a text in another language is not an article. any: language does not matter."),
  stages: z
    .record(z.string(), stageSetting, "a mapping of stages")
    .default({})
    .describe("Per stage: false switches it off, a mapping changes its thresholds."),
  crawl: mapping({
    userAgent: z
      .string("a product token")
      .regex(/^[A-Za-z_-]{1,64}$/, "a product token of letters, - and _")
      .default("newsift")
      .describe("The product token: sent with the version and the contact, and looked for in robots.txt."),
    contact: z
      .union([z.literal(""), z.email(), webAddress()], "a web address, an e-mail address or empty")
      .default("")
      .describe("A web or e-mail address in the user agent, for those whose pages are fetched."),
    delaySeconds: delaySeconds
      .default(5)
      .describe("From the end of one request to a host to the start of the next."),
    maxPages: maxPages.default(1000).describe("Pages per source and run."),
    maxPagesPerHost: maxPages.default(2000).describe("Pages of one host per run, of all sources together."),
    recrawl: recrawl
      .default("7d")
      .describe("When an article that is known is asked for again: 7d, 12h, never. Lists are in every run."),
    maxBytes: wholeNumber(1024, 1_073_741_824)
      .default(33_554_432)
      .describe("Bytes of one page after decompression."),
    maxRedirects: wholeNumber(0, 20).default(5).describe("Redirects followed per page."),
    retries: wholeNumber(0, 10)
      .default(2)
      .describe("Further tries after a broken connection or an answer 429 or 5xx."),
    connectTimeoutSeconds: seconds(0.1, 600).default(10).describe("Until the connection stands."),
    headersTimeoutSeconds: seconds(0.1, 600).default(20).describe("Until the headers are there."),
    stallTimeoutSeconds: seconds(0.1, 600).default(20).describe("Between two pieces of the body."),
    totalTimeoutSeconds: seconds(0.1, 3600)
      .default(120)
      .describe("For one page with its redirects, tries and robots.txt, without the pauses between."),
  }).prefault({}),
  twins: z
    .record(host(), host(), "a mapping of hosts")
    .default({})
    .describe("Hosts that serve the pages of another: m.example.org: www.example.org."),
  browser: mapping({
    executablePath: text()
      .optional()
      .describe("The Chromium to use; default: Playwright's own, else the system's."),
  }).prefault({}),
  schedule: mapping({
    zone: zone().default("Asia/Shanghai").describe("Of cron expressions that name none."),
    atOnce: wholeNumber(1, 64).default(4).describe("Sources that are crawled side by side."),
    jitterSeconds: seconds(0, 86_400)
      .default(120)
      .describe("A source begins up to so much later than it is due, so that not all begin at once."),
    missed: z
      .enum(["once", "skip"])
      .default("once")
      .describe("A source that was due while nobody was there: crawled once, at once, or not at all."),
  }).prefault({}),
  notices: mapping({
    webhook: webAddress()
      .optional()
      .meta(SECRET)
      .describe("Where notices are posted as JSON. Messages never show more of it than its host."),
    command: z
      .array(text(), COMMAND)
      .min(1, COMMAND)
      .optional()
      .meta(SECRET)
      .describe("A program and its arguments, which gets each notice as JSON on standard input."),
    on: z
      .array(z.enum(["degraded", "failed"]), "a list of degraded, failed")
      .default(["degraded", "failed"])
      .describe("Outcomes of a run that notices are sent about."),
  }).prefault({}),
  keep: mapping({
    runs: kept.default("90d").describe("How long records of runs are kept: 90d, 12h, all."),
    logs: kept.default("30d").describe("How long the logs in them are kept."),
    versions: z
      .union([z.literal("all"), wholeNumber(1, 1000)], "all, or a whole number from 1 to 1000")
      .default("all")
      .describe(
        "How many versions of a page are kept in raw/, the latest ones and the latest articles: all, or a number.",
      ),
  }).prefault({}),
});

/** Where a source may say where to look: one of them must. */
const LOOKED_AT = ["start", "feeds", "sitemaps"] as const;

/** `config/sources/<id>.yaml` */
export const sourceSchema = mapping({
  name: text().describe("What people call the source."),
  start: addresses().describe("The pages that list the articles."),
  feeds: addresses().describe("RSS or Atom feeds of it."),
  sitemaps: addresses().describe("Sitemaps of it, or indexes of sitemaps."),
  pages: wholeNumber(1, 10_000)
    .default(1)
    .describe("Pages of each list that are read, the first one included: 下一页, feeds in pages too."),
  since: z
    .union([z.iso.date(DATE_OR_DAYS), z.string().regex(/^\d{1,5}d$/u, DATE_OR_DAYS)], DATE_OR_DAYS)
    .optional()
    .describe("An article whose date is known and before this is not fetched: a date, or so many days: 14d."),
  links: text()
    .refine(isSelector, { error: "a CSS selector like ul.news or #list" })
    .optional()
    .describe("CSS selector of the part of a list page that names the articles; default: all of it."),
  article: text()
    .transform(toRegularExpression)
    .optional()
    .describe(
      "Regular expression on an article's address; default: links on the same host that look like articles.",
    ),
  render: z
    .enum(["http", "browser", "auto"])
    .default("http")
    .describe(
      "browser: pages are filled by their scripts. auto: each page that holds too little without them is shown to a browser.",
    ),
  hashRoutes: z
    .boolean("true or false")
    .optional()
    .describe(
      "true: what stands behind # tells pages apart (#/article/1, #!/article/1). It takes render: browser.",
    ),
  delaySeconds: delaySeconds.optional().describe("Instead of crawl.delaySeconds."),
  maxPages: maxPages.optional().describe("Instead of crawl.maxPages."),
  recrawl: recrawl.optional().describe("Instead of crawl.recrawl."),
  schedule: scheduleSchema
    .optional()
    .describe("When `newsift schedule` crawls it: every: 6h, or cron: 30 6 * * * and a zone."),
  checkedLive: z
    .union([z.literal("never"), z.iso.date(NEVER_OR_DATE)], NEVER_OR_DATE)
    .default("never")
    .describe(
      "When the settings were last seen to work on the live site. A new date: what is usual is learned anew.",
    ),
  note: text().optional(),
})
  .refine(({ hashRoutes, render }) => hashRoutes !== true || render === "browser", {
    path: ["render"],
    error: "browser, where hashRoutes is true",
  })
  .refine((source) => LOOKED_AT.some((key) => source[key].length > 0), {
    path: ["start"],
    error: "a list of addresses, where neither feeds nor sitemaps name any",
    // With a fault in these, or in the whole, there is no saying.
    when: ({ issues }) => !issues.some(({ path = [] }) => LOOKED_AT.some((key) => (path[0] ?? key) === key)),
  });

type Frozen<T> = T extends RegExp ? T : T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;

export type Config = Frozen<z.output<typeof configSchema>>;

/** A source; its `id` is the name of its file. */
export type Source = Frozen<z.output<typeof sourceSchema>> & { readonly id: string };

function isCron(expression: string): boolean {
  try {
    return new Cron(expression, { paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

function isSelector(selector: string): boolean {
  try {
    load("")(selector);
    return true;
  } catch {
    return false;
  }
}

export type Schedule = NonNullable<Source["schedule"]>;

function toRegularExpression(pattern: string, context: z.core.$RefinementCtx<string>): RegExp {
  try {
    return new RegExp(pattern, "u");
  } catch (error) {
    const fault = (error as SyntaxError).message.replace(/^Invalid regular expression: .*: /su, "");
    context.addIssue({ code: "custom", message: `a regular expression (${fault})` });
    return z.NEVER;
  }
}
