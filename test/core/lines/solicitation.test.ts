/** Lines in which a site asks something of its readers, and lines that only have such words. */
import { describe, expect, test } from "vitest";
import { matchKey } from "../../../src/core/text/match-key.ts";
import {
  isAdLabel,
  isAdNotice,
  isRequest,
  isSale,
  isSolicitation,
} from "../../../src/core/lines/solicitation.ts";
import { startCpuClock } from "../../support/cpu-time.ts";

describe("a solicitation", () => {
  test.each([
    "更多精彩内容，请关注青湾新闻微信公众号",
    "更多新闻，请下载青湾新闻客户端",
    "想看更多新聞？歡迎加入青灣新聞LINE好友",
    "追蹤青灣新聞IG，每天看美圖",
    "立即下載青灣APP，看更多好文",
    "如果喜欢本文，欢迎转发分享到朋友圈",
    "你怎么看？欢迎在评论区留言讨论",
    "如有新闻线索，欢迎爆料：0571-123-4567",
  ])("%s", (line) => {
    expect(isSolicitation(matchKey(line))).toBe(true);
  });

  test.each([
    "他下载了三个客户端，每天还是看报纸",
    "请下载附件并打印",
    "扫码即可听到老粮站的故事",
    "欢迎投稿",
    "欢迎各位乡亲来阅览室坐一坐",
    "关注青湾，关注每天的变化",
    "报名请于3月5日前登录青湾镇网站，名额有限",
    "具体安排请关注青湾发布微信公众号，欢迎参加",
    "更多“粮站存的是粮，阅览室存的也是粮”这样的话，请打开邮箱",
    `更多新闻请下载青湾APP${"，".repeat(70)}`,
  ])("%s is none", (line) => {
    expect(isSolicitation(matchKey(line))).toBe(false);
  });
});

test("a request says no more than what and where", () => {
  expect(isRequest(matchKey("按讚加入青灣粉絲團"))).toBe(true);
  expect(isSolicitation(matchKey("按讚加入青灣粉絲團"))).toBe(false);
  expect(isRequest(matchKey("加入互助组"))).toBe(false);
  // A notice's.
  expect(isRequest(matchKey("报名请扫描下方二维码"))).toBe(false);
});

describe("labels of ads", () => {
  test.each(["广告", "【廣告】", "— 广告 —", "Advertisement", "AD", "贊助", "請繼續往下閱讀"])(
    "%s",
    (line) => {
      expect(isAdLabel(matchKey(line))).toBe(true);
    },
  );

  test.each([
    "广告 - 内容未结束请往下滚动",
    "廣告 - 內容未完，請往下捲動",
    "▼广告之后，内容继续▼",
    "[廣告] 請繼續往下閱讀...",
    "文章未完，请看完广告继续阅读",
    "Advertisement - Continue reading below",
    "Story continues below advertisement",
    "Article continues below this ad",
  ])("%s, with a word to read on", (line) => {
    expect(isAdNotice(matchKey(line))).toBe(true);
  });

  test.each([
    "广告牌倒了三年",
    "广告：老张酱菜",
    "推广站",
    "广告内容",
    "广告之后的晒谷场",
    "advice",
    "往下看，是一条河",
  ])("%s is none", (line) => {
    expect(isAdLabel(matchKey(line)) || isAdNotice(matchKey(line))).toBe(false);
  });
});

test.each([
  ["限时特价 ¥99", true],
  ["原价￥199 现价￥99", true],
  ["立即抢购", true],
  ["购买链接：https://item.example/1", true],
  ["粮站酱菜https://item.example订购电话：05711234567", true],
  ["订票电话一直占线", false],
  ["原价收购", false],
  ["购买", false],
  ["点击购买过的人", false],
])("%s sells: %s", (line, sells) => {
  expect(isSale(matchKey(line))).toBe(sells);
});

test("takes no time for lines of marks", () => {
  const spent = startCpuClock();
  for (const unit of [",", "-", "…", "继续", "请"])
    for (const line of [`广告-${unit.repeat(60)}x`, `广告${unit.repeat(30)}x`]) {
      isAdNotice(line.slice(0, 70));
      isAdLabel(line.slice(0, 70));
      isSale(line.slice(0, 70));
      isSolicitation(line.slice(0, 70));
    }
  expect(spent()).toBeLessThan(200);
});
