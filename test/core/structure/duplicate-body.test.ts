/** Blocks that are printed again: which they are, that nothing is lost, and that whatever a text looks like, it is found soon. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { duplicateShare, findDuplicateBodies } from "../../../src/core/structure/duplicate-body.ts";
import { readHtml, readText } from "../../../src/core/page/read.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import type { Block } from "../../../src/core/document/document.ts";
import { HEADLINE, STORY } from "../../support/stage-tables.ts";
import { startCpuClock } from "../../support/cpu-time.ts";

const PARAGRAPHS = Array.from("甲乙丙丁戊己庚辛", (name) => `${name}村的旧书都送到老粮站去了。`);
const LABELS = ["春茶上市", "晒坝招租", "镇长信箱"];

/** `abc` are paragraphs, `xyz` lines that are none; in capitals no reader sees them. */
const lineOf = (letter: string) => PARAGRAPHS["abcdefgh".indexOf(letter)] ?? LABELS["xyz".indexOf(letter)]!;
const blocksOf = (letters: string): readonly Block[] =>
  readText(Array.from(letters.toLowerCase(), lineOf).join("\n")).blocks.map((block, at) =>
    /[A-Z]/u.test(letters[at]!) ? { ...block, facts: { ...block.facts, hidden: true } } : block,
  );

/** The text with a dash for each block that is printed again. */
const withDashes = (letters: string) => {
  const copies = findDuplicateBodies(blocksOf(letters)).at;
  return Array.from(letters, (letter, at) => (copies.has(at) ? "-" : letter)).join("");
};

describe("copies", () => {
  test.each([
    ["three paragraphs again", "abcabc", "abc---"],
    ["lines between", "abcxyabc", "abcxy---"],
    ["lines within", "abcdxaybzcd", "abcdx-y-z--"],
    ["lines within the first", "axbyczabc", "axbycz---"],
    ["the same line within both", "axbcaxbc", "axbc----"],
    ["headline and signature", "xabcyzxabcy", "xabcyz-----"],
    ["another headline", "xabcyabc", "xabcy---"],
    ["one line between two of them", "yabcyzabcyabc", "yabcyz-------"],
    ["twice more", "abcxabcyabc", "abcx---y---"],
    ["twice more at once", "abcabcabc", "abc------"],
    ["two runs, each again", "abcdefxdefyabc", "abcdefx---y---"],
    ["halves in another order", "abcdefdefabc", "abcdef------"],
    ["the beginning", "abcdefabcg", "abcdef---g"],
    ["what a copy was added to", "abcabcdbcd", "abc---d---"],
    ["one that goes on in another", "abcdefghabcbcdefghabcd", "abcdefgh--------------"],
    ["the end", "abcdefgdef", "abcdefg---"],
  ])("%s", (_, letters, wanted) => {
    expect(withDashes(letters)).toBe(wanted);
  });

  test.each([
    ["two paragraphs", "abab"],
    ["two paragraphs and a line", "abxabx"],
    ["three in another order", "abccba"],
    ["the same one", "aaaaaa"],
    ["two by turns", "abababab"],
    ["lines that are none", "xyzxyz"],
    ["none twice", "abcdefgh"],
    ["none", ""],
  ])("are not %s", (_, letters) => {
    expect(withDashes(letters)).toBe(letters);
  });

  test("are no paragraph that is the page's title", () => {
    const [a, b, c] = PARAGRAPHS;
    const page = (title: string) =>
      readHtml(`<title>${title}</title><p>${b}</p><p>${c}</p><p>${a}</p><p>${b}</p><p>${c}</p>`).blocks;
    expect(findDuplicateBodies(page(a!)).at).toEqual(new Set());
  });
});

describe("of a hidden run and a visible one", () => {
  test.each([
    ["the hidden one goes, above", "ABCabc", "---abc"],
    ["the hidden one goes, below", "abcABC", "abc---"],
    ["the hidden ones go, above and below", "ABCabcABC", "---abc---"],
    ["the hidden one goes for the first of two", "ABCabcxabc", "---abcx---"],
    ["the hidden one goes, and the headline that both have", "xABCxabc", "----xabc"],
    ["the hidden one goes, with others around it", "dABCeabcf", "d---eabcf"],
    ["the hidden one goes for a longer one", "ABCabcd", "---abcd"],
    ["the later one goes, where more of the first is hidden below", "ABCDabc", "ABCD---"],
    ["the later one goes, where more of the first is hidden above", "DABCabc", "DABC---"],
    ["the later one goes, where the beginning of the first is shown", "aBCabc", "aBC---"],
    ["the later one goes, where the end of the first is shown", "ABcabc", "ABc---"],
    ["the later one goes, where it is hidden as well", "ABCdABC", "ABCd---"],
    ["the hidden ones go, where one follows the other", "ABCABCabc", "------abc"],
    ["what is left is compared with what is seen", "ABCDEabcdefxbcdef", "-----abcdefx-----"],
  ])("%s", (_, letters, wanted) => {
    expect(withDashes(letters)).toBe(wanted);
  });
});

