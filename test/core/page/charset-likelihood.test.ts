/** The charset is the one that makes the likeliest text of the whole page, however damaged, mixed or short it is. */
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { FREQUENT_HAN } from "../../../src/core/text/frequent-han.ts";
import { decode } from "../../../src/core/page/decode.ts";
import { cleanHtml } from "../../../src/index.ts";
import { startCpuClock } from "../../support/cpu-time.ts";

const BODY = [
  "柳河县的水库去年冬天修好了大坝，今年一场雨也没有漏。",
  "守坝的老人姓顾，每天清早沿着坝顶走一个来回，看一看水位，再把数字写在本子上。",
  "县里的技术员说，这样的记录比仪器还可靠，因为仪器会坏，老人从来没有缺过一天。",
  "附近三个村子的稻田都靠这座水库，今年的收成比去年多了一成。",
];
const TRADITIONAL = [
  "柳河縣的水庫去年冬天修好了大壩，今年一場雨也沒有漏。",
  "守壩的老人姓顧，每天清早沿著壩頂走一個來回，看一看水位，再把數字寫在本子上。",
];

type Piece = readonly [text: string, encoding: string] | Uint8Array;

/** Pieces of text in their encodings, one behind the other. */
function bytesOf(...pieces: readonly Piece[]): Buffer {
  return Buffer.concat(
    pieces.map((piece) => (piece instanceof Uint8Array ? piece : iconv.encode(piece[0], piece[1]))),
  );
}

/** A page of these paragraphs that names a charset, or none. */
function page(lines: readonly string[], label?: string): string {
  const meta = label === undefined ? "" : `<meta charset="${label}">`;
  return `<!doctype html><html><head>${meta}<title>${lines[0]}</title></head><body>${lines.map((line) => `<p>${line}</p>`).join("")}`;
}

/** A title that a program cut by its bytes. */
function cutTitle(encoding: string, dropped = 1): Buffer {
  return bytesOf(["<li>水库大坝修", encoding], iconv.encode("好", encoding).subarray(0, -dropped), [
    "...</li>",
    "ascii",
  ]);
}

const repeated = (piece: Uint8Array, times: number) =>
  Buffer.concat(Array.from({ length: times }, () => piece));

interface Row {
  readonly bytes: Buffer;
  readonly header?: string;
  readonly used: string;
  /** What must be in the text. */
  readonly reads: readonly string[];
}

