/** What of a page counts: what a reader sees, or all of it where a script is to show it. */
import { describe, expect, test } from "vitest";
import { pageShape } from "../src/measures/page-shape.ts";
import { readHtml } from "../src/page/read.ts";
import { HEADLINE, STORY } from "./stage-tables.ts";

const paragraphs = (lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join("");
const hidden = (html: string) => `<div style="display:none">${html}</div>`;
const teasers = (times: number) =>
  Array.from(
    { length: times },
    (_, at) =>
      `<h3><a href="/${at}.html">第${at}艘渡船在老码头下水</a></h3><p>渡船下水那天，岸上站满了来看的人。</p>`,
  ).join("");
const shapeOfPage = (body: string) => pageShape(readHtml(`<title>${HEADLINE}</title><body>${body}</body>`));

describe("hidden text", () => {
  const shown = shapeOfPage(`<h1>${HEADLINE}</h1>${paragraphs(STORY)}`);

  test("that is all the text counts with its headline: a script shows it", () => {
    expect(shapeOfPage(hidden(`<h1>${HEADLINE}</h1>${paragraphs(STORY)}`))).toEqual(shown);
  });

  test("that is most of the text counts, with what is shown", () => {
    const page = `${paragraphs(STORY.slice(0, 1))}${hidden(`<h1>${HEADLINE}</h1>${paragraphs(STORY.slice(1))}`)}`;
    expect(shapeOfPage(page)).toMatchObject({ stretch: shown.stretch, proseShare: shown.proseShare });
  });

  test.each([
    ["under a headline that is shown does not count: it opens on a click", `<h1>${HEADLINE}</h1>`],
    ["without a headline does not count", ""],
  ])("%s", (_, headline) => {
    expect(shapeOfPage(`${headline}${hidden(paragraphs(STORY))}`)).toMatchObject({ stretch: 0 });
  });

  test("beside more text that is shown does not count", () => {
    const story = `<h1>${HEADLINE}</h1>${paragraphs(STORY)}`;
    expect(shapeOfPage(`${story}${hidden(paragraphs(STORY.slice(0, 4)))}`)).toEqual(shown);
    expect(shapeOfPage(`${hidden(teasers(3))}${story}`)).toEqual(shown);
  });

  test("as long as what is shown does not count", () => {
    expect(shapeOfPage(`<h1>${HEADLINE}</h1>${paragraphs(STORY)}${hidden(paragraphs(STORY))}`)).toEqual(
      shown,
    );
  });

  test("counts by its paragraphs alone: a long hidden menu shows nothing", () => {
    const menu = hidden(
      Array.from({ length: 200 }, (_, at) => `<li><a href="/${at}">第${at}艘渡船在老码头下水</a></li>`).join(
        "",
      ),
    );
    expect(shapeOfPage(`<h1>${HEADLINE}</h1>${menu}${paragraphs(STORY)}`)).toEqual(shown);
  });

  test("counts as its links too, where it waits for a script", () => {
    const list = hidden(`<h1>${HEADLINE}</h1>${teasers(4)}`);
    expect(shapeOfPage(list)).toMatchObject({ teasers: 4, teaserShare: 1, alike: 4 });
  });

  test("of a page without any text does not count", () => {
    const link = `<p><a href="/a.html">第1艘渡船在老码头下水</a></p>`;
    expect(shapeOfPage(`${link}${hidden(link)}`)).toMatchObject({ alike: 1, linkShare: 1, proseShare: 0 });
  });
});
