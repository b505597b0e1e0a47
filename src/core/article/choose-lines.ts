/**
 * Chooses the lines to remove from a text by their probabilities. A low probability is one kind of evidence: a line
 * is removed only if the text has site chrome and its position or its neighbours agree.
 */

/** The evidence for one line of a text. */
export interface LineEvidence {
  /** Probability that it belongs to the article. */
  readonly probability: number;
  readonly isProse: boolean;
  /** Of a headline's length, without the end of a sentence, a number or a label before it. */
  readonly isHeadlike: boolean;
  /** A teaser: 「……园区将继续...」. */
  readonly breaksOff: boolean;
  /** A subtitle: 「——三千册旧书有了新家」. */
  readonly isSubtitle: boolean;
  /** It ends in a colon: the lines that follow belong to the text. */
  readonly announces: boolean;
  /** A day and nothing else. */
  readonly isDay: boolean;
  readonly isBracketed: boolean;
  /** It names who wrote or published the article, and when. */
  readonly isCredit: boolean;
  /** It has phrases of site chrome. */
  readonly hasSiteWords: boolean;
  /** Another stage removed it: the text has site chrome. */
  readonly isGone: boolean;
}

/** Maximum probability of a line that may be removed. */
const KEPT_FROM = 0.5;

/** The same between the paragraphs and the nearest chrome, where headlines, signatures and dates are. */
const KEPT_BESIDE_TEXT_FROM = 0.25;

/** The same for a possible headline, also within chrome. */
const SURELY_NO_HEADLINE = 0.05;

/** Between paragraphs a line goes that is less likely than this beside words of the site, or alone, or with one other. */
const SURELY_NOT = 0.1;
const SINGLE_LINES = 2;

/** A list of other articles below a text: minimum lines, minimum share of headlines or teasers, maximum mean probability. */
const LIST_AT_LEAST = 5;
const ENTRY_SHARE = 0.7;
const LIST_BELOW = 0.3;

/** Sums of shares that are equal differ by less. */
const ROUNDING = 1e-6;

/** A run of consecutive unlikely lines. */
interface Stretch {
  readonly lines: readonly LineEvidence[];
  /** Position of its first line. */
  readonly from: number;
  readonly above: LineEvidence | undefined;
  readonly below: LineEvidence | undefined;
}

/** Positions of the lines to remove. */
export function chooseLines(lines: readonly LineEvidence[]): ReadonlySet<number> {
  const first = lines.findIndex(isParagraph);
  const last = lines.findLastIndex(isParagraph);
  const hasChrome = lines.some(({ isGone }) => isGone);
  const removed = new Set<number>();
  for (const stretch of stretchesOf(lines)) {
    const goes = hasChrome ? ruleFor(stretch, first, last) : wholeList(stretch, last);
    for (const [at, line] of stretch.lines.entries()) if (goes(line, at)) removed.add(stretch.from + at);
  }
  const headline = likeliestAbove(lines, first, removed);
  if (headline !== undefined) removed.delete(headline);
  return removed;
}

/** If all lines above the first paragraph would be removed, the likeliest stays: a text begins with its headline. */
function likeliestAbove(
  lines: readonly LineEvidence[],
  first: number,
  removed: ReadonlySet<number>,
): number | undefined {
  const above = lines.slice(0, Math.max(first, 0));
  if (above.some((_, at) => !removed.has(at))) return undefined;
  const isPossible = (line: LineEvidence) =>
    !line.isProse && !line.isDay && !isChrome(line) && line.probability >= SURELY_NO_HEADLINE;
  const [likeliest] = [...above.keys()]
    .filter((at) => isPossible(above[at]!))
    .toSorted((a, b) => above[b]!.probability - above[a]!.probability);
  return likeliest;
}

function isUnlikely({ probability, isGone }: LineEvidence): boolean {
  return isGone || probability < KEPT_FROM;
}

function isParagraph(line: LineEvidence): boolean {
  return line.isProse && !isUnlikely(line);
}

function isSurelyNot({ probability }: LineEvidence): boolean {
  return probability < SURELY_NOT;
}

