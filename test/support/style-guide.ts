/** A page of a style guide: for each rule the lines that it puts right, and those that it leaves alone. */
import { describe, expect, test } from "vitest";
import { repairText } from "../../src/core/pipeline/repair.ts";

export interface Rule {
  /** Before and after. */
  readonly becomes?: readonly (readonly [before: string, after: string])[];
  readonly stays?: readonly string[];
  /** Another line of the same text: what is usual in it decides too. */
  readonly beside?: string;
}

/** Asserts each row with all that repairs characters; what is right stays right. */
export function describeRules(rules: Readonly<Record<string, Rule>>): void {
  for (const [rule, { becomes = [], stays = [], beside }] of Object.entries(rules)) {
    const whole = (line: string) => (beside === undefined ? line : `${line}\n${beside}`);
    describe(rule, () => {
      test.for(becomes)("%s", ([before, after]) => {
        expect(repairText(whole(before))).toBe(whole(after));
        expect(repairText(whole(after))).toBe(whole(after));
      });
      test.for(stays)("stays: %s", (text) => {
        expect(repairText(whole(text))).toBe(whole(text));
      });
    });
  }
}
