/** A page of a style guide: for each rule the lines that it puts right, and those that it leaves alone. */
import { describe, expect, test } from "vitest";
import { repairText } from "../src/repair.ts";

export interface Rule {
  /** Before and after. */
  readonly becomes?: readonly (readonly [before: string, after: string])[];
  readonly stays?: readonly string[];
}

/** Asserts each row with all that repairs characters; what is right stays right. */
export function describeRules(rules: Readonly<Record<string, Rule>>): void {
  for (const [rule, { becomes = [], stays = [] }] of Object.entries(rules)) {
    describe(rule, () => {
      test.for(becomes)("%s", ([before, after]) => {
        expect(repairText(before)).toBe(after);
        expect(repairText(after)).toBe(after);
      });
      test.for(stays)("stays: %s", (text) => {
        expect(repairText(text)).toBe(text);
      });
    });
  }
}
