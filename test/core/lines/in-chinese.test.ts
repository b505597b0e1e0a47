import { describe, expect, test } from "vitest";
import { isInChinese } from "../../../src/core/lines/in-chinese.ts";
import { readHtml, readText } from "../../../src/core/page/read.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";

const blocks = (text: string) => readText(text).blocks;

test("a tenth of the characters says that lines without prose are in Chinese", () => {
  expect(isInChinese(blocks("老粮站"))).toBe(true);
  expect(isInChinese(blocks("粮 Granaries"))).toBe(true);
  expect(isInChinese(blocks("粮 A Granaries"))).toBe(false);
  expect(isInChinese(blocks("Old Granary Becomes a Reading Room"))).toBe(false);
});

test("where there is prose, a tenth of its characters, whatever menus stand around it", () => {
  const menu = ["Home", "About the Museum of Qingwan", "Opening Hours and Tickets", "Contact Us", "Site Map"];
  const prose = "青湾镇的老粮站空了二十六年。今年春天，镇里把它改成了一间阅览室。";
  expect(isInChinese(blocks([...menu, ...menu, ...menu, prose].join("\n")))).toBe(true);
  expect(isInChinese(blocks([...menu, ...menu, ...menu].join("\n")))).toBe(false);
  const quoting = (name: string) =>
    blocks(`The old granary (${name}) in the town stood empty for years. Now, it is a reading room.`);
  expect(isInChinese(quoting("老粮站青湾镇粮食局"))).toBe(true);
  expect(isInChinese(quoting("老粮站"))).toBe(false);
});

describe("lines were learned from texts in Chinese, and of an English one", () => {
  const headline = "Old Granary Becomes a Reading Room";
  const story = [
    "The granary in Qingwan stood empty for twenty-six years.",
    "This spring the town turned it into a reading room with three thousand books.",
    "What the keeper says",
    "She opens the door at seven, and children come after school.",
    "“We kept grain here, and now we keep books,” she says.",
    "• Sixty seats and two stoves",
    "• Old newspapers by the window",
    "• Chess on Sundays",
    "Next year the yard behind it will be paved.",
  ];
  const notice = "Copyright © 2026 Qingwan Daily. All rights reserved.";
  const wanted = [headline, ...story, ""].join("\n");
  const pipeline = createPipeline({ language: "any" });

  test("nothing is lost where a stage took a line", () => {
    expect(pipeline.clean(readText([headline, ...story, notice].join("\n"))).text).toBe(wanted);
  });

  test("nothing is lost of what was chosen of its page", () => {
    const html = `<title>${headline} | Qingwan Daily</title><body><ul><li><a href="/a">Home</a></li><li><a href="/b">News</a></li></ul><div class="main"><h1>${headline}</h1>${story.map((line) => `<p>${line}</p>`).join("")}</div><p>${notice}</p>`;
    expect(pipeline.clean(readHtml(html)).text).toBe(wanted);
  });
});
