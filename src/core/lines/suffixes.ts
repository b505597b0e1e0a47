/** Finds the ending that the entries of a link farm share. */

const SHORTEST_SUFFIX = 3;
const LONGEST_SUFFIX = 12;

const LABEL_MARK = /[:：，,]/u;

/** A registered name is somebody's: 「鹭溪县荷韵食品有限公司」. A farm sells 「劳务派遣公司」. */
const LEGAL_FORM = /(?:有限|责任|股份)公司$/u;

/** A keyword is words; 「(1次)」 behind every name is a count. */
const KEYWORD = /(?<=[^])\p{Script=Han}{3}$/u;

export interface SharedSuffix {
  readonly suffix: string;
  /** Distinct entries that end in it. */
  readonly entries: number;
  /** Share of all distinct entries. */
  readonly share: number;
}

/**
 * The longest ending (3 to 12 code points) that most of the entries have in common; undefined for
 * fewer than two entries or none in common. An entry that is only the ending does not count.
 */
export function sharedSuffix(entries: readonly string[]): SharedSuffix | undefined {
  const distinct = [...new Set(entries)];
  if (distinct.length < 2) return undefined;
  const counts = new Map<string, number>();
  for (const entry of endingAlike(distinct)) {
    // 「青湾镇：小雨转多云」 says something of a place; a farm's entry is one name.
    if (LABEL_MARK.test(entry) || LEGAL_FORM.test(entry)) continue;
    const chars = Array.from(entry);
    for (let length = SHORTEST_SUFFIX; length <= LONGEST_SUFFIX && length < chars.length; length += 1) {
      const suffix = chars.slice(-length).join("");
      counts.set(suffix, (counts.get(suffix) ?? 0) + 1);
    }
  }
  let best: SharedSuffix | undefined;
  for (const [suffix, times] of counts) {
    if (
      times >= 2 &&
      (best === undefined ||
        times > best.entries ||
        (times === best.entries && suffix.length > best.suffix.length))
    ) {
      best = { suffix, entries: times, share: times / distinct.length };
    }
  }
  return best;
}

/** Those whose shortest ending another has too: few, and no other has a longer one in common. */
function endingAlike(entries: readonly string[]): readonly string[] {
  const endings = entries.map((entry) => KEYWORD.exec(entry)?.[0]);
  const times = new Map<string | undefined, number>();
  for (const ending of endings) times.set(ending, (times.get(ending) ?? 0) + 1);
  return entries.filter((_, at) => endings[at] !== undefined && times.get(endings[at])! >= 2);
}
