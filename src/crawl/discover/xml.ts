/** Reads XML that lists things: feeds and sitemaps. Tolerant, in one pass, and without any entity of the file's own. */
import { parse } from "../../core/html/parse.ts";
import type { Cut } from "../addresses/candidate.ts";

/** An element within a record; names are lower-case, and without the prefix that the root has. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Cut after MAX_TEXT_LENGTH. */
  text: string;
  /** 1: stands right in the record (or in the root, for what stands outside of records). */
  readonly depth: number;
}

export interface XmlRecord {
  readonly attributes: Readonly<Record<string, string>>;
  readonly elements: readonly XmlElement[];
}

export interface XmlList {
  /** Name of the root; empty where there is none. */
  readonly root: string;
  /** Elements outside of records. */
  readonly head: readonly XmlElement[];
  readonly records: readonly XmlRecord[];
  /** Why it was not read to its end; absent where it was. */
  readonly cut?: Cut;
}

/** Addresses and titles are shorter; a text of the article may stand beside them and is not needed. */
const MAX_TEXT_LENGTH = 4096;

const MAX_ELEMENTS_OF_A_RECORD = 200;

/** More declarations, comments and the like before the root than this are no XML that anybody writes. */
const PROLOG_AT_MOST = 65_536;

/** The name of an XML file's root element, in small letters and without its prefix, which is the writer's choice; empty where the text does not begin with one. */
export function rootName(text: string): string {
  const start = text.slice(0, PROLOG_AT_MOST);
  let at = 0;
  for (const [part] of start.matchAll(PROLOG)) at += part.length;
  const name = /^<([a-z][\w.:-]*)/iu.exec(start.slice(at, at + MAX_NAME_LENGTH))?.[1] ?? "";
  return name.toLowerCase().replace(/^.*:/u, "");
}

/** One after the other from the start: white space, a declaration, a comment, a document type with what it declares. */
const PROLOG = /[\s\ufeff]+|<\?[^>]*>|<!--.*?-->|<!doctype[^>[]*(?:\[[^\]]*\][^>]*)?>/gisuy;

const MAX_NAME_LENGTH = 100;

/**
 * @param recordNames elements that are records; a record that begins within another ends it
 * @param limit records that are read at most; what the file breaks off in is none
 */
export function readXmlList(text: string, recordNames: ReadonlySet<string>, limit: number): XmlList {
  const records: XmlRecord[] = [];
  const head: XmlElement[] = [];
  const open: (XmlElement | undefined)[] = [];
  let root: string | undefined;
  let prefix = "";
  let cut: Cut | undefined;
  let record:
    | { attributes: Readonly<Record<string, string>>; elements: XmlElement[]; depth: number }
    | undefined;

  // Without a getter: an object that has one keeps the text in memory until the next full collection.
  const listener = {
    isDone: false,
    open(qualified: string, attributes: Record<string, string>) {
      if (root === undefined) {
        prefix = /^[^:]+:/u.exec(qualified)?.[0].toLowerCase() ?? "";
      }
      const lower = qualified.toLowerCase();
      const name = prefix !== "" && lower.startsWith(prefix) ? lower.slice(prefix.length) : lower;
      root ??= name;
      if (recordNames.has(name)) {
        keep();
        if (records.length === limit) {
          cut = "too-long";
          listener.isDone = true;
          return;
        }
        record = { attributes, elements: [], depth: open.length };
        open.push(undefined);
        return;
      }
      const list = record?.elements ?? head;
      const element = { name, attributes, text: "", depth: open.length - (record?.depth ?? 0) };
      const isKept = list.length < MAX_ELEMENTS_OF_A_RECORD;
      if (isKept) list.push(element);
      open.push(isKept ? element : undefined);
    },
    text(data: string) {
      const element = open.at(-1);
      if (element !== undefined && element.text.length < MAX_TEXT_LENGTH) {
        element.text += data.slice(0, MAX_TEXT_LENGTH);
      }
    },
    close() {
      open.pop();
      if (record !== undefined && open.length <= record.depth) keep();
    },
    end() {
      record = undefined;
      // Its root is still open.
      if (open.length > 0) cut = "broken-off";
    },
  };
  parse(text, listener, { xmlMode: true });
  return { root: root ?? "", head, records, ...(cut === undefined ? {} : { cut }) };

  function keep(): void {
    if (record !== undefined) records.push(record);
    record = undefined;
  }
}

/** The text of the first element of a record that has one of these names, the first name being the most wanted. */
export function textOfElement(
  record: Pick<XmlRecord, "elements">,
  ...names: readonly string[]
): string | undefined {
  for (const wanted of names) {
    for (const { name, text, depth } of record.elements) {
      if (name === wanted && (depth === 1 || name.includes(":")) && text.trim() !== "") return text.trim();
    }
  }
  return undefined;
}
