import { describe, expect, test } from "vitest";
import { findPhrases } from "../../../src/core/cues/find-phrases.ts";
import type { Cue, Cues } from "../../../src/core/document/cue.ts";

const cue = (phrase: string, at: Cue["at"] = "anywhere", strength: Cue["strength"] = "strong"): Cue => ({
  phrase,
  at,
  strength,
});
const cues: Cues = new Map([
  ["one", [cue("船票"), cue("船"), cue("开船", "start"), cue("渡口", "anywhere", "weak")]],
  ["two", [cue("票价")]],
]);

describe("phrases in a text", () => {
  test("are found wherever they stand, within one another too", () => {
    expect(findPhrases("买船票，看票价", ["one", "two"], cues)).toEqual([
      { phrase: "船", from: 1, to: 2 },
      { phrase: "船票", from: 1, to: 3 },
      { phrase: "票价", from: 5, to: 7 },
    ]);
  });

  test("are those of the kinds that are asked for, and strong wherever they stand", () => {
    expect(findPhrases("开船，渡口的票价", ["one"], cues).map(({ phrase }) => phrase)).toEqual(["船"]);
    expect(findPhrases("", ["one"], cues)).toEqual([]);
  });
});
