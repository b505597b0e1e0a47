/** A corpus of a few invented cases, in the format that the score reads. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { hashOf } from "../../eval/metrics/corpus.ts";

type Labelled = readonly [label: string, text: string];

interface Page {
  readonly kind: "news" | "gov" | "other";
  readonly blocks: readonly Labelled[];
  /** The body as another annotator gave it. */
  readonly gold?: string;
  /** So many characters of the first body block are `meta`. */
  readonly head?: number;
  readonly nearCopyOf?: string;
}

type Line = readonly [...Labelled, ...clean: (readonly [from: number, to: number])[]];

interface Text {
  readonly verdict: string;
  readonly isUnsure?: boolean;
  readonly lines: readonly Line[];
}

const pages: Readonly<Record<string, Page>> = {
  "bridge-opens": {
    kind: "news",
    blocks: [
      ["nav", "首页 新闻 视频"],
      ["title", "雾岭桥通车"],
      ["body", "雾岭大桥今日通车。"],
      ["copyright", "版权所有 雾岭在线"],
    ],
  },
  "bridge-again": {
    kind: "news",
    nearCopyOf: "bridge-opens",
    blocks: [
      ["title", "雾岭桥通车"],
      ["body", "雾岭大桥今天通车。"],
    ],
  },
  "bridge-shop": {
    kind: "other",
    blocks: [
      ["title", "雾岭桥模型"],
      ["body", "纸质，自己动手拼装。"],
      ["share", "分享给好友"],
    ],
  },
  "ferry-returns": {
    kind: "gov",
    gold: "“青石渡”号渡轮昨天复航，首日运送乘客1,204人次……\n船长说：𠮷日启航，图个平安。",
    blocks: [
      ["breadcrumb", "首页 > 政务 > 要闻"],
      ["title", "青石渡轮复航"],
      ["unsure", "青石渡轮复航"],
      ["meta", "来源：青石县融媒体中心　2031-05-02 08:30"],
      ["drop", "“青石渡”号渡轮昨天复航，首日运送乘客1,204人次……"],
      ["unsure", "图为渡轮靠岸"],
      ["drop", "船长说：𠮷日启航，图个平安。"],
      ["related", "青石县推出夜航观光路线，市民可在线预约"],
      ["share", "分享"],
    ],
  },
  "orchard-harvest": {
    kind: "news",
    head: 4,
    blocks: [
      ["title", "云栖果园迎来丰收"],
      ["body", "本报讯—— 云栖果园的梨熟了，一天能摘三千斤！"],
      ["unsure", "云栖果园一角"],
      ["body", "好。"],
      [
        "body",
        "今年春天雨水足，山坡上的一百二十亩梨树开花整齐。入夏以后，农技员每周上山两次，教大家疏果、套袋。到了八月，第一批梨下了树，收购的车一早就等在村口，价钱比去年高出两成。",
      ],
      ["unsure", "记者手记"],
      ["body", "果农们说，明年还要扩种 ABC-12 号梨树……"],
      ["meta", "责任编辑：林默"],
      ["disclaimer", "声明：本文仅代表作者观点，与本网站无关。"],
    ],
  },
};

const texts: Readonly<Record<string, Text>> = {
  "seed-bridge": {
    verdict: "article",
    lines: [
      ["nav", "首页 新闻 视频"],
      ["title", "雾岭桥通车"],
      ["body", "<p>雾岭大桥今日通车，全长1.2公里，9:30开放，见 https://bridge.invalid/a-1 。</p>", [3, 57]],
      ["meta", "责任编辑：&nbsp;林默"],
      ["share", "分享"],
    ],
  },
  "other-orchard": {
    verdict: "article",
    lines: [
      ["title", "云栖果园丰收 𠮷梨上市"],
      ["unsure", "云栖果园一角"],
      ["body", "“云栖果园”今年产梨３０００斤,比去年多5%……点击关注云栖在线", [0, 24]],
      ["related", "青石县推出夜航观光路线"],
    ],
  },
  "other-listing": {
    verdict: "listing",
    lines: [
      ["nav", "新闻一"],
      ["nav", "新闻二"],
    ],
  },
  "other-farm": { verdict: "spam", lines: [["linkfarm", "某地某服务 某地某公司 某地某电话"]] },
  "other-notice": { verdict: "article", isUnsure: true, lines: [["body", "通知：明日停水。"]] },
};

/** Pages that are no articles. */
const others: Readonly<
  Record<string, { readonly verdict: string; readonly isUnsure?: boolean; readonly html: string }>
> = {
  "bridge-index": {
    verdict: "listing",
    html: Array.from(
      { length: 12 },
      (_, at) => `<li><a href="/${at}">雾岭大桥第${at + 1}次巡检完成</a></li>`,
    ).join(""),
  },
  "bridge-farm": { verdict: "spam", html: "<p>某地某服务 某地某公司 某地某电话</p>" },
  "bridge-doubt": { verdict: "spam", isUnsure: true, html: "<p>雾岭大桥模型，欢迎选购。</p>" },
};

