/** Reads the tags and texts of a page or an XML file, and hands them to its tree. */
import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";
import type { TreeBuilder } from "./open-elements.ts";
import type { Listener } from "./listener.ts";
import { endOfScript } from "./parser-faults.ts";

/** Any end of an element that stands for browsers without scripts. */
const NOSCRIPT_END = /<\/noscript(?=[\s/>])/gi;

/** What htmlparser2's tokenizer finds. Takes time in proportion to the markup. */
export class TagReader implements TokenizerCallbacks {
  readonly #markup: string;
  readonly #tree: TreeBuilder;
  readonly #listener: Listener;
  readonly #xmlMode: boolean;
  #tokenizer: Tokenizer | undefined;
  /** The part that is being read: positions count from its start. */
  #part = "";
  #partStart = 0;
  /** Where to continue reading, if not where the tokenizer is. */
  #goesOnAt: number | undefined;
  #name = "";
  #attributes: Record<string, string> = {};
  #attribute = "";
  #value = "";
  /** Where the content of the script begins that is open. */
  #scriptStart: number | undefined;
  /** No further `</noscript` comes. */
  #hasNoNoscriptEnd = false;

  constructor(markup: string, tree: TreeBuilder, listener: Listener, xmlMode: boolean) {
    this.#markup = markup;
    this.#tree = tree;
    this.#listener = listener;
    this.#xmlMode = xmlMode;
  }

  read(): void {
    for (let at: number | undefined = 0; at !== undefined && !this.#listener.isDone; at = this.#goesOnAt) {
      this.#goesOnAt = undefined;
      this.#readPart(at, this.#markup.length);
    }
  }

  #readPart(start: number, end: number): void {
    this.#part = this.#markup.slice(start, end);
    this.#partStart = start;
    const tokenizer = new Tokenizer({ xmlMode: this.#xmlMode }, this);
    this.#tokenizer = tokenizer;
    tokenizer.write(this.#part);
    tokenizer.end();
  }

  ontext(start: number, end: number): void {
    this.#listener.text(this.#part.slice(start, end));
  }

  ontextentity(codePoint: number): void {
    this.#listener.text(String.fromCodePoint(codePoint));
  }

  oncdata(start: number, end: number, endOffset: number): void {
    if (this.#xmlMode || this.#tree.isForeign) this.#listener.text(this.#part.slice(start, end - endOffset));
  }

  onopentagname(start: number, end: number): void {
    this.#name = this.#part.slice(start, end);
    this.#attributes = {};
  }

  onattribname(start: number, end: number): void {
    const name = this.#part.slice(start, end);
    this.#attribute = this.#xmlMode ? name : name.toLowerCase();
    this.#value = "";
  }

  onattribdata(start: number, end: number): void {
    this.#value += this.#part.slice(start, end);
  }

  onattribentity(codePoint: number): void {
    this.#value += String.fromCodePoint(codePoint);
  }

  onattribend(): void {
    if (!Object.hasOwn(this.#attributes, this.#attribute)) this.#attributes[this.#attribute] = this.#value;
  }

  onopentagend(at: number): void {
    this.#start(at, false);
  }

  onselfclosingtag(at: number): void {
    this.#start(at, this.#xmlMode || this.#tree.isForeign);
  }

  onclosetag(start: number, end: number): void {
    if (this.#scriptStart !== undefined && this.#goesOnInScript(start - "</".length)) return;
    this.#tree.end(this.#part.slice(start, end));
  }

  isInForeignContext(): boolean {
    return this.#tree.isForeign;
  }

  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  #start(at: number, endsItself: boolean): void {
    const isHtml = !this.#xmlMode && !this.#tree.isForeign;
    this.#tree.start(this.#name, this.#attributes, endsItself);
    if (this.#listener.isDone) this.#tokenizer!.pause();
    else if (isHtml && this.#name.length === "script".length && this.#name.toLowerCase() === "script")
      this.#scriptStart = this.#partStart + at + 1;
    else if (isHtml && this.#name.length === "noscript".length && this.#name.toLowerCase() === "noscript")
      this.#readNoscript(this.#partStart + at + 1);
  }

  /** Skips an end tag within the open script, up to the script's own end tag. @returns whether it did */
  #goesOnInScript(at: number): boolean {
    const end = this.#partStart + at;
    const own = endOfScript(this.#markup, this.#scriptStart!, end);
    this.#scriptStart = undefined;
    if (own === end) return false;
    this.#listener.text(this.#markup.slice(end, own));
    this.#goOnAt(own);
    return true;
  }

  /** Browsers with scripts read it as text: no element opened within it reaches beyond its end. */
  #readNoscript(start: number): void {
    // Within one no further end comes before its own.
    if (this.#hasNoNoscriptEnd || this.#partStart + this.#part.length < this.#markup.length) return;
    NOSCRIPT_END.lastIndex = start;
    const end = NOSCRIPT_END.exec(this.#markup)?.index;
    if (end === undefined) {
      this.#hasNoNoscriptEnd = true;
      return;
    }
    const outer = this.#tokenizer!;
    this.#readPart(start, end);
    outer.pause();
    this.#goesOnAt = end;
  }

  #goOnAt(at: number): void {
    this.#goesOnAt = at;
    this.#tokenizer!.pause();
  }
}
