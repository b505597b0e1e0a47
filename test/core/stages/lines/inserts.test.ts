import { describeStage, type Keep, type Removal } from "../../../support/stage-tables.ts";

const PLAYER = ["播放", "静音", "当前时间 0:00", "/", "时长 2:54", "倍速", "高清", "全屏"];
const ENGLISH = ["Play Video", "Mute", "Current Time 0:00", "Duration 2:54", "1x", "Playback Rate"];

const player = (lines: readonly string[]): Removal => ({
  text: { inside: lines.join("\n") },
  lines,
  reason: "player",
});

const pages = (inside: string, end: string): Removal => ({ text: { inside, end }, reason: "page-number" });

const removes: readonly Removal[] = [
  player(PLAYER),
  player(ENGLISH),
  player(["暂停", "0:12", "1:40", "音量", "弹幕"]),
  {
    html: { inside: PLAYER.map((line) => `<div>${line}</div>`).join("") },
    lines: PLAYER,
    reason: "player",
  },
  pages("— 1 —", "— 2 —"),
  pages("- 7 -", "- 8 -"),
  pages("— 1 —\n2", "— 3 —"),
];

const inside = (line: string): Keep => ({ text: { inside: line } });

const keeps: readonly Keep[] = [
  inside("播放"),
  inside("静音\n全屏"),
  // What is on the programme.
  inside("字幕\n黑板报的标题\n弹幕\n孩子们的留言"),
  inside("0:12\n1:40\n2:31\n3:05"),
  inside("— 1 —"),
  { text: { inside: "— 2 —", end: "— 1 —" } },
  { text: { inside: "1", end: "2" } },
];

describeStage("inserts", removes, keeps);