test.each([
  ["abcabc", 1],
  ["abcdabc", 3 / 4],
  ["abcdefabc", 1 / 2],
  ["abcabcabcabc", 1],
  ["abcxyabcdefgh", 3 / 8],
  ["abcdABC", 3 / 4],
  ["ABCabcd", 3 / 4],
  ["abab", 0],
  ["xyz", 0],
])("of %s this share stands in copies: %f", (letters, share) => {
  // The paragraphs are of one length.
  const blocks = blocksOf(letters);
  expect(duplicateShare(blocks, findDuplicateBodies(blocks))).toBeCloseTo(share);
});

test("the share goes by length", () => {
  const long = `${"老粮站的书".repeat(11)}。`;
  const lines = [...PARAGRAPHS.slice(0, 3), long, ...PARAGRAPHS.slice(0, 3)];
  const { blocks } = readText(lines.join("\n"));
  const one = Array.from(PARAGRAPHS[0]!).length;
  expect(duplicateShare(blocks, findDuplicateBodies(blocks))).toBeCloseTo((3 * one) / (3 * one + 56));
});

/** A text of different paragraphs, copies of stretches of it, and lines that are no prose anywhere. */
const noise = fc.stringMatching(/^[xyz]{0,3}$/);
const noisy = (letters: string) =>
  fc
    .array(noise, { minLength: letters.length + 1, maxLength: letters.length + 1 })
    .map((gaps) => gaps.map((gap, at) => `${gap}${letters[at] ?? ""}`).join(""));
const copiedTimes = (most: number) =>
  fc
    .array(
      fc
        .tuple(fc.nat({ max: 5 }), fc.integer({ min: 3, max: 8 }))
        .map(([from, length]) => "abcdefgh".slice(from, from + length)),
      { maxLength: most },
    )
    .chain((stretches) => noisy(["abcdefgh", ...stretches].join("")));
const copied = copiedTimes(4);
const any = fc.stringMatching(/^[abcdx]{0,40}$/);
const hidden = fc
  .array(
    fc.tuple(fc.stringMatching(/^[abcdx]{0,8}$/), fc.boolean(), noise).map(([run, isHidden, gap]) => {
      return `${isHidden ? run.toUpperCase() : run}${gap}`;
    }),
    { maxLength: 8 },
  )
  .map((runs) => runs.join(""));

const TEXTS: readonly (readonly [string, fc.Arbitrary<string>])[] = [
  ["of copied stretches", copied],
  ["of any paragraphs", any],
  ["of hidden lines and visible ones", hidden],
];
const SHOWN = TEXTS.slice(0, 2);

const withCopies = (
  texts: fc.Arbitrary<string>,
  holds: (copies: ReadonlySet<number>, letters: string) => void,
) =>
  fc.assert(
    fc.property(texts, (letters) => holds(findDuplicateBodies(blocksOf(letters)).at, letters)),
    { numRuns: 300 },
  );
const lettersAt = (letters: string, holds: (at: number) => boolean) =>
  Array.from(letters)
    .filter((_, at) => holds(at))
    .join("");
const paragraphsOf = (letters: string) => letters.replaceAll(/[^a-h]/giu, "");

