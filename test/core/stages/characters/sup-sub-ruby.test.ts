/** Exponents stay exponents, numbers of notes go, readings stand in brackets, and no number becomes another. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readHtml } from "../../../../src/core/page/read.ts";
import { replay } from "../../../../src/core/pipeline/replay.ts";
import { createPipeline } from "../../../../src/core/pipeline/create-pipeline.ts";
import { supSubRuby } from "../../../../src/core/stages/characters/sup-sub-ruby.ts";
import { stages } from "../../../../src/core/stages/index.ts";

const others = stages.filter((stage) => stage !== supSubRuby).map(({ name }) => [name, false] as const);
const only = createPipeline({ stageSettings: Object.fromEntries(others) });

function linesOf(html: string): readonly string[] {
  const document = readHtml(html);
  const { receipt } = only.clean(document);
  return replay(document.blocks, receipt.changes).map(({ text }) => text);
}

/** Without the stage: the words as they stand one behind the other. */
function rawOf(html: string): readonly string[] {
  return readHtml(html).blocks.map(({ raw }) => raw);
}

const revised: Readonly<Record<string, string>> = {
  "原价<del>35</del>40元": "原价35 40元",
  "原价<s>35</s><b>40</b>元": "原价35 40元",
  "第<strike>3</strike>5批": "第3 5批",
  "由<del>3</del><ins>5</ins>人组成": "由3 5人组成",
  "共1<ins>2</ins>人": "共1 2人",
  "由<del>三</del><ins>五</ins>人组成": "由三五人组成",
  "原价<del>35元</del>40元": "原价35元40元",
  "原价<del>35</del>，现价40元": "原价35，现价40元",
  "约<del>10<sup>4</sup></del>吨": "约10⁴吨",
  "共<b>1</b><u>2</u>人": "共12人",
};

test.each(Object.entries(revised))("what is struck out makes no other number: %s → %s", (html, line) => {
  expect(linesOf(`<p>${html}</p>`)).toEqual([line]);
});

type Rows = Readonly<Record<string, string>>;

const exponents: Rows = {
  "约3.6×10<sup>4</sup>平方米": "约3.6×10⁴平方米",
  "10<sup>24</sup>个": "10²⁴个",
  "3×10<sup>-5</sup>米": "3×10⁻⁵米",
  "10<sup>−6</sup>秒": "10⁻⁶秒",
  "候船室120m<sup>2</sup>": "候船室120m²",
  "面积5公里<sup>2</sup>，体积8米<sup>3</sup>": "面积5公里²，体积8米³",
  "a<sup>n</sup>+b<sup>n</sup>": "aⁿ+bⁿ",
  "(a+b)<sup>2</sup>": "(a+b)²",
  "约2<sup>3.5</sup>倍": "约2^(3.5)倍",
  "31.5<sup>2</sup>米": "31.5²米",
  "碳<sup>14</sup>C与<sup>235</sup>U": "碳¹⁴C与²³⁵U",
  "1<sup>3</sup>/<sub>4</sub>英寸": "1³/₄英寸",
  "10<sup>4次</sup>": "10^(4次)",
  "见<a href='#table'>10<sup>4</sup></a>吨": "见10⁴吨",
  "10<sup> 4 </sup>次": "10⁴次",
  "约10<span style='font-size:9pt;vertical-align:super'>4</span>吨": "约10⁴吨",
  "H<font style='VERTICAL-ALIGN: sub'>2</font>O": "H₂O",
};

const indices: Rows = {
  "H<sub>2</sub>O": "H₂O",
  "CO<sub>2</sub>排放": "CO₂排放",
  "SO<sub>4</sub><sup>2-</sup>": "SO₄²⁻",
  "x<sub>n+1</sub>": "xₙ₊₁",
  "PM<sub>2.5</sub>浓度": "PM_(2.5)浓度",
  "log<sub>2</sub>8": "log₂8",
  "水位H<sub>max</sub>": "水位Hₘₐₓ",
};

const notes: Rows = {
  "老码头建于清末。<sup>[1]</sup>": "老码头建于清末。",
  "据县志<sup>3</sup>记载": "据县志记载",
  "平均水位31.5米<sup>[2]</sup>": "平均水位31.5米",
  "平均水位31.5<sup><a href='#n2'>2</a></sup>米": "平均水位31.5米",
  "渡船<a href='https://sample.example/a.html#note-4'><sup>4</sup></a>停航": "渡船停航",
  "《青湾志》<sup>①</sup>": "《青湾志》",
  "他说：“再等等。”<sup>12</sup>": "他说：“再等等。”",
  "石阶<sup>〔注3〕</sup>与木桩<sub>[4]</sub>": "石阶与木桩",
  "船工名录<sup>1,2</sup>": "船工名录",
};

