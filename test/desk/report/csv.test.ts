import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatCsv } from "../../../src/desk/report/csv.ts";

/** Reads what RFC 4180 describes. */
function parse(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gu)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

const cellOf = (text: string) => parse(formatCsv({ head: ["a"], rows: [[text]] }))[1]![0];

describe("a cell", () => {
  test.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    " =1",
    "\u00a0=1",
    "\u3000\u200b=1",
    "\n@x",
    "＝1",
    '=HYPERLINK("https://evil.example","看")',
  ])("%j is no formula", (text) => {
    expect(cellOf(text)).toBe(`'${text}`);
  });

  test.each(["水渠修好了", "a=b", "3-2", "’开头", "", "https://a.example/?a=1&b=2"])(
    "%j stays as it is",
    (text) => {
      expect(cellOf(text)).toBe(text);
    },
  );

  test("a number stays a number, also below zero", () => {
    expect(formatCsv({ head: ["a", "b", "c"], rows: [[-1, 0.5, undefined]] })).toBe(
      "\ufeffa,b,c\r\n-1,0.5,\r\n",
    );
  });
});

test("quotes, commas and line ends survive, and no cell ever begins a formula", () => {
  const text = fc.string({ unit: fc.constantFrom(..."水渠,\"'\r\n =+-@\t\u3000＝a1") });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
      const parsed = parse(formatCsv({ head: ["a", "b"], rows })).slice(1);
      expect(parsed).toHaveLength(rows.length);
      for (const [at, row] of parsed.entries()) {
        for (const [column, cell] of row.entries()) {
          expect([rows[at]![column], `'${rows[at]![column]}`]).toContain(cell);
          expect(cell).not.toMatch(/^[\s\u3000]*[=+\-@＝]/u);
        }
      }
    }),
  );
});
