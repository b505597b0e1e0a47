import { matchKey } from "../../text/match-key.ts";
import { readDate } from "../../dates/dates.ts";
import { frontMatterLength } from "../../lines/front-matter.ts";
import type { Block, Metadata } from "../../document/document.ts";
import type { Finding } from "../../document/finding.ts";
import { shapeOf } from "../../cues/line-shape.ts";
import { defineStage } from "../../document/stage.ts";

const TITLE = /^(\s*title\s*[:=]\s*["'“]?)(.*?)(["'”]?\s*)$/;

type Reason = "front-matter" | "front-matter-title";

/** The settings block above a Markdown post. Its title is often the only headline. */
export const frontMatter = defineStage<
  Reason,
  { readonly linesAtMost: number; readonly titleSoughtIn: number }
>({
  name: "front-matter",
  kind: "credits",
  zone: "head",
  mayTakeHeadline: true,
  summary: "Removes the settings block (YAML, TOML) above a Markdown post; its title stays as the headline.",
  reasons: {
    "front-matter": "a line between the fences, or a fence",
    "front-matter-title": "the key and quotes around the title",
  },
  defaults: {
    // Jekyll and Hugo posts have a dozen keys; a horizontal rule further down closes nothing.
    linesAtMost: 40,
    // Lines after the fence among which a headline would stand.
    titleSoughtIn: 3,
  },
  *run({ blocks }, { linesAtMost, titleSoughtIn }) {
    const end = frontMatterLength(
      blocks.slice(0, linesAtMost + 1).map(({ text }) => text),
      linesAtMost,
    );
    const settings = blocks.slice(0, end);
    for (const block of settings) {
      yield* (
        headline(block, blocks.slice(end, end + titleSoughtIn)) ?? [
          { block: block.index, reason: "front-matter" as const, metadata: settingMetadata(block.text) },
        ]
      );
    }
  },
});

/** The title's line without its key, unless the text begins with the same headline. */
function headline({ index, text }: Block, following: readonly Block[]): Finding<Reason>[] | undefined {
  const [, key = "", title = "", rest = ""] = TITLE.exec(text) ?? [];
  if (title === "" || following.some((block) => shapeOf(block).key.includes(matchKey(title))))
    return undefined;
  const cut = (from: number, to: number): Finding<Reason>[] =>
    from === to ? [] : [{ block: index, span: [from, to], reason: "front-matter-title" }];
  return [...cut(0, key.length), ...cut(text.length - rest.length, text.length)];
}

function settingMetadata(line: string): Metadata {
  const [, key = "", value = ""] = /^\s*([\w-]+)\s*[:=]\s*["']?(.*?)["']?\s*$/.exec(line) ?? [];
  const published = key === "date" ? readDate(value) : undefined;
  if (published !== undefined) return { published };
  if (value !== "" && (key === "author" || key === "source")) return { [key]: value };
  return {};
}
