/** What a page declares its headline stays, whatever words it has; names of sections and sites declare nothing. */
import { describe, expect, test } from "vitest";
import { headlineOfText } from "../../../src/core/article/text-headline.ts";
import { shippedCues } from "../../../src/core/cues/shipped.ts";
import { findHeadline } from "../../../src/core/article/headline.ts";
import { linearModelOf } from "../../../src/core/article/model-file.ts";
import { shippedModels } from "../../../src/core/article/models.ts";
import { HEADLINE_FEATURES } from "../../../src/core/features/headline-features.ts";
import { readHtml, readText } from "../../../src/core/page/read.ts";
import { createPipeline } from "../../../src/core/pipeline/create-pipeline.ts";
import { STORY } from "../../support/stage-tables.ts";

const ADDRESS = "https://www.qingwan.example/a/7060.html";
const NAV =
  '<div class="nav"><a href="/">首页</a> <a href="/a/">要闻</a> <a href="/b/">民生</a> <a href="/c/">专题</a></div>';

interface Page {
  /** In `<head>`; a title alone is a `<title>`. */
  readonly head: string;
  /** Right above the date line. */
  readonly above: string;
  readonly below?: string;
}

function pageOf({ head, above, below = "" }: Page): string {
  return `<html><head>${head.startsWith("<") ? head : `<title>${head}</title>`}</head><body>${NAV}
<div class="main">${above}<div class="info">2031-11-20 10:00 来源：青湾日报</div>
<div class="story">${STORY.map((line) => `<p>${line}</p>`).join("")}</div></div>${below}
<div class="foot">Copyright © 2031 青湾新闻网 版权所有</div></body></html>`;
}

function declaredBy(page: Page): readonly string[] {
  const document = readHtml(pageOf(page), "", ADDRESS);
  const { blocks } = document;
  return findHeadline(document, model).map((index) => blocks.find((block) => block.index === index)!.text);
}

const pipeline = createPipeline();
const model = linearModelOf(shippedModels.headline, HEADLINE_FEATURES, "headline-model");

function cleaned(page: Page): string {
  return pipeline.clean(readHtml(pageOf(page), "", ADDRESS)).text;
}

/** One line, with the words of menus, notes and lists. */
const oneLine: readonly string[] = [
  "专题：秋收进行时 家家户户齐上阵",
  "镇政府网站地图上线 找路一目了然",
  "登录难 注册难 老人盼手机银行变简单",
  "分享到乡亲手里的一碗腊八粥",
  "版权所有者不明的老照片 谁来认领",
  "首页 > 是怎样设计出来的",
  "联系电话公布后 投诉少了一半",
  "相关阅读：一座粮站的前世今生",
  "下一页：读书人的路",
  "无障碍浏览 盲人读书有了新办法",
  "责任编辑：一个人守着的副刊",
];

/** The lines of `above` as they stand in the text. */
const severalLines: readonly (Page & { readonly lines: readonly string[]; readonly kind: string })[] = [
  {
    kind: "one h1 with line breaks, all of them in the title",
    head: "青湾县人民政府办公室关于印发渡口管理办法的通知_青湾县人民政府",
    above: "<h1>青湾县人民政府办公室<br>关于印发渡口管理办法的<br>通知</h1>",
    lines: ["青湾县人民政府办公室", "关于印发渡口管理办法的", "通知"],
  },
  {
    kind: "centred paragraphs",
    head: "云溪县水利局关于石岭水库开闸的公告",
    above:
      '<p align="center">云溪县水利局</p><p align="center">关于石岭水库开闸的</p><p align="center">公告</p>',
    lines: ["云溪县水利局", "关于石岭水库开闸的", "公告"],
  },
  {
    kind: "the authority is not in the title",
    head: "关于印发渡口管理办法的通知 - 青湾县政府",
    above:
      '<p align="center">青湾县人民政府办公室</p><p align="center">关于印发渡口管理办法的</p><p align="center">通知</p>',
    lines: ["青湾县人民政府办公室", "关于印发渡口管理办法的", "通知"],
  },
  {
    kind: "the authority is a heading of another rank",
    head: "关于印发渡口管理办法的通知_青湾县政府",
    above: "<h3>青湾县交通运输局</h3><h2>关于印发渡口管理办法的通知</h2>",
    lines: ["青湾县交通运输局", "关于印发渡口管理办法的通知"],
  },
  {
    kind: "two h1",
    head: "渡口停航三天 改走云溪大桥_青湾新闻网",
    above: "<h1>渡口停航三天</h1><h1>改走云溪大桥</h1>",
    lines: ["渡口停航三天", "改走云溪大桥"],
  },
  {
    kind: "two h1, of which the title has the second",
    head: "<title>青湾新闻网</title><meta property='og:title' content='渡口从今天起停航三天'>",
    above: "<h1>路断了，船也停了</h1><h1>渡口从今天起停航三天</h1>",
    lines: ["路断了，船也停了", "渡口从今天起停航三天"],
  },
  {
    kind: "paragraphs in a heading",
    head: "青湾镇老人学写字 八十岁交出第一篇作文",
    above: "<h3 class='post'><p>青湾镇老人学写字</p><p>八十岁交出第一篇作文</p></h3>",
    lines: ["青湾镇老人学写字", "八十岁交出第一篇作文"],
  },
];

