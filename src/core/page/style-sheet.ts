/** Where the style sheets within a page say that line ends in its source are shown: `white-space` of plain selectors. */
import { type Attributes, keepsLineEnds } from "../html/elements.ts";

/** So much of a page's styles is read: UTF-16 code units. */
const STYLES_AT_MOST = 200_000;

/** More rules on white space say nothing of an article. */
const RULES_AT_MOST = 100;

/** The last part of a selector: a tag, an id, classes; what asks for more (states, attributes) is not read. */
const COMPOUND = /^([a-z][a-z\d-]*)?((?:[.#][\w-]+)*)$/i;

interface Rule {
  readonly tag: string | undefined;
  /** `.text`, `#body` */
  readonly names: readonly string[];
  readonly keepsLines: boolean;
}

/** Listens to the `<style>` elements of a page. */
export class StyleSheetReader {
  /** By the name that the element must have at least; a tag where the selector is a tag alone. */
  readonly #rules = new Map<string, Rule[]>();
  #open: string | undefined;
  #read = 0;
  #added = 0;

  open(name: string): void {
    if (name === "style") this.#open = "";
  }

  text(data: string): void {
    if (this.#open === undefined || this.#read > STYLES_AT_MOST) return;
    this.#open += data;
    this.#read += data.length;
  }

  close(): void {
    if (this.#open === undefined) return;
    for (const { selectors, declarations } of rulesIn(this.#open)) {
      const keepsLines = keepsLineEnds("", { style: declarations });
      if (keepsLines === undefined) continue;
      for (const selector of selectors) this.#add(selector, keepsLines);
    }
    this.#open = undefined;
  }

  /** As `keepsLineEnds`, of the rule that comes last. */
  keepsLines(name: string, { id, class: classes = "" }: Attributes): boolean | undefined {
    if (this.#rules.size === 0) return undefined;
    const names = [
      ...(classes.match(/\S+/g) ?? []).map((one) => `.${one}`),
      ...(id === undefined ? [] : [`#${id}`]),
    ];
    const matching = [name, ...names]
      .flatMap((key) => this.#rules.get(key) ?? [])
      .filter(({ tag = name, names: asked }) => tag === name && asked.every((one) => names.includes(one)));
    return matching.at(-1)?.keepsLines;
  }

  #add(selector: string, keepsLines: boolean): void {
    const compounds = selector.trim().split(/[\s>+~]+/);
    const [, tag, list = ""] = COMPOUND.exec(compounds.at(-1)!) ?? [];
    const names = list.match(/[.#][\w-]+/g) ?? [];
    // A tag that is asked for within something else says too little of what it is in.
    const key = names.at(-1) ?? (compounds.length === 1 ? tag?.toLowerCase() : undefined);
    if (key === undefined) return;
    if ((this.#added += 1) > RULES_AT_MOST) return;
    const rules = this.#rules.get(key) ?? [];
    rules.push({ tag: tag?.toLowerCase(), names, keepsLines });
    this.#rules.set(key, rules);
  }
}

/** Rules that name white space, in order; those within `@media` too. */
function rulesIn(css: string) {
  const withoutComments = css.split("*/").map((part) => part.split("/*", 1)[0]!);
  return withoutComments
    .join("")
    .split("}")
    .filter((rule) => /white-space/i.test(rule))
    .map((rule) => {
      const parts = rule.split("{");
      return { selectors: (parts.at(-2) ?? "").split(","), declarations: parts.at(-1)! };
    });
}
