import { describe, expect, test } from "vitest";
import { reasonIds, sayReason, sayReasons } from "../../../src/core/verdict/reasons.ts";

/** Something for every value that any sentence may hold. */
const anything = new Proxy({}, { get: () => 7 }) as Record<string, number>;

describe.each(reasonIds)("%s", (id) => {
  test("has a sentence in each language, and both hold the same values", () => {
    const said = {
      en: sayReason({ id, evidence: anything }),
      zh: sayReason({ id, evidence: anything }, "zh"),
    };
    expect(said.en).not.toMatch(/[{}?]/u);
    expect(said.zh).not.toMatch(/[{}?]/u);
    if (id !== "said") {
      expect(said.en).toMatch(/^[A-Z\d].*\.$/u);
      expect(said.zh).toMatch(/\p{Script=Han}.*。$/u);
    }
    expect(said.zh.match(/7/gu)?.length).toBe(said.en.match(/7/gu)?.length);
  });
});

test("values stand in their places, shares as percentages", () => {
  const reasons = [
    { id: "prose", evidence: { prose: 1567, lines: 8 } },
    { id: "planted-links", evidence: { share: 0.666 } },
  ];
  expect(sayReasons(reasons)).toBe(
    "1,567 characters of running text in 8 lines. Planted links are 67 % of the page.",
  );
  expect(sayReasons(reasons, "zh")).toBe("正文共 1,567 字，8 行。 种下的链接占页面的 67 %。");
});

test("what a later newsift gives as a reason is shown as it is", () => {
  expect(sayReason({ id: "moonlight", evidence: { lux: 3 } })).toBe('moonlight {"lux":3}');
  expect(sayReason({ id: "toString", evidence: {} }, "zh")).toBe("toString {}");
});
