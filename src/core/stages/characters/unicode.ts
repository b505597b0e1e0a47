/** Normalises invisible characters, radicals, full-width Latin and decomposed letters. */
import { findNeedless, INVISIBLE } from "./invisible.ts";
import { characterOfRadical } from "./homoglyphs.ts";
import { defineStage } from "../../document/stage.ts";

type Reason = "invisible" | "radical" | "full-width" | "composition";

/** A repair of adjoining characters. */
interface Repair {
  readonly span: readonly [from: number, to: number];
  readonly replacement: string;
  readonly reason: Reason;
}

export const unicode = defineStage({
  name: "unicode",
  kind: "characters",
  zone: "any",
  summary:
    "Composes letters (NFC), removes invisible characters, replaces look-alike radicals and full-width Latin letters.",
  reasons: {
    invisible: "a character without width or ink that joins and marks nothing",
    radical: "a radical that stands for the character it looks like",
    "full-width": "Full-width letters or digits",
    composition: "characters that NFC writes in another way",
  } satisfies Record<Reason, string>,
  defaults: {},
  *run({ blocks }) {
    for (const { index: block, text } of blocks) {
      for (const repair of repairLine(text)) yield { block, ...repair };
    }
  },
});

/** Chinese and English with their marks: nothing in it is invisible, composes or looks like something else. */
const PLAIN =
  /^[\0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2150-\u2328\u232b-\u2adb\u3000-\u3029\u3030-\u3098\u309b-\u30ff\u3105-\u9fff\uff01-\uff0d\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffe6]*$/;

/** A character with all that may become one with it: marks, the later parts of Hangul and Kirat Rai letters. */
const CLUSTER = new RegExp(`[^][${INVISIBLE}\\p{M}\u1160-\u11ff\u{16d63}-\u{16d6a}]*`, "gu");

/** @returns repairs in order; adjoining ones of one kind are one repair */
function repairLine(text: string): readonly Repair[] {
  if (PLAIN.test(text)) return [];
  const needless = findNeedless(text);
  const mapped = new Map([...findRadicals(text), ...findFullWidth(text)]);
  const repairs: Repair[] = [];
  for (const { index, 0: cluster } of text.matchAll(CLUSTER)) {
    const repair = repairCluster(cluster, index, needless, mapped);
    if (repair === undefined) continue;
    const last = repairs.at(-1);
    if (last?.reason === repair.reason && last.span[1] === repair.span[0]) {
      repairs[repairs.length - 1] = join(last, repair);
    } else repairs.push(repair);
  }
  return repairs;
}

function join(first: Repair, second: Repair): Repair {
  return {
    span: [first.span[0], second.span[1]],
    replacement: first.replacement + second.replacement,
    reason: first.reason,
  };
}

function repairCluster(
  cluster: string,
  start: number,
  needless: ReadonlySet<number>,
  mapped: ReadonlyMap<number, Mapping>,
): Repair | undefined {
  const mapping = mapped.get(start);
  let visible = "";
  for (let at = 0; at < cluster.length; at += 1) {
    if (!needless.has(start + at)) visible += at === 0 && mapping ? mapping.to : cluster[at];
  }
  const repaired = visible.normalize("NFC");
  if (repaired === cluster) return undefined;
  const reason = mapping?.reason ?? (repaired === visible ? "invisible" : "composition");
  const [kept, end] = sharedEnds(cluster, repaired);
  return {
    span: [start + kept, start + cluster.length - end],
    replacement: repaired.slice(kept, repaired.length - end),
    reason,
  };
}

/** How many code units both begin and end with, no half of a surrogate pair among them. */
function sharedEnds(before: string, after: string): readonly [first: number, last: number] {
  const shorter = Math.min(before.length, after.length);
  let first = 0;
  while (first < shorter && before[first] === after[first]) first += 1;
  if (first > 0 && /[\ud800-\udbff]/.test(after[first - 1]!)) first -= 1;
  let last = 0;
  while (last < shorter - first && before.at(-1 - last) === after.at(-1 - last)) last += 1;
  if (last > 0 && /[\udc00-\udfff]/.test(after.at(-last)!)) last -= 1;
  return [first, last];
}

interface Mapping {
  readonly to: string;
  readonly reason: "radical" | "full-width";
}

/** 「⺡是部首」, 「⻌旁」: a line about radicals means them. */
const ABOUT_RADICALS = /部首|偏旁|[\u2e80-\u2fd5]字?[旁头底框]/u;

/** Radicals that touch a Chinese character; 「“⻅”字旁」 and lists of radicals mean the radical itself. */
const RADICALS = new RegExp(`[\u2e80-\u2fd5][${INVISIBLE}\u2e80-\u2fd5]*`, "gu");
const HAN = /^(?![\u2e80-\u2fd5])\p{Script=Han}/u;
const INVISIBLE_CHARACTER = new RegExp(`[${INVISIBLE}]`, "u");

function* findRadicals(text: string): Iterable<[number, Mapping]> {
  if (ABOUT_RADICALS.test(text)) return;
  for (const { index, 0: run } of text.matchAll(RADICALS)) {
    const isInText =
      HAN.test(visibleBefore(text, index)) ||
      HAN.test(text.slice(index + run.length, index + run.length + 2));
    if (!isInText) continue;
    for (let at = 0; at < run.length; at += 1) {
      const to = characterOfRadical(run[at]!);
      if (to !== undefined) yield [index + at, { to, reason: "radical" }];
    }
  }
}

function visibleBefore(text: string, at: number): string {
  let last = at - 1;
  while (last >= 0 && INVISIBLE_CHARACTER.test(text[last]!)) last -= 1;
  const isLowSurrogate = /[\udc00-\udfff]/.test(text[last] ?? "");
  return text.slice(Math.max(0, isLowSurrogate ? last - 1 : last), last + 1);
}

/** The full-width point counts between digits only: at the end of a sentence it may be a full stop. */
const FULL_WIDTH = new RegExp(
  `[０-９Ａ-Ｚａ-ｚ]|．(?<=[0-9０-９][${INVISIBLE}]*．)(?=[${INVISIBLE}]*[0-9０-９])`,
  "gu",
);
const FULL_WIDTH_OFFSET = 0xfee0;

function* findFullWidth(text: string): Iterable<[number, Mapping]> {
  for (const { index, 0: char } of text.matchAll(FULL_WIDTH)) {
    const to = String.fromCharCode(char.charCodeAt(0) - FULL_WIDTH_OFFSET);
    yield [index, { to, reason: "full-width" }];
  }
}
