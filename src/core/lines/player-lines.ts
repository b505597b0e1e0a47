/** The controls of a video player as text: time, speed, quality, subtitles, and the settings dialogue. */
import { runsOf } from "../text/runs.ts";
import type { Block } from "../document/document.ts";

const ENGLISH =
  /^(?:(?:video|audio) player is loading|(?:un)?mute$|play(?: video|back rate)?$|pause$|replay$|(?:exit |non-)?full-?screen$|picture-in-picture$|current time|remaining time|duration|loaded:?|progress:?|stream type|seek to live|chapters$|descriptions(?: off)?|captions(?: off| settings)?|subtitles(?: off| settings)?|audio track$|quality(?: levels)?$|auto$|speed$|this is a modal window|(?:beginning|end) of dialog window|(?:text|font|background|window|caption area) ?(?:color|size|family|edge style|opacity|background)|transparency|reset|restore all settings|close modal dialog|the media could not be loaded)/iu;
const CHINESE =
  /^(?:播放(?:视频|器加载中|速度)?|暂停|暫停|重播|静音|靜音|取消静音|全屏|全螢幕|退出全屏|画中画|子母畫面|倍速|音量|清晰度|画质|畫質|超清|高清|标清|標清|流畅|原画|自动|弹幕|字幕(?:设置|設定)?|加载中|缓冲中|(?:当前|目前|剩余|剩餘)(?:时间|時間)|(?:总|總)?(?:时长|時長)|播放速度)(?:$|[\s:：\d])/u;
/** 「0:00」, 「/2:54」, 「1.5x」, 「/」. */
const FIGURE = /^\/?\s?(?:\d{1,2}:\d{2}(?::\d{2})?|\d(?:\.\d{1,2})?\s?[x×X]|\d{3,4}[pP])?$/u;

/** Minimum run of lines, most of them such words: a single word may belong to a story. */
const LINES_AT_LEAST = 4;
const WORDS_AT_LEAST = 3;

/** Code units. */
const LINE_AT_MOST = 120;

/** Positions of lines of video players. */
export function findPlayerLines(blocks: readonly Block[]): ReadonlySet<number> {
  const isWord = ({ text }: Block) => ENGLISH.test(text.trim()) || CHINESE.test(text.trim());
  const isPlayers = (block: Block) =>
    block.text.length <= LINE_AT_MOST && (isWord(block) || FIGURE.test(block.text.trim()));
  const found = new Set<number>();
  for (const [first, last] of runsOf(blocks, LINES_AT_LEAST, isPlayers)) {
    if (blocks.slice(first, last + 1).filter(isWord).length < WORDS_AT_LEAST) continue;
    for (let at = first; at <= last; at += 1) found.add(at);
  }
  return found;
}