const setSmall: readonly string[] = [
  "99<sup>.90</sup>元",
  "98<sup>%</sup>的人",
  "气温25<sup>℃</sup>",
  "票价2<sup>元</sup>",
  "the 20<sup>th</sup> ferry",
  "<sub>2031-04-18 09:20</sub>",
  "来源：<sup>2031-04-18</sup>",
  "<sup>这一行字都排在上面</sup>",
  "青湾<sup>®</sup>渡船",
  "4<span>8</span><b>6</b>人",
  "第<font>1</font><i>2</i>章",
];

const readings: Rows = {
  "船老大姓<ruby>仉<rt>zhǎng</rt></ruby>，六十三岁": "船老大姓仉（zhǎng），六十三岁",
  "他在<ruby><rb>鄄</rb><rb>城</rb><rtc><rt>juàn</rt><rt>chéng</rt></rtc></ruby>出生，后来一直住在青湾县的老码头":
    "他在鄄城（juànchéng）出生，后来一直住在青湾县的老码头",
  "修的是<ruby>轱辘<rp>(</rp><rt>gūlu</rt><rp>)</rp></ruby>，不是车轮子": "修的是轱辘（gūlu），不是车轮子",
  "老人念作<ruby><rb>埠</rb><rt>ㄅㄨˋ</rt></ruby>头，年轻人念作码头": "老人念作埠（ㄅㄨˋ）头，年轻人念作码头",
  "<ruby>渡<rt>dù</rt>口<rt>kǒu</rt>封<rt>fēng</rt>闭<rt>bì</rt></ruby>。": "渡口封闭。",
  "<ruby>老<rt>lǎo</rt></ruby><ruby>码<rt>mǎ</rt></ruby><ruby>头<rt>tou</rt></ruby>": "老码头",
};

const noReadings: readonly string[] = [
  "仉（zhǎng）姓的船老大",
  "<ruby>渡口</ruby>封闭",
  "渡口<span class='rt'>dùkǒu</span>封闭",
  "“码头”读作<i>mǎtou</i>",
  "<b>ㄅㄆㄇ</b>是注音",
  "10<span style='vertical-align:middle'>4</span>吨",
];

const repaired = { exponents, indices, notes, readings };

describe.each(Object.entries(repaired))("%s", (_, rows) => {
  test.each(Object.entries(rows))("%s → %s", (html, line) => {
    expect(linesOf(`<p>${html}</p>`)).toEqual([line]);
  });
});

const untouched = [...setSmall, ...noReadings];

test.each(untouched)("%s stays as it is", (html) => {
  expect(linesOf(`<p>${html}</p>`)).toEqual(rawOf(`<p>${html}</p>`));
});

test("what the browser would not show of a reading is no part of the line", () => {
  expect(rawOf("<ruby>渡<rp>(</rp><rt>dù</rt><rp>)</rp></ruby>")).toEqual(["渡dù"]);
});

test("a superscript that holds a line end is one on each line", () => {
  expect(linesOf("<p>10<sup>4<br>5</sup>个</p>")).toEqual(["10⁴", "5个"]);
});

test("the receipt says what stood there", () => {
  const { receipt } = only.clean(readHtml("<p>约10<sup>4</sup>吨<sup>[1]</sup></p>"));
  expect(receipt.changes).toEqual([
    { stage: "sup-sub-ruby", block: 0, span: [3, 4], replacement: "⁴", reason: "superscript", before: "4" },
    { stage: "sup-sub-ruby", block: 0, span: [5, 8], reason: "note-number", before: "[1]" },
  ]);
});

test("white space that is collapsed moves no superscript", () => {
  expect(linesOf("<p>  约 \n 10<sup>\n4 </sup>\n吨 </p>")).toEqual(["约 10⁴吨"]);
});

describe("no number becomes another", () => {
  const digits = fc.integer({ min: 0, max: 999_999 }).map(String);
  const inline = fc.constantFrom("b", "span", "font", "o:p", "x-val", "data", "time");
  const height = fc.constantFrom("sup", "sub");
  const piece = fc.oneof(
    digits.map((text) => ({ html: text, digits: text, apart: false })),
    fc
      .tuple(inline, digits)
      .map(([tag, text]) => ({ html: `<${tag}>${text}</${tag}>`, digits: text, apart: false })),
    fc
      .tuple(height, digits)
      .map(([tag, text]) => ({ html: `<${tag}>${text}</${tag}>`, digits: text, apart: true })),
    fc.constantFrom("吨", "，", "m", "×").map((text) => ({ html: text, digits: "", apart: false })),
  );

  test("whatever stands higher or lower beside it", () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const [line = ""] = linesOf(`<p>一${pieces.map(({ html }) => html).join("")}</p>`);
        const expected = pieces
          .map(({ digits: text, apart }) => (apart ? `|${text}|` : text || "|"))
          .join("");
        const own = expected.split("|").filter((run) => run !== "");
        // Runs of digits as they stand on the line: what is raised or lowered stands in Unicode's forms or in brackets.
        const found = line.replaceAll(/[\^_]\([^()]*\)/gu, "|").match(/\d+/gu) ?? [];
        expect(found.filter((run) => !own.includes(run))).toEqual([]);
      }),
    );
  });
});