const layouts = [
  {
    id: "one-river",
    set: "one",
    url: "https://one.invalid/",
    type: "article",
    title: "The river",
    gold: "The river rose by two metres in a night.\nNobody was hurt.",
  },
  {
    id: "two-mill",
    set: "two",
    url: "https://two.invalid/",
    type: "article",
    title: null,
    gold: "The old mill opens again on Saturday, with bread for all.",
  },
  { id: "two-index", set: "two", url: "https://two.invalid/all", type: "listing", title: "All", gold: null },
  {
    id: "two-tags",
    set: "two",
    url: "https://two.invalid/tags",
    type: "collection",
    title: "Tags",
    gold: null,
  },
];

/** Two articles long enough to be told from what stands around them, which nobody's words but their shape give away. */
const articles: Readonly<Record<string, Page>> = {
  "ferry-timetable": {
    kind: "news",
    blocks: [
      ["nav", "青石概况"],
      ["nav", "点击预约船票"],
      ["title", "青石渡轮下月起增开夜班"],
      [
        "body",
        "青石县交通部门昨天介绍，渡轮下月起增开三个夜班，末班船改在晚上十点半离岸，方便在对岸上班的居民回家。",
      ],
      [
        "body",
        "夜班船票与白天同价，老人和学生凭证减半。船工们说，江面入夜以后风大，开船前会先看风力，超过六级就停航。",
      ],
      ["related", "雾岭茶园开采"],
      ["related", "云栖山道修缮完工"],
      ["related", "青石中学添新校车"],
    ],
  },
  "ferry-museum": {
    kind: "gov",
    blocks: [
      ["nav", "雾岭风物"],
      ["title", "雾岭老渡轮改成水上书屋"],
      [
        "body",
        "停航两年的老渡轮上周重新亮灯，船舱里摆进了三千册图书，沿江的孩子放学以后可以上船看书，不收门票，也不用预约。",
      ],
      [
        "body",
        "书屋由四位退休教师轮流照看。他们把驾驶舱留作展室，墙上挂着历任船长的照片，还有一张手绘的旧航线图。",
      ],
      ["related", "山货集市周末开张"],
      ["related", "江堤步道添置路灯"],
      ["related", "文化馆招收合唱队员"],
    ],
  },
};

/** A corpus of cases that newsift takes for what they are. */
export function writeArticleCorpus(folder: string): void {
  writePages(folder, articles);
  writeLayouts(folder);
  writeOthers(folder);
  for (const name of ["seed-bridge", "other-farm"]) writeText(folder, name);
}

/** Writes it into a folder. */
export function writeMiniCorpus(folder: string): void {
  writePages(folder, pages);
  for (const name of Object.keys(texts)) writeText(folder, name);
  writeOthers(folder);
  writeLayouts(folder);
}

function writePages(folder: string, all: Readonly<Record<string, Page>>): void {
  for (const [name, page] of Object.entries(all)) {
    const html = page.blocks.map(([, text]) => `<p>${text.replaceAll(">", "&gt;")}</p>`).join("\n");
    const source = `<!doctype html><meta charset="utf-8"><body>${html}</body>`;
    writeCase(join(folder, "html", name), "page.html", source, labelsOfPage(name, page));
  }
}

function writeText(folder: string, name: string): void {
  const text = texts[name]!;
  const raw = text.lines.map(([, line]) => `${line}\n`).join("");
  writeCase(join(folder, "text", name), "raw.txt", raw, labelsOfText(text));
}

function writeLayouts(folder: string): void {
  mkdirSync(join(folder, "layouts/pages"), { recursive: true });
  writeFileSync(
    join(folder, "layouts/gold.jsonl"),
    layouts.map((page) => `${JSON.stringify(page)}\n`).join(""),
  );
  for (const { id, gold } of layouts) {
    const packed = gzipSync(`<body><p>${gold ?? "All"}</p></body>`);
    writeFileSync(join(folder, "layouts/pages", `${id}.html.gz`), packed);
  }
}

function writeOthers(folder: string): void {
  for (const [name, { verdict, isUnsure, html }] of Object.entries(others)) {
    const labels = { site: `${name}.invalid`, verdict, verdict_unsure: isUnsure };
    writeCase(
      join(folder, "verdicts", name),
      "page.html",
      `<meta charset="utf-8"><body>${html}</body>`,
      labels,
    );
  }
}

function labelsOfPage(name: string, { kind, blocks, gold, head, nearCopyOf }: Page): object {
  const firstBody = blocks.findIndex(([label]) => label === "body");
  const title = blocks.map(([label, text]) => (label === "title" ? text : "")).join("");
  return {
    source: "invented",
    site: `${name}.invalid`,
    kind,
    charset: "utf-8",
    title: hashOf(title),
    gold,
    dup_of: nearCopyOf,
    blocks_text: blocks.map(([, text]) => text),
    lines: blocks
      .map(([label, text], n) => ({
        n,
        h: hashOf(text),
        label,
        head: n === firstBody && head !== undefined ? { chars: head, label: "meta" } : undefined,
      }))
      .filter(({ label }) => label !== "drop"),
  };
}

function labelsOfText({ verdict, isUnsure, lines }: Text): object {
  return {
    source: "invented",
    verdict,
    verdict_unsure: isUnsure,
    lines: lines.map(([label, text, ...clean], n) => ({
      n,
      h: hashOf(text),
      label: label === "unsure" ? "body" : label,
      unsure: label === "unsure" ? true : undefined,
      clean: clean.length === 0 ? undefined : clean,
    })),
  };
}

function writeCase(folder: string, file: string, content: string, labels: object): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), content);
  writeFileSync(join(folder, "case.json"), JSON.stringify(labels));
}
