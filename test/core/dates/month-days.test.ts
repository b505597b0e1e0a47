/** Dates without a year. */
import { expect, test } from "vitest";
import { hasMonthDay, readMonthDay } from "../../../src/core/dates/month-days.ts";

test.each([
  ["3月2日", "03-02"],
  ["12月31日 下午3:20", "12-31"],
  ["03-02", "03-02"],
  ["03/02 09:20", "03-02"],
  ["三月二日", "03-02"],
  ["十二月三十一日", "12-31"],
  ["十月二十日", "10-20"],
  ["18 Apr", "04-18"],
  ["April 18th", "04-18"],
  ["Sept. 3", "09-03"],
  ["三月二日晨", undefined],
  ["三月上旬", undefined],
  ["Ma 18", undefined],
  ["18 Aprs", undefined],
  ["Lane 18", undefined],
  ["3-2", undefined],
  ["3月", undefined],
  ["3月2日早晨", undefined],
  ["2031-03-02", undefined],
  ["13月2日", undefined],
  ["", undefined],
])("%s is the day %s", (text, day) => {
  expect(readMonthDay(text)).toBe(day);
});

test.each([
  ["03-02 09:20 来源：青湾日报", true],
  ["来源：青湾日报 03-02 09:20", true],
  ["作者：许三桥 3月2日", true],
  ["3月2日 来源青湾日报", false],
  ["3月2日，来源：青湾日报", false],
  ["来源：青湾日报3月2日讯", false],
  ["来源：青湾日报 2031-03-02", false],
  ["比分：3-2", false],
])("%s has one beside a label: %s", (text, has) => {
  expect(hasMonthDay(text)).toBe(has);
});
