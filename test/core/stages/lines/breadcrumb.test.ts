import { describe, expect, test } from "vitest";
import { describeStage, metadataOf, type Keep, type Removal } from "../../../support/stage-tables.ts";

const above = (line: string): Removal => ({ text: { above: line }, reason: "breadcrumb" });

const removes: readonly Removal[] = [
  above("当前位置：新闻中心 > 乡村 > 正文"),
  above("您现在的位置:首页>镇情>镇内新闻"),
  above("您的位置： 政务公开 / 工作动态 / 内容"),
  above("首页 » 要闻 » 正文"),
  above("当前位置：首页 - 镇内新闻"),
  above("您现在的位置： 首页 / 乡村"),
  above("目前位置：首頁＞地方新聞"),
  above("您 所 在 的 位 置 : 文化 › 阅览室"),
  { text: { between: "所在位置：首页 → 镇内新闻" }, reason: "breadcrumb" },
  {
    html: {
      above: `<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zhen/">镇内新闻</a> &gt; 正文</div>`,
    },
    lines: ["当前位置：首页 > 镇内新闻 > 正文"],
    reason: "breadcrumb",
  },
  {
    html: { above: `<p><a href="/">首页</a> » <a href="/zhen/">镇内新闻</a> » 正文</p>` },
    lines: ["首页 » 镇内新闻 » 正文"],
    reason: "breadcrumb",
  },
];

const inside = (line: string): Keep => ({ text: { inside: line } });

const keeps: readonly Keep[] = [
  inside("渔船上的终端会把当前位置发给调度员，误差不到三米。"),
  inside("当前位置：北纬某度，离岸四海里，船老大在对讲机里一遍遍地报。"),
  inside("当前位置距离晒谷场还有两里路，孩子们决定歇一歇再走。"),
  inside("她把网站首页换成一张老照片，点进去就能查到书目。"),
  inside("屋里的温度由3℃→9℃→15℃，炉子烧了一个钟头。"),
  // How to borrow a book is part of the story, wherever it begins.
  inside("首页 > 便民服务 > 预约借书"),
  inside("报名 > 初审 > 面试 > 公示"),
  { text: { above: "读书 / 下棋 / 听鼓书" } },
  { text: { above: "首页上的老照片" } },
  { text: { above: "2030/2031学年开放时间公布" } },
  { html: { inside: "<p>首页 &gt; 便民服务 &gt; 预约借书</p>" }, lines: ["首页 > 便民服务 > 预约借书"] },
];

describeStage("breadcrumb", removes, keeps);

describe("the channel", () => {
  test.each([
    ["当前位置：首页 > 镇内新闻 > 正文", "镇内新闻"],
    ["您现在的位置:首页>>镇情>>文化", "文化"],
    ["当前位置：首页 > 老粮站阅览室新闻专栏", "老粮站阅览室新闻专栏"],
    ["当前位置：首页 > 正文", undefined],
    ["您的位置： 首页 / 政务公开 / 工作动态 / 内容", "工作动态"],
    ["首页 | 镇内新闻 | 政务公开 | 办事服务", undefined],
    [`当前位置：首页 > 镇内新闻 > 一个很长很长并不像栏目而像标题的名字`, undefined],
  ])("of %s is %s", (line, channel) => {
    expect(metadataOf({ text: { above: line } }).channel).toBe(channel);
  });
});
