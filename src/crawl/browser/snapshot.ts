/**
 * What a browser shows, as one page of HTML: the content of open shadow roots stands where a reader sees it, that of
 * frames in their place. What it did not open stays behind as an element that says so: an `<iframe>`, or a
 * `<template shadowrootmode="closed">`.
 */
import type { CDPSession } from "playwright";
import { isSameSite } from "../addresses/judge-address.ts";

type Snapshot = Awaited<ReturnType<typeof capture>>;
type Shown = Snapshot["documents"][number];

/** So many frames are part of a page; further ones are left out. */
export const MAX_FRAMES = 20;

/**
 * @param page the address by which the links of the result are read
 * @param maxBytes frames that would make the result larger than this are left out
 */
export async function snapshotOf(session: CDPSession, page: URL, maxBytes: number): Promise<string> {
  const snapshot = await capture(session);
  return fill(serialize(snapshot, 0, page.href), snapshot, page.href, {
    frames: MAX_FRAMES,
    bytes: maxBytes,
  });
}

/** All documents of the page's process in the order of their nodes, slots and shadow roots already resolved. */
function capture(session: CDPSession) {
  return session.send("DOMSnapshot.captureSnapshot", { computedStyles: [] });
}

/** A frame whose document is known, and what stands in its place where that is left out. */
interface FramePiece {
  readonly document: number;
  readonly start: string;
  readonly instead: string;
}

type Piece = string | FramePiece;

/** How much more may be taken in. */
interface Room {
  frames: number;
  bytes: number;
}

/** Puts frames in their places, as long as there is room: a page itself is never cut. */
function fill(pieces: readonly Piece[], snapshot: Snapshot, page: string, room: Room): string {
  for (const piece of pieces)
    room.bytes -= Buffer.byteLength(typeof piece === "string" ? piece : piece.instead);
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      if (room.frames === 0) return piece.instead;
      room.frames -= 1;
      const before = { ...room };
      const content = fill(serialize(snapshot, piece.document, page), snapshot, page, room);
      if (room.bytes >= 0) return `${piece.start}${content}</div>`;
      Object.assign(room, before);
      return piece.instead;
    })
    .join("");
}

/** An element that is open. */
interface Open {
  readonly index: number;
  /** Whether what stands in it is written. */
  readonly isSeen: boolean;
  /** It is a slot of a closed shadow root: what the page put there is seen again. */
  readonly isClosedSlot: boolean;
  readonly isRawText: boolean;
  readonly end: string;
}

const DOCUMENT: Open = { index: -1, isSeen: true, isClosedSlot: false, isRawText: false, end: "" };

