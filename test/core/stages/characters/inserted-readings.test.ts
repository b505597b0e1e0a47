/** What machines wedge into sentences all over a text. */
import { describe, expect, test } from "vitest";
import { insertedReadings } from "../../../../src/core/stages/characters/inserted-readings.ts";
import { applyStages, documentOf, findingsOf } from "../../../support/apply-stages.ts";

/** Readings are a small part of a text that a machine went over. */
const PROSE =
  "他们在溪边种树，十年后树成了林，林里有鸟，鸟又带来了种子，一年比一年绿，山也不秃了。渡口修好那年，老船工把桨挂在墙上，说往后走桥就行。";

type Row = readonly [before: readonly string[], after: readonly string[]];

const repaired: Readonly<Record<string, readonly Row[]>> = {
  "readings behind single characters": [
    [
      ["青禾產(chǎn)業(yè)園區(qū)開建，產(chǎn)業(yè)升級。", "園區(qū)里路通了，產(chǎn)值也高了。"],
      ["青禾產業園區開建，產業升級。", "園區里路通了，產值也高了。"],
    ],
    [
      ["云溪发（fā）展（zhǎn）快，发（fā）展（zhǎn）稳，发（fā）电（diàn）多。", "水也清。"],
      ["云溪发展快，发展稳，发电多。", "水也清。"],
    ],
    [
      ["园(yuan)区(qu)里的产(chan)业，园(yuan)区(qu)外的产(chan)业，都在长。"],
      ["园区里的产业，园区外的产业，都在长。"],
    ],
    [
      ["產(chǎn)業(yè)園(yuán)開工，產(chǎn)業(yè)園(yuán)招工。", "", "工人(rén)不多。"],
      ["產業園開工，產業園招工。", "", "工人不多。"],
    ],
    [
      ["动(dònɡ)工(ɡōnɡ)了，动(dònɡ)工(ɡōnɡ)晚，动(dònɡ)土早，水(shuǐ)到。"],
      ["动工了，动工晚，动土早，水到。"],
    ],
  ],
  "second commas": [
    [
      ["稻子熟了，，镰刀磨好了，，人也到齐了。", "打谷场上，，机器响了一夜。"],
      ["稻子熟了，镰刀磨好了，人也到齐了。", "打谷场上，机器响了一夜。"],
    ],
    [["稻子熟了,,人来了,,船也来了，,天晴。"], ["稻子熟了,人来了,船也来了，天晴。"]],
    [["“熟了”，，他说，，《农书》，，“看天。”"], ["“熟了”，他说，《农书》，“看天。”"]],
    [["全长12公里，，投资3亿元，，工期2年，，明年通车。"], ["全长12公里，投资3亿元，工期2年，明年通车。"]],
    [
      ["青禾（北岸），，云溪（南岸），，两地相望，，一桥相连。"],
      ["青禾（北岸），云溪（南岸），两地相望，一桥相连。"],
    ],
  ],
};

const untouched: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "a gloss that a writer set once": [
    ["㙍(duǒ)镇在云溪南岸，㙍镇人爱喝茶。"],
    ["青禾人把渡口叫作埠(bù)，把船叫作舸(gě)，把桨叫作楫(jí)，把岸叫作浒(hǔ)，把滩叫作碛(qì)。"],
    ["产(chǎn)业园开工。"],
  ],
  "a text that teaches readings": [
    ["这课的生字要会读。", "产(chǎn)业(yè)，产(chǎn)业(yè)，产(chǎn)业(yè)，园(yuán)区。"],
    ["多音字：发(fā)展、发(fà)型、发(fā)电、发(fā)光、发(fā)现、长(cháng)江"],
    ["注音如下：", "云(yún)溪(xī)云(yún)溪(xī)云(yún)溪(xī)，水(shuǐ)长流不断，青山依旧在两岸相望。"],
  ],
  "what is no reading": [
    ["氧(O)、碳(C)、铁(Fe)，氧(O)、碳(C)、铁(Fe)，氧(O)、碳(C)、铁(Fe)。"],
    ["第三条(a)款、第三条(b)款、第四条(a)款、第四条(b)款、第四条(c)款，第三条(a)款。"],
    ["总值(GDP)增长，总值(GDP)下降，总值(GDP)持平，指数(CPI)上涨，指数(CPI)回落。"],
    ["渡口(旧)，渡口(旧)，渡口(旧)，码头(新)，码头(新)，桥(断)。"],
    ["本公司(wang)转让(wang)股份(wang)给他人(wang)，价款(wang)已付。"],
  ],
  "one term abbreviated again and again": [["阻值(ohm)高，阻值(er)低，阻值(er)中，阻值(er)大，阻值(er)小。"]],
  "two commas once, or three and more": [
    ["稻子熟了，，人来了。"],
    ["稻子熟了，，人来了，，船走了。"],
    ["好吧，，，等等，，那就，，明天，，再说。"],
    ["数据（1，，2），（3，，4），（5，，6）"],
    ["，，青禾", "，，云溪", "，，白露"],
  ],
};

describe("goes", () => {
  for (const [topic, rows] of Object.entries(repaired)) {
    describe(topic, () => {
      test.for(rows)("%j", ([before, after]) => {
        expect(applyStages([insertedReadings], [PROSE, ...before])).toEqual([PROSE, ...after]);
        expect(applyStages([insertedReadings], [PROSE, ...after])).toEqual([PROSE, ...after]);
      });
    });
  }
});

describe("stays", () => {
  for (const [topic, rows] of Object.entries(untouched)) {
    describe(topic, () => {
      test.for(rows.map((lines) => [lines] as const))("%j", ([lines]) => {
        expect(applyStages([insertedReadings], [PROSE, ...lines])).toEqual([PROSE, ...lines]);
      });
    });
  }
});

test("a text for learners, which has readings everywhere, stays", () => {
  const lines = ["春(chūn)天(tiān)来(lái)了(le)，春(chūn)天(tiān)来(lái)了(le)，春(chūn)天(tiān)好(hǎo)。"];
  expect(applyStages([insertedReadings], lines)).toEqual(lines);
});

test("a finding names one reading, or one comma", () => {
  const document = documentOf([PROSE, "產(chǎn)業(yè)，，產(chǎn)業(yè)，，產(chǎn)地(dì)，，好"]);
  const findings = findingsOf(insertedReadings, document);
  expect(findings).toHaveLength(9);
  expect(findings[0]).toEqual({ block: 1, span: [1, 7], reason: "reading" });
  expect(findings.at(-1)).toEqual({ block: 1, span: [41, 42], reason: "doubled-comma" });
});
