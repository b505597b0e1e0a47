/** A news site of an invented county that lives through days: new articles, weekends, holidays, and worse. */
import { inScenario } from "../../src/demo/in-scenario.ts";
import type { Scenario } from "../../src/demo/scenarios.ts";

export interface Day {
  /** Articles that appear. */
  readonly articles: number;
  /** Paragraphs of each; default: between three and eight. */
  readonly paragraphs?: number;
  /** Pictures with a line each, which are no articles. */
  readonly galleries?: number;
  /** The first one is as long as this many ordinary ones. */
  readonly bigStory?: number;
}

export interface News {
  /** Lets a day pass. */
  pass(day: Day): void;
  /** Every page of the site as it is now. */
  pages(scenario?: Scenario): Readonly<Record<string, string>>;
}

/** Articles that a list names. */
const LISTED = 24;

const villages = ["云陂", "石埠", "柳坑", "大磜", "枫林", "横溪", "茶亭", "水口", "高陇", "竹坪"];
const people = ["何守田", "罗秀英", "温长福", "邱小满", "曾德旺", "钟月梅", "赖有根", "谢春生"];
const things = [
  "灌溉渠",
  "卫生室",
  "小学操场",
  "便民桥",
  "烤烟房",
  "果蔬冷库",
  "文化礼堂",
  "公交站台",
  "水文站",
  "老祠堂",
];
const deeds = ["完工验收", "重新开放", "动工扩建", "换上新设备", "迎来第一批用户", "办起夜校", "试行预约"];
const sentences = [
  (n: Picker) =>
    `${n.of(people)}在${n.of(villages)}村住了${n.between(11, 60)}年，他告诉记者，过去遇到雨季，村口那段路要垫上门板才走得过去。`,
  (n: Picker) =>
    `工程总共花了${n.between(40, 900)}万元，其中村民自己凑了${n.between(3, 60)}万元，其余由县里分${n.between(2, 4)}年拨付。`,
  (n: Picker) =>
    `负责施工的${n.of(people)}说，最难的是把石料运上山，${n.between(6, 30)}个人用了${n.between(9, 50)}天才把它们抬到位。`,
  (n: Picker) =>
    `据镇上统计，今年前${n.between(2, 11)}个月，${n.of(villages)}一带的来客比去年同期多了${n.between(8, 45)}%，农家乐的床位常常不够用。`,
  (n: Picker) =>
    `“先把水引进来，再谈种什么。”${n.of(people)}指着坡下的${n.between(30, 700)}亩梯田说，等到秋天，这里会是一片金黄。`,
  (n: Picker) =>
    `会上有人问起维护的费用，村委会答应每个季度公布一次账目，并请${n.between(3, 9)}位老人轮流查看${n.of(things)}的使用情况。`,
  (n: Picker) =>
    `从${n.of(villages)}到县城的班车改为每${n.between(15, 60)}分钟一趟，末班车延到晚上${n.between(7, 10)}点，上晚自习的学生不用再搭摩托车。`,
  (n: Picker) =>
    `县气象台预计，未来${n.between(3, 9)}天以多云为主，最高气温${n.between(12, 34)}摄氏度，适宜晾晒和采收。`,
];

export function startNews(seed: number): News {
  const n = pickFrom(seed);
  const articles: { readonly path: string; readonly title: string; readonly html: string }[] = [];

  return {
    pass({ articles: count, paragraphs, galleries = 0, bigStory = 1 }) {
      for (let at = 0; at < count + galleries; at += 1) {
        const number = 10_001 + articles.length;
        const title = `${n.of(villages)}${n.of(things)}${n.of(deeds)} ${n.of(people)}等${n.between(3, 99)}人到场`;
        const length = (paragraphs ?? n.between(3, 8)) * (at === 0 ? bigStory : 1);
        const body = at < count ? textOf(n, length) : galleryOf(n);
        articles.unshift({
          path: `/2026/03/09/${number}.html`,
          title,
          html: articlePage(n, title, body),
        });
      }
    },
    pages(scenario = "ordinary") {
      const list = listPage(articles.slice(0, LISTED));
      return {
        "/news/": inScenario(list, "list", scenario),
        ...Object.fromEntries(
          articles.map(({ path, html }) => [path, inScenario(html, "article", scenario)]),
        ),
      };
    },
  };
}

function textOf(n: Picker, paragraphs: number): string {
  const one = () => Array.from({ length: n.between(2, 4) }, () => n.of(sentences)(n)).join("");
  return Array.from({ length: paragraphs }, () => `<p>　　${one()}</p>`).join("\n");
}

function galleryOf(n: Picker): string {
  return `<p><img src="/images/${n.between(1, 9)}.jpg"></p><p>${n.of(villages)}一景。</p>`;
}

function articlePage(n: Picker, title: string, body: string): string {
  const related = Array.from(
    { length: n.between(3, 8) },
    () =>
      `<li><a href="/2026/02/01/${n.between(1000, 9999)}.html">${n.of(villages)}${n.of(things)}${n.of(deeds)}</a></li>`,
  ).join("");
  return `<!doctype html><html><head><meta charset="utf-8"><title>${title}_云陂新闻网</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/news/">要闻</a> <a href="/town/">乡镇</a> <a href="/video/">视频</a> <a href="/about/">关于我们</a></div>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/news/">要闻</a> &gt; 正文</div>
<h1>${title}</h1>
<div class="info">2026-03-09 08:${n.between(10, 59)}　来源：云陂新闻网　作者：${n.of(people)}</div>
<div class="content">${body}<p>（责任编辑：${n.of(people)}）</p></div>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a> <a href="#">打印</a> <a href="#">关闭</a></div>
<div class="related"><h3>相关阅读</h3><ul>${related}</ul></div>
<div class="footer"><p>版权所有：云陂县融媒体中心　未经授权不得转载</p><p>地址：云陂县城关镇新街1号　电话：0000-0000000</p></div>
</body></html>`;
}

function listPage(articles: readonly { readonly path: string; readonly title: string }[]): string {
  const items = articles.map(({ path, title }) => `<li><a href="${path}">${title}</a></li>`).join("\n");
  return `<!doctype html><html><head><meta charset="utf-8"><title>要闻_云陂新闻网</title></head><body><div class="nav"><a href="/">首页</a> <a href="/news/">要闻</a></div><ul>${items}</ul></body></html>`;
}

/** Chance that is the same in every run of the test. */
interface Picker {
  between(low: number, high: number): number;
  of<T>(values: readonly T[]): T;
}

function pickFrom(seed: number): Picker {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return { between, of: (values) => values[between(0, values.length - 1)]! };
}
