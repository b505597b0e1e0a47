/** What holds for all the stages that repair characters, one after the other. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { characterOfRadical } from "../../../src/core/stages/characters/homoglyphs.ts";
import { obfuscatedWords } from "../../../src/core/stages/characters/obfuscated-words.ts";
import { punctuation } from "../../../src/core/stages/characters/punctuation.ts";
import { unicode } from "../../../src/core/stages/characters/unicode.ts";
import { whiteSpace } from "../../../src/core/stages/characters/white-space.ts";
import { applyStages, documentOf, findingsOf, repair } from "../../support/apply-stages.ts";
import { startCpuClock } from "../../support/cpu-time.ts";

const chain = [unicode, obfuscatedWords, punctuation, whiteSpace];

/** Pieces that meet each other in damaged pages; single characters alone would seldom make a word. */
const pieces = [
  ..."青禾县在云溪，。、：；！？（）“”‘’《》【】「」—…·々〇𠮷",
  ...",,,:;!?()\"\"''.-%+/[]<>{}&=*`~@#",
  ..."  \u00a0\u3000\t\u200b\u200c\u200d\ufeff\u00ad\u0301\u202e",
  ..."0129ＡＺａ９．ａ⼀⽂⻅⺠⺡①㎡가ᄒ\u1161\u11abか\u3099क\u094dم👩👧😀\ufe0f\ud83d\ude00",
  ..."蕞新大薇信君羊",
  "Hello world",
  "we can do it",
  "the",
  "OK",
  "f",
  "GB",
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
  "传  真",
  "许静 孟小川 白露",
  "《石岭志 卷三》",
  " 春风吹绿岸",
  "“青禾”云溪”等",
  "1月5日电 ",
  "zui",
  ":)",
  "30岁.",
  "禾禾.青禾",
  "`青,禾'",
  "Ltd., ",
  ", and ",
];
const line = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
    ),
    {
      maxLength: 16,
    },
  )
  .map((parts) => parts.join("").replaceAll(/[\n\r]/gu, " "));
const runs = { numRuns: 10_000 };

/** What punctuation and white space may never touch: everything but marks and spaces. */
const letters = (text: string) => text.replaceAll(/[\s\p{P}\p{S}]/gu, "");

describe("for any line", () => {
  test("punctuation and white space keep every letter, digit and Chinese character in its order", () => {
    fc.assert(
      fc.property(line, (text) => {
        return letters(repair(text, [punctuation, whiteSpace])) === letters(text);
      }),
      runs,
    );
  });

  test("unicode leaves nothing to compose and no more than NFKC would fold", () => {
    const seen = (text: string) =>
      text.replaceAll(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "");
    // Radicals of the supplement are equated by Unicode, but not folded.
    const folded = (text: string) =>
      seen(text)
        .replaceAll(/[\u2e80-\u2eff]/gu, (radical) => characterOfRadical(radical) ?? radical)
        .normalize("NFKC");
    fc.assert(
      fc.property(line, (text) => {
        const repaired = repair(text, [unicode]);
        return repaired === repaired.normalize("NFC") && folded(repaired) === folded(text);
      }),
      runs,
    );
  });

  test("the line stays one line", () => {
    fc.assert(
      fc.property(line, (text) => {
        return !/[\n\r]/u.test(repair(text, chain));
      }),
      runs,
    );
  });
});

test("a text is repaired line by line, whatever stands around", () => {
  const lines = ["青禾镇,位于云溪北岸.", "", "　　早稻已收, 晚稻待插。", "Hello, world!"];
  expect(applyStages(chain, lines)).toEqual([
    "青禾镇，位于云溪北岸。",
    "",
    "早稻已收，晚稻待插。",
    "Hello, world!",
  ]);
});

describe("takes time in proportion to the length of the worst lines", () => {
  /** A quadratic pattern takes more than a hundred times as long for this much. */
  const KILOBYTES = 100;
  const MILLISECONDS_PER_KILOBYTE = 10;
  const worst: Readonly<Record<string, string>> = {
    spaces: "\u3000",
    "plain spaces": " ",
    "one character": "禾",
    "opening brackets": "(",
    "closing brackets": ")",
    "nested calls": "a(",
    "straight quotes": '"',
    "single quotes": "'",
    "opening quotes": "“",
    "closing quotes": "”",
    "quoted terms": "“禾”禾”",
    commas: ",",
    "commas and spaces": ", ",
    colons: ":",
    points: ".",
    "ideographic stops": "。",
    hyphens: "-",
    letters: "a",
    hosts: "a.",
    "address starts": "http://",
    "addresses of marks": "http://a/!",
    digits: "1",
    "grouped digits": "1,",
    tags: "<a",
    entities: "&a",
    braces: '{"',
    backticks: "`a",
    invisible: "\u200b",
    joiners: "\u200d",
    marks: "\u0301",
    radicals: "⼀",
    "radicals and invisible": "⼀\u200b",
    "spaced characters": "禾 ",
    "spaced labels": "禾 禾：",
    asides: "（禾",
    "old quotes": "`禾",
    "points between words": "禾禾.",
    quantities: "禾1禾.",
    faces: "(_",
    members: "禾禾 ",
    titles: "《禾 ",
    "bracketed members": "禾 （禾）",
    "Korean vowels": "\u1161",
    words: "we can ",
    "stops and spaces": "禾禾. ",
    dodges: "蕞新",
  };
  test.for(Object.entries(worst))("%s", ([, unit]) => {
    for (const start of ["", "禾禾"]) {
      const text = `${(start + unit).padEnd(KILOBYTES * 1024, unit)}禾禾，`;
      const spent = startCpuClock();
      repair(text, chain);
      expect(spent()).toBeLessThan(KILOBYTES * MILLISECONDS_PER_KILOBYTE);
    }
  });
});

test("stages are pure: the same findings twice, and the document as it was", () => {
  fc.assert(
    fc.property(line, (text) => {
      const document = documentOf([text]);
      for (const stage of chain) {
        expect(findingsOf(stage, document)).toEqual(findingsOf(stage, document));
      }
      expect(document).toEqual(documentOf([text]));
    }),
    { numRuns: 1000 },
  );
});
