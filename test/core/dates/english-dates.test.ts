/** Dates in English at the beginning of a line. */
import { expect, test } from "vitest";
import { readEnglishDate } from "../../../src/core/dates/english-dates.ts";
import { readBylineFields } from "../../../src/core/lines/byline-fields.ts";

test.each([
  ["Apr 18, 2031", "2031-04-18", true],
  ["April 18, 2031", "2031-04-18", true],
  ["Apr. 18 2031", "2031-04-18", true],
  ["18 April 2031", "2031-04-18", true],
  ["Fri, 18 Apr 2031", "2031-04-18", true],
  ["Sept 3rd, 2031", "2031-09-03", true],
  ["Posted on April 18, 2031 at 3:20 PM", "2031-04-18T15:20:00+08:00", true],
  ["Apr 18, 2031 09:20 GMT+8", "2031-04-18T09:20:00+08:00", true],
  ["04/18/2031", "2031-04-18", true],
  ["4-18-2031 15:20", "2031-04-18T15:20:00+08:00", true],
  ["18/04/2031", "2031-04-18", true],
  ["Posted: 04/18/2031 3:20 PM", "2031-04-18T15:20:00+08:00", true],
  ["Fri Apr 18 15:20:00 CST 2031", "2031-04-18T15:20:00+08:00", true],
  ["Apr 18, 2031 云溪日报", "2031-04-18", false],
])("%s is %s, alone: %s", (text, date, isAlone) => {
  expect(readEnglishDate(text)).toMatchObject({ date, isAlone });
});

test.each([
  "Apr 2031",
  "18 2031",
  "April 32, 2031",
  "Margin 18, 2031x",
  "May 18",
  "By Apr 18, 2031",
  "2031-04-18",
  "04/05/2031",
  "18/19/2031",
  "04-18/2031",
  "13/04/20311",
  "1/18",
  "",
])("%s is none", (text) => {
  expect(readEnglishDate(text)).toBeUndefined();
});

test("of a change it is not the publication's", () => {
  expect(readBylineFields("Updated: Apr 18, 2031")).toEqual({});
  expect(readBylineFields("Published Apr 18, 2031")).toEqual({ published: "2031-04-18" });
});
