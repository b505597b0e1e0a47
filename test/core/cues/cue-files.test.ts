import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { cleanText } from "../../../src/index.ts";
import { readCueFile } from "../../../src/config/cue-files.ts";

const folder = join(import.meta.dirname, "../../..", "config", "cues");

const HEADLINE = "云溪河上的老码头重新开渡";
const PROSE = [
  "云溪县老码头停了十九年的渡船昨天又开了，第一班坐了四十二个人，多半是去对岸看亲戚的老人。",
  "摆渡的是六十一岁的韩松年，他父亲和祖父都在这条河上撑过船，家里的竹篙换了三代。",
  "“水还是那个水，就是岸上的灯多了。”韩松年说，他把船票定为一块钱，学生不收钱。",
];

/** Breadcrumbs and index tables stand above a text, everything else below it; a list needs its neighbours. */
const ABOVE = new Set(["breadcrumb", "index-header", "byline"]);

/** Kinds whose lines give one another away. */
const TOGETHER = new Set(["index-header", "contact"]);

function standing(kind: string, line: string, removes: readonly string[]): string {
  const lines = TOGETHER.has(kind) ? removes : [line];
  return (ABOVE.has(kind) ? [...lines, HEADLINE, ...PROSE] : [HEADLINE, ...PROSE, ...lines]).join("\n");
}

/** Kinds that no line shows, only the whole document. */
const OF_THE_WHOLE = new Set(["betting", "illicit", "sales", "spun"]);

describe.each(readdirSync(folder).filter((name) => name.endsWith(".yaml")))("cues of %s", (name) => {
  const kind = basename(name, ".yaml");
  const file = readCueFile(join(folder, name));

  // A page that is nothing but its notice: judged as a whole.
  if (kind === "blocked") {
    test.each(file.removes)("「%s」 is no article", (line) => {
      expect(cleanText(`${line}\n`).verdict.kind).toBe("blocked");
    });
  } else if (OF_THE_WHOLE.has(kind)) {
    test("a text made of them is likelier spam than a story", () => {
      const { verdict } = cleanText(file.removes.map((line) => `${line}。`).join("\n"));
      const story = cleanText([HEADLINE, ...PROSE].join("\n")).verdict;
      expect(verdict.spamLikelihood).toBeGreaterThan(0.5);
      expect(story.spamLikelihood).toBeLessThan(0.5);
    });
  } else {
    test.each(file.removes)("goes where such lines stand: %s", (line) => {
      const { text } = cleanText(standing(kind, line, file.removes));
      expect(text.split("\n")).not.toContain(line);
      expect(text).toContain(HEADLINE);
    });
  }

  test.each(file.keeps)("stays in a text: %s", (line) => {
    const { text } = cleanText([HEADLINE, PROSE[0], line, PROSE[1], PROSE[2]].join("\n"));
    expect(text.split("\n")).toContain(line);
  });

  test.each(file.keeps)("stays as the last line of a text: %s", (line) => {
    const { text } = cleanText([HEADLINE, ...PROSE, line].join("\n"));
    expect(text.split("\n")).toContain(line);
  });
});