const damaged: Readonly<Record<string, Row>> = {
  "UTF-8, eight titles cut after two of three bytes": {
    bytes: bytesOf([page(BODY.slice(0, 2), "utf-8"), "utf8"], repeated(cutTitle("utf8"), 8)),
    used: "utf-8",
    reads: [BODY[1]!, "水库大坝修\ufffd..."],
  },
  "UTF-8, undeclared, titles cut after one of three bytes": {
    bytes: bytesOf([page(BODY.slice(0, 1)), "utf8"], repeated(cutTitle("utf8", 2), 8)),
    used: "utf-8",
    reads: [BODY[0]!, "水库大坝修\ufffd..."],
  },
  "UTF-8 and five stray A0 bytes": {
    bytes: bytesOf(
      [page(BODY.slice(0, 1), "utf-8"), "utf8"],
      repeated(bytesOf(["<p>", "ascii"], Uint8Array.of(0xa0), ["</p>", "ascii"]), 5),
    ),
    used: "utf-8",
    reads: [BODY[0]!, "<p>\ufffd</p>"],
  },
  "UTF-8 and a GBK footer": {
    bytes: bytesOf(
      [page(BODY, "utf-8"), "utf8"],
      ["<div>版权所有 柳河县融媒体中心 未经许可不得转载</div>", "gbk"],
    ),
    used: "utf-8",
    reads: BODY,
  },
  "UTF-8, and a GBK footer of three quarters of its characters": {
    bytes: bytesOf([page(BODY, "utf-8"), "utf8"], [BODY.join("").slice(0, 90), "gbk"]),
    used: "utf-8",
    reads: BODY,
  },
  "GBK, and a UTF-8 footer of three quarters of its characters": {
    bytes: bytesOf([page(BODY, "gbk"), "gbk"], [BODY.join("").slice(0, 90), "utf8"]),
    used: "gb18030",
    reads: BODY,
  },
  "UTF-8 under a gb2312 header, and a GBK footer": {
    bytes: bytesOf([page(BODY), "utf8"], ["<div>版权所有 柳河县融媒体中心</div>", "gbk"]),
    header: "gb2312",
    used: "utf-8",
    reads: BODY,
  },
  "UTF-8 with a mark, one sentence in GBK in the middle": {
    bytes: bytesOf(
      Uint8Array.of(0xef, 0xbb, 0xbf),
      [page(BODY), "utf8"],
      ["<p>天气预报：晴</p>", "gbk"],
      [BODY[1]!, "utf8"],
    ),
    used: "utf-8",
    reads: BODY,
  },
  "UTF-8 that breaks off within a character": {
    bytes: bytesOf(["<title>大坝</title><p>水库", "utf8"], Uint8Array.of(0xe4, 0xbf)),
    used: "utf-8",
    reads: ["<title>大坝</title><p>水库"],
  },
  "GBK and a UTF-8 footer": {
    bytes: bytesOf(
      [page(BODY, "gb2312"), "gbk"],
      ["<div>版权所有 柳河县融媒体中心 未经许可不得转载</div>", "utf8"],
    ),
    used: "gb18030",
    reads: BODY,
  },
  "GBK declared as UTF-8, and a UTF-8 footer": {
    bytes: bytesOf([page(BODY, "utf-8"), "gbk"], ["<div>版权所有 柳河县融媒体中心</div>", "utf8"]),
    header: "utf-8",
    used: "gb18030",
    reads: BODY,
  },
  "GBK, eight titles cut": {
    bytes: bytesOf([page(BODY.slice(0, 2), "gbk"), "gbk"], repeated(cutTitle("gbk"), 8)),
    used: "gb18030",
    reads: BODY.slice(0, 2),
  },
  "GBK behind a template that begins with the mark of UTF-8": {
    bytes: bytesOf(Uint8Array.of(0xef, 0xbb, 0xbf), [page(BODY, "gb2312"), "gbk"]),
    used: "gb18030",
    reads: ["<!doctype html>", ...BODY],
  },
  "Big5 and a UTF-8 footer": {
    bytes: bytesOf([page(TRADITIONAL, "big5"), "big5"], ["<div>版權所有</div>", "utf8"]),
    used: "big5",
    reads: TRADITIONAL,
  },
  "Big5 with every tenth byte gone, undeclared": {
    bytes: bytesOf([page(TRADITIONAL), "big5"]).filter((byte, at) => byte < 0x80 || at % 10 !== 0) as Buffer,
    used: "big5",
    reads: ["<p>"],
  },
};

const short: Readonly<Record<string, Row>> = {
  "UTF-8, three characters": { bytes: bytesOf(["<p>看水库</p>", "utf8"]), used: "utf-8", reads: ["看水库"] },
  "UTF-8, three characters under a gbk header": {
    bytes: bytesOf(["<p>看水库</p>", "utf8"]),
    header: "gbk",
    used: "utf-8",
    reads: ["看水库"],
  },
  "UTF-8, three characters, the third cut": {
    bytes: bytesOf(["<p>水库", "utf8"], Uint8Array.of(0xe5, 0xa4), ["</p>", "utf8"]),
    header: "utf-8",
    used: "utf-8",
    reads: ["<p>水库\ufffd</p>"],
  },
  "UTF-8, one character": { bytes: bytesOf(["坝", "utf8"]), used: "utf-8", reads: ["坝"] },
  "GBK, a title of twelve characters declared as UTF-8": {
    bytes: bytesOf(['<meta charset="utf-8"><title>柳河县水库大坝已经修好了</title>', "gbk"]),
    header: "utf-8",
    used: "gb18030",
    reads: ["柳河县水库大坝已经修好了"],
  },
  "GBK, two characters declared as UTF-8 by header and page": {
    bytes: bytesOf(['<meta charset="utf-8"><title>要闻</title>', "gbk"]),
    header: "utf-8",
    used: "gb18030",
    reads: ["要闻"],
  },
  "GBK, four characters": {
    bytes: bytesOf(["<title>水库大坝</title>", "gbk"]),
    used: "gb18030",
    reads: ["水库大坝"],
  },
  "GBK that is valid UTF-8 by chance, declared": {
    bytes: bytesOf(["<title>小小</title>", "gbk"]),
    header: "gb2312",
    used: "gb18030",
    reads: ["小小"],
  },
  "GBK, eight characters declared as Big5": {
    bytes: bytesOf(["<title>水库大坝已经修好</title>", "gbk"]),
    header: "big5",
    used: "gb18030",
    reads: ["水库大坝已经修好"],
  },
  "Big5, five characters": {
    bytes: bytesOf(["<title>水庫的大壩</title>", "big5"]),
    used: "big5",
    reads: ["水庫的大壩"],
  },
  "Big5, six characters declared as GBK": {
    bytes: bytesOf(["<title>水庫大壩修好</title>", "big5"]),
    header: "gbk",
    used: "big5",
    reads: ["水庫大壩修好"],
  },
  "mostly ASCII, two words of GBK": {
    bytes: bytesOf([`<script>${"var a = 1; ".repeat(500)}</script><p>水库 大坝</p>`, "gbk"]),
    used: "gb18030",
    reads: ["水库 大坝"],
  },
};

