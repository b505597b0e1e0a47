/** Noisy pages out of invented pieces, for fast-check. */
import fc from "fast-check";

const clauses = [
  "清溪镇的环山路昨天修通了",
  "全长12.5公里,总投资３０００万元",
  "山里的六个村子从此都通了车",
  "老支书说:“盼了二十年 ,总算盼来了”",
  "记者在现场看到（图）工人们正在收尾",
  "GDP增长5.8%，新增就业1,204人",
  "会上, 大家分享了各自的经验",
  "他关注版权已有多年",
  "the 5G+ project (phase 2) started at 9:30",
  "镇上的编辑部里灯火通明",
  "𠮷野村的梨熟了",
  "「新的路,新的日子」",
  "東岸的漁港也熱鬧起來",
  "这是第 3 次修路;前两次都没有修成",
];
const ends = ["。", "！", "？", ".", "!", "……", "...", "；", "。”", ""];

const headlines = ["清溪镇修通环山路", "梨园丰收 果农笑了", "东岸渔港开海：千帆竞发", "“小账本”里的大变化"];

const noise = [
  "首页 > 新闻 > 本地",
  "您当前的位置：首页 >> 要闻",
  "来源：清溪日报　2031-05-02 08:30　编辑：林默",
  "（记者 林默 通讯员 何青）",
  "责任编辑：林默",
  "分享到：微信 微博 QQ空间",
  "扫一扫在手机打开当前页",
  "上一篇：东岸渔港开海",
  "下一篇：梨园丰收",
  "相关阅读",
  "1、清溪镇召开春耕会议",
  "2、清溪镇小学迎来新操场",
  "东岸渔港开海 2031-05-01",
  "阅读 1204 次",
  "免责声明：本文仅代表作者观点，与本网无关。",
  "版权所有 © 清溪在线 未经授权不得转载",
  "联系电话：010-00000000",
  "清溪搬家公司 东岸搬家公司 梨园搬家公司 山口搬家公司",
  "索引号：000014349/2031-00012",
  "网友评论 0 条评论",
  "---",
  "title: 清溪镇修通环山路",
  "[清溪在线讯]",
  "&nbsp;&nbsp;清溪&amp;东岸<br/>",
  "<p>环山路通车了。</p>",
  "热门",
  "更多>>",
];

const spaces = ["", " ", "\u3000", "\u3000\u3000", "\u00a0", "\u200b", "\ufeff", "\t", "  "];

const space = fc.constantFrom(...spaces);
const clause = fc.constantFrom(...clauses);
const sentence = fc
  .tuple(
    fc.array(clause, { minLength: 1, maxLength: 4 }),
    fc.constantFrom("，", ",", ", ", "、"),
    fc.constantFrom(...ends),
  )
  .map(([parts, comma, end]) => parts.join(comma) + end);
const paragraph = fc
  .tuple(space, fc.array(sentence, { minLength: 1, maxLength: 4 }), space, space)
  .map(([before, sentences, between, after]) => before + sentences.join(between) + after);
const anything = fc.string({ unit: "binary", maxLength: 30 }).map((text) => text.replaceAll(/[\r\n]/gu, " "));

/** A line of an article, of the noise around one, or of anything at all. */
const line = fc.oneof(
  { weight: 8, arbitrary: paragraph },
  { weight: 4, arbitrary: fc.constantFrom(...noise) },
  { weight: 1, arbitrary: fc.constantFrom(...headlines) },
  { weight: 1, arbitrary: fc.constantFrom(...spaces) },
  { weight: 1, arbitrary: anything },
);

/** The lines of a noisy text. */
export const noisyLines: fc.Arbitrary<readonly string[]> = fc.oneof(
  fc.array(line, { maxLength: 30 }),
  fc
    .tuple(
      fc.constantFrom(...headlines),
      fc.array(paragraph, { minLength: 2, maxLength: 8 }),
      fc.array(line, { maxLength: 8 }),
    )
    .map(([headline, body, tail]) => [headline, ...body, ...tail]),
);

const link = (text: string) => `<a href="/news/${text.length}.html">${escape(text)}</a>`;
const element = fc.oneof(
  { weight: 6, arbitrary: line.map((text) => `<p>${escape(text)}</p>`) },
  { weight: 1, arbitrary: fc.constantFrom(...headlines).map((text) => `<h1>${escape(text)}</h1>`) },
  { weight: 1, arbitrary: line.map((text) => `<div class="side"><h3>${escape(text)}</h3></div>`) },
  { weight: 1, arbitrary: line.map((text) => `<p style="display:none">${escape(text)}</p>`) },
  {
    weight: 1,
    arbitrary: line.map((text) => `<div>${escape(text)}<br>${link(text)}<span>${escape(text)}</span></div>`),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom(...headlines, ...noise), { minLength: 1, maxLength: 8 })
      .map((items) => `<ul>${items.map((item) => `<li>${link(item)}</li>`).join("\n")}</ul>`),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(line, { minLength: 1, maxLength: 4 })
      .map((cells) => `<table><tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join("")}</tr></table>`),
  },
);

/** The lines of a noisy page's source. */
export const noisyHtml: fc.Arbitrary<readonly string[]> = fc
  .tuple(
    fc.constantFrom(...headlines),
    fc.array(element, { maxLength: 6 }),
    fc.array(paragraph, { maxLength: 8 }),
    fc.array(element, { maxLength: 12 }),
  )
  .map(([title, head, body, tail]) => [
    `<!doctype html><html><head><meta charset="utf-8"><title>${escape(title)}_清溪在线</title></head><body>`,
    `<div class="top">${head.join("\n")}</div>`,
    `<div class="article"><h1>${escape(title)}</h1>`,
    ...body.map((text) => `<p>${escape(text)}</p>`),
    "</div>",
    ...tail,
    "</body></html>",
  ]);

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
