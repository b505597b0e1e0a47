import { expect, test } from "vitest";
import { isDataLine } from "../src/measures/data-sheet.ts";

test.each([
  [true, "外形尺寸 1400 x 620 x 1500 mm"],
  [true, "工作电压 220 VAC"],
  [true, "16KB SRAM"],
  [false, "昨天最高气温35°C"],
  [false, "整机功率只有1.2 kW，比去年的那一款省了三成电。"],
  [false, "面粉500克"],
  [false, "第3版"],
])("%s: %s", (expected, line) => {
  expect(isDataLine(line)).toBe(expected);
});
