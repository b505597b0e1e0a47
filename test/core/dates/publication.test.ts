/** Which date of a line is that of the publication. */
import { describe, expect, test } from "vitest";
import { readPublication, type Publication } from "../../../src/core/dates/publication.ts";
import { startCpuClock } from "../../support/cpu-time.ts";

describe("the publication is told from the change and from what the line tells of", () => {
  test.each<[string, Publication]>([
    ["2031-03-02 09:20", { published: "2031-03-02T09:20:00+08:00" }],
    ["发布时间：2031-03-02", { published: "2031-03-02" }],
    ["2031-03-02 发布", { published: "2031-03-02" }],
    ["更新时间：2031-03-05", { updated: "2031-03-05" }],
    ["最后编辑于 2031-03-05", { updated: "2031-03-05" }],
    ["（2031-03-05 11:39:52重新编辑）", { updated: "2031-03-05T11:39:52+08:00" }],
    ["2031-03-05 更新", { updated: "2031-03-05" }],
    ["更新时间：2031-03-05 发布时间：2031-03-02", { published: "2031-03-02", updated: "2031-03-05" }],
    ["更新时间：2031-03-05|发布日期：2031-03-02", { published: "2031-03-02", updated: "2031-03-05" }],
    ["发布时间：2031-03-02 更新时间：2031-03-05", { published: "2031-03-02", updated: "2031-03-05" }],
    ["2031-03-02 更新时间：2031-03-05", { published: "2031-03-02", updated: "2031-03-05" }],
    ["發布日期：120-03-02 更新日期：120-03-05", { published: "2031-03-02", updated: "2031-03-05" }],
    ["2031-03-02 发布 2031-03-05 更新", { published: "2031-03-02", updated: "2031-03-05" }],
    ["更新于2031-03-05，发布于2031-03-02", { published: "2031-03-02", updated: "2031-03-05" }],
    ["2031-03-01 记者许三桥，发布时间：2031-03-02", { published: "2031-03-02" }],
    ["报名截止时间：2031-05-02 17:00", {}],
    ["报名截止时间：2031-05-02 发布时间：2031-03-02", { published: "2031-03-02" }],
    ["活动时间：2031年5月2日至2031年5月9日", {}],
    ["2031年5月2日至2031年5月9日", {}],
    ["公示期限：2031-05-02—2031-05-09", {}],
    ["会议时间为2031年5月2日", {}],
    ["自2031年5月2日施行", { published: "2031-05-02" }],
    ["更新时间", {}],
    ["", {}],
  ])("%s", (line, wanted) => {
    expect(readPublication(line)).toEqual(wanted);
  });
});

test("takes no more than a millisecond a kilobyte", () => {
  const lines = [
    "2031-03-02 ".repeat(10_000),
    `${"更新".repeat(50_000)}2031-03-02`,
    `2031-03-02${" ".repeat(100_000)}`,
  ];
  const spent = startCpuClock();
  for (const line of lines) readPublication(line);
  expect(spent()).toBeLessThan(1000);
});