const foreign: Readonly<Record<string, Row>> = {
  "French in Windows-1252, undeclared": {
    bytes: bytesOf([
      "<p>Le café de la gare a été fermé l’été dernier : « C’est fini », dit Étienne.</p>",
      "windows-1252",
    ]),
    used: "windows-1252",
    reads: ["café de la gare a été fermé l’été dernier : « C’est"],
  },
  "German declared as ISO-8859-1": {
    bytes: bytesOf(["<p>Die Bäckerei öffnet früh, schließt aber spät.</p>", "windows-1252"]),
    header: "iso-8859-1",
    used: "windows-1252",
    reads: ["Bäckerei öffnet früh, schließt"],
  },
  "English with curly quotes in Windows-1252": {
    bytes: bytesOf(["<p>“It doesn’t leak,” he said – “not a drop.”</p>", "windows-1252"]),
    used: "windows-1252",
    reads: ["“It doesn’t leak,” he said – “not a drop.”"],
  },
  "English in UTF-16BE without a mark": {
    bytes: iconv.encode("<p>It does not leak.</p>", "utf-16be", { addBOM: false }),
    used: "utf-16be",
    reads: ["<p>It does not leak.</p>"],
  },
  "Chinese in UTF-16LE without a mark, under a gbk header": {
    bytes: iconv.encode("<p>水库大坝</p>", "utf-16le", { addBOM: false }),
    header: "gbk",
    used: "utf-16le",
    reads: ["<p>水库大坝</p>"],
  },
  "Chinese in GBK with stray zeros": {
    bytes: bytesOf(Uint8Array.of(0), [BODY[0]!, "gbk"], Uint8Array.of(0, 0x20, 0)),
    used: "gb18030",
    reads: [BODY[0]!],
  },
  "Russian in UTF-8": { bytes: bytesOf(["<p>Привет</p>", "utf8"]), used: "utf-8", reads: ["Привет"] },
  "Russian declared as Windows-1251": {
    bytes: bytesOf(["<p>Плотина была построена прошлой зимой</p>", "windows-1251"]),
    header: "windows-1251",
    used: "windows-1251",
    reads: ["Плотина была построена прошлой зимой"],
  },
  "Japanese declared as Shift_JIS": {
    bytes: bytesOf([
      "<p>ダムは去年の冬に直されました。今年は雨が降っても漏れませんでした。</p>",
      "shift_jis",
    ]),
    header: "shift_jis",
    used: "shift_jis",
    reads: ["ダムは去年の冬に直されました"],
  },
  "Japanese declared as EUC-JP, one sentence": {
    bytes: bytesOf(["<p>ダムは去年の冬に直されました</p>", "euc-jp"]),
    header: "euc-jp",
    used: "euc-jp",
    reads: ["ダムは去年の冬に直されました"],
  },
  "Chinese in GBK declared as EUC-JP": {
    bytes: bytesOf([page(BODY), "gbk"]),
    header: "euc-jp",
    used: "gb18030",
    reads: BODY,
  },
  "Chinese in GBK declared as EUC-KR": {
    bytes: bytesOf([page(BODY), "gbk"]),
    header: "euc-kr",
    used: "gb18030",
    reads: BODY,
  },
  "Korean declared as EUC-KR": {
    bytes: bytesOf(["<p>댐은 작년 겨울에 수리되었습니다. 올해는 비가 와도 새지 않았습니다.</p>", "euc-kr"]),
    header: "euc-kr",
    used: "euc-kr",
    reads: ["작년 겨울에 수리되었습니다"],
  },
  "Chinese in GBK declared as Shift_JIS": {
    bytes: bytesOf([page(BODY), "gbk"]),
    header: "shift_jis",
    used: "gb18030",
    reads: BODY,
  },
  "Chinese in GBK declared as ISO-8859-1": {
    bytes: bytesOf(["<title>柳河水库</title>", "gbk"]),
    header: "iso-8859-1",
    used: "gb18030",
    reads: ["柳河水库"],
  },
};

