/** Whatever a page says of its charset: every Chinese character comes out right. */
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { Page } from "../../../src/core/page/page.ts";
import { decode } from "../../../src/core/page/decode.ts";
import { readPage } from "../../../src/core/page/read.ts";

const SIMPLIFIED = [
  "青湾镇老粮站改成了一间阅览室",
  "青湾镇的老粮站空了二十六年。今年春天，镇里把它改成了一间阅览室，放学的孩子和赶集的老人都爱去坐一坐。",
  "管阅览室的是退休教师沈月桥。她把粮仓的木板刨平，做成四十多张桌子，又从邻近几个村收来三千多册旧书。",
  "“粮站存的是粮，阅览室存的也是粮。”沈月桥说，到了冬天，屋里生起炉子，来的人比夏天还多——最多的一天有九十人。",
];
const TRADITIONAL = [
  "青灣鎮老糧站改成了一間閱覽室",
  "青灣鎮的老糧站空了二十六年。今年春天，鎮裡把它改成了一間閱覽室，放學的孩子和趕集的老人都愛去坐一坐。",
  "管閱覽室的是退休教師沈月橋。她把糧倉的木板刨平，做成四十多張桌子，又從鄰近幾個村收來三千多冊舊書。",
  "「糧站存的是糧，閱覽室存的也是糧。」沈月橋說，到了冬天，屋裡生起爐子，來的人比夏天還多。",
];
/** GBK has them, GB2312 has not. */
const NAMES = "参加的有朱镕、陶喆、王堃和赵燊。";
/** Four bytes each in GB18030. */
const RARE_NAMES = "参加的有㛃、䶮、𠮷和𬭎，都是人名。";

const meta = (charset: string) => `<meta charset="${charset}">`;
const oldMeta = (charset: string) =>
  `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`;

function page(lines: readonly string[], head = ""): string {
  return `<!DOCTYPE html>\n<html>\n<head>${head}<title>${lines[0]}</title></head>\n<body>\n${lines.map((line) => `<p>${line}</p>`).join("\n")}\n</body>\n</html>\n`;
}

const html = page(SIMPLIFIED);
const traditional = page(TRADITIONAL);
const late = `<!-- ${"-".repeat(3000)} -->`;

interface Row {
  readonly html: string;
  readonly encoding: string;
  readonly header?: string;
  readonly bom?: boolean;
  readonly used: string;
}

