/** What a robots.txt says to one crawler, as RFC 9309 has it. Reading and asking take linear time. */

export interface RobotsRules {
  /** By the longest rule that matches; of two as long, by the one that allows. What no rule matches is allowed. */
  isAllowed(url: URL): boolean;
  /** Seconds between two requests; 0 where the file asks for none. */
  readonly delaySeconds: number;
  /** Addresses of sitemaps, as written. They hold for every crawler. */
  readonly sitemaps: readonly string[];
}

interface Rule {
  readonly allows: boolean;
  /** Characters of its pattern. */
  readonly length: number;
  /** What stands between the asterisks of its pattern. */
  readonly pieces: readonly string[];
  /** The pattern ends in a dollar sign: what matches must end there. */
  readonly isWhole: boolean;
}

/** The rules for one product token, from all groups that name it. */
class Group {
  readonly rules: Rule[] = [];
  delaySeconds = 0;
}

/**
 * @param agent our product token: the groups that name it count, those for all (`*`) only where there is none
 * @returns undefined where no line of the text is a record: it is something else than a robots.txt
 */
export function parseRobots(text: string, agent: string): RobotsRules | undefined {
  const wanted = agent.toLowerCase();
  const groups = new Map<string, Group>();
  const sitemaps: string[] = [];
  /** Those of our groups that the lines belong to. */
  let current = new Set<Group>();
  let isHead = false;
  let records = 0;

  for (const [name, value] of recordsOf(text)) {
    if (name === "user-agent") {
      if (!isHead) current = new Set();
      isHead = true;
      const token = value.split("/", 1)[0]!.trim().toLowerCase();
      if (token === wanted || token === "*") current.add(groupOf(token));
      continue;
    }
    records += 1;
    if (name === "sitemap") {
      if (value !== "") sitemaps.push(value);
      continue;
    }
    isHead = false;
    for (const group of current) {
      if (name === "crawl-delay") group.delaySeconds = secondsIn(value) ?? group.delaySeconds;
      else if (value !== "") group.rules.push(ruleOf(value, name === "allow"));
    }
  }
  if (records === 0) return undefined;

  const { rules, delaySeconds } = groups.get(wanted) ?? groups.get("*") ?? new Group();
  const strongestFirst = rules.toSorted((a, b) => b.length - a.length || Number(b.allows) - Number(a.allows));
  return {
    isAllowed({ pathname, search }) {
      const path = comparable(pathname + search);
      return strongestFirst.find((rule) => matches(rule, path))?.allows ?? true;
    },
    delaySeconds,
    sitemaps,
  };

  function groupOf(token: string): Group {
    const known = groups.get(token) ?? new Group();
    groups.set(token, known);
    return known;
  }
}

const NAMES: ReadonlySet<string> = new Set(["user-agent", "allow", "disallow", "crawl-delay", "sitemap"]);

/** Lines with a name that means something; others must not change what these mean. */
function* recordsOf(text: string): Generator<readonly [name: string, value: string], void> {
  for (const line of text.split(/\r\n?|\n/u)) {
    const colon = line.indexOf(":");
    if (colon < 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (NAMES.has(name))
      yield [
        name,
        line
          .slice(colon + 1)
          .split("#", 1)[0]!
          .trim(),
      ];
  }
}

function secondsIn(value: string): number | undefined {
  return /^\d+(?:\.\d*)?$/u.test(value) ? Number(value) : undefined;
}

function ruleOf(pattern: string, allows: boolean): Rule {
  const isWhole = pattern.endsWith("$");
  const pieces = (isWhole ? pattern.slice(0, -1) : pattern).split(/\*+/u).map(comparable);
  return { allows, length: pattern.length, pieces, isWhole };
}

/** The first piece begins the path, each further one follows where it is found first, the last may have to end it. */
function matches({ pieces, isWhole }: Rule, path: string): boolean {
  const [first, ...others] = pieces as [string, ...string[]];
  if (!path.startsWith(first)) return false;
  let at = first.length;
  const last = isWhole ? others.pop() : undefined;
  for (const piece of others) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  if (!isWhole) return true;
  return last === undefined ? at === path.length : path.endsWith(last) && at + last.length <= path.length;
}

/**
 * A path or a part of a pattern in the one form in which both are compared: percent-encoded are all characters that
 * no address may hold, and the two that mean something in a pattern; no letter or digit that may stand for itself is.
 */
function comparable(text: string): string {
  return text
    .toWellFormed()
    .replace(/%[\da-f]{2}/giu, (code) => {
      const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
      return /[\w.~-]/u.test(character) ? character : code.toUpperCase();
    })
    .replace(/[^\w.~!'();:@&=+,/?#[\]%-]/gu, encoded);
}

function encoded(character: string): string {
  return character === "*" ? "%2A" : encodeURIComponent(character);
}
