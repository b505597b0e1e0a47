/** Simplified or Traditional, told by frequent characters that only one of them uses. */
import type { Block } from "../document/document.ts";

const SIMPLIFIED =
  "们这来时国会对学为个过还没从开关问见电话车长门东与点样应实义无发经动种现进两业产给让间头边难书买卖线师运远图声觉带总说";
const TRADITIONAL =
  "們這來時國會對學為個過還沒從開關問見電話車長門東與點樣應實義無發經動種現進兩業產給讓間頭邊難書買賣線師運遠圖聲覺帶總說";

const weights = new Int8Array(0x10000);
for (const char of SIMPLIFIED) weights[char.charCodeAt(0)] = -1;
for (const char of TRADITIONAL) weights[char.charCodeAt(0)] = 1;

/** A text with as many of one as of the other is not Traditional. */
export function isTraditional(blocks: readonly Pick<Block, "text">[]): boolean {
  let balance = 0;
  for (const { text } of blocks) {
    for (let at = 0; at < text.length; at += 1) balance += weights[text.charCodeAt(at)]!;
  }
  return balance > 0;
}
