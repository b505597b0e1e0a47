import { describeStage, STORY, type Keep, type Removal } from "../../../support/stage-tables.ts";

const blank = (lines: string): Removal => ({ text: { inside: lines }, reason: "blank" });

const removes: readonly Removal[] = [
  blank(""),
  blank(" "),
  blank("\t"),
  blank("　　"),
  blank("\u00a0\u00a0"),
  blank("\u200b"),
  blank("\u3000\u00ad\u200b\u2060 "),
  { text: `${STORY[0]}\n\n\n${STORY[1]}`, lines: [""], reason: "blank" },
];

const keeps: readonly Keep[] = [
  { text: { inside: "一" } },
  { text: { inside: "1" } },
  { text: { inside: "……" } },
  { text: { inside: "□" } },
  { text: { inside: "＊＊＊" } },
  { html: { inside: "<p>&nbsp;</p><p>二</p><p>&#8203;</p>" }, lines: ["二"] },
];

describeStage("blank-lines", removes, keeps);