describe.each([
  ["damaged and mixed", damaged],
  ["short", short],
  ["of other languages", foreign],
])("a page that is %s", (_, rows) => {
  test.each(Object.entries(rows))("%s", (_name, { bytes, header, used, reads }) => {
    const { text, charset } = decode(bytes, header);
    expect(charset.used).toBe(used);
    for (const part of reads) expect(text).toContain(part);
  });
});

test("what could not be read stands in the article as U+FFFD, flagged, and the verdict names it", () => {
  const bytes = bytesOf(
    [page(BODY, "utf-8"), "utf8"],
    ["<p>老人说，水位的", "utf8"],
    Uint8Array.of(0xe6, 0x95),
    ["字他都记得，一天也没有忘。</p>", "utf8"],
  );
  const { text, verdict, receipt } = cleanHtml(bytes);
  expect(verdict.kind).toBe("article");
  expect(text).toContain("老人说，水位的\ufffd字他都记得，一天也没有忘。");
  expect(receipt.flags).toMatchObject([{ reason: "lost", text: "\ufffd" }]);
  expect(verdict.reasons.at(-1)).toEqual({ id: "lost-bytes", evidence: { places: 1 } });
});

describe("of random Chinese text with bytes beyond ASCII damaged at random", () => {
  test.each([
    ["utf8", "utf-8", 10],
    // One damaged byte shifts all characters up to the next in ASCII.
    ["gbk", "gb18030", 5],
  ])("%s is read as %s with %i % of them damaged, whatever it is declared as", (encoding, used, percent) => {
    fc.assert(
      fc.property(
        fc.constantFrom(undefined, "utf-8", "gbk", "big5", "iso-8859-1"),
        fc.integer(),
        (label, seed) => {
          const random = randomFrom(seed);
          const bytes = iconv
            .encode(randomText(random), encoding)
            .map((byte) => (byte >= 0x80 && random() < percent / 100 ? Math.floor(random() * 256) : byte));
          expect(decode(bytes, label).charset.used).toBe(used);
        },
      ),
      { numRuns: 300, seed: 13 },
    );
  });
});

/** A hundred and twenty characters: most of them common, some from the first level of GB 2312, and marks. */
function randomText(random: () => number): string {
  const common = Array.from(FREQUENT_HAN);
  return Array.from({ length: 120 }, () => {
    const chance = random();
    if (chance < 0.1) return ["，", "。", "、", "<p>", " ", "5"][Math.floor(random() * 6)]!;
    if (chance < 0.75) return common[Math.floor(random() * common.length)]!;
    const level1 = Uint8Array.of(0xb0 + Math.floor(random() * 39), 0xa1 + Math.floor(random() * 94));
    return new TextDecoder("gb18030").decode(level1);
  }).join("");
}

/** Numbers from 0 up to 1 without the leaning to extremes that fast-check's own have. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test("8 MB that nothing tells anything about are decided in a second", () => {
  const bytes = Buffer.alloc(
    8 * 1024 * 1024,
    bytesOf(["柳河水库", "gbk"], Uint8Array.of(0xff), ["<p>", "ascii"]),
  );
  const spent = startCpuClock();
  expect(decode(bytes).charset.used).toBe("gb18030");
  expect(spent()).toBeLessThan(5_000);
});
