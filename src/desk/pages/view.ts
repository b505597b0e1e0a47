/** Who looks: the language and the theme that a person chose, or that the browser asks for. */
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Theme, View } from "./layout.ts";
import { withoutUndefined } from "../../core/without-undefined.ts";
import { languages, type Language } from "../../core/words/words.ts";
import { pageWordsOf } from "../words/words.ts";

const themes: readonly Theme[] = ["light", "dark"];
const A_YEAR_SECONDS = 31_536_000;

export function viewOf(context: Context): View {
  const { pathname, search } = new URL(context.req.url);
  const language = languages.find((known) => known === getCookie(context, "language"));
  const theme = themes.find((known) => known === getCookie(context, "theme"));
  return withoutUndefined({
    words: pageWordsOf(language ?? accepted(context.req.header("accept-language") ?? "")),
    theme,
    here: pathname + search,
  });
}

/** Keeps what a form chose; what it does not know it leaves alone. */
export function keepPreferences(context: Context, form: URLSearchParams): void {
  const chosen = {
    language: languages.find((known) => known === form.get("language")),
    theme: themes.find((known) => known === form.get("theme")),
  };
  for (const [name, value] of Object.entries(chosen)) {
    if (value === undefined) continue;
    setCookie(context, name, value, {
      path: "/",
      httpOnly: true,
      sameSite: "Strict",
      maxAge: A_YEAR_SECONDS,
    });
  }
}

/** The path to go back to: never to another host. */
export function localPath(path: string | null): string {
  const url = URL.parse(path ?? "", "http://here.invalid");
  return url?.origin === "http://here.invalid" ? url.pathname + url.search : "/";
}

/** `zh-CN,zh;q=0.9,en;q=0.8`: the first that there is, by weight. */
function accepted(header: string): Language {
  const wanted = header
    .split(",")
    .map((part) => {
      const [tag = "", weight] = part.trim().split(/\s*;\s*q=/u);
      return { tag: tag.toLowerCase(), weight: Number(weight ?? 1) };
    })
    .toSorted((a, b) => b.weight - a.weight);
  for (const { tag } of wanted) {
    const found = languages.find((language) => tag === language || tag.startsWith(`${language}-`));
    if (found !== undefined) return found;
  }
  return "en";
}