/** A document of the snapshot; of one in a frame, what stands in its body. */
function serialize({ documents, strings }: Snapshot, at: number, page: string): readonly Piece[] {
  const { nodes, baseURL } = documents[at]!;
  const { parentIndex = [], nodeType = [], nodeName = [], nodeValue = [], attributes = [] } = nodes;
  const isFrame = at > 0;
  const base = string(baseURL);
  const shadows = shadowRootsOf(nodes);
  const frames = framesOf(nodes);
  const pieces: Piece[] = [];
  const stack: Open[] = [DOCUMENT];
  const closed = new Set<number>();

  for (const [index, parent] of parentIndex.entries()) {
    while (stack.length > 1 && stack.at(-1)!.index !== parent) close(stack.pop()!);
    const around = stack.at(-1)!;
    const shadow = shadows.get(index);
    const isSeen = shadow !== "closed" && (around.isSeen || around.isClosedSlot);
    if (shadow === "closed" && around.isSeen && !closed.has(parent)) {
      closed.add(parent);
      pieces.push(`<template shadowrootmode="closed"></template>`);
    }
    const type = nodeType[index];
    if (type === ELEMENT || type === DOCUMENT_NODE) open(index, isSeen, shadow);
    else if (isSeen && type === TEXT) {
      const text = string(nodeValue[index]);
      pieces.push(around.isRawText ? text : escapeText(text));
    } else if (isSeen && type === DOCTYPE && !isFrame) {
      pieces.push(`<!DOCTYPE ${string(nodeName[index])}>`);
    }
  }
  while (stack.length > 1) close(stack.pop()!);
  return pieces;

  function open(index: number, isSeen: boolean, shadow: string | undefined): void {
    const name = string(nodeName[index]).toLowerCase();
    const isOmitted = name.startsWith("::") || name === "noframes" || (isFrame && name === "head");
    const isWrapper = name === "#document" || (isFrame && (name === "html" || name === "body"));
    const opened = {
      index,
      isSeen: isSeen && !isOmitted,
      isClosedSlot: shadow === "closed" && name === "slot",
      isRawText: RAW_TEXT.has(name),
      end: "",
    };
    if (!opened.isSeen || isWrapper) return void stack.push(opened);
    if (name === "iframe" || name === "frame") {
      pieces.push(frameAt(index));
      // Its children, if it has any, are for browsers that know no frames.
      return void stack.push({ ...opened, isSeen: false });
    }
    const written =
      name === "frameset" ? (isFrame || stack.some(({ end }) => end === "</body>") ? "div" : "body") : name;
    pieces.push(`<${written}${attributesOf(index)}>`);
    // A parser takes the first line end away.
    if (LINE_END_EATERS.has(name)) pieces.push("\n");
    stack.push({ ...opened, end: VOID.has(name) ? "" : `</${written}>` });
  }

  function close({ isSeen, end }: Open): void {
    if (isSeen && end !== "") pieces.push(end);
  }

  function frameAt(index: number): Piece {
    const own = attributesOf(index);
    const instead = `<iframe${own}></iframe>`;
    const document = frames.get(index);
    const isShown = document !== undefined && isPart(string(documents[document]!.documentURL), page);
    return isShown ? { document, start: `<div${own}>`, instead } : instead;
  }

  function attributesOf(index: number): string {
    const own = attributes[index] ?? [];
    let written = "";
    for (let at = 0; at + 1 < own.length; at += 2) {
      const name = string(own[at]);
      if (!ATTRIBUTE_NAME.test(name)) continue;
      written += ` ${name}="${escapeAttribute(addressed(name, string(own[at + 1])))}"`;
    }
    return written;
  }

  /** Links are read by the address of the page, wherever they stand. */
  function addressed(name: string, value: string): string {
    if ((name !== "href" && name !== "src") || base === page || value.startsWith("#")) return value;
    return URL.parse(value, base)?.href ?? value;
  }

  function string(at: number | undefined): string {
    return strings[at ?? -1] ?? "";
  }

  function shadowRootsOf({ shadowRootType }: Shown["nodes"]): ReadonlyMap<number, string> {
    const { index = [], value = [] } = shadowRootType ?? {};
    return new Map(index.map((node, at) => [node, string(value[at])]));
  }
}

function framesOf({ contentDocumentIndex }: Shown["nodes"]): ReadonlyMap<number, number> {
  const { index = [], value = [] } = contentDocumentIndex ?? {};
  return new Map(index.map((node, at) => [node, value[at]!]));
}

const ELEMENT = 1;
const TEXT = 3;
const DOCUMENT_NODE = 9;
const DOCTYPE = 10;

/** Of the same site, or the page's own work; not what a browser shows in place of a page that it could not load. */
function isPart(document: string, page: string): boolean {
  if (/^https?:/u.test(document)) return isSameSite(new URL(document), new URL(page));
  return /^(?:about|blob|data):/u.test(document);
}

const ATTRIBUTE_NAME = /^[^\s"'<>/=]+$/u;

const VOID = new Set(
  "area base basefont bgsound br col embed hr img input keygen link meta param source track wbr".split(" "),
);

/** What stands in them is no markup to a browser whose scripts run. */
const RAW_TEXT = new Set("script style xmp noembed noscript plaintext".split(" "));

const LINE_END_EATERS = new Set(["pre", "textarea", "listing"]);

function escapeText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("\u00a0", "&nbsp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("\u00a0", "&nbsp;").replaceAll('"', "&quot;");
}
