/** Reads XML that lists things: feeds and sitemaps. Tolerant, in one pass, and without any entity of the file's own. */
import { Parser } from "htmlparser2";

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
}

/** Addresses and titles are shorter; a text of the article may stand beside them and is not needed. */
const MAX_TEXT_LENGTH = 4096;

const MAX_ELEMENTS_OF_A_RECORD = 200;

/** UTF-16 code units read at a time: reading ends soon after the last record that is wanted. */
const CHUNK = 65_536;

/** The name of an XML file's root element, in small letters and without its prefix, which is the writer's choice; empty where the text does not begin with one. */
export function rootName(text: string): string {
  let at = 0;
  for (let end = 0; end >= 0;) {
    at = end + /^[\s\ufeff]*/u.exec(text.slice(end, end + CHUNK))![0].length;
    end = endOfProlog(text, at);
  }
  const name = /^<([a-z][\w.:-]*)/iu.exec(text.slice(at, at + MAX_NAME_LENGTH))?.[1] ?? "";
  return name.toLowerCase().replace(/^.*:/u, "");
}

const MAX_NAME_LENGTH = 100;

/** Where the declaration, comment or document type ends that begins here; -1 where none does. */
function endOfProlog(text: string, at: number): number {
  const after = (mark: string, from = at) => {
    const found = text.indexOf(mark, from);
    return found < 0 ? -1 : found + mark.length;
  };
  if (text.startsWith("<?", at)) return after(">");
  if (text.startsWith("<!--", at)) return after("-->");
  if (!/^<!doctype/iu.test(text.slice(at, at + 9))) return -1;
  const subset = text.indexOf("[", at);
  const end = after(">");
  return subset >= 0 && subset < end ? after(">", Math.max(after("]", subset), at)) : end;
}

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
  let record:
    | { attributes: Readonly<Record<string, string>>; elements: XmlElement[]; depth: number }
    | undefined;

  const parser = new Parser(
    {
      onopentag(qualified, attributes) {
        if (root === undefined) {
          prefix = /^[^:]+:/u.exec(qualified)?.[0].toLowerCase() ?? "";
        }
        const lower = qualified.toLowerCase();
        const name = prefix !== "" && lower.startsWith(prefix) ? lower.slice(prefix.length) : lower;
        root ??= name;
        if (recordNames.has(name)) {
          keep();
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
      ontext(data) {
        const element = open.at(-1);
        if (element !== undefined && element.text.length < MAX_TEXT_LENGTH) {
          element.text += data.slice(0, MAX_TEXT_LENGTH);
        }
      },
      onclosetag() {
        open.pop();
        if (record !== undefined && open.length <= record.depth) keep();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for (let at = 0; at < text.length && records.length < limit; at += CHUNK) {
    parser.write(text.slice(at, at + CHUNK));
  }
  return { root: root ?? "", head, records };

  function keep(): void {
    if (record !== undefined && records.length < limit) records.push(record);
    record = undefined;
  }
}

/** The text of the first element of a record that has one of these names, the first name being the most wanted. */
export function textOf(record: Pick<XmlRecord, "elements">, ...names: readonly string[]): string | undefined {
  for (const wanted of names) {
    for (const { name, text, depth } of record.elements) {
      if (name === wanted && (depth === 1 || name.includes(":")) && text.trim() !== "") return text.trim();
    }
  }
  return undefined;
}
