import type { Context } from "hono";
import { html } from "hono/html";
import type { DecisionLog } from "../../archive/records/decisions.ts";
import { type Html, notice, type View } from "./layout.ts";
import { selectionOf } from "./request.ts";
import { writeSelection } from "./selection.ts";

/** That the document before this one was approved; taken back with one key. */
export function doneNotice(
  context: Context,
  { words }: View,
  decisions: DecisionLog,
): { readonly done?: Html } {
  const id = context.req.query("done");
  const decision = id === undefined ? undefined : decisions.standing().find((standing) => standing.id === id);
  if (decision === undefined) return {};
  const isLast = context.req.path === "/";
  const [number = ""] = decision.document.split("_");
  return {
    done: notice(
      "done",
      html`<form
        method="post"
        action="/documents/${decision.document}/decisions${writeSelection(selectionOf(context))}"
      >
        <span>${words.justApproved(number)} ${isLast ? words.allJudged : ""}</span>
        <button class="small" name="decision" value="undo ${decision.id}" data-key="u">
          ${words.undo} <kbd>u</kbd>
        </button>
      </form>`,
    ),
  };
}
