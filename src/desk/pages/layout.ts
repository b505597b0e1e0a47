/** What every page of the review has around its content. */
import { html } from "hono/html";
import type { PageWords } from "../words/words-en.ts";
import type { Language } from "../../core/words/words.ts";

/** HTML that is escaped already. */
export type Html = ReturnType<typeof html>;

export type Theme = "light" | "dark";

/** Who looks, and from where. */
export interface View {
  readonly words: PageWords;
  /** Absent: as the system has it. */
  readonly theme?: Theme;
  /** Path and query of this page. */
  readonly here: string;
}

export interface PageContent {
  readonly title: string;
  /** Names the page for the style sheet. */
  readonly name: string;
  readonly content: Html;
  /** Stands beside the links at the top. */
  readonly aside?: Html;
}

/** A whole page. */
export function layout(view: View, { title, name, content, aside }: PageContent): Html {
  const { words, theme, here } = view;
  return html`<!doctype html>
    <html lang="${words.htmlLanguage}" ${theme === undefined ? "" : html`data-theme="${theme}"`}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · newsift</title>
        <link rel="icon" href="/icon.svg" />
        <link rel="stylesheet" href="/review.css" />
        <script src="/client.js" defer></script>
      </head>
      <body class="${name}" data-nothing="${words.nothingToDo}">
        <a class="skip" href="#content">${words.skip}</a>
        <header class="site">
          <a class="name" href="/">newsift <span>${words.review}</span></a>
          ${aside ?? ""}
          <nav>
            <form method="post" action="/preferences">
              <input type="hidden" name="back" value="${here}" />
              ${languageButton(words)} ${themeButtons(words, theme)}
            </form>
            <a class="button quiet" href="/help" data-key="?">${words.help} <kbd>?</kbd></a>
          </nav>
        </header>
        <main id="content" tabindex="-1">${content}</main>
        <p class="said" role="status" aria-live="polite"></p>
      </body>
    </html>`;
}

function languageButton({ language, otherLanguage }: PageWords): Html {
  const other: Language = language === "en" ? "zh" : "en";
  return html`<button
    class="quiet"
    name="language"
    value="${other}"
    lang="${other === "zh" ? "zh-CN" : "en"}"
  >
    ${otherLanguage}
  </button>`;
}

/** Where nothing is chosen the style sheet shows the one that is not the system's. */
function themeButtons({ darker, lighter }: PageWords, theme: Theme | undefined): Html {
  const button = (to: Theme, label: string) =>
    theme === to ? "" : html`<button class="quiet to-${to}" name="theme" value="${to}">${label}</button>`;
  return html`${button("dark", darker)} ${button("light", lighter)}`;
}

/** A sentence above the content: something was done, or something is wrong. */
export function notice(kind: "done" | "warning", content: Html | string): Html {
  return html`<div class="notice ${kind}" role="${kind === "done" ? "status" : "alert"}">${content}</div>`;
}