describe("a declared headline stays", () => {
  test.for(oneLine)("%s", (headline) => {
    const page = { head: `${headline}_青湾新闻网`, above: `<h1>${headline}</h1>` };
    expect(declaredBy(page)).toEqual([headline]);
    expect(cleaned(page)).toBe(`${[headline, ...STORY].join("\n")}\n`);
  });

  test.for(severalLines)("$kind", ({ lines, ...page }) => {
    expect(declaredBy(page)).toEqual(lines);
    expect(cleaned(page)).toBe(`${[...lines, ...STORY].join("\n")}\n`);
  });

  test("where the title breaks off, or only the page says (图)", () => {
    const headline = "渡口停航三天 两岸乡亲改走云溪大桥";
    expect(
      declaredBy({ head: "渡口停航三天 两岸乡亲改走云溪..._青湾网", above: `<h1>${headline}</h1>` }),
    ).toEqual([headline]);
    expect(declaredBy({ head: `${headline}-青湾网`, above: `<h1>${headline}（图）</h1>` })).toEqual([
      `${headline}（图）`,
    ]);
  });

  test("behind the names of section and site too", () => {
    const headline = "渡口停航三天 两岸乡亲改走云溪大桥";
    expect(declaredBy({ head: `青湾网 | ${headline}`, above: `<h2>${headline}</h2>` })).toEqual([headline]);
  });

  test("cleaned again as a text it is the headline still", () => {
    for (const headline of oneLine) {
      const text = `${[headline, ...STORY].join("\n")}\n`;
      expect(pipeline.clean(readText(text)).text).toBe(text);
    }
  });
});

/** Lines that are no headline, and what is. */
const others: readonly (Page & { readonly kind: string; readonly headline: readonly string[] })[] = [
  {
    kind: "the site's name in an h1",
    head: "渡口停航三天_青湾新闻网",
    above: "<h1>青湾新闻网</h1>",
    headline: [],
  },
  {
    kind: "the site's name in an h1, the headline below",
    head: "渡口停航三天_青湾新闻网",
    above: "<h1>青湾新闻网</h1><p><b>渡口停航三天</b></p>",
    headline: ["渡口停航三天"],
  },
  {
    kind: "a heading of a list that is linked, the headline is not",
    head: "渡口停航三天 改走云溪大桥_青湾新闻网",
    above: '<h3><a href="/b/1.html">渡口停航三天 改走云溪大桥</a></h3><h3>渡口停航三天 改走云溪大桥</h3>',
    headline: ["渡口停航三天 改走云溪大桥"],
  },
  {
    kind: "a heading unlike the title, which is the site's",
    head: "青湾新闻网",
    above: "<h1>渡口停航三天</h1>",
    headline: ["渡口停航三天"],
  },
  {
    kind: "words that an entry has too",
    head: "渡口停航三天 改走云溪大桥_青湾新闻网",
    above: "<ul><li>渡口停航三天 改走云溪大桥</li></ul><div>渡口停航三天 改走云溪大桥</div>",
    headline: ["渡口停航三天 改走云溪大桥"],
  },
];

const inText = (...lines: readonly string[]) =>
  headlineOfText(readText(lines.join("\n")).blocks, shippedCues());

describe("no headline", () => {
  test.for(others)("$kind", ({ headline, ...page }) => {
    expect(declaredBy(page)).toEqual(headline);
  });
  test("in a text: a first line that the site's other lines follow, or the site's name", () => {
    expect(inText("首页", "青湾镇的渡口", ...STORY)).toEqual([]);
    expect(inText("青湾新闻网", ...STORY)).toEqual([]);
    expect(inText("青湾镇的渡口_要闻", ...STORY)).toEqual([]);
    expect(inText(...STORY)).toEqual([]);
    expect(inText("")).toEqual([]);
  });
});

describe("the headline of a text", () => {
  test("is its first line", () => {
    expect(inText("青湾镇的渡口", ...STORY)).toEqual([0]);
    expect(inText("", "青湾镇的渡口", "", ...STORY)).toEqual([1]);
  });

  test("stands again under the page's title", () => {
    expect(
      inText("青湾镇的渡口停航三天_青湾新闻网", "首页", "青湾镇的渡口停航三天", "要闻", ...STORY),
    ).toEqual([2]);
    expect(inText("青湾镇的渡口停航三天_青湾新闻网", "首页", "渡口", ...STORY)).toEqual([]);
  });

  test("there it stays, whatever words it has", () => {
    const headline = "责任编辑：一个人守着的副刊";
    const text = [`${headline}_青湾新闻网`, "首页", headline, ...STORY].join("\n");
    expect(pipeline.clean(readText(text)).text.split("\n")[0]).toBe(headline);
  });
});

test("what a page repeats of it goes", () => {
  const headline = "渡口停航三天 改走云溪大桥";
  const page = {
    head: `${headline}_青湾新闻网`,
    above: `<h1>${headline}</h1><div class="print">${headline}</div>`,
  };
  expect(cleaned(page)).toBe(`${[headline, ...STORY].join("\n")}\n`);
});