const rows: Readonly<Record<string, Row>> = {
  "UTF-8, undeclared": { html, encoding: "utf8", used: "utf-8" },
  "UTF-8 by header": { html, encoding: "utf8", header: "utf-8", used: "utf-8" },
  "UTF-8 by <meta>": { html: page(SIMPLIFIED, meta("utf-8")), encoding: "utf8", used: "utf-8" },
  "UTF-8 with a byte order mark": { html, encoding: "utf8", bom: true, used: "utf-8" },
  "UTF-8 with a byte order mark and a header that lies": {
    html,
    encoding: "utf8",
    bom: true,
    header: "gbk",
    used: "utf-8",
  },
  "UTF-8 under a gb2312 <meta>": {
    html: page(SIMPLIFIED, oldMeta("gb2312")),
    encoding: "utf8",
    used: "utf-8",
  },
  "UTF-8 under a gbk header": { html, encoding: "utf8", header: "GBK", used: "utf-8" },
  "UTF-8 under an ISO-8859-1 header": { html, encoding: "utf8", header: "ISO-8859-1", used: "utf-8" },
  "UTF-8 under a charset that does not exist": { html, encoding: "utf8", header: "utf8mb4", used: "utf-8" },
  "UTF-8, rare characters": { html: page([...SIMPLIFIED, RARE_NAMES]), encoding: "utf8", used: "utf-8" },

  "UTF-16LE with a byte order mark": { html, encoding: "utf16le", bom: true, used: "utf-16le" },
  "UTF-16BE with a byte order mark": { html, encoding: "utf16be", bom: true, used: "utf-16be" },
  "UTF-16LE without one": { html, encoding: "utf16le", used: "utf-16le" },
  "UTF-16BE without one": { html, encoding: "utf16be", used: "utf-16be" },
  "UTF-16LE by header": { html, encoding: "utf16le", header: "utf-16le", used: "utf-16le" },
  "UTF-16BE by header": { html, encoding: "utf16be", header: "utf-16be", used: "utf-16be" },

  "GBK by header only": {
    html: page([...SIMPLIFIED, NAMES]),
    encoding: "gbk",
    header: "gbk",
    used: "gb18030",
  },
  "GBK by <meta>": { html: page([...SIMPLIFIED, NAMES], meta("gbk")), encoding: "gbk", used: "gb18030" },
  "GBK by an old <meta>": { html: page(SIMPLIFIED, oldMeta("gb2312")), encoding: "gbk", used: "gb18030" },
  "GBK by a <meta> behind 3,000 bytes": {
    html: page(SIMPLIFIED, late + meta("gbk")),
    encoding: "gbk",
    used: "gb18030",
  },
  "GBK by a <meta> behind 3,000 bytes, under an ISO-8859-1 header": {
    html: page(SIMPLIFIED, late + meta("gbk")),
    encoding: "gbk",
    header: "iso-8859-1",
    used: "gb18030",
  },
  "GBK under a gb2312 label": {
    html: page([...SIMPLIFIED, NAMES]),
    encoding: "gbk",
    header: "gb2312",
    used: "gb18030",
  },
  "GBK, undeclared": { html: page([...SIMPLIFIED, NAMES]), encoding: "gbk", used: "gb18030" },
  "GBK under an ISO-8859-1 header": { html, encoding: "gbk", header: "ISO-8859-1", used: "gb18030" },
  "GBK under a windows-1252 <meta>": {
    html: page(SIMPLIFIED, meta("windows-1252")),
    encoding: "gbk",
    used: "gb18030",
  },
  "GBK under a utf-8 <meta>": { html: page(SIMPLIFIED, meta("utf-8")), encoding: "gbk", used: "gb18030" },
  "GBK under a charset that does not exist": { html, encoding: "gbk", header: "gb_2312-99", used: "gb18030" },
  "GB18030 under a gb2312 label": {
    html: page([...SIMPLIFIED, RARE_NAMES], oldMeta("gb2312")),
    encoding: "gb18030",
    used: "gb18030",
  },
  "GB18030 by header": {
    html: page([...SIMPLIFIED, RARE_NAMES]),
    encoding: "gb18030",
    header: "gb18030",
    used: "gb18030",
  },
  "GB18030, undeclared": { html: page([...SIMPLIFIED, RARE_NAMES]), encoding: "gb18030", used: "gb18030" },

  "Big5 by header": { html: traditional, encoding: "big5", header: "big5", used: "big5" },
  "Big5 by <meta>": { html: page(TRADITIONAL, oldMeta("big5")), encoding: "big5", used: "big5" },
  "Big5, undeclared": { html: traditional, encoding: "big5", used: "big5" },
  "Big5 under an ISO-8859-1 header": {
    html: page(TRADITIONAL, meta("big5")),
    encoding: "big5",
    header: "iso-8859-1",
    used: "big5",
  },
  "Traditional script in GBK, undeclared": { html: traditional, encoding: "gbk", used: "gb18030" },

  "plain ASCII": { html: page(["Reading room opens in old granary"]), encoding: "ascii", used: "utf-8" },
  "plain ASCII under a gbk header": {
    html: page(["Reading room opens in old granary"]),
    encoding: "ascii",
    header: "gbk",
    used: "utf-8",
  },
};

describe("every character is right", () => {
  test.each(Object.entries(rows))("%s", (_, { html, encoding, header, bom = false, used }) => {
    const { text, charset } = decode(encode(html, encoding, bom), header);
    expect(charset.used).toBe(used);
    expect(text).toBe(html);
  });
});

