/** Which date in a line is that of publication: not of an update, nor of an event. */
import { type FoundDate, findDates } from "./dates.ts";

export interface Publication {
  /** ISO 8601, as `readDate` returns it. */
  readonly published?: string;
  readonly updated?: string;
}

const LABEL_END = "(?:时间|日期|時間|于|於)?[\\s:：]*$";

/** 「更新时间：」, 「最后编辑于」 */
const UPDATED = new RegExp(
  `(?:更新|修改|修订|修訂|(?:最后|最後|重新)(?:编辑|編輯)|(?:编辑|編輯)(?=[于於]))${LABEL_END}`,
  "u",
);
const UPDATED_BEHIND = /^\s{0,3}(?:更新|修改|重新编辑|重新編輯|最后编辑|最後編輯)(?![时時日于於:：])/u;

const PUBLISHED = new RegExp(
  `(?:发布|发表|發佈|發布|發表|刊发|发稿|上传|公布|公佈|張貼|上版|刊登|發稿|上架)${LABEL_END}`,
  "u",
);
const PUBLISHED_BEHIND = /^\s{0,3}(?:发布|发表|發佈|發布|發表|刊发)(?![时時日于於:：])/u;

/** Labels of dates of events: 「报名截止时间：」, 「活动日期：」 */
const OF_ANOTHER_THING =
  /(?:截止|截至|报名|報名|活动|活動|会议|會議|举办|舉辦|举行|开始|開始|结束|結束|有效|施行|实施|生效|公示|开标|招标|考试|演出|展览|成文|签发|印发|任务|预约)(?:时间|日期|期限|期|时|時間)?(?:为|[\s:：至到自从])*$/u;

/** Between the first and the last day of something. */
const UP_TO = /^\s*(?:至|到|[-—–~～])\s*$/u;

/** Code units that are looked at beside a date. */
const BESIDE = 20;

/** The dates of a line of labels; a date without a label is that of publication. */
export function readPublication(text: string): Publication {
  const roles = new Map<Role, string>();
  const dates = findDates(text);
  for (const [at, { date }] of dates.entries()) {
    const role = roleOf(text, dates, at);
    if (!roles.has(role)) roles.set(role, date);
  }
  const published = roles.get("published") ?? roles.get("unlabelled");
  const updated = roles.get("updated");
  return { ...(published === undefined ? {} : { published }), ...(updated === undefined ? {} : { updated }) };
}

type Role = "published" | "updated" | "unlabelled" | "another's";

function roleOf(text: string, dates: readonly FoundDate[], at: number): Role {
  const [from, to] = dates[at]!.span;
  const before = text.slice(Math.max(dates[at - 1]?.span[1] ?? 0, from - BESIDE), from);
  const next = dates[at + 1]?.span[0] ?? text.length;
  const behind = text.slice(to, Math.min(next, to + BESIDE));
  if (UPDATED.test(before) || UPDATED_BEHIND.test(behind)) return "updated";
  if (PUBLISHED.test(before) || PUBLISHED_BEHIND.test(behind)) return "published";
  const isSpell = (at > 0 && UP_TO.test(before)) || (at + 1 < dates.length && UP_TO.test(behind));
  return isSpell || OF_ANOTHER_THING.test(before) ? "another's" : "unlabelled";
}
