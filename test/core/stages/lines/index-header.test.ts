import { describe, expect, test } from "vitest";
import {
  clean,
  describeStage,
  HEADLINE,
  metadataOf,
  STORY,
  type Keep,
  type Removal,
} from "../../../support/stage-tables.ts";

const above = (lines: string): Removal => ({ text: { above: lines }, reason: "index-table" });

const TABLE = `<table class="index"><tbody>
<tr><th>索引号</th><td>QW0001/2031-00017</td><th>主题分类</th><td>文化</td></tr>
<tr><th>发布机构</th><td>青湾镇人民政府</td><th>发文日期</th><td>2031-03-02</td></tr>
<tr><th>文号</th><td>青政〔2031〕7号</td><th>时效</th><td>有效</td></tr>
</tbody></table>`;

/** Three labels, with so many cells of values between two of them. */
const spread = (cells: number) =>
  ["索引号", "主题分类", "公开方式"]
    .map(
      (label) =>
        `<tr><th>${label}</th>${Array.from({ length: cells }, (_, at) => `<td>第${at}柜</td>`).join("")}</tr>`,
    )
    .join("");

const removes: readonly Removal[] = [
  {
    html: { above: `<table>${spread(3)}</table>` },
    lines: ["索引号", "主题分类", "公开方式"],
    reason: "index-table",
  },
  above(
    "索引号 | QW0001/2031-00017 | 主题分类 | 文化\n发布机构 | 青湾镇人民政府 | 发文日期 | 2031-03-02\n文号 | 青政〔2031〕7号 | 时效 | 有效",
  ),
  above("索引号：QW0001/2031-00017\n发文机关：青湾镇人民政府\n成文日期：2031年3月2日\n公开方式：主动公开"),
  above("索 引 号：QW0001/2031-00017\n主题分类：文化\n有 效 性：有效"),
  above("索引号 | | 主题分类 | | 时效 |"),
  above("索引号 | | 主题分类 | | 体裁 | | 公开方式 |"),
  above("发文机关：青湾镇人民政府\n成文日期：2031年3月2日\n公开方式：主动公开\n索引号：QW0001/2031-00018"),
  {
    text: { between: "发文机关：青湾镇人民政府\n发文字号：青政〔2031〕7号\n公文种类：通知" },
    reason: "index-table",
  },
  {
    html: { above: TABLE },
    lines: [
      "索引号",
      "QW0001/2031-00017",
      "主题分类",
      "文化",
      "发布机构",
      "青湾镇人民政府",
      "发文日期",
      "2031-03-02",
      "文号",
      "青政〔2031〕7号",
      "时效",
    ],
    reason: "index-table",
  },
  {
    html: {
      above: `<ul><li>索引号：QW0001/2031-00017</li><li>发布机构：青湾镇人民政府</li><li>成文日期：2031-03-02</li></ul>`,
    },
    lines: ["索引号：QW0001/2031-00017", "发布机构：青湾镇人民政府", "成文日期：2031-03-02"],
    reason: "index-table",
  },
];

const inside = (line: string): Keep => ({ text: { inside: line } });

const keeps: readonly Keep[] = [
  inside("根据青政〔2031〕7号文件，各村须在月底前报送旧书数目。"),
  inside("索引号是档案员给每份材料起的“门牌号”，沈月桥说。"),
  inside("主题分类要便于孩子查找，不能只图大人方便。"),
  // A reader's guide names such labels itself.
  inside("索引号：写在书脊上\n主题分类：写在第一页\n发布日期：写在最后一页"),
  { text: { between: "青政〔2031〕7号" } },
  { text: { between: "公开范围：全镇" } },
  { text: { between: "各村民委员会，镇直各单位：" } },
  { text: { above: "发文机关应当读什么书" } },
  { text: { end: "附件：1.旧书登记表\n青湾镇人民政府\n2031年3月2日" } },
];

describeStage("index-header", removes, keeps, {
  leaves: [
    { html: { above: `<table>${spread(5)}</table>` }, lines: ["索引号", "主题分类", "公开方式"] },
    // Sentences that begin with such words.
    {
      text: {
        above: "索引号是档案员起的门牌号。\n主题分类是老站长想出来的。\n公开方式是贴在墙上。",
      },
    },
  ],
});

describe("metadata", () => {
  const fields = {
    索引号: "QW0001/2031-00017",
    主题分类: "文化",
    发布机构: "青湾镇人民政府",
    发文日期: "2031-03-02",
    文号: "青政〔2031〕7号",
    时效: "有效",
  };

  test.each([
    ["of a table of cells", { html: { above: TABLE } }],
    [
      "of lines of cells",
      {
        text: {
          above:
            "索引号 | QW0001/2031-00017 | 主题分类 | 文化\n发布机构 | 青湾镇人民政府 | 发文日期 | 2031-03-02\n文号 | 青政〔2031〕7号 | 时效 | 有效",
        },
      },
    ],
    [
      "of labelled lines",
      {
        text: {
          above: Object.entries(fields)
            .map(([label, value]) => `${label}：${value}`)
            .join("\n"),
        },
      },
    ],
  ])("%s", (_, input) => {
    expect(metadataOf(input)).toMatchObject({
      title: HEADLINE,
      published: "2031-03-02",
      source: "青湾镇人民政府",
      fields,
    });
  });

  test("of a label with spaces is that of the label", () => {
    const above = "索 引 号：QW0001\n主题分类：文化\n有 效 性：有效";
    expect(metadataOf({ text: { above } }).fields).toEqual({
      索引号: "QW0001",
      主题分类: "文化",
      有效性: "有效",
    });
  });

  test("of an empty cell is none", () => {
    const { fields } = metadataOf({
      text: { above: "索引号 | QW0001 | 主题分类 | \n发布机构 | 青湾镇人民政府 | 文号 | " },
    });
    expect(fields).toEqual({ 索引号: "QW0001", 发布机构: "青湾镇人民政府" });
  });

  test("takes nothing of the story with it", () => {
    expect(clean({ html: { above: TABLE } }).text).toBe([HEADLINE, ...STORY, ""].join("\n"));
  });
});
