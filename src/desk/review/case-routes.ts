/** From a judged document to a case. */
import { type Context, Hono } from "hono";
import { NewsiftError } from "../../core/errors.ts";
import { writeCase } from "../quality/case.ts";
import { type CaseContent, casePage } from "../pages/case-page.ts";
import { receiptOf } from "../../archive/clean/clean.ts";
import type { DecisionService } from "../quality/decision-service.ts";
import type { Html } from "../pages/layout.ts";
import { formOf, idOf, selectionOf } from "../pages/request.ts";
import { viewOf } from "../pages/view.ts";

export function caseRoutes(desk: DecisionService): Hono {
  const app = new Hono();

  app.get("/:id/case", (context) => context.html(showCase(context, {})));

  app.post("/:id/case", async (context) => {
    const form = await formOf(context);
    const [why, slug] = [form.get("why")?.trim() ?? "", form.get("slug")?.trim() ?? ""];
    try {
      const { dir } = await writeCase(desk, idOf(context), why, slug === "" ? undefined : slug);
      return context.html(showCase(context, { folder: dir }));
    } catch (error) {
      if (!(error instanceof NewsiftError)) throw error;
      return context.html(showCase(context, { problem: error.message, why, slug }), 409);
    }
  });

  return app;

  function showCase(context: Context, rest: Pick<CaseContent, "problem" | "folder" | "why" | "slug">): Html {
    const view = viewOf(context);
    const id = idOf(context);
    const receipt = receiptOf(desk.clean, id);
    const { text } = desk.clean.read(id);
    return casePage(view, {
      id,
      selection: selectionOf(context),
      title: receipt.metadata.title ?? view.words.untitled,
      text: text === undefined ? "" : Buffer.from(text).toString("utf8"),
      ...rest,
    });
  }
}
