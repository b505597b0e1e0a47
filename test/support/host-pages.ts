/** An invented host, 青湾镇新闻网: two templates, dates and counters that change, and what both repeat. */
import { Page } from "../../src/core/page/page.ts";
import { openRawStore } from "../../src/archive/raw/raw.ts";
import type { Workspace } from "../../src/archive/files/workspace.ts";
import { bytesOf } from "./store-workspace.ts";

export const HOST = "www.qingwan.example";

/** Repeated by all pages. No cue file knows a word of it. */
export const SLOGAN = "青山绿水 湾里人家";
export const ABOUT =
  "青湾镇新闻网是全镇人自己的网站，每天说说田里的收成、河里的水位、学堂里的书声，也说说谁家的老屋翻了新，谁家的孩子考上了县里的中学。网站开了十一年，没有停过一天，来稿请投镇文化站门口的绿信箱，来电请在上午。";
/** Repeated by all pages, and part of their text. */
export const CLOSING = "愿这条河一直清下去。";
/** Only one of the templates has it. */
export const COLUMN = "湾里手艺";

const WORKS = "竹篮 木盆 草鞋 陶罐 铁锅 布鞋 油伞 石磨 蓑衣 米酒 豆腐 年画 风筝 灯笼".split(" ");

/** Two sentences that no other page has. */
export function storyOf(number: number): readonly string[] {
  const work = WORKS[number % WORKS.length]!;
  return [
    `镇东头做${work}的老人今年收了第${number + 2}个徒弟，两个人天不亮就起来，把${work}一件一件摆到河边的石板上。`,
    `徒弟说，${work}看着简单，做好要三年，他打算先学满${number + 3}年，再回村里开一间自己的铺子。`,
  ];
}

export function headlineOf(number: number): string {
  return `做${WORKS[number % WORKS.length]!}的老人收了第${number + 2}个徒弟`;
}

/** Every third page is of the second template. */
export function hostPage(number: number): string {
  const day = String((number % 28) + 1).padStart(2, "0");
  const head = `<meta charset="utf-8"><title>${headlineOf(number)}_青湾镇新闻网</title>`;
  const slogan = `<div class="slogan">${SLOGAN}</div>`;
  const byline = `<p class="by">2031-05-${day} 09:${day} 来源：青湾日报 阅读：${1000 + 7 * number}</p>`;
  const text = [...storyOf(number), CLOSING].map((line) => `<p>${line}</p>`).join("\n");
  const bar = `<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a> <a href="#">QQ空间</a></div>`;
  const foot = `${bar}<div class="about"><p>${ABOUT}</p></div><div class="today">今天是2031年5月${number + 1}日</div>`;
  return number % 3 === 2
    ? `${head}${slogan}<div class="column">${COLUMN}</div><h1>${headlineOf(number)}</h1>${byline}<div class="text">${text}</div>${foot}`
    : `${head}<table><tr><td>${slogan}</td></tr></table><h1>${headlineOf(number)}</h1>${byline}<div id="zoom">${text}</div>${foot}`;
}

export function addressOf(number: number, host = HOST): string {
  return `https://${host}/news/${number}.html`;
}

/** Archives pages of the host, the n-th on the n-th day of May. */
export async function archiveHost(
  workspace: Workspace,
  numbers: readonly number[],
  { host = HOST, page = hostPage }: { host?: string; page?: (number: number) => string } = {},
): Promise<void> {
  const store = openRawStore(workspace);
  for (const number of numbers) {
    const fetchedAt = new Date(Date.UTC(2031, 4, number + 1)).toISOString();
    await store.add(new Page(bytesOf(page(number))), {
      url: addressOf(number, host),
      fetchedAt,
      fetcher: "http",
    });
  }
}

export const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
