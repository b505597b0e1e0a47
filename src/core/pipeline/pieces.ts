/** Splits a text into kept, removed and added pieces. */
import type { Change } from "../document/finding.ts";

/** A piece of a block's text: still there, taken out, or put in. */
export interface Piece {
  readonly mark: "kept" | "removed" | "added";
  readonly text: string;
}

/**
 * What became of a block's text, piece by piece: kept and removed pieces together are the text as it was,
 * kept and added ones the text as it is now.
 *
 * @param text the block's text before the first change
 * @param changes those of this block, in the order of the receipt
 */
export function markChanges(text: string, changes: readonly Change[]): readonly Piece[] {
  let pieces: readonly Piece[] = [{ mark: "kept", text }];
  for (const own of byStep(changes)) {
    // Last to first, so that earlier spans stay valid.
    for (const change of own.toReversed()) pieces = applyChange(pieces, change);
  }
  return joinAlike(pieces.filter((piece) => piece.text !== ""));
}

/** All spans of one stage in one pass refer to the text that the stage saw. */
function byStep(changes: readonly Change[]): readonly (readonly Change[])[] {
  return [...Map.groupBy(changes, ({ stage, pass = 1 }) => `${pass} ${stage}`).values()].map((own) =>
    own.toSorted((a, b) => (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0)),
  );
}

function applyChange(pieces: readonly Piece[], change: Change): readonly Piece[] {
  const [from, to] = change.span ?? [0, Number.POSITIVE_INFINITY];
  const [before, rest] = splitAt(pieces, from);
  const [within, after] = splitAt(rest, to - from);
  const removed = within
    .filter((piece) => piece.mark !== "added")
    .map((piece): Piece => ({ mark: "removed", text: piece.text }));
  return [...before, ...removed, { mark: "added", text: change.replacement ?? "" }, ...after];
}

/** Splits the pieces at a code unit of the present text; pieces removed there stay in the first part. */
function splitAt(pieces: readonly Piece[], offset: number): readonly [readonly Piece[], readonly Piece[]] {
  const before: Piece[] = [];
  const after: Piece[] = [];
  let left = offset;
  for (const piece of pieces) {
    if (piece.mark === "removed") {
      (after.length === 0 ? before : after).push(piece);
      continue;
    }
    const cut = Math.min(left, piece.text.length);
    if (cut > 0) before.push({ ...piece, text: piece.text.slice(0, cut) });
    if (cut < piece.text.length) after.push({ ...piece, text: piece.text.slice(cut) });
    left -= cut;
  }
  return [before, after];
}

function joinAlike(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.mark === piece.mark) joined[joined.length - 1] = { ...piece, text: last.text + piece.text };
    else joined.push(piece);
  }
  return joined;
}
