/** What a page has beside its blocks: frames and shadow roots, which only a browser opens, and scripts that may add to it. */
import type { NotShown } from "../types.ts";
import type { Attributes } from "./elements.ts";
import { namesTracker } from "./trackers.ts";

/** A receipt names no more of them. */
const NAMED_AT_MOST = 100;

/** UTF-16 code units. */
const ADDRESS_AT_MOST = 2000;

/** Services that count readers are named early in their scripts. UTF-16 code units. */
const CODE_LOOKED_AT = 65_536;

/** Listens to the tags and texts of a page. */
export class NotShownReader {
  readonly #found: NotShown[] = [];
  #isScripted = false;
  /** Address and code of the script that is open. */
  #script: string | undefined;

  /** @param isVisible whether a text that came here would be seen */
  open(name: string, attributes: Attributes, isVisible: boolean): void {
    if (name === "script") {
      const { type = "", src = "" } = attributes;
      if (SCRIPT_TYPE.test(type)) this.#script = src;
    } else if (isVisible && this.#found.length < NAMED_AT_MOST) {
      const found = notShownOf(name, attributes);
      if (found !== undefined) this.#found.push(found);
    }
  }

  text(data: string): void {
    if (this.#script !== undefined && this.#script.length < CODE_LOOKED_AT) this.#script += data;
  }

  close(): void {
    if (this.#script !== undefined && this.#script.trim() !== "" && !namesTracker(this.#script)) {
      this.#isScripted = true;
    }
    this.#script = undefined;
  }

  get found(): readonly NotShown[] {
    return this.#found;
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