describe("a page that is not whole", () => {
  const broken: Readonly<Record<string, Uint8Array>> = {
    "UTF-8 that breaks off within its last character": truncated(encode(lastCharacter(html), "utf8")),
    "UTF-8 with one bad byte": withBadByte(encode(html, "utf8")),
    "GBK that breaks off within its last character": truncated(
      encode(lastCharacter(page(SIMPLIFIED, meta("gbk"))), "gbk"),
    ),
    "GBK with one bad byte, declared": withBadByte(encode(page(SIMPLIFIED, meta("gbk")), "gbk")),
    "GBK with one bad byte, undeclared": withBadByte(encode(html, "gbk")),
  };

  test.each(Object.entries(broken))("%s: loses that character and no other", (name, bytes) => {
    const wanted = SIMPLIFIED.join("");
    expect(hanOf(decode(bytes).text)).toBe(
      hanOf(SIMPLIFIED[0]! + wanted).slice(0, name.includes("breaks off") ? -1 : undefined),
    );
  });

  test.each([
    ["UTF-8", "utf8", SIMPLIFIED[0]!],
    ["GBK", "gbk", SIMPLIFIED[0]!],
    ["Big5", "big5", TRADITIONAL[0]!],
  ])("%s of one line, declared, that breaks off: one character in fourteen", (_, encoding, line) => {
    const { text } = decode(truncated(encode(line, encoding)), encoding);
    expect(hanOf(text)).toBe(line.slice(0, -1));
  });

  test("Big5 with one bad byte, declared", () => {
    const bytes = withBadByte(encode(page(TRADITIONAL, meta("big5")), "big5"));
    expect(hanOf(decode(bytes).text)).toBe(hanOf(TRADITIONAL[0]! + TRADITIONAL.join("")));
  });
});

describe("a text", () => {
  test.each([
    ["UTF-8", "utf8"],
    ["GBK", "gbk"],
    ["GB18030", "gb18030"],
    ["UTF-16LE", "utf16le"],
    ["UTF-16BE", "utf16be"],
  ])("in %s is read as its lines", (_, encoding) => {
    const bytes = encode(SIMPLIFIED.join("\r\n"), encoding, encoding.startsWith("utf16"));
    const { blocks } = readPage(new Page(bytes, { format: "text" }));
    expect(blocks.map(({ raw }) => raw)).toEqual(SIMPLIFIED);
  });

  test("of one short line in GBK is not taken for another charset", () => {
    expect(decode(encode("青湾镇的老粮站", "gbk")).text).toBe("青湾镇的老粮站");
  });

  test("that is empty is empty", () => {
    expect(decode(new Uint8Array())).toMatchObject({ text: "", charset: { used: "utf-8" } });
  });
});

describe("what it was read as", () => {
  test.each([
    ["at its start", ""],
    ["below a warning of its server", "<br />\n<b>Warning</b>: a script failed<br />\n"],
  ])("is what an XML declaration names %s", (_, above) => {
    const feed = encode(`${above}<?xml version="1.0" encoding="GBK"?><rss>青</rss>`, "gbk");
    expect(decode(feed)).toMatchObject({
      text: `${above}<?xml version="1.0" encoding="GBK"?><rss>青</rss>`,
      charset: { declared: "gbk", used: "gb18030" },
    });
  });

  test("says who declared what, and what the bytes look like", () => {
    expect(decode(encode(html, "utf8"), "GB2312").charset).toEqual({
      declared: "GB2312",
      detected: "utf-8",
      used: "utf-8",
    });
    expect(decode(encode(page(SIMPLIFIED, meta("gbk")), "gbk")).charset).toEqual({
      declared: "gbk",
      used: "gb18030",
    });
    expect(decode(encode(page(SIMPLIFIED, late + meta("gbk")), "gbk")).charset).toEqual({
      declared: "gbk",
      used: "gb18030",
    });
    expect(decode(encode(html, "gbk")).charset).toEqual({ used: "gb18030" });
  });
});

function encode(text: string, encoding: string, addBOM = false): Uint8Array {
  if (encoding.startsWith("utf16")) return iconv.encode(text, encoding, { addBOM });
  const bytes = iconv.encode(text, encoding, { addBOM });
  expect(iconv.decode(bytes, encoding)).toBe(text);
  return bytes;
}

/** Up to the last Chinese character of the page. */
function lastCharacter(text: string): string {
  return text.slice(0, text.lastIndexOf("人") + 1);
}

function truncated(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, -1);
}

/** In front of the last paragraph. */
function withBadByte(bytes: Uint8Array): Uint8Array {
  const at = Buffer.from(bytes).lastIndexOf("<p>") + 3;
  return Buffer.concat([bytes.subarray(0, at), Uint8Array.of(0xff), bytes.subarray(at)]);
}

function hanOf(text: string): string {
  return (text.match(/\p{Script=Han}/gu) ?? []).join("");
}
