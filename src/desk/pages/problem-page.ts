import { html } from "hono/html";
import { type Html, layout, notice, type View } from "./layout.ts";

/** A page that says only what is wrong. */
export function problemPage(view: View, what: Html | string): Html {
  const { words } = view;
  return layout(view, {
    title: words.review,
    name: "problem",
    content: html`${notice("warning", what)}
      <p>
        <a class="button quiet" href="/" data-key="l">${words.back} <kbd>l</kbd></a>
      </p>`,
  });
}
