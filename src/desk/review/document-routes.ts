/** One document: its page, and what its buttons do. */
import { type Context, Hono } from "hono";
import { ARCHIVED_POLICY, archivedContent, archivedPage } from "./archived-page.ts";
import { isApproved } from "../quality/corpus.ts";
import { type FormAnswer, answer } from "./decide.ts";
import type { DecisionService } from "../quality/decision-service.ts";
import { documentPage } from "../pages/document-page.ts";
import { doneNotice } from "../pages/done-notice.ts";
import type { Html } from "../pages/layout.ts";
import type { Overview } from "./overview.ts";
import { problemPage } from "../pages/problem-page.ts";
import { formOf, idOf, selectionOf } from "../pages/request.ts";
import { writeSelection } from "../pages/selection.ts";
import { nameRow, readDocumentView, type DocumentView } from "../quality/document-view.ts";
import { viewOf } from "../pages/view.ts";
import type { Waiting } from "../quality/waiting.ts";

export interface DocumentRoutesParts {
  readonly desk: DecisionService;
  readonly overview: Overview;
  readonly waiting: Waiting;
}

export function documentRoutes({ desk, overview, waiting }: DocumentRoutesParts): Hono {
  const app = new Hono();

  app.get("/:id", async (context) => {
    const sheet = await readDocumentView(desk, idOf(context));
    if (isUnknown(sheet)) return nothing(context, "noDocument");
    return context.html(showDocument(context, sheet, { editing: context.req.query("edit") }));
  });

  app.post("/:id/decisions", async (context) => {
    const sheet = await readDocumentView(desk, idOf(context));
    const given = await answer(desk, sheet, await formOf(context), selectionOf(context).group);
    return act(context, sheet, given);
  });

  app.get("/:id/archived", (context) =>
    context.html(archivedPage(viewOf(context), idOf(context), selectionOf(context))),
  );

  app.get("/:id/archived/content", async (context) => {
    const { page } = await desk.raw.read(idOf(context));
    return context.html(archivedContent(page), 200, {
      "content-security-policy": ARCHIVED_POLICY,
      "x-frame-options": "SAMEORIGIN",
    });
  });

  return app;

  function isUnknown({ id, receipt, sidecar }: DocumentView): boolean {
    return receipt === undefined && sidecar === undefined && overview.current().find(id) === undefined;
  }

  function nothing(context: Context, why: "noDocument" | "noSuchLine"): Response | Promise<Response> {
    const view = viewOf(context);
    return context.html(problemPage(view, view.words[why]), 404);
  }

  function showDocument(
    context: Context,
    sheet: DocumentView,
    { editing, draft }: { readonly editing?: string | undefined; readonly draft?: string },
  ): Html {
    const list = overview.current();
    const selection = selectionOf(context);
    const view = viewOf(context);
    const document = list.find(sheet.id);
    const pending = waiting.why(sheet.id);
    const whyUp = overview.whyUp(sheet.id);
    return documentPage(view, {
      sheet,
      document,
      selection,
      isApproved: sheet.receipt !== undefined && isApproved(desk.decisions, sheet.receipt),
      ...list.neighbours(selection, sheet.id),
      place: [list.position(selection, sheet.id) + 1, list.count(selection)],
      editing,
      draft,
      pending,
      whyUp,
      ...doneNotice(context, view, desk.decisions),
    });
  }

  /** Back to what was judged, or on to the next one. */
  function act(context: Context, sheet: DocumentView, given: FormAnswer): Response | Promise<Response> {
    const selection = selectionOf(context);
    const here = (id: string, more: Readonly<Record<string, string>> = {}) =>
      `/documents/${id}${writeSelection(selection, more)}`;
    switch (given.kind) {
      case "unknown":
        return nothing(context, "noSuchLine");
      case "meanwhile": {
        const shown = { editing: nameRow(given.row), draft: given.draft };
        return context.html(showDocument(context, sheet, shown), 409);
      }
      case "nothing":
        return context.redirect(`${here(sheet.id)}#line-${given.row?.line ?? 1}`, 303);
      case "decided": {
        const { decided, row } = given;
        const { decision } = decided;
        waiting.note(sheet.id, decided);
        if (decision.action === "approve") {
          const { next } = overview.current().neighbours(selection, sheet.id);
          const done = { done: decision.id };
          return context.redirect(
            next === undefined ? `/${writeSelection(selection, done)}` : here(next, done),
            303,
          );
        }
        return context.redirect(`${here(sheet.id)}${row === undefined ? "" : `#line-${row.line}`}`, 303);
      }
    }
  }
}
