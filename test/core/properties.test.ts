/** What never bends, on pages that nobody wrote. `FC_SEED=7 vitest run test/core/properties.test.ts` tries others. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Page } from "../../src/core/page/page.ts";
import { shippedCues } from "../../src/core/cues/shipped.ts";
import { visibleLength } from "../../src/core/text/characters.ts";
import { readPage } from "../../src/core/page/read.ts";
import { createPipeline } from "../../src/core/pipeline/create-pipeline.ts";
import { punctuation } from "../../src/core/stages/characters/punctuation.ts";
import type { Block, Document, Format } from "../../src/core/document/document.ts";
import type { Change } from "../../src/core/document/finding.ts";
import type { Stage } from "../../src/core/document/stage.ts";
import { deepFreeze } from "../support/deep-freeze.ts";
import { noisyHtml, noisyLines } from "../support/noisy-pages.ts";

const seed = Number(process.env.FC_SEED ?? 20310502);
const runs = { seed, numRuns: 150 };
const pipeline = createPipeline();

const inputs: readonly (readonly [Format, fc.Arbitrary<readonly string[]>])[] = [
  ["text", noisyLines],
  ["html", noisyHtml],
];

describe.each(inputs)("a noisy page of %s", (format, lines) => {
  const read = (source: string) =>
    deepFreeze(readPage(new Page(Buffer.from(source, "utf8"), { format }), "noisy"));
  const source = lines.map((all) => all.join("\n"));

  test("is an article often enough for the rest to mean something", () => {
    const kinds = fc
      .sample(source, { seed, numRuns: 100 })
      .map((one) => pipeline.clean(read(one)).verdict.kind);
    expect(kinds.filter((kind) => kind === "article").length).toBeGreaterThan(30);
  });

  test("is kept and removed, each character once, in order", () => {
    const property = fc.property(source, (one) => {
      const document = read(one);
      const { text, verdict, receipt } = pipeline.clean(document);
      const accounts = document.blocks.map((block) => account(block, receipt.changes));
      expect(accounts.flatMap(({ faults }) => faults)).toEqual([]);
      const kept = accounts.filter(({ pieces }) => visibleLength(written(pieces)) > 0);
      const rebuilt = kept.map(({ pieces }) => `${written(pieces)}\n`).join("");
      expect(text).toBe(verdict.kind === "article" ? rebuilt : "");
      expect(receipt.counts.keptBlocks).toBe(kept.length);
      expect(receipt.changes.filter(({ block }) => document.blocks[block]?.index !== block)).toEqual([]);
    });
    fc.assert(property, runs);
  });

  test("is cleaned once and for all", () => {
    const property = fc.property(source, (one) => {
      const { text, verdict } = pipeline.clean(read(one));
      if (verdict.kind !== "article") return;
      const again = pipeline.clean(
        readPage(new Page(Buffer.from(text, "utf8"), { format: "text" }), "noisy"),
      );
      expect({ verdict: again.verdict.kind, text: again.text }).toEqual({ verdict: "article", text });
    });
    fc.assert(property, runs);
  });

  test("is the same with other line ends, a BOM, and without a last newline", () => {
    const property = fc.property(lines, (all) => {
      const { text, verdict } = pipeline.clean(read(`${all.join("\n")}\n`));
      for (const varied of [all.join("\n"), `${all.join("\r\n")}\r\n`, `\ufeff${all.join("\n")}\n`]) {
        const other = pipeline.clean(read(varied));
        expect({ text: other.text, verdict: other.verdict }).toEqual({ text, verdict });
      }
    });
    fc.assert(property, runs);
  });

  test("comes out the same each time", () => {
    const property = fc.property(source, (one) => {
      expect(pipeline.clean(read(one))).toEqual(pipeline.clean(read(one)));
    });
    fc.assert(property, { ...runs, numRuns: 50 });
  });
});

test("the repair of punctuation never changes a letter, a digit or a Han character", () => {
  const lettersOf = (text: string) => text.replaceAll(/[^\p{L}\p{N}\p{M}]/gu, "");
  const mixed = fc.array(fc.constantFrom(..."清溪,.:;!?()\"'…-－—１2aＢ 　\u00a0%~/@·「」《》“”‘’𠮷é"), {
    maxLength: 60,
  });
  const text = fc.oneof(
    noisyLines.map((lines) => lines.join("\n")),
    mixed.map((chars) => chars.join("")),
  );
  const property = fc.property(text, (one) => {
    const changes = run(punctuation, readDocument(one));
    for (const { before, replacement = "" } of changes)
      expect(lettersOf(replacement)).toBe(lettersOf(before));
  });
  fc.assert(property, { ...runs, numRuns: 500 });
});

/** A piece of a block's text: where in the raw block it stood, or nowhere where a replacement brought it. */
interface Piece {
  readonly unit: string;
  readonly at?: number;
}

/** Follows one block through a receipt, unit by unit, without the runner's help. */
function account(
  block: Block,
  changes: readonly Change[],
): { pieces: readonly Piece[]; faults: readonly string[] } {
  const faults: string[] = [];
  let pieces: readonly Piece[] = block.raw.split("").map((unit, at) => ({ unit, at }));
  const own = changes.filter((change) => change.block === block.index);
  for (const [stage, together] of Map.groupBy(own, ({ stage, pass = 1 }) => `${stage} in pass ${pass}`)) {
    if (visibleLength(written(pieces)) === 0 && pieces.length < block.raw.length)
      faults.push(`${stage}: block ${block.index} was gone`);
    const next: Piece[] = [];
    let done = 0;
    for (const { span: [from, to] = [0, pieces.length], before, replacement = "" } of together) {
      if (from < done) faults.push(`${stage}: block ${block.index} was changed twice at ${from}`);
      if (written(pieces.slice(from, to)) !== before)
        faults.push(`${stage}: 「${before}」 did not stand in block ${block.index}`);
      next.push(...pieces.slice(done, from), ...replacement.split("").map((unit) => ({ unit })));
      done = to;
    }
    pieces = [...next, ...pieces.slice(done)];
  }
  const places = pieces.flatMap(({ at }) => at ?? []);
  if (places.some((at, i) => i > 0 && at <= places[i - 1]!))
    faults.push(`block ${block.index} is out of order`);
  return { pieces, faults };
}

function written(pieces: readonly Piece[]): string {
  return pieces.map(({ unit }) => unit).join("");
}

function readDocument(text: string): Document {
  return deepFreeze(readPage(new Page(Buffer.from(text, "utf8"), { format: "text" }), "text"));
}

function run(stage: Stage, document: Document): readonly Change[] {
  const text = new Map(document.blocks.map((block) => [block.index, block.text]));
  return [
    ...stage.run(document, stage.defaults, { cues: shippedCues(), changes: [], stages: new Map() }),
  ].map((finding) => ({
    ...finding,
    stage: stage.name,
    before: text.get(finding.block)!.slice(...(finding.span ?? [0])),
  }));
}
