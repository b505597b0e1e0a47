/** Reads the fields of a byline. */
import type { Metadata } from "../document/document.ts";
import { readEnglishDate } from "../dates/english-dates.ts";
import { readPublication } from "../dates/publication.ts";

const NAMES = {
  source: "文章来源|信息来源|稿件来源|新闻来源|消息来源|内容来源|本文来源|来源|稿源|來源",
  author: "作者|撰文|撰稿|本报记者|记者|文",
  editor: "责任编辑|責任編輯|网络编辑|值班编辑|实习编辑|本期编辑|责编|编辑|編輯",
} as const;

const OTHER_NAMES =
  "发布时间|发布日期|时间|日期|浏览次数|浏览量|浏览|点击数|点击量|点击|阅读次数|阅读量|阅读|字号|审核|校对|摄影|通讯员";

/** A value ends at a gap, a bar, a bracket or the next label: 「来源：云溪日报记者：陈禾」. */
const VALUE_END = `(?=$|[\\s　|｜）)\\]】（(]|(?:${[...Object.values(NAMES), OTHER_NAMES].join("|")})\\s?[:：])`;

const LABELS = Object.entries(NAMES).map(
  ([field, names]) =>
    [
      field,
      new RegExp(`(?:${names})\\s?[:：]\\s{0,4}([^\\s　:：|｜）)\\]】（(]{1,40}?)${VALUE_END}`, "u"),
    ] as const,
);

const COUNTER =
  /(浏览次数|浏览量|浏览|点击数|点击量|点击|阅读次数|阅读量|阅读|访问量|人气)\s*[:：]\s*(\d[\d,]*)/gu;

/** @returns what the line says, empty where it says nothing that has a name */
export function readBylineFields(text: string): Metadata {
  const english = readEnglishDate(text);
  const { published } = english?.isChange === false ? { published: english.date } : readPublication(text);
  const named = LABELS.flatMap(([field, pattern]) => {
    const value = pattern.exec(text)?.[1];
    return value === undefined ? [] : [[field, value] as const];
  });
  const fields = Object.fromEntries([...text.matchAll(COUNTER)].map(([, name, count]) => [name, count]));
  return {
    ...(published === undefined ? {} : { published }),
    ...Object.fromEntries(named),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
  };
}
