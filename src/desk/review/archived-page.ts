/** The page as it was archived, harmless: for a frame that allows nothing. */
import { html } from "hono/html";
import sanitizeHtml from "sanitize-html";
import type { Page } from "../../core/page/page.ts";
import { type Html, layout, type View } from "../pages/layout.ts";
import { writeSelection } from "../pages/selection.ts";
import type { Selection } from "../../archive/records/catalogue-list.ts";

/** For the frame's content: even what slipped through could neither run nor load anything. */
export const ARCHIVED_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; sandbox; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

const STYLE = `<style>
  :root { color-scheme: light dark; font: 16px/1.8 system-ui, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; }
  body { margin: 1.5rem; overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; font: inherit; }
  table { border-collapse: collapse; } td, th { border: 1px solid #8884; padding: .2em .5em; }
  img { display: none; }
</style>`;

const ALLOWED_TAGS = (
  "h1 h2 h3 h4 h5 h6 p div span section article header footer nav main aside ul ol li dl dt dd table caption thead " +
  "tbody tfoot tr td th br hr b strong i em u s small sub sup ruby rt rp blockquote pre code figure figcaption " +
  "address time center a"
).split(" ");

/** Structure and words stay; scripts, styles, pictures, forms and the targets of links go. */
const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: ALLOWED_TAGS,
  allowedAttributes: { td: ["colspan", "rowspan"], th: ["colspan", "rowspan"] },
  allowedSchemes: [],
  disallowedTagsMode: "discard",
  nestingLimit: 200,
};

/** What the frame shows: a whole document. */
export function archivedContent({ text, format }: Page): string {
  const body =
    format === "html"
      ? sanitizeHtml(text, ALLOWED)
      : `<pre>${sanitizeHtml(text, { allowedTags: [], disallowedTagsMode: "escape" })}</pre>`;
  return `<!doctype html><meta charset="utf-8"><title>–</title>${STYLE}${body}`;
}

/** The page around the frame. */
export function archivedPage(view: View, id: string, selection: Selection): Html {
  const { words } = view;
  const back = `/documents/${id}${writeSelection(selection)}`;
  return layout(view, {
    title: `${words.archived} · ${id.split("_")[0]}`,
    name: "archived",
    content: html`<div class="head">
        <h1>${words.archived} <span class="number">${id.split("_")[0]}</span></h1>
        <p class="sum">${words.archivedNote}</p>
        <p>
          <a class="button quiet" href="${back}" data-cancel>${words.toDocument} <kbd>Esc</kbd></a>
        </p>
      </div>
      <iframe sandbox="" src="/documents/${id}/archived/content" title="${words.archived}"></iframe>`,
  });
}
