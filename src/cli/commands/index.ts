/** Every command, in the order of the help: a new one is a line here, and a file that defines it. */
import type { CommandGroup } from "../terminal/program.ts";

export const commandGroups: readonly CommandGroup[] = [
  {
    heading: "Fetch and clean:",
    commands: [
      {
        name: "add",
        summary: "look at a site, and propose a source file for it",
        load: async () => (await import("./collect/add.ts")).defineAdd,
      },
      {
        name: "discover",
        summary: "show which articles a crawl would fetch, and why; fetch none",
        load: async () => (await import("./collect/discover.ts")).defineDiscover,
      },
      {
        name: "crawl",
        summary: "fetch what the sources list, archive it and clean it",
        load: async () => (await import("./collect/crawl.ts")).defineCrawl,
      },
      {
        name: "schedule",
        summary: "crawl each source when it is due, until Ctrl-C or SIGTERM; SIGHUP reloads the config",
        load: async () => (await import("./collect/schedule.ts")).defineSchedule,
      },
      {
        name: "ingest",
        summary: "archive and clean single addresses, files or folders",
        load: async () => (await import("./collect/ingest.ts")).defineIngest,
      },
      {
        name: "clean",
        summary: "clean archived documents again, or loose files with --from and --to",
        load: async () => (await import("./collect/clean.ts")).defineClean,
      },
      {
        name: "repair",
        summary: "repair the characters of a text, line for line, from standard input to standard output",
        load: async () => (await import("./collect/repair.ts")).defineRepair,
      },
    ],
  },
  {
    heading: "Inspect:",
    commands: [
      {
        name: "diff",
        summary: "compare raw with clean, with stages and reasons; or two documents, or two runs",
        load: async () => (await import("./diff/diff.ts")).defineDiff,
      },
      {
        name: "verify",
        summary: "rebuild each clean text from its raw file and receipt, and compare the bytes",
        load: async () => (await import("./inspect/verify.ts")).defineVerify,
      },
      {
        name: "report",
        summary: "write a report on the corpus, or on one run, as a page or as tables",
        load: async () => (await import("./inspect/report.ts")).defineReport,
      },
      {
        name: "stats",
        summary: "show the distribution of a stage's scores, with examples near the thresholds",
        load: async () => (await import("./inspect/stats.ts")).defineStats,
      },
      {
        name: "profile",
        summary: "show the site template of a host: the blocks that its pages repeat",
        load: async () => (await import("./inspect/profile.ts")).defineProfile,
      },
      {
        name: "status",
        summary: "show what is still to be fetched, by source and by host, and what failed and why",
        load: async () => (await import("./inspect/status.ts")).defineStatus,
      },
      {
        name: "runs",
        summary: "list the runs and the events of the scheduler, the latest first",
        load: async () => (await import("./inspect/runs.ts")).defineRuns,
      },
    ],
  },
  {
    heading: "Quality control:",
    commands: [
      {
        name: "review",
        summary: "compare raw with clean in a browser, and correct what is wrong",
        load: async () => (await import("./quality/review.ts")).defineReview,
      },
      {
        name: "sample",
        summary: "draw a random sample of documents, to be judged in newsift review",
        load: async () => (await import("./quality/sample.ts")).defineSample,
      },
      {
        name: "health",
        summary: "estimate how much of the corpus is wrong, from a judged sample",
        load: async () => (await import("./quality/health.ts")).defineHealth,
      },
      {
        name: "cases",
        summary: "clean the pages of test/cases/, and compare them with what is expected",
        load: async () => (await import("./quality/cases.ts")).defineCases,
      },
      {
        name: "impact",
        summary: "clean all approved documents again in memory, and show which would change",
        load: async () => (await import("./quality/impact.ts")).defineImpact,
      },
    ],
  },
  {
    heading: "Maintenance:",
    commands: [
      {
        name: "prune",
        summary: "remove old runs, logs and superseded versions, as config/newsift.yaml says (keep:)",
        load: async () => (await import("./upkeep/prune.ts")).definePrune,
      },
      {
        name: "rebuild",
        summary: "rebuild the catalogue in .newsift/ from the files, and name the damaged ones",
        load: async () => (await import("./upkeep/rebuild.ts")).defineRebuild,
      },
      {
        name: "takedown",
        summary: "remove pages for good, with all that was derived from them, and never fetch them again",
        load: async () => (await import("./upkeep/takedown.ts")).defineTakedown,
      },
    ],
  },
  {
    heading: "Set up:",
    commands: [
      {
        name: "demo",
        summary: "crawl and clean a small site of invented news, served on this machine",
        load: async () => (await import("./start/demo.ts")).defineDemo,
      },
      {
        name: "init",
        summary: "create a workspace: a folder with config/, raw/ and clean/",
        load: async () => (await import("./start/init.ts")).defineInit,
      },
      {
        name: "doctor",
        summary: "check this machine and the workspace, and say what to do about what is missing",
        load: async () => (await import("./start/doctor.ts")).defineDoctor,
      },
      {
        name: "completion",
        summary: "print a script that completes commands, options and their values in a shell",
        load: async () => (await import("./start/completion.ts")).defineCompletion,
      },
    ],
  },
];