function isChrome({ isGone, hasSiteWords }: LineEvidence): boolean {
  return isGone || hasSiteWords;
}

function stretchesOf(lines: readonly LineEvidence[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (let from = 0, to = 0; from < lines.length; from = to + 1) {
    for (to = from; to < lines.length && isUnlikely(lines[to]!);) to += 1;
    if (to > from)
      stretches.push({ lines: lines.slice(from, to), from, above: lines[from - 1], below: lines[to] });
  }
  return stretches;
}

type Rule = (line: LineEvidence, at: number) => boolean;

/** Without site chrome only a list below the text is removed. */
function wholeList(stretch: Stretch, lastParagraph: number): Rule {
  const goes = stretch.from > lastParagraph && isList(stretch);
  return () => goes;
}

/** With site chrome in the text. */
function ruleFor(stretch: Stretch, firstParagraph: number, lastParagraph: number): Rule {
  const { lines, from } = stretch;
  const isSureBesideText = ({ probability }: LineEvidence) => probability < KEPT_BESIDE_TEXT_FROM;
  if (from > lastParagraph) {
    const end = lines.findIndex(isChrome);
    const site = end === -1 ? lines.length : end;
    const own = stretch.above?.announces ? new Set(lines.keys()) : signatureIn(lines.slice(0, site));
    return (line, at) => at >= site || (!own.has(at) && isSureBesideText(line));
  }
  if (from < firstParagraph) {
    const site = lines.findLastIndex(isChrome);
    return (line, at) => {
      if (at === 0 && line.isSubtitle && stretch.above !== undefined) return false;
      if (mayBeHeadline(line, lines[at + 1])) return line.probability < SURELY_NO_HEADLINE;
      return at <= site || isSureBesideText(line);
    };
  }
  const isOfSite = lines.some(isChrome) || isSingle(stretch);
  return (line) => isOfSite && (isChrome(line) || isSurelyNot(line));
}

function mayBeHeadline(line: LineEvidence, below: LineEvidence | undefined): boolean {
  return line.isHeadlike && !isChrome(line) && (below?.isCredit ?? false);
}

/** Positions of who signed, the day and a remark in brackets below it. Several days are a list's. */
function signatureIn(lines: readonly LineEvidence[]): ReadonlySet<number> {
  const day = lines.findIndex(({ isDay }) => isDay);
  if (day < 1 || day !== lines.findLastIndex(({ isDay }) => isDay)) return new Set();
  return new Set([day - 1, day, ...(lines[day + 1]?.isBracketed ? [day + 1] : [])]);
}

/** A line or two right between paragraphs. */
function isSingle({ lines, above, below }: Stretch): boolean {
  return (
    lines.length <= SINGLE_LINES &&
    lines.every(isSurelyNot) &&
    [above, below].every((line) => line !== undefined && isParagraph(line))
  );
}

/**
 * Without site chrome every line is kept, since code, verse, lists of names and prices look like menus to the model,
 * except a list of other articles below the last paragraph.
 */
function isList({ lines }: Stretch): boolean {
  const entries = lines.filter(({ isHeadlike, breaksOff }) => isHeadlike || breaksOff).length;
  const mean = lines.reduce((sum, { probability }) => sum + probability, 0) / lines.length;
  return lines.length >= LIST_AT_LEAST && entries >= ENTRY_SHARE * lines.length && mean < LIST_BELOW;
}

/** Whether anywhere in a text lines follow each other that are such a list by their shape. */
export function mayHoldList(size: number, isEntry: (at: number) => boolean): boolean {
  // A stretch has enough entries where its lines, each an entry less its share, do not sum to less than nothing.
  const sums = new Float64Array(size + 1);
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < size; at += 1) {
    sums[at + 1] = sums[at]! + Number(isEntry(at)) - ENTRY_SHARE;
    const from = at + 1 - LIST_AT_LEAST;
    if (from < 0) continue;
    least = Math.min(least, sums[from]!);
    if (sums[at + 1]! >= least - ROUNDING) return true;
  }
  return false;
}
