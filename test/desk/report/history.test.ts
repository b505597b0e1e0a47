import { describe, expect, test } from "vitest";
import type { ReportedDocument } from "../../../src/desk/report/document.ts";
import { bandOf, hasJumped, historiesOf, LEAST_WIDTH } from "../../../src/desk/report/history.ts";

/** Documents of a host: on each day, these shares are removed, in percent. */
function hostWith(
  days: readonly (readonly number[])[],
  host = "www.qingwan.example",
): readonly ReportedDocument[] {
  return days.flatMap((shares, day) =>
    shares.map((share, at) => ({
      document: `${day}-${at}`,
      url: undefined,
      host,
      source: undefined,
      fetchedAt: new Date(Date.UTC(2031, 4, 1 + day, 8, at)).toISOString(),
      title: "",
      published: undefined,
      verdict: "article",
      rawChars: 1000,
      cleanChars: 1000 - 10 * share,
      removed: {},
      replaced: {},
      isPart: false,
      isIncomplete: false,
      isBrokenOff: false,
      flags: 0,
      pipeline: "p",
      replaces: undefined,
      worth: 3,
    })),
  );
}

const steady = [
  [40, 42, 44],
  [39, 41, 43],
  [40, 41, 45],
] as const;

describe("a jump", () => {
  test.each([
    ["a new design", [70, 72, 71], true],
    ["boilerplate that slips through", [5, 6, 4], true],
    ["a paywall: the pages are no articles any more", [100, 100, 100, 42], true],
    ["days as they always were", [41, 46, 39], false],
    ["one odd page among others", [41, 95, 39, 40], false],
    ["too few pages to say", [95, 96], false],
  ])("%s", (_, shares, expected) => {
    const [host] = historiesOf(hostWith([...steady, shares]));
    expect(hasJumped(host!)).toBe(expected);
    expect(host!.points.slice(0, 3).some((point) => point.hasJumped)).toBe(false);
  });

  test("is none where the host is hardly known", () => {
    expect(
      hasJumped(
        historiesOf(
          hostWith([
            [40, 41, 42],
            [90, 91, 92],
          ]),
        )[0]!,
      ),
    ).toBe(false);
  });

  test("stays in the history when the host is itself again", () => {
    const [host] = historiesOf(hostWith([...steady, [90, 91, 92], [40, 41, 42]]));
    expect(host!.points.map((point) => point.hasJumped)).toEqual([false, false, false, true, false]);
  });

  test("is over once the new design is what the host is like", () => {
    const before = Array.from({ length: 50 }, () => [40, 41, 42]);
    const after = Array.from({ length: 30 }, () => [70, 71, 72]);
    const [host] = historiesOf(hostWith([...before, ...after]));
    expect([host!.points[50]!.hasJumped, hasJumped(host!)]).toEqual([true, false]);
  });

  test("puts its host first", () => {
    const calm = hostWith([...steady, ...steady], "calm.example");
    const loud = hostWith([...steady, [90, 91, 92]], "loud.example");
    expect(historiesOf([...calm, ...loud]).map(({ host }) => host)).toEqual(["loud.example", "calm.example"]);
  });
});

describe("a point", () => {
  test("takes as many days as it needs to have three documents", () => {
    const [host] = historiesOf(hostWith([[40], [50], [60], [41, 42, 43], [80]]));
    expect(host!.points).toMatchObject([
      { from: "2031-05-01", to: "2031-05-03", documents: 3, share: 0.5 },
      { from: "2031-05-04", to: "2031-05-04", documents: 3, share: expect.closeTo(0.42) },
      { from: "2031-05-05", to: "2031-05-05", documents: 1 },
    ]);
  });

  test("counts by arrival, in whatever order the documents stand", () => {
    const documents = hostWith(steady);
    expect(historiesOf(documents.toReversed())).toEqual(historiesOf(documents));
  });
});

describe("the band", () => {
  test("is the median and three scaled deviations to either side", () => {
    const band = bandOf([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])!;
    expect(band.middle).toBe(0.5);
    expect(band.low).toBeCloseTo(0, 10);
    expect(bandOf([0.44, 0.46, 0.48, 0.5, 0.5, 0.5, 0.52, 0.54, 0.56])!.high).toBeCloseTo(
      0.5 + 3 * 1.4826 * 0.02,
      10,
    );
  });

  test("is not moved by a few odd pages", () => {
    const band = bandOf([0.4, 0.41, 0.42, 0.4, 0.41, 0.42, 0.4, 1, 1, 0])!;
    expect([band.low, band.high]).toEqual([band.middle - LEAST_WIDTH, band.middle + LEAST_WIDTH]);
  });

  test("is none while there are too few documents", () => {
    expect(bandOf([0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4])).toBeUndefined();
  });
});
