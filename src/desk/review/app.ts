/** The review's pages and what their forms do. Reading changes nothing; what changes something is posted. */
import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { html } from "hono/html";
import { NewsiftError, WorkspaceError } from "../../core/errors.ts";
import { caseRoutes } from "./case-routes.ts";
import type { DecisionService } from "../quality/decision-service.ts";
import { documentRoutes } from "./document-routes.ts";
import { doneNotice } from "../pages/done-notice.ts";
import { guard, type GuardOptions, headers } from "./guard.ts";
import { helpPage } from "../pages/help-page.ts";
import { listPage, PAGE_SIZE } from "../pages/list-page.ts";
import type { Overview } from "./overview.ts";
import { problemPage } from "../pages/problem-page.ts";
import { formOf, selectionOf } from "../pages/request.ts";
import { keepPreferences, localPath, viewOf } from "../pages/view.ts";
import type { Waiting } from "../quality/waiting.ts";

export interface ReviewParts {
  readonly desk: DecisionService;
  readonly overview: Overview;
  readonly waiting: Waiting;
  readonly guard: GuardOptions;
  /** Told of a fault of ours: the page it happened on says so, the others go on. */
  readonly onFault: (error: Error) => void;
}

/** What is served beside the pages: its files, one behind the other. */
const SERVED = [
  ["review.css", "text/css; charset=utf-8", ["base.css", "list.css", "document.css", "other.css"]],
  ["client.js", "text/javascript; charset=utf-8", ["client.js"]],
  ["icon.svg", "image/svg+xml", ["icon.svg"]],
] as const;

export function createApp({ desk, overview, waiting, guard: who, onFault }: ReviewParts): Hono {
  const app = new Hono();

  app.use(headers);
  app.use(...guard(who));

  for (const [name, type, files] of SERVED) {
    const content = files.map((file) => readFileSync(new URL(file, import.meta.url), "utf8")).join("");
    app.get(`/${name}`, (context) => context.body(content, 200, { "content-type": type }));
  }

  app.get("/", (context) => {
    const list = overview.current();
    const selection = selectionOf(context);
    const found = list.count(selection);
    const pages = Math.max(1, Math.ceil(found / PAGE_SIZE));
    const page = Math.min(pages, Math.max(1, Math.trunc(Number(context.req.query("page")) || 1)));
    const view = viewOf(context);
    return context.html(
      listPage(view, {
        selection,
        documents: list.page(selection, (page - 1) * PAGE_SIZE, PAGE_SIZE),
        found,
        all: list.count({}),
        judged: list.count({}) - list.count({ judged: "no" }),
        page,
        sites: list.tally("site"),
        hosts: list.tally("host"),
        verdicts: list.tally("verdict"),
        neverCleaned: overview.neverCleaned,
        samples: overview.samples,
        damaged: desk.decisions.damaged(),
        problems: overview.problems,
        ...doneNotice(context, view, desk.decisions),
      }),
    );
  });

  app.get("/help", (context) => context.html(helpPage(viewOf(context))));

  app.route("/documents", documentRoutes({ desk, overview, waiting }));
  app.route("/documents", caseRoutes(desk));

  app.post("/preferences", async (context) => {
    const form = await formOf(context);
    keepPreferences(context, form);
    return context.redirect(localPath(form.get("back")), 303);
  });

  for (const path of ["/preferences", "/documents/:id/decisions"]) {
    app.all(path, (context) => context.text("This page is posted to.\n", 405, { allow: "POST" }));
  }

  app.notFound((context) => context.html(problemPage(viewOf(context), viewOf(context).words.notFound), 404));

  app.onError((error, context) => {
    const page = problemPage(viewOf(context), html`<p lang="en">${error.message}</p>`);
    if (error instanceof NewsiftError) return context.html(page, error instanceof WorkspaceError ? 404 : 409);
    onFault(error);
    return context.html(page, 500);
  });

  return app;
}
