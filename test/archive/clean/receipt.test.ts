import fc from "fast-check";
import { expect, test } from "vitest";
import { WorkspaceError } from "../../../src/core/errors.ts";
import { formatReceipt, parseReceipt } from "../../../src/archive/clean/receipt.ts";
import type { Change } from "../../../src/core/document/finding.ts";
import type { Receipt } from "../../../src/core/document/receipt.ts";
import { sayAll } from "../../../src/core/words/say.ts";
import { en } from "../../../src/core/words/en.ts";

const receipt: Receipt = {
  version: 2,
  document: "003_00112233445566aa",
  url: "https://news.yunxi.example/202203/1.html",
  verdict: { kind: "article", reasons: [{ id: "prose", evidence: { prose: 120, lines: 4 } }] },
  metadata: { title: "云溪县春耕备耕进展顺利", published: "2022-03-01" },
  counts: { blocks: 6, keptBlocks: 4, chars: 150, keptChars: 120, removed: { share: 6 }, replaced: {} },
  textSha256: "0".repeat(64),
  pipeline: "00112233445566aa",
  changes: [
    { stage: "share", block: 4, reason: "share", before: "分享到：微信", evidence: { links: 1 } },
    {
      stage: "white-space",
      block: 5,
      span: [0, 2],
      replacement: "",
      reason: "indent",
      before: "\u3000\u2028",
    },
  ],
};

test("a receipt has one change a line and shows what is invisible", () => {
  expect(formatReceipt(receipt)).toBe(`{
  "version": 2,
  "document": "003_00112233445566aa",
  "url": "https://news.yunxi.example/202203/1.html",
  "verdict": {
    "kind": "article",
    "reasons": [
      {
        "id": "prose",
        "evidence": {
          "prose": 120,
          "lines": 4
        }
      }
    ]
  },
  "metadata": {
    "title": "云溪县春耕备耕进展顺利",
    "published": "2022-03-01"
  },
  "counts": {
    "blocks": 6,
    "keptBlocks": 4,
    "chars": 150,
    "keptChars": 120,
    "removed": {
      "share": 6
    },
    "replaced": {}
  },
  "textSha256": "0000000000000000000000000000000000000000000000000000000000000000",
  "pipeline": "00112233445566aa",
  "changes": [
    {"stage":"share","block":4,"reason":"share","before":"分享到：微信","evidence":{"links":1}},
    {"stage":"white-space","block":5,"span":[0,2],"replacement":"","reason":"indent","before":"\u3000\\u2028"}
  ]
}
`);
});

test("stages that were called otherwise in an earlier version come out under today's names", () => {
  const old = {
    ...receipt,
    counts: { ...receipt.counts, removed: { copies: 6 } },
    changes: receipt.changes.map((change) => ({ ...change, stage: "copies" })),
  };
  const { counts, changes } = parseReceipt(formatReceipt(old), "old.json");
  expect(counts.removed).toEqual({ "duplicate-body": 6 });
  expect(new Set(changes.map(({ stage }) => stage))).toEqual(new Set(["duplicate-body"]));
});

test("without changes the list is empty", () => {
  expect(formatReceipt({ ...receipt, changes: [] })).toMatch(/,\n {2}"changes": \[\]\n\}\n$/u);
});

const anyText = fc.string({ unit: "binary" });
const anyChange = fc.record<Change>(
  {
    stage: anyText,
    block: fc.nat(),
    span: fc.tuple(fc.nat(), fc.nat()),
    replacement: anyText,
    reason: anyText,
    before: anyText,
    evidence: fc.dictionary(anyText, fc.oneof(anyText, fc.integer(), fc.boolean()), {
      noNullPrototype: true,
    }),
  },
  { requiredKeys: ["stage", "block", "reason", "before"] },
);

test("whatever a receipt holds, it comes back, and each change stays on its line", () => {
  fc.assert(
    fc.property(fc.array(anyChange), fc.array(anyChange), anyText, (changes, overruled, title) => {
      const judged = { ownVerdict: receipt.verdict, overruled, stale: [title] };
      const before: Receipt = { ...receipt, ...judged, metadata: { title }, changes };
      const text = formatReceipt(before);
      expect(parseReceipt(text, "r.json")).toEqual(before);
      const lines = text.split(/\r\n|[\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]/u);
      expect(lines.filter((line) => line.startsWith("    {"))).toHaveLength(
        changes.length + overruled.length,
      );
    }),
  );
});

test.for([
  ["no JSON", "{"],
  ["a list", "[]"],
  ["a version that is none", formatReceipt(receipt).replace(`"version": 2`, `"version": "3"`)],
  ["an unknown verdict", formatReceipt(receipt).replace(`"article"`, `"good"`)],
  ["a block that is none", formatReceipt(receipt).replace(`"block":4`, `"block":-1`)],
  [
    "a verdict of the rules that is none",
    formatReceipt({ ...receipt, ownVerdict: { kind: "thin", reasons: [] } }).replace(`"thin"`, `"good"`),
  ],
  ["half a span", formatReceipt(receipt).replace(`[0,2]`, `[0]`)],
  ["a change without what stood there", formatReceipt(receipt).replace(`,"before":"分享到：微信"`, "")],
])("%s is refused", ([, text]) => {
  expect(() => parseReceipt(text!, "clean/receipts/a.json")).toThrow(
    new WorkspaceError(
      "clean/receipts/a.json is damaged: it is not the JSON that newsift wrote. Clean its document again.",
    ),
  );
});

test("a receipt of version 1, whose reasons were sentences, is read and says the same", () => {
  const old = formatReceipt(receipt)
    .replace(`"version": 2`, `"version": 1`)
    .replace(
      /"reasons": \[[^\]]*\]/u,
      `"reasons": ["Only 12 characters of running text.", "No date of publication."]`,
    );
  const { version, verdict } = parseReceipt(old, "003.json");
  expect(version).toBe(2);
  expect(sayAll(en.verdictReasons, verdict.reasons)).toBe("Only 12 characters of running text. No date of publication.");
});