describe("in every text", () => {
  test.each(TEXTS)("%s nothing is lost: what a copy says stands outside of all copies too", (_, texts) => {
    withCopies(texts, (copies, letters) => {
      const said = letters.toLowerCase();
      const kept = new Set(lettersAt(said, (at) => !copies.has(at)));
      for (const at of copies) expect(kept).toContain(said[at]);
      expect(kept).toEqual(new Set(said));
    });
  });

  test.each(SHOWN)("%s the first of each paragraph stays", (_, texts) => {
    withCopies(texts, (copies, letters) => {
      for (const letter of new Set(paragraphsOf(letters)))
        expect(copies).not.toContain(letters.indexOf(letter));
    });
  });

  test.each(SHOWN)("%s copies have three different paragraphs, or there are none", (_, texts) => {
    withCopies(texts, (copies, letters) => {
      const different = new Set(paragraphsOf(lettersAt(letters, (at) => copies.has(at))));
      expect(copies.size === 0 || different.size >= 3).toBe(true);
    });
  });

  test.each(SHOWN)("%s the share lies between 0 and 1, and is 0 where there is no copy", (_, texts) => {
    withCopies(texts, (copies, letters) => {
      const share = duplicateShare(blocksOf(letters), { at: copies, apart: false });
      expect(share > 0).toBe(copies.size > 0);
      expect(share).toBeLessThanOrEqual(1);
    });
  });

  test("up to two stretches printed again go, and the whole stays", () => {
    withCopies(copiedTimes(2), (copies, letters) => {
      expect(paragraphsOf(lettersAt(letters, (at) => !copies.has(at)))).toBe("abcdefgh");
    });
  });

  test.each([
    ["the first of two", "abcdefgh", "abcdefgh", "abcdefgh"],
    ["the visible one, below a hidden one", "ABCDEFGH", "abcdefgh", "abcdefgh"],
    ["the visible one, above a hidden one", "abcdefgh", "ABCDEFGH", "abcdefgh"],
    ["the hidden whole, above its visible opening", "ABCDEFGH", "abcde", "ABCDEFGH"],
  ])("with lines between, this stays: %s", (_, one, other, stays) => {
    const twice = fc.tuple(noisy(one), noisy(other)).map((parts) => parts.join(""));
    withCopies(twice, (copies, letters) => {
      expect(paragraphsOf(lettersAt(letters, (at) => !copies.has(at)))).toBe(stays);
    });
  });
});

test("a text with noisy copies is not changed again, once it was cleaned", () => {
  const pipeline = createPipeline();
  const clean = (text: string) => pipeline.clean(readText(text));
  const lines = fc.stringMatching(/^[xyz]{0,2}$/).map((letters) => Array.from(letters, lineOf));
  const copy = fc
    .tuple(fc.boolean(), fc.array(lines, { minLength: STORY.length, maxLength: STORY.length }))
    .map(([headed, gaps]) => [
      ...(headed ? [HEADLINE] : []),
      ...STORY.flatMap((line, at) => [line, ...gaps[at]!]),
    ]);
  fc.assert(
    fc.property(fc.array(copy, { minLength: 2, maxLength: 3 }), (copies) => {
      const { text } = clean([HEADLINE, ...copies.flat()].join("\n"));
      expect(text.split("\n").filter((line) => STORY.includes(line))).toEqual(STORY);
      expect(clean(text)).toMatchObject({ text, receipt: { changes: [] } });
    }),
    { numRuns: 60 },
  );
});

describe("many lines end soon", () => {
  const LINES = 100_000;
  const SOON_MS = 10_000;

  /** How much of them stands in copies, and how long it takes to know it. */
  const timed = (lines: readonly string[]) => {
    const { blocks } = readText(lines.join("\n"));
    const spent = startCpuClock();
    const share = duplicateShare(blocks, findDuplicateBodies(blocks));
    return { share, ms: spent() };
  };

  test.each([
    ["all equal", () => PARAGRAPHS[0]!, 0],
    ["two by turns", (at: number) => PARAGRAPHS[at % 2]!, 0],
    ["three by turns", (at: number) => PARAGRAPHS[at % 3]!, 1],
    ["eight by turns", (at: number) => PARAGRAPHS[at % 8]!, 1],
    ["with a line between", (at: number) => (at % 4 === 3 ? LABELS[0]! : PARAGRAPHS[at % 4]!), 1],
    ["one half again", (at: number) => `第${at % (LINES / 2)}册旧书送到老粮站去了。`, 1],
    ["all different", (at: number) => `第${at}册旧书送到老粮站去了。`, 0],
    ["of no prose", (at: number) => LABELS[at % 3]!, 0],
  ])("%s", (_, lineAt, wanted) => {
    const { share, ms } = timed(Array.from({ length: LINES }, (__, at) => lineAt(at)));
    expect(share).toBeCloseTo(wanted);
    expect(ms).toBeLessThan(SOON_MS);
  });

  test.each([
    ["paragraphs", "d", "e"],
    ["lines", "y", "z"],
  ])("two runs far apart, and after many of them one of two %s", (_, s, t) => {
    const many = 20_000;
    const far = "x".repeat(many);
    const ends = fc.sample(fc.constantFrom(s, t), { numRuns: many / 2, seed: 1 });
    const letters = `abc${s}${far}abc${t}${far}${ends.map((end) => `abc${end}`).join("")}`;
    const { share, ms } = timed(Array.from(letters, lineOf));
    expect(share).toBeGreaterThan(0.5);
    expect(ms).toBeLessThan(SOON_MS);
  });
});
