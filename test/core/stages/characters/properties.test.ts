/** What repairing holds to, whatever the text: a text of several lines, as `newsift repair` gets it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { characterOfRadical } from "../../../../src/core/stages/characters/homoglyphs.ts";
import { repair, repairText } from "../../../../src/core/pipeline/repair.ts";
import type { Change } from "../../../../src/core/document/finding.ts";
import { startCpuClock } from "../../../support/cpu-time.ts";

/** Pieces that meet each other in damaged pages; single characters alone would seldom make a word. */
const pieces = [
  ..."青禾县在云溪，。、；：！？（）“”‘’《》【】「」—…·々〇𠮷產業園區這",
  ...",,,:;!?()\"\"''.-%+/[]<>{}&=*`~@#",
  ..."  \u00a0\u3000\t\u200b\u200d\ufeff\u00ad\u0301\u202e\u2028",
  ..."0129ＡａＧ９．⼀⽂⻅⺠⺡⻌旁①㎡がᄒ\u1161\u11abक👩👧\ufe0f\ud83d\ude00\ue000\ufffd",
  ..."蕞新大最佳薇信君羊鼎级荃",
  " ".repeat(20),
  "\u3000".repeat(40),
  ",".repeat(20),
  "\n",
  "\n\n",
  "\r\n",
  "\r",
  "產(chǎn)業(yè)",
  "產(chǎn)",
  "(chǎn)",
  "園（yuan）區(qū)",
  "，，",
  "青禾，，云溪",
  ",,",
  "Hello world",
  "we can do it",
  "OK",
  "f",
  "64GB",
  "10:30",
  "1,500",
  "3.5",
  "...",
  "......",
  "。。。",
  "--",
  "https://example.invalid/a,b",
  "a@example.invalid",
  "year.docx",
  "传  真：",
  "联 系 人:",
  "“青禾”云溪”等",
  "1月5日电 ",
  "zui",
  "威信公众号",
  "国家 级",
  "全国di一",
  "版荃所有",
  "***",
  ":)",
  "Ltd., ",
  ", and ",
  "锟斤拷",
  "ï»¿",
];
const text = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(""));
const runs = { numRuns: 10_000 };

const linesOf = (text: string) => text.split(/\r\n|[\r\n]/u);
const letters = (text: string) => text.replaceAll(/[^\p{L}\p{N}\p{M}]/gu, "");
const isSameWhenFolded = (a: string, b: string) => a.normalize("NFKC") === b.normalize("NFKC");

/** What each reason may do to letters and digits; a reason that is not named here may do nothing to them. */
const liberties: Readonly<Record<string, (change: Change) => boolean>> = {
  radical: ({ before, replacement = "" }) =>
    isSameWhenFolded(
      visible(before).replaceAll(/[\u2e80-\u2eff]/gu, (radical) => characterOfRadical(radical) ?? radical),
      replacement,
    ),
  "full-width": ({ before, replacement = "" }) => isSameWhenFolded(visible(before), visible(replacement)),
  composition: ({ before, replacement = "" }) => isSameWhenFolded(visible(before), visible(replacement)),
  reading: ({ before, replacement = "" }) =>
    /^(?:[(（][^()（）]+[)）])+$/u.test(before) && replacement === "",
  ...Object.fromEntries(
    ["superlative", "rank", "contact", "rights"].map((reason) => [
      reason,
      ({ before, replacement = "" }: Change) =>
        /^(?:[蕞①薇鼎荃威徽VvⅤ]|zui|di|君\s*羊)$/iu.test(before) && /^[最一微顶权第群]$/u.test(replacement),
    ]),
  ),
};

function visible(text: string): string {
  return text.replaceAll(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "");
}

describe("for any text", () => {
  test("repairing twice is repairing once", () => {
    fc.assert(
      fc.property(text, (one) => {
        const once = repairText(one);
        expect(repairText(once)).toBe(once);
      }),
      runs,
    );
  });

  test("letters, digits and Chinese characters stay, and in their order, but for logged look-alikes and dodges", () => {
    fc.assert(
      fc.property(text, (one) => {
        const { text: repaired, changes } = repair(one);
        const undue = changes.filter(
          (change) =>
            letters(change.before) !== letters(change.replacement ?? "") &&
            !liberties[change.reason]?.(change),
        );
        expect(undue).toEqual([]);
        if (changes.every(({ reason }) => liberties[reason] === undefined)) {
          expect(letters(repaired)).toBe(letters(one));
        }
      }),
      runs,
    );
  });

  test("as many lines come out as went in, and their ends stay", () => {
    fc.assert(
      fc.property(text, (one) => {
        const repaired = repairText(one);
        expect(linesOf(repaired)).toHaveLength(linesOf(one).length);
        expect(repaired.match(/\r\n|[\r\n]/gu)).toEqual(one.match(/\r\n|[\r\n]/gu));
      }),
      runs,
    );
  });

  test("characters of all scripts at random never throw", () => {
    const scripts = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.string({ unit: "binary", maxLength: 60 }),
      fc
        .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
        .map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(scripts, (one) => {
        expect(repairText(repairText(one))).toBe(repairText(one));
      }),
      runs,
    );
  });

  test("no change cuts a character in two", () => {
    const isHalf = (change: string) => /^[\udc00-\udfff]|[\ud800-\udbff]$/.test(change);
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...pieces))), (parts) => {
        const one = parts.join("").toWellFormed();
        const { changes } = repair(one);
        expect(
          changes.filter(({ before, replacement = "" }) => isHalf(before) || isHalf(replacement)),
        ).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test("flags name what stands in the repaired text", () => {
    fc.assert(
      fc.property(text, (one) => {
        const { text: repaired, flags } = repair(one);
        const lines = linesOf(repaired);
        for (const { block, span, text } of flags) expect(lines[block]!.slice(...span)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("takes time in proportion to the text", () => {
  /** A quadratic pattern takes minutes for this much. */
  const KILOBYTES = 500;
  /** Ten times what is promised, for a machine that is busy. */
  const MILLISECONDS_PER_KILOBYTE = 10;
  const worst: Readonly<Record<string, string>> = {
    "damaged lines": "青禾镇(云溪北岸)今年种下3,000亩稻子,收成不错:早稻已收;晚稻待插!\n",
    "right lines": "青禾镇（云溪北岸）今年种下3,000亩稻子，收成不错：早稻已收；晚稻待插！\n",
    "one damaged line": '青禾镇(云溪北岸)今年种下稻子,"收成不错":早稻已收;',
    "readings, lines": "產(chǎn)業(yè)園區(qū)發(fā)展加快推進。\n",
    "readings, one line": "產(chǎn)業(yè)園區(qū)發(fā)展加快推進",
    "doubled commas": "青禾，，云溪，，",
    "brackets without an end": "產(chǎn",
    "blank lines": "\n",
    "carriage returns": "\r",
    masks: "加大***力度",
    asterisks: "*",
    mojibake: "锛屽浗瀹剁殑",
    "Latin mojibake": "ä¸­æ–‡",
    "spaced dodges": "最 ",
    dodges: "全国di一",
  };

  test.for(Object.entries(worst))("%s", ([, piece]) => {
    const one = piece.repeat(Math.ceil((KILOBYTES * 1024) / piece.length));
    const spent = startCpuClock();
    repair(one);
    expect(spent()).toBeLessThan(KILOBYTES * MILLISECONDS_PER_KILOBYTE);
  });
});
