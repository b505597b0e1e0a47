/** What happens to news sites: a redesign, a paywall, a hack, a breakdown. Each changes the pages as they were. */
import { type CheerioAPI, load } from "cheerio";
import type { Scenario } from "./scenarios.ts";

/** A page of the site: `list` names articles. */
export type DemoPageKind = "list" | "article";

/** Text of so many code points with a full stop in it is prose, and no button or byline. */
const PROSE_AT_LEAST = 25;

/** Of the links of a list, the redesign leaves every so manieth. */
const LINKS_LEFT = 8;

const TEASER_LENGTH = 40;

/**
 * A page as the site shows it in that scenario.
 * @param html the page as it ordinarily is
 */
export function inScenario(html: string, kind: DemoPageKind, scenario: Scenario): string {
  if (scenario === "ordinary") return html;
  if (scenario === "broken") return maintenancePage;
  const $ = load(html);
  changes[scenario]($, kind);
  return $.html();
}

const changes: Readonly<
  Record<Exclude<Scenario, "ordinary" | "broken">, ($: CheerioAPI, kind: DemoPageKind) => void>
> = {
  /** Texts wait in a script for a button, and most headlines are no links any more. */
  redesigned($, kind) {
    if (kind === "list") {
      $("a[href]").each((at, link) => {
        if (at % LINKS_LEFT !== 0) $(link).attr("data-url", $(link).attr("href")!).removeAttr("href");
      });
      return;
    }
    const [first, ...others] = proseOf($);
    if (first === undefined) return;
    const texts = [first, ...others].map(({ data }) => data);
    for (const node of others) node.data = "";
    first.data = "正在加载正文……";
    $("body").append(
      `<script>window.article = ${JSON.stringify({ texts }).replaceAll("<", "\\u003c")};</script>`,
    );
  },

  /** The first words, and what the rest costs. */
  paywalled($, kind) {
    if (kind === "list") return;
    const [first, ...others] = proseOf($);
    if (first === undefined) return;
    for (const node of others) node.data = "";
    const teaser = [...first.data.trim()].slice(0, TEASER_LENGTH).join("");
    first.data = `${teaser}……本文为会员专享，登录并开通会员后可阅读全文。`;
  },

  /** Links to what nobody was looking for, in the middle of everything. */
  hacked($) {
    const [first] = proseOf($);
    $(`<div>${linkFarm}</div>`).insertAfter(first ?? "body > :first-child");
  },
};

/** The texts of a page that are neither links nor headings nor scripts, in order. */
function proseOf($: CheerioAPI) {
  return $("body *:not(a, h1, h2, h3, script, style)")
    .contents()
    .toArray()
    .filter((node) => node.type === "text")
    .filter(({ data }) => data.includes("。") && [...data.trim()].length >= PROSE_AT_LEAST)
    .filter((node) => $(node).closest("a, h1, h2, h3, script, style").length === 0);
}

const places = ["鹭溪", "竹笕", "望渡", "江东", "桐树湾", "黄泥岭"];
const wares = ["棋牌娱乐平台", "彩票开户", "真人视讯", "代开发票", "老虎机注册送", "足球投注官网"];

const linkFarm = places
  .flatMap((place, row) =>
    wares.map(
      (ware, column) =>
        `<a href="http://${row}${column}.spam.invalid/">${place}${ware}【官方网站】注册即送，信誉第一</a>`,
    ),
  )
  .join("<br>\n");

const maintenancePage = `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>系统维护中</title></head>
<body><h1>系统维护中</h1><p>系统正在升级维护，请稍后再来访问。给您带来的不便，敬请谅解。</p></body></html>
`;
