import { expect, test } from "vitest";
import {
  clean,
  describeStage,
  HEADLINE,
  STORY,
  type Keep,
  type Removal,
} from "../../support/stage-tables.ts";

const inside = (line: string): Removal => ({ text: { inside: line }, reason: "caption" });
const dated = (dateline: string): Removal => ({
  text: [HEADLINE, `${dateline}${STORY[0]}`, ...STORY.slice(1)].join("\n"),
  lines: [dateline],
  reason: "dateline",
});

const removes: readonly Removal[] = [
  inside("图为阅览室开门那天的早晨。"),
  inside("▲阅览室开门那天的早晨。"),
  inside("阅览室开门那天的早晨。陆远山 摄"),
  dated("青湾社梅溪3月2日电（记者 许三桥）"),
  dated("本报讯（记者 许三桥）"),
  { text: { between: "导读：一座空了二十六年的粮仓，怎样成了一间阅览室。" }, reason: "standfirst" },
];

const keeps: readonly Keep[] = [
  { text: { inside: "图书都是旧的，封皮换过三次。" } },
  { text: { inside: "上图书馆要走十里路，来这里只要三步。" } },
  { text: { inside: "导读：一座空了二十六年的粮仓，怎样成了一间阅览室。" } },
  { text: { inside: "3月2日电站停了一天，阅览室点起了蜡烛。" } },
  { text: { inside: "本报去年登过这座粮仓的照片，登在第三版上。" } },
];

const asked = { captions: "leave out", datelines: "leave out", standfirsts: "leave out" };
describeStage("paratext", removes, keeps, { stageSettings: { paratext: asked } });

test("unless somebody asks, all of it stays", () => {
  const line = "图为阅览室开门那天的早晨。";
  expect(clean({ text: { inside: line } }).text).toContain(line);
});
