/** Header × `<meta>` × byte order mark × real bytes: whoever lies, every Chinese character comes out right. */
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { fetchPage } from "../../../src/crawl/fetch/fetch-page.ts";
import { decode } from "../../../src/core/page/decode.ts";
import { openRawStore } from "../../../src/archive/raw/raw.ts";
import { crawlConfig, startSite } from "../../support/crawl-site.ts";
import { temporaryWorkspace } from "../../support/store-workspace.ts";

const SIMPLIFIED = [
  "青湾镇老粮站改成了一间阅览室",
  "青湾镇的老粮站空了二十六年。今年春天，镇里把它改成了一间阅览室，放学的孩子和赶集的老人都爱去坐一坐。",
  "“粮站存的是粮，阅览室存的也是粮。”沈月桥说，到了冬天，屋里生起炉子，来的人比夏天还多。",
];
const TRADITIONAL = [
  "青灣鎮老糧站改成了一間閱覽室",
  "青灣鎮的老糧站空了二十六年。今年春天，鎮裡把它改成了一間閱覽室，放學的孩子和趕集的老人都愛去坐一坐。",
  "「糧站存的是糧，閱覽室存的也是糧。」沈月橋說，到了冬天，屋裡生起爐子，來的人比夏天還多。",
];
/** GBK has them, GB2312 has not; the second line only GB18030, in four bytes each. */
const NAMES = "参加的有朱镕、陶喆、王堃和赵燊。";
const RARE_NAMES = "参加的有㛃、䶮、𠮷和𬭎，都是人名。";

interface Bytes {
  readonly encoding: string;
  readonly lines: readonly string[];
  readonly used: string;
  readonly bom?: boolean;
}

const real: Readonly<Record<string, Bytes>> = {
  "UTF-8": { encoding: "utf8", lines: [...SIMPLIFIED, RARE_NAMES], used: "utf-8" },
  "UTF-8 with a mark": { encoding: "utf8", lines: SIMPLIFIED, used: "utf-8", bom: true },
  GBK: { encoding: "gbk", lines: [...SIMPLIFIED, NAMES], used: "gb18030" },
  "GBK, traditional script": { encoding: "gbk", lines: TRADITIONAL, used: "gb18030" },
  "GB18030 with four bytes": { encoding: "gb18030", lines: [...SIMPLIFIED, RARE_NAMES], used: "gb18030" },
  Big5: { encoding: "big5", lines: TRADITIONAL, used: "big5" },
  "UTF-16LE": { encoding: "utf16le", lines: SIMPLIFIED, used: "utf-16le" },
  "UTF-16LE with a mark": { encoding: "utf16le", lines: SIMPLIFIED, used: "utf-16le", bom: true },
  "UTF-16BE": { encoding: "utf16be", lines: SIMPLIFIED, used: "utf-16be" },
  "UTF-16BE with a mark": { encoding: "utf16be", lines: SIMPLIFIED, used: "utf-16be", bom: true },
};

/** What headers and pages say: the truth for some, a lie for others. */
const labels = ["utf-8", "gb2312", "GBK", "gb18030", "big5", "ISO-8859-1", "utf-16", "utf-16le", "x-unknown"];

const metas: Readonly<Record<string, (label: string) => string>> = {
  "<meta>": (label) => `<meta charset="${label}">`,
  "<meta> behind 3,000 bytes": (label) =>
    `<!-- ${"-".repeat(3000)} --><meta http-equiv="Content-Type" content="text/html; charset=${label}">`,
};

function page({ lines }: Bytes, head: string): string {
  const paragraphs = lines.map((line) => `<p>${line}</p>`).join("\n");
  return `<!DOCTYPE html>\n<html><head>${head}<title>${lines[0]}</title></head>\n<body>${paragraphs}</body></html>\n`;
}

function encode(html: string, { encoding, bom = false }: Bytes): Buffer {
  return iconv.encode(html, encoding, { addBOM: bom });
}

/** Puts a byte that is no character in front of the last paragraph. */
function withBadByte(bytes: Buffer): Buffer {
  const at = bytes.lastIndexOf("<p>") + 3;
  return Buffer.concat([bytes.subarray(0, at), Uint8Array.of(0xff), bytes.subarray(at)]);
}

function hanOf(text: string): string {
  return (text.match(/\p{Script=Han}/gu) ?? []).join("");
}

/** All that a page and its server may say of its charset. */
const sayings: readonly { readonly header?: string; readonly head: string; readonly what: string }[] = [
  undefined,
  ...labels,
].flatMap((header) => [
  { ...(header === undefined ? {} : { header }), head: "", what: `header ${header}, no <meta>` },
  ...Object.entries(metas).flatMap(([where, meta]) =>
    labels.map((label) => ({
      ...(header === undefined ? {} : { header }),
      head: meta(label),
      what: `header ${header}, ${where} ${label}`,
    })),
  ),
]);

describe.each(Object.entries(real))("%s", (_, bytes) => {
  test(`is read right whatever ${sayings.length} headers and pages say`, () => {
    const wrong = sayings.filter(({ header, head }) => {
      const html = page(bytes, head);
      const { text, charset } = decode(encode(html, bytes), header);
      return text !== html || charset.used !== bytes.used;
    });
    expect(wrong.map(({ what }) => what)).toEqual([]);
  });

  test.skipIf(bytes.encoding.startsWith("utf16"))("with one bad byte loses no character", () => {
    const wrong = sayings.filter(({ header, head }) => {
      const html = page(bytes, head);
      return hanOf(decode(withBadByte(encode(html, bytes)), header).text) !== hanOf(html);
    });
    expect(wrong.map(({ what }) => what)).toEqual([]);
  });

  test("comes from a server into the archive with what was declared, detected and used", async () => {
    const store = openRawStore(temporaryWorkspace());
    const head = metas["<meta>"]!("gb2312");
    const html = page(bytes, head);
    const site = await startSite({
      "/plain": (_request, response) =>
        response.writeHead(200, { "content-type": "text/html" }).end(encode(html, bytes)),
      "/lies": (_request, response) =>
        response.writeHead(200, { "content-type": "text/html; charset=ISO-8859-1" }).end(encode(html, bytes)),
    });
    for (const [path, declared] of [
      ["/plain", bytes.encoding.startsWith("utf16") ? undefined : "gb2312"],
      ["/lies", "ISO-8859-1"],
    ] as const) {
      const fetched = await fetchPage(site.url + path, { config: crawlConfig(), allowPrivate: true });
      const { id } = await store.add(fetched.page, fetched.arrival);
      const { page: raw, sidecar } = await store.read(id);
      expect(raw.text).toBe(html);
      expect(sidecar.charset).toEqual({
        ...(declared === undefined ? {} : { declared }),
        ...(bytes.used.startsWith("utf") ? { detected: bytes.used } : {}),
        used: bytes.used,
      });
    }
  });
});
