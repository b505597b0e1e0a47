/** Lines that say where a text or its pictures came from, and lines that only begin so. */
import { describe, expect, test } from "vitest";
import { isOriginLine } from "../../../src/core/lines/origin-line.ts";

describe("says where a text came from", () => {
  test.each([
    "（据新华社电）",
    "据青湾日报、新华社综合",
    "综合自青湾日报、晒谷场、渡口等",
    "(综合整理自青湾日报、晒谷场等)",
    "（综合新华社、青湾日报报道）",
    "（青湾日报）",
    "图据青湾日报",
    "摘自《晒谷场》",
    "原载《青湾日报》2031年3月2日",
    "（原载《晒谷场》2031年第3期）",
    "本文刊于《青湾日报》2031年3月2日第3版",
    "本文分享自青湾社区《一座粮站的下半生》，作者：许三桥。",
    "图源网络",
    "封面图来自网络",
    "图片由受访者提供",
    "图/受访者提供",
    "圖／翻攝自臉書",
  ])("%s", (text) => {
    expect(isOriginLine(text)).toBe(true);
  });
});

describe("says something else", () => {
  test.each([
    "青湾日报",
    "（老粮站）",
    "综合楼、粮站",
    "据他说",
    "据青湾日报报道，老粮站空了二十六年。",
    "本文写于《青湾日报》复刊那年，作者已经七十岁。",
    "来自三个村子",
    "摘自一个笔记本",
    "图由心生",
    "图源自河边的一次写生",
    "照片自己会说话",
    "本文所说的《青湾日报》是一份油印小报",
    "原载重量三吨",
    "发表在《青湾日报》上的那首诗，她一直留着。",
    "",
    `据${"青湾日报、".repeat(40)}综合`,
  ])("%s", (text) => {
    expect(isOriginLine(text)).toBe(false);
  });
});
