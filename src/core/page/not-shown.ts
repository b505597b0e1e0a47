/**
 * What a page has beside its blocks: frames and shadow roots, which only a browser opens, the words of formulas and
 * drawings, and scripts that may add to it.
 */
import type { NotShown } from "../document/document.ts";
import type { Attributes } from "../html/elements.ts";

/** A receipt names no more of them. */
const NAMED_AT_MOST = 100;

/** UTF-16 code units. */
const ADDRESS_AT_MOST = 2000;

/** Of the words of a formula or a drawing: UTF-16 code units. */
const TEXT_AT_MOST = 200;

/** What browsers do not show of a drawing or a formula. */
const UNSEEN_WITHIN = new Set([
  "title",
  "desc",
  "metadata",
  "defs",
  "style",
  "script",
  "annotation",
  "annotation-xml",
]);

/** Services that count readers are named early in their scripts. UTF-16 code units. */
const CODE_LOOKED_AT = 65_536;

interface Drawn {
  readonly kind: "formula" | "drawing";
  text: string;
  open: number;
  unseen: number;
}

/** Listens to the tags and texts of a page. */
export class NotShownReader {
  readonly #found: NotShown[] = [];
  readonly #written: NotShown[] = [];
  /** The formula or drawing that is open, with what is open within it, itself included, and within what is unseen of it. */
  #drawn: Drawn | undefined;
  #isScripted = false;
  /** Address and code of the script that is open. */
  #script: string | undefined;

  /** @param isVisible whether a text that came here would be seen */
  open(name: string, attributes: Attributes, isVisible: boolean): void {
    if (this.#drawn !== undefined) {
      this.#drawn.open += 1;
      if (this.#drawn.unseen > 0 || UNSEEN_WITHIN.has(name)) this.#drawn.unseen += 1;
    } else if (isVisible && (name === "math" || name === "svg")) {
      this.#drawn = { kind: name === "math" ? "formula" : "drawing", text: "", open: 1, unseen: 0 };
    }
    if (name === "script") {
      const { type = "", src = "" } = attributes;
      if (SCRIPT_TYPE.test(type)) this.#script = src;
    } else if (isVisible && this.#found.length < NAMED_AT_MOST) {
      const found = notShownOf(name, attributes);
      if (found !== undefined) this.#found.push(found);
    }
  }

  text(data: string): void {
    const drawn = this.#drawn;
    if (drawn !== undefined && drawn.unseen === 0 && drawn.text.length < TEXT_AT_MOST) drawn.text += data;
    if (this.#script !== undefined && this.#script.length < CODE_LOOKED_AT) this.#script += data;
  }

  /** @param within how many elements go on that were opened in the one that ends */
  close(within: number): void {
    if (this.#drawn !== undefined && within < this.#drawn.open) this.#closeWithin(this.#drawn);
    if (this.#script !== undefined && this.#script.trim() !== "" && !mentionsTracker(this.#script)) {
      this.#isScripted = true;
    }
    this.#script = undefined;
  }

  #closeWithin(drawn: Drawn): void {
    drawn.open -= 1;
    if (drawn.unseen > 0) drawn.unseen -= 1;
    if (drawn.open > 0) return;
    this.#drawn = undefined;
    const text = drawn.text.replaceAll(/\s+/gu, " ").trim().slice(0, TEXT_AT_MOST);
    if (text !== "" && this.#written.length < NAMED_AT_MOST) this.#written.push({ kind: drawn.kind, text });
  }

  /** Frames and shadow roots, then formulas and drawings, in page order each. */
  get found(): readonly NotShown[] {
    return [...this.#found, ...this.#written];
  }

  /** Whether scripts may add to the text: data and the counting of readers do not. */
  get isScripted(): boolean {
    return this.#isScripted;
  }
}

const SCRIPT_TYPE = /^\s*$|javascript|^\s*module\s*$/iu;

function notShownOf(name: string, attributes: Attributes): NotShown | undefined {
  if (name === "template") {
    const mode = attributes["shadowrootmode"]?.toLowerCase();
    return mode === "open" || mode === "closed" ? { kind: "shadow-root", mode } : undefined;
  }
  if (name !== "iframe" && name !== "frame") return undefined;
  if (name === "iframe" && attributes["srcdoc"] !== undefined) return { kind: "frame", url: "about:srcdoc" };
  const url = attributes["src"]?.trim().slice(0, ADDRESS_AT_MOST) ?? "";
  return url === "" || /^(?:about:blank|javascript:)/iu.test(url) ? undefined : { kind: "frame", url };
}

/** Services of counting and advertising: they add no text. */
const TRACKERS =
  /(?:hm|hmcdn|cpro|pos|dup)\.baidu(?:static)?\.com|cnzz\.com|51\.la|51yes\.com|umeng\.com|growingio\.com|sensorsdata\.cn|google-analytics\.com|googletagmanager\.com|googlesyndication\.com|doubleclick\.net|mediav\.com|tanx\.com|irs01\.com|clarity\.ms/u;

/** Whether an address or a script mentions a service of counting or advertising. */
export function mentionsTracker(text: string): boolean {
  return TRACKERS.test(text);
}

/** Parts whose content only a browser shows: frames and shadow roots, not drawings or formulas. */
export function browserOnlyParts(notShown: readonly NotShown[] = []): readonly NotShown[] {
  return notShown.filter(({ kind }) => kind === "frame" || kind === "shadow-root");
}
