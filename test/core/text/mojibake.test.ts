/** What a wrong decoding leaves behind is told, and nothing else is taken for it. */
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { findLost, findMojibake, mojibakeReason } from "../../../src/core/text/mojibake.ts";

const sentence = "青禾镇今年种下三千亩稻子，收成不错。的确如此，云溪的老船工说：“水来了！”";
const utf8 = Buffer.from(sentence, "utf8");

describe("is found", () => {
  test.for([
    ["U+FFFD as UTF-8, read as GBK", iconv.decode(Buffer.from("青\ufffd\ufffd禾", "utf8"), "gbk")],
    ["UTF-8 read as GBK", iconv.decode(utf8, "gbk")],
    ["UTF-8 read as Windows-1252", iconv.decode(utf8, "windows-1252")],
    ["UTF-8 read as Latin-1", utf8.toString("latin1")],
    ["UTF-8 read as Latin-1 twice", Buffer.from(utf8.toString("latin1"), "utf8").toString("latin1")],
    ["a byte-order mark", "ï»¿青禾镇"],
    ["a full-width comma", "青禾镇ï¼Œ收成不错"],
    ["curly quotes", "他说â€œ水来了â€\u009d。"],
    ["the classic", "锟斤拷"],
    ["the classic within a line", "青禾镇锟斤拷锟斤拷收成"],
    ["control characters for quotes", "it\u0092s"],
  ] as const)("%s", ([, text]) => {
    expect(findMojibake(text)).not.toEqual([]);
    expect(mojibakeReason([text])).toMatchObject({
      id: "wrong-charset",
      evidence: { example: expect.stringMatching(/./u) },
    });
  });

  test("what could not be decoded at all", () => {
    expect(findLost("青\ufffd\ufffd禾\ufffd")).toEqual([
      [1, 3],
      [4, 5],
    ]);
  });
});

describe("is not found in", () => {
  test.for([
    sentence,
    "铸剑的铁叫锟铻。",
    "三斤拷贝纸",
    "这一行是乱码：锟斤拷",
    "網頁出現「锛屽浗瀹剁殑」這樣的亂碼",
    "Où est le café « À la gare » ? “Voilà l'été…”",
    "São João, Ångström, naïve, Đà Nẵng",
    "“José…”他说。",
    "气温25℃±1℃，面积3×4㎡",
    "Привет, 안녕, こんにちは",
    "鏡前有一把鋤頭，鐵匠在鍋邊。",
    "\u0085",
    "",
  ])("%j", (text) => {
    expect(findMojibake(text)).toEqual([]);
    expect(findLost(text)).toEqual([]);
    expect(mojibakeReason([text])).toBeUndefined();
  });
});

test("the places are counted, and the first is shown", () => {
  expect(mojibakeReason(["青禾", "锟斤拷锟斤拷，\ufffd", "云溪\ufffd\ufffd"])).toEqual({
    id: "wrong-charset",
    evidence: { places: 3, example: "锟斤拷锟斤拷" },
  });
  expect(mojibakeReason(["云溪\ufffd\ufffd"])).toEqual({ id: "lost-bytes", evidence: { places: 1 } });
});
